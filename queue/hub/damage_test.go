package hub_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/journal"
)

// photograph copies a data folder as a power cut would leave it: while the desk is running.
func photograph(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".db-shm" || entry.Name() == "reserve" {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		files[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func develop(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestDamagedLog: SQLite takes a damaged frame for the end of its log. Whatever that loses, no
// acknowledged number is given again, and each is in line.
func TestDamagedLog(t *testing.T) {
	live := t.TempDir()
	a, err := started(live)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // a copy of it is tried
	openDesks(t, a.Hub, 2)
	given := issue(t, a.Hub, 60, 4)
	files := photograph(t, live)
	logs, err := filepath.Glob(filepath.Join(live, "sessions", "*.db-wal"))
	if err != nil || len(logs) != 1 {
		t.Fatalf("logs %v, %v, want one", logs, err)
	}
	name, _ := filepath.Rel(live, logs[0])
	trials := 200
	if testing.Short() {
		trials = 20
	}
	chance := rand.New(rand.NewPCG(7, 11))
	restored, refused := 0, 0
	for i := range trials {
		whole := files[name]
		log := append([]byte{}, whole...)
		if at := chance.IntN(len(log)); i%2 == 0 {
			log = log[:at]
		} else {
			log[at] ^= 1 << chance.IntN(8)
		}
		files[name] = log
		dir := develop(t, files)
		files[name] = whole
		b, err := started(dir)
		if errors.Is(err, journal.ErrDamaged) {
			refused++
			continuesAbove(t, dir, given)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		next, err := b.Hub.Issue(t.Context(), hub.Wish{Language: "fr"})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range given {
			ticket, err := b.Hub.Ticket(t.Context(), n)
			if err != nil || n == next.Number {
				t.Fatalf("trial %d: %s was given: %v; the next is %s", i, n, err, next.Number)
			}
			if ticket.Restored {
				restored++
			}
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		again, err := started(dir) // the mark must hold a second time
		if err != nil {
			t.Fatalf("trial %d: start again: %v", i, err)
		}
		if _, err := again.Hub.Ticket(t.Context(), next.Number); err != nil {
			t.Errorf("trial %d: %v", i, err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d trials: %d tickets restored, %d journals refused", trials, restored, refused)
}

// continuesAbove sets a damaged journal aside and wants the next session's numbers to be others.
func continuesAbove(t *testing.T, dir string, given []queue.Number) {
	t.Helper()
	found, err := hub.Examine(t.Context(), dir, busyTown(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	faults := 0
	for _, f := range found {
		if f.Verdict == hub.Fault {
			faults++
		}
	}
	moved, err := hub.SetAside(t.Context(), dir)
	if err != nil || len(moved) != 1 || faults != 1 {
		t.Fatalf("%d faults, moved %v: %v, want one", faults, moved, err)
	}
	a, err := started(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // what it does is not of interest any more
	s, err := a.Hub.OpenSession(t.Context(), hub.Opening{Special: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range given {
		if n.Letter() == s.First.Letter() {
			t.Fatalf("%s was given, and the new session begins with %s", n, s.First)
		}
	}
}
