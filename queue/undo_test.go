package queue_test

import (
	"errors"
	"testing"
	"time"

	"guichet/queue"
)

// swiftly plays commands without time passing.
func swiftly(t testing.TB, f *queue.Floor, commands ...queue.Command) {
	t.Helper()
	for _, c := range commands {
		grant(t, f, c, f.At())
	}
}

func TestUndoCall(t *testing.T) {
	call, undo := queue.Call{Desk: 1}, queue.UndoCall{Desk: 1}
	type commands = []queue.Command
	for name, c := range map[string]struct {
		before commands // after desk 1 was opened for French and Arabic, without time passing
		want   error
		state  queue.State
	}{
		"a call":               {commands{french(), call}, nil, queue.Issued},
		"a call repeated":      {commands{french(), call, queue.Recall{Desk: 1}}, nil, queue.Issued},
		"after a transfer":     {commands{french(), call, queue.Transfer{Desk: 1, Language: "ar"}, call}, nil, queue.Transferred},
		"in a pause":           {commands{french(), call, queue.PauseSession{}}, nil, queue.Issued},
		"in last call":         {commands{french(), call, queue.MakeLastCall{}}, nil, queue.Issued},
		"twice":                {commands{french(), call, undo}, queue.ErrDeskFree, queue.Issued},
		"when served":          {commands{french(), call, queue.Serve{Desk: 1}}, queue.ErrTransition, queue.Serving},
		"when held":            {commands{french(), call, queue.Hold{Desk: 1}}, queue.ErrDeskFree, queue.Held},
		"at a desk not opened": {commands{french(), call, undo, queue.CloseDesk{Desk: 1}}, queue.ErrDeskClosed, queue.Issued},
	} {
		f := opened(t)
		swiftly(t, f, c.before...)
		out, err := f.Decide(nil, undo, f.At())
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		apply(t, f, out)
		if got := states(t, f)[0]; got != c.state {
			t.Errorf("%s: A001 is %s, want %s", name, got, c.state)
		}
	}
}

// What a call and its undoing leave is the floor as it was, seen or not, but for the events that say so.
func TestAnUndoneCallWasNot(t *testing.T) {
	first := queue.Issue{Language: "fr", Priority: true}
	tell := queue.Tell{Ticket: 3, Range: queue.Range{High: time.Hour}}
	f := opened(t, french(), french(), first, tell)
	before, measured := f.View(f.At()), f.Measures()
	play(t, f, queue.Call{Desk: 1})
	if f.AtDesk(1) != 3 || f.Waiting()[0].Passes != 1 || f.Measures().Counts[queue.CountTold] != 1 {
		t.Fatalf("desk 1 has %s, A001 was passed %d times: the call is not what shall be undone", f.AtDesk(1), f.Waiting()[0].Passes)
	}
	swiftly(t, f, queue.UndoCall{Desk: 1})
	after := f.View(f.At())
	if len(after.Waiting) != 3 || after.Desks[0].Ticket != nil {
		t.Fatalf("after undoing: %d in line, desk 1 has %v", len(after.Waiting), after.Desks[0].Ticket)
	}
	for i, ticket := range after.Waiting {
		if ticket.Told != nil {
			ticket.Told, before.Waiting[i].Told = nil, nil
		}
		if ticket != before.Waiting[i] {
			t.Errorf("place %d is %+v, was %+v", i, ticket, before.Waiting[i])
		}
	}
	now := f.Measures()
	if waits := now.Histograms[queue.HistogramWaiting].Total(); waits != measured.Histograms[queue.HistogramWaiting].Total() {
		t.Errorf("%d waits are measured", waits)
	}
	for _, name := range []string{queue.CountTold, queue.CountTruthful} {
		if now.Counts[name] != measured.Counts[name] {
			t.Errorf("%s is %d, was %d", name, now.Counts[name], measured.Counts[name])
		}
	}
}

// Passes given back by one desk stay given back when another undoes too.
func TestTwoUndoneCalls(t *testing.T) {
	f := opened(t, queue.OpenDesk{Desk: 2, Languages: []string{"fr"}}, french(), queue.Issue{Language: "fr", Priority: true})
	swiftly(t, f, queue.Call{Desk: 1}, queue.Call{Desk: 2}) // A002 passes A001, then A001 is called
	swiftly(t, f, queue.UndoCall{Desk: 1}, queue.UndoCall{Desk: 2})
	for _, ticket := range f.Waiting() {
		if ticket.Passes != 0 {
			t.Errorf("%s was passed %d times by calls that were undone", ticket.Number, ticket.Passes)
		}
	}
	if len(f.Waiting()) != 2 {
		t.Errorf("%d in line, want 2", len(f.Waiting()))
	}
}

func TestUndoHasATime(t *testing.T) {
	f := opened(t, french())
	call := grant(t, f, queue.Call{Desk: 1}, f.At())
	called := call.Events[0].At
	if left := f.View(called + 4*time.Second).Desks[0].UndoFor; left != 6*time.Second {
		t.Errorf("4 s after the call it can be undone for %v, want 6 s", left)
	}
	late := called + queue.UndoWithin
	if _, err := f.Decide(nil, queue.UndoCall{Desk: 1}, late); !errors.Is(err, queue.ErrTooLate) {
		t.Errorf("at %v: %v, want it too late", queue.UndoWithin, err)
	}
	if left := f.View(late).Desks[0].UndoFor; left != 0 {
		t.Errorf("it can be undone for another %v", left)
	}
	if out, err := f.Decide(nil, queue.UndoCall{Desk: 1}, late-1); err != nil || out.Ticket != 1 {
		t.Errorf("just in time: %v", err)
	}
}

func TestWaited(t *testing.T) {
	f := opened(t)
	begun := f.At() - time.Minute
	grant(t, f, french(), begun+time.Minute)
	grant(t, f, french(), begun+2*time.Minute)
	grant(t, f, queue.Call{Desk: 1}, begun+5*time.Minute)
	swiftly(t, f, queue.Hold{Desk: 1}, queue.Resume{Desk: 1}, queue.Call{Desk: 1})
	v := f.View(begun + 9*time.Minute)
	if waits, called := v.Waited(v.Waiting[0]), v.Waited(*v.Desks[0].Ticket); waits != 7*time.Minute || called != 4*time.Minute {
		t.Errorf("A002 has waited %v and A001 waited %v, want 7m and 4m", waits, called)
	}
}
