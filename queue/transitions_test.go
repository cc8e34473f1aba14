package queue_test

import (
	"errors"
	"strings"
	"testing"

	"guichet/queue"
)

// transitionTable is the golden table: the state that a ticket in the state of the row has after the
// event of the column; a dash is a refusal.
const transitionTable = `
             called  uncalled  recalled  served   held  resumed  transferred  finished  missed   abandoned
issued       called  -         -         -        -     -        -            -         -        abandoned
transferred  called  -         -         -        -     -        -            -         -        abandoned
called       -       issued    recalled  serving  held  -        transferred  -         no-show  -
recalled     -       issued    recalled  serving  held  -        transferred  -         no-show  -
serving      -       -         -         -        held  -        transferred  finished  -        -
held         -       -         -         -        -     issued   -            finished  no-show  abandoned
finished     -       -         -         -        -     -        -            -         -        -
no-show      -       -         -         -        -     -        -            -         -        -
abandoned    -       -         -         -        -     -        -            -         -        -
`

// waysTo leads a single ticket into each state, from a floor with desk 1 open.
var waysTo = map[queue.State][]queue.Command{
	queue.Issued:      {french()},
	queue.Transferred: {french(), queue.Call{Desk: 1}, queue.Transfer{Desk: 1, Language: "ar"}},
	queue.Called:      {french(), queue.Call{Desk: 1}},
	queue.Recalled:    {french(), queue.Call{Desk: 1}, queue.Recall{Desk: 1}},
	queue.Serving:     {french(), queue.Call{Desk: 1}, queue.Serve{Desk: 1}},
	queue.Held:        {french(), queue.Call{Desk: 1}, queue.Hold{Desk: 1}},
	queue.Finished:    {french(), queue.Call{Desk: 1}, queue.Serve{Desk: 1}, queue.Finish{Desk: 1}},
	queue.NoShow:      {french(), queue.Call{Desk: 1}, queue.Miss{Desk: 1}},
	queue.Abandoned:   {french(), queue.Abandon{Ticket: 1}},
}

func TestEveryTransitionOfATicket(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(transitionTable), "\n")
	kinds := strings.Fields(lines[0])
	if len(lines)-1 != len(waysTo) || len(kinds) != 10 {
		t.Fatalf("the table has %d states and %d kinds", len(lines)-1, len(kinds))
	}
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		for i, want := range cells[1:] {
			t.Run(cells[0]+"/"+kinds[i], func(t *testing.T) {
				checkTransition(t, queue.State(cells[0]), queue.Kind("ticket "+kinds[i]), want)
			})
		}
	}
}

func checkTransition(t *testing.T, from queue.State, kind queue.Kind, want string) {
	t.Helper()
	f := opened(t, waysTo[from]...)
	play(t, f, queue.OpenDesk{Desk: 2, Languages: []string{"fr", "ar"}}) // free, so that only the state can refuse
	e := queue.Event{Seq: f.Seq() + 1, At: f.At(), Kind: kind, Ticket: 1}
	if kind == queue.TicketCalled || kind == queue.TicketTransferred {
		e.Desk = 2
	}
	err := f.Apply(e)
	got := states(t, f)[0]
	switch {
	case want == "-" && (!errors.Is(err, queue.ErrTransition) || got != from):
		t.Errorf("now %s, %v, want it refused by ErrTransition", got, err)
	case want != "-" && (err != nil || got != queue.State(want)):
		t.Errorf("now %s, %v, want %s", got, err, want)
	}
}

func TestStatesPartLifeInThree(t *testing.T) {
	for _, c := range []struct {
		state                  queue.State
		waiting, atDesk, ended bool
	}{
		{queue.Issued, true, false, false},
		{queue.Transferred, true, false, false},
		{queue.Called, false, true, false},
		{queue.Recalled, false, true, false},
		{queue.Serving, false, true, false},
		{queue.Held, false, false, false},
		{queue.Finished, false, false, true},
		{queue.NoShow, false, false, true},
		{queue.Abandoned, false, false, true},
	} {
		if c.state.Waiting() != c.waiting || c.state.AtDesk() != c.atDesk || c.state.Ended() != c.ended {
			t.Errorf("%s: waiting %v, at a desk %v, ended %v, want %v", c.state,
				c.state.Waiting(), c.state.AtDesk(), c.state.Ended(), c)
		}
	}
}
