package queue_test

import (
	"errors"
	"testing"

	"guichet/queue"
)

// phaseTable says which phase follows; what is not here is refused.
var phaseTable = map[queue.Phase]map[queue.Kind]queue.Phase{
	queue.Planned: {queue.SessionOpened: queue.Open},
	queue.Open: {
		queue.SessionPaused: queue.Paused, queue.LastCallMade: queue.LastCall, queue.SessionClosed: queue.Closed,
	},
	queue.Paused: {
		queue.SessionResumed: queue.Open, queue.LastCallMade: queue.LastCall, queue.SessionClosed: queue.Closed,
	},
	queue.LastCall: {queue.SessionResumed: queue.Open, queue.SessionClosed: queue.Closed},
	queue.Closed:   {},
}

var phaseCommands = map[queue.Kind]queue.Command{
	queue.SessionOpened:  queue.OpenSession{Session: town()},
	queue.SessionPaused:  queue.PauseSession{},
	queue.SessionResumed: queue.ResumeSession{},
	queue.LastCallMade:   queue.MakeLastCall{},
	queue.SessionClosed:  queue.CloseSession{},
}

// waysToPhase leads from the planned session into each phase.
var waysToPhase = map[queue.Phase][]queue.Command{
	queue.Planned:  nil,
	queue.Open:     {queue.OpenSession{Session: town()}},
	queue.Paused:   {queue.OpenSession{Session: town()}, queue.PauseSession{}},
	queue.LastCall: {queue.OpenSession{Session: town()}, queue.MakeLastCall{}},
	queue.Closed:   {queue.OpenSession{Session: town()}, queue.CloseSession{}},
}

func TestEveryPhaseOfASession(t *testing.T) {
	for from, way := range waysToPhase {
		for kind, command := range phaseCommands {
			want, allowed := phaseTable[from][kind]
			t.Run(string(from)+"/"+string(kind), func(t *testing.T) {
				f := floorOf(t, way...)
				if !allowed {
					refuse(t, f, command, queue.ErrPhase)
					s := town()
					err := f.Apply(queue.Event{Seq: f.Seq() + 1, At: f.At(), Kind: kind, Session: &s})
					if !errors.Is(err, queue.ErrPhase) || f.Phase() != from {
						t.Errorf("the event led to %s, %v, want ErrPhase", f.Phase(), err)
					}
					return
				}
				play(t, f, command)
				if f.Phase() != want {
					t.Errorf("now %s, want %s", f.Phase(), want)
				}
			})
		}
	}
}

// What each phase allows of the visitors and of the desks.
func TestWhatPhasesAllow(t *testing.T) {
	for _, c := range []struct {
		phase                  queue.Phase
		issue, call, turnAway  error
		issues, calls, running bool
	}{
		{queue.Planned, queue.ErrNotOpen, queue.ErrNotOpen, queue.ErrNotOpen, false, false, false},
		{queue.Open, nil, queue.ErrDeskClosed, nil, true, true, true},
		{queue.Paused, nil, queue.ErrPaused, nil, true, false, true},
		{queue.LastCall, queue.ErrLastCall, queue.ErrDeskClosed, nil, false, true, true},
		{queue.Closed, queue.ErrClosed, queue.ErrClosed, queue.ErrClosed, false, false, false},
	} {
		t.Run(string(c.phase), func(t *testing.T) {
			f := floorOf(t, waysToPhase[c.phase]...)
			for _, try := range []struct {
				command queue.Command
				want    error
			}{{french(), c.issue}, {queue.Call{Desk: 1}, c.call}, {queue.TurnAway{}, c.turnAway}} {
				if _, err := f.Decide(nil, try.command, f.At()); !errors.Is(err, try.want) {
					t.Errorf("%T: %v, want %v", try.command, err, try.want)
				}
			}
			if c.phase.Issues() != c.issues || c.phase.Calls() != c.calls || c.phase.Running() != c.running {
				t.Errorf("issues %v, calls %v, running %v", c.phase.Issues(), c.phase.Calls(), c.phase.Running())
			}
		})
	}
}

// No command at all is granted outside the running session, but its opening.
func TestNothingHappensOutsideTheSession(t *testing.T) {
	commands := []queue.Command{
		french(),
		queue.TurnAway{Language: "fr"},
		queue.Restore{Through: 3},
		queue.OpenDesk{Desk: 1, Languages: []string{"fr"}},
		queue.CloseDesk{Desk: 1},
		queue.Call{Desk: 1},
		queue.Recall{Desk: 1},
		queue.Serve{Desk: 1},
		queue.Hold{Desk: 1},
		queue.Miss{Desk: 1},
		queue.Finish{Desk: 1},
		queue.Transfer{Desk: 1, Language: "ar"},
		queue.Resume{Desk: 1},
		queue.Resume{Ticket: 1},
		queue.Abandon{Ticket: 1},
		queue.Tell{Ticket: 1},
	}
	for _, c := range commands {
		refuse(t, &queue.Floor{}, c, queue.ErrNotOpen)
		refuse(t, opened(t, french(), queue.CloseSession{SendHome: true}), c, queue.ErrClosed)
	}
}
