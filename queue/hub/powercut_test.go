package hub_test

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/journal/powercut"
)

// briefFolder tells a copy of the test program to open and close one session after the other.
const briefFolder = "GUICHET_BRIEF_VICTIM"

// beBrief opens a session, gives some tickets, closes, and begins again, saying each step before and
// after, until it is killed.
func beBrief(dir string) error {
	a, err := started(dir)
	if err != nil {
		return err
	}
	fmt.Println("started - -")
	for end := time.Now().Add(lifetime); time.Now().Before(end); {
		if err := beOneSession(a.Hub); err != nil {
			return err
		}
	}
	return errSpared
}

func beOneSession(h *hub.Hub) error {
	ctx := context.Background()
	s, err := h.OpenSession(ctx, hub.Opening{Special: true})
	if err != nil {
		return err
	}
	fmt.Printf("opened %s %d\n", s.First, s.Serial)
	for n := range 4 {
		key := fmt.Sprintf("%d-%d", s.Serial, n)
		t, err := h.Issue(ctx, hub.Wish{Key: key, Language: "fr"})
		if err != nil {
			return err
		}
		fmt.Printf("issued %s %s\n", t.Number, key)
		time.Sleep(8 * time.Millisecond)
	}
	if s.Serial%2 == 1 {
		time.Sleep(130 * time.Millisecond) // the log is moved, and its file made longer
	}
	fmt.Println("closing - -")
	if err := h.CloseSession(ctx, true, func(hub.Closing) error { return nil }); err != nil {
		return err
	}
	fmt.Printf("closed - %d\n", s.Serial)
	return nil
}

// witness hears what a victim says while cuts are made.
type witness struct {
	mu     sync.Mutex
	heard  *record
	phase  string // of the session: opened, closing, closed; empty before the first
	serial int    // of the session that was opened last
}

// listen records what a victim says until it ends.
func (w *witness) listen(t *testing.T, victim *exec.Cmd) {
	t.Helper()
	said, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	lines, done := bufio.NewScanner(said), make(chan struct{})
	go func() {
		defer close(done)
		for lines.Scan() {
			w.note(t, lines.Text())
		}
	}()
	t.Cleanup(func() {
		_ = victim.Process.Kill()
		<-done
		_ = victim.Wait() // it was killed
	})
}

func (w *witness) note(t *testing.T, line string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var what, number, rest string
	if n, _ := fmt.Sscan(line, &what, &number, &rest); n != 3 {
		return
	}
	switch what {
	case "opened":
		w.heard, w.phase = newRecord(), what
		_, _ = fmt.Sscan(rest, &w.serial) // our own digits
	case "closing", "closed":
		w.phase = what
	case "issued", "called":
		w.heard.note(t, line)
	}
}

// soFar copies what has been heard.
func (w *witness) soFar() (r *record, phase string, serial int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return &record{maps.Clone(w.heard.keys), maps.Clone(w.heard.desk)}, w.phase, w.serial
}

func newRecord() *record {
	return &record{map[queue.Number]string{}, map[queue.Number]queue.Desk{}}
}

// cuts is how many cuts a test of power makes.
func cuts() int {
	switch {
	case os.Getenv("GUICHET_SOAK") != "":
		return 240
	case testing.Short():
		return 6
	default:
		return 33
	}
}

// TestPowerCut cuts the power of a busy desk at random instants. Whatever the disk forgets of what it was
// not told to keep, what was acknowledged before the cut is there after it.
func TestPowerCut(t *testing.T) {
	disk, chance, w := powercut.Mount(t), chanceOf(t), &witness{heard: newRecord()}
	for made := 0; made < cuts(); {
		t.Run("", func(t *testing.T) {
			w.listen(t, victimOf(victimFolder, below(disk.Path)))
			for range 11 { // a victim lives for a few seconds
				time.Sleep(time.Duration(chance.IntN(30_000)) * time.Microsecond)
				if r, _, _ := w.soFar(); len(r.keys) > 0 {
					r.verify(t, below(cut(t, disk, made, chance)))
				}
				made++
			}
		})
	}
	t.Logf("%d cuts; %d tickets acknowledged at the last", cuts(), len(w.heard.keys))
}

// TestPowerCutBetweenSessions cuts the power while sessions begin and end, from an empty folder on.
func TestPowerCutBetweenSessions(t *testing.T) {
	chance := chanceOf(t)
	for n := range cuts() {
		t.Run("", func(t *testing.T) {
			disk, w := powercut.Mount(t), &witness{heard: newRecord()}
			w.listen(t, victimOf(briefFolder, below(disk.Path)))
			time.Sleep(time.Duration(chance.IntN(250_000)) * time.Microsecond)
			r, phase, serial := w.soFar()
			left := cut(t, disk, n, chance)
			time.Sleep(20 * time.Millisecond) // to hear what was said until the cut
			if _, now, _ := w.soFar(); now != phase {
				phase = now + ", perhaps" // it changed about then: either is true
			}
			verifyBrief(t, below(left), r, phase, serial)
		})
	}
}

// The disk is served by this process, so only its children may work on it: killed in the middle of waiting
// for itself, it would never end.

// below is a data folder that is not there yet: its name, too, must outlive a cut.
func below(dir string) string { return filepath.Join(dir, "town", "data") }

// cut gives a folder as the n-th cut leaves it.
func cut(t *testing.T, disk *powercut.Disk, n int, chance *rand.Rand) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), fmt.Sprint(n))
	if err := disk.Cut(dir, powercut.Loss(n%powercut.Losses), chance); err != nil {
		t.Fatal(err)
	}
	return dir
}

// verifyBrief holds what a cut left against what was said before it.
func verifyBrief(t *testing.T, dir string, r *record, phase string, serial int) {
	t.Helper()
	a, err := started(dir)
	if err != nil {
		t.Fatalf("after a cut in phase %q: %v", phase, err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	view, err := a.Hub.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same := view.Session.Serial == serial
	switch {
	case phase == "opened" && (!view.Phase.Issues() || !same):
		t.Errorf("session %d was open; found session %d, %s", serial, view.Session.Serial, view.Phase)
	case phase == "closed" && view.Phase.Issues() && view.Session.Serial <= serial:
		t.Errorf("session %d was closed, and session %d is open again", serial, view.Session.Serial)
	case phase == "opened":
		for number := range r.keys {
			if _, err := a.Hub.Ticket(t.Context(), number); err != nil {
				t.Errorf("%s was given and is lost: %v", number, err)
			}
		}
	}
}

func victimOf(variable, dir string) *exec.Cmd {
	victim := exec.Command(os.Args[0])
	victim.Stderr = os.Stderr
	victim.Env = append(os.Environ(), variable+"="+dir)
	return victim
}

func chanceOf(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}
