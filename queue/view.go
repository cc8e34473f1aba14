package queue

import (
	"math/bits"
	"slices"
	"time"
)

// View is a floor to look at: plain values, detached from it.
type View struct {
	Seq Seq
	// At is the session clock at which it was looked at.
	At      time.Duration
	Phase   Phase
	Session Session
	Desks   []DeskView
	Waiting []Ticket
	Held    []Ticket
	// Unserved are the waiting whose language no open desk speaks.
	Unserved []Number
	Counts   map[string]int
}

// DeskView is one desk: open with its mediator's languages, and the ticket it has, if any.
type DeskView struct {
	Desk      Desk
	Open      bool
	Languages []string
	Ticket    *Ticket
	// UndoFor is how much longer the ticket's call can be undone, see [UndoCall]; zero when it cannot.
	UndoFor time.Duration
}

// Waited is how long a ticket has been in line in all, or was until its last call.
func (v View) Waited(t Ticket) time.Duration {
	if t.State.Waiting() || t.State == Held {
		return max(0, v.At-t.IssuedAt)
	}
	return max(0, t.CalledAt-t.IssuedAt)
}

// View copies what there is to see at a session clock. A clock behind the floor's counts as the floor's.
func (f *Floor) View(at time.Duration) View {
	v := View{
		Seq: f.seq, At: max(at, f.at), Phase: f.Phase(), Session: f.Session(),
		Desks: []DeskView{}, Waiting: f.Waiting(), Held: []Ticket{},
		Unserved: f.Unserved(), Counts: f.Measures().Counts,
	}
	for d := 1; d < len(f.desks); d++ {
		v.Desks = append(v.Desks, f.deskView(Desk(d), v.At))
	}
	for _, t := range f.tickets {
		if t.State == Held {
			v.Held = append(v.Held, *t)
		}
	}
	return v
}

func (f *Floor) deskView(d Desk, at time.Duration) DeskView {
	p := f.desks[d]
	v := DeskView{Desk: d, Open: p.open, Languages: slices.Clone(p.tags)}
	if p.ticket != nil {
		t := *p.ticket
		v.Ticket, v.UndoFor = &t, f.undoable(&t, at)
	}
	return v
}

func trailingZeros(set uint64) int { return bits.TrailingZeros64(set) }
