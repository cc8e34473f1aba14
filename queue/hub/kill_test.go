package hub_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/journal"
	"guichet/queue/site"
)

// victimFolder tells a copy of the test program to be the one that is killed.
const victimFolder = "GUICHET_VICTIM"

func TestMain(m *testing.M) {
	for variable, be := range map[string]func(dir string) error{victimFolder: beVictim, briefFolder: beBrief} {
		if dir := os.Getenv(variable); dir != "" {
			fmt.Fprintln(os.Stderr, be(dir))
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// busyTown is a desk that never closes and has no bound.
func busyTown() site.Site {
	s := site.Demonstration()
	s.Desks, s.Languages, s.Rules = 8, []string{"fr"}, queue.DefaultRules()
	return s
}

func started(dir string) (*hub.Appliance, error) {
	return hub.Start(context.Background(), dir, busyTown(), time.Now)
}

// beVictim issues, calls, serves and finishes from several goroutines, and says what it was told,
// until it is killed.
func beVictim(dir string) error {
	a, err := started(dir)
	if err != nil {
		return err
	}
	if err := openUnlessOpen(a.Hub, 2); err != nil {
		return err
	}
	failed := make(chan error)
	for i := range 3 {
		go func() {
			for n := 0; ; n++ {
				key := fmt.Sprintf("%d-%d-%d", os.Getpid(), i, n)
				t, err := a.Hub.Issue(context.Background(), hub.Wish{Key: key, Language: "fr"})
				if err != nil {
					failed <- err
					return
				}
				fmt.Printf("issued %s %s\n", t.Number, key)
			}
		}()
	}
	for d := queue.Desk(1); d <= 2; d++ {
		go func() { failed <- workDesk(a.Hub, d) }()
	}
	select {
	case err := <-failed:
		return err
	case <-time.After(lifetime):
		return errSpared
	}
}

// openUnlessOpen begins a session with so many desks, unless there is one.
func openUnlessOpen(h *hub.Hub, desks queue.Desk) error {
	ctx := context.Background()
	if _, err := h.OpenSession(ctx, hub.Opening{Special: true}); errors.Is(err, hub.ErrOpenAlready) {
		return nil
	} else if err != nil {
		return err
	}
	for d := queue.Desk(1); d <= desks; d++ {
		if _, err := h.Do(ctx, queue.OpenDesk{Desk: d, Languages: []string{"fr"}}); err != nil {
			return err
		}
	}
	return nil
}

// lifetime ends a victim that nobody can kill, because what held it was killed first.
const lifetime = 4 * time.Second

var errSpared = errors.New("the victim was spared")

func workDesk(h *hub.Hub, d queue.Desk) error {
	for {
		t, err := h.Do(context.Background(), queue.Call{Desk: d})
		switch {
		case errors.Is(err, queue.ErrNobody):
			continue
		case err == nil:
			fmt.Printf("called %s %d\n", t.Number, d)
		case !errors.Is(err, queue.ErrDeskBusy): // busy: with whom it had when it was killed
			return err
		}
		for _, c := range []queue.Command{queue.Serve{Desk: d}, queue.Finish{Desk: d}} {
			if _, err := h.Do(context.Background(), c); err != nil && !errors.Is(err, queue.ErrTransition) {
				return err
			}
		}
	}
}

// record is what the outside world has been told of a session.
type record struct {
	keys map[queue.Number]string     // issued, with the request's key
	desk map[queue.Number]queue.Desk // called
}

// kill lets a victim work for a while, kills it, and records what it had said.
func (r *record) kill(t *testing.T, dir string, after time.Duration) {
	t.Helper()
	r.listen(t, victimOf(victimFolder, dir), after)
}

// listen records what a victim says until it ends, or is killed a while after its first word.
func (r *record) listen(t *testing.T, victim *exec.Cmd, after time.Duration) {
	t.Helper()
	said, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	for lines := bufio.NewScanner(said); lines.Scan(); {
		once.Do(func() { time.AfterFunc(after, func() { _ = victim.Process.Kill() }) })
		r.note(t, lines.Text())
	}
	_ = victim.Wait() // it was killed, or its disk failed
}

func (r *record) note(t *testing.T, line string) {
	t.Helper()
	var what, number, rest string
	if n, _ := fmt.Sscan(line, &what, &number, &rest); n != 3 {
		return // killed in the middle of a line: not said
	}
	n, err := queue.ParseNumber(number)
	if err != nil {
		t.Fatal(err)
	}
	switch what {
	case "issued":
		if had := r.keys[n]; had != "" {
			t.Errorf("%s was given to %s and to %s", n, had, rest)
		}
		r.keys[n] = rest
	case "called":
		var d queue.Desk
		_, _ = fmt.Sscan(rest, &d) // our own digits
		if had := r.desk[n]; had != 0 {
			t.Errorf("%s was called at desk %d and at desk %d", n, had, d)
		}
		r.desk[n] = d
	}
}

// verify holds the journal that was left, and the desk that comes back, against the record.
func (r *record) verify(t *testing.T, dir string) {
	t.Helper()
	a, err := started(dir)
	if err != nil {
		t.Fatal(err)
	}
	view, err := a.Hub.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := range r.desk {
		if ticket, err := a.Hub.Ticket(t.Context(), n); err != nil || ticket.State.Waiting() {
			t.Errorf("%s was called, and is %s: %v", n, ticket.State, err)
		}
	}
	for n, key := range r.keys {
		if _, err := a.Hub.Ticket(t.Context(), n); err != nil {
			t.Errorf("%s was given and is lost: %v", n, err)
		}
		if again, err := a.Hub.Issue(t.Context(), hub.Wish{Key: key, Language: "fr"}); err != nil || again.Number != n {
			t.Errorf("key %s had %s and now has %s: %v", key, n, again.Number, err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if replay := replayed(t, dir).View(view.At); !reflect.DeepEqual(replay, view) {
		t.Errorf("the recovered floor is not the replay of its journal:\n got %+v\nwant %+v", view, replay)
	}
}

func replayed(t *testing.T, dir string) *queue.Floor {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "sessions", "*.db"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("journals %v, %v, want one", paths, err)
	}
	j, err := journal.Open(t.Context(), paths[0])
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close() //nolint:errcheck // only read
	events, err := j.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	f, err := queue.NewFloor(events)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// openDesks begins a session with so many desks.
func openDesks(t testing.TB, h *hub.Hub, desks queue.Desk) {
	t.Helper()
	if err := openUnlessOpen(h, desks); err != nil {
		t.Fatal(err)
	}
}

// TestKill kills the desk at random instants. Sessions are changed every ten kills, so that a journal
// stays as long as one is on a busy day.
func TestKill(t *testing.T) {
	sessions, kills := 10, 10
	switch {
	case os.Getenv("GUICHET_SOAK") != "":
		sessions = 100
	case testing.Short():
		sessions = 1
	}
	chance := chanceOf(t)
	given, called := 0, 0
	for range sessions {
		dir := t.TempDir()
		a, err := started(dir)
		if err != nil {
			t.Fatal(err)
		}
		openDesks(t, a.Hub, 2)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		r := newRecord()
		for range kills {
			r.kill(t, dir, time.Duration(chance.IntN(60_000))*time.Microsecond)
			r.verify(t, dir)
		}
		given, called = given+len(r.keys), called+len(r.desk)
	}
	t.Logf("%d kills: %d tickets and %d calls were acknowledged", sessions*kills, given, called)
}
