package queue

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Floor is the state of one session now, folded from its events. The zero Floor is a planned
// session without tickets. A Floor is for one goroutine; [Floor.View] is for the others.
type Floor struct {
	seq       Seq
	at        time.Duration
	phase     Phase
	session   Session
	desks     []desk    // by number, from 1
	tickets   []*Ticket // in the order of their issue: each number is the next after the one before
	last      Number
	line      []*Ticket          // those who wait, in order of arrival
	keys      map[string]*Ticket // what was issued under a request's key
	turned    map[string]bool    // keys of visitors who were turned away
	spent     map[string]bool    // come-back codes
	preferred []int              // the languages of the preferred tickets, in order of issue
	measures  Measures
}

// desk is a place that may be open, with the languages of its mediator as a set.
type desk struct {
	open      bool
	languages uint64
	tags      []string
	ticket    *Ticket
	before    Ticket    // its ticket as it was before the call
	passed    []*Ticket // those whom that call passed
}

func (d *desk) vacate() { d.ticket, d.before, d.passed = nil, Ticket{}, nil }

// NewFloor folds a journal from its first event.
func NewFloor(events []Event) (*Floor, error) {
	f := &Floor{}
	for _, e := range events {
		if err := f.Apply(e); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// Seq is the number of the last event.
func (f *Floor) Seq() Seq { return f.seq }

// At is the session clock of the last event.
func (f *Floor) At() time.Duration { return f.at }

// Phase is where the session is.
func (f *Floor) Phase() Phase { return cmp.Or(f.phase, Planned) }

// Session is what the first event said; the zero Session before it.
func (f *Floor) Session() Session { return f.session.clone() }

// LastNumber is the last number given, or zero.
func (f *Floor) LastNumber() Number { return f.last }

// Issued is how many tickets this session has given.
func (f *Floor) Issued() int { return len(f.tickets) }

// Ticket is a copy of the ticket with this number.
func (f *Floor) Ticket(n Number) (Ticket, error) {
	t, err := f.ticket(n)
	if err != nil {
		return Ticket{}, err
	}
	return *t, nil
}

// Tickets copies all tickets of the session, in order of their numbers.
func (f *Floor) Tickets() []Ticket {
	all := make([]Ticket, 0, len(f.tickets))
	for _, t := range f.tickets {
		all = append(all, *t)
	}
	return all
}

// AtDesk is the ticket that is called or served at a desk; zero when the desk is free or unknown.
func (f *Floor) AtDesk(d Desk) Number {
	if d < 1 || int(d) >= len(f.desks) || f.desks[d].ticket == nil {
		return 0
	}
	return f.desks[d].ticket.Number
}

// Waiting lists the tickets in line, in order of arrival.
func (f *Floor) Waiting() []Ticket {
	out := make([]Ticket, len(f.line))
	for i, t := range f.line {
		out[i] = *t
	}
	return out
}

// SentHome lists the tickets that stood in line when the session closed, in order of arrival; none
// before that.
func (f *Floor) SentHome() []Ticket {
	var out []Ticket
	for _, t := range f.tickets {
		if f.phase == Closed && t.State == Abandoned && t.sentHome {
			out = append(out, *t)
		}
	}
	return out
}

// Spent lists the come-back codes used today, sorted.
func (f *Floor) Spent() []string {
	out := make([]string, 0, len(f.spent))
	for c := range f.spent {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}

func (f *Floor) ticket(n Number) (*Ticket, error) {
	t := f.numbered(n)
	if t == nil {
		return nil, fmt.Errorf("%s: %w", n, ErrNoTicket)
	}
	return t, nil
}

// numbered is the ticket with this number; nil when none was issued.
func (f *Floor) numbered(n Number) *Ticket {
	if i := f.session.First.to(n); n.valid() && i < len(f.tickets) {
		return f.tickets[i]
	}
	return nil
}

// desk gives a desk that exists, open or not.
func (f *Floor) desk(d Desk) (*desk, error) {
	if d < 1 || int(d) >= len(f.desks) {
		return nil, fmt.Errorf("desk %d (there are %d): %w", d, f.session.Desks, ErrNoDesk)
	}
	return &f.desks[d], nil
}

func (f *Floor) openDesk(d Desk) (*desk, error) {
	p, err := f.desk(d)
	if err == nil && !p.open {
		err = fmt.Errorf("desk %d: %w", d, ErrDeskClosed)
	}
	return p, err
}

// vacant passes a desk on if it has no ticket.
func vacant(p *desk, err error) (*desk, error) {
	if err == nil && p.ticket != nil {
		err = fmt.Errorf("desk %d has %s: %w", p.ticket.Desk, p.ticket.Number, ErrDeskBusy)
	}
	return p, err
}

// occupied gives an open desk's ticket.
func (f *Floor) occupied(d Desk) (*Ticket, error) {
	p, err := f.openDesk(d)
	if err != nil {
		return nil, err
	}
	if p.ticket == nil {
		return nil, fmt.Errorf("desk %d: %w", d, ErrDeskFree)
	}
	return p.ticket, nil
}

// openDesks counts the desks where somebody sits.
func (f *Floor) openDesks() int {
	n := 0
	for _, d := range f.desks {
		if d.open {
			n++
		}
	}
	return n
}

// spoken is the set of languages of all open desks.
func (f *Floor) spoken() uint64 {
	var set uint64
	for _, d := range f.desks {
		if d.open {
			set |= d.languages
		}
	}
	return set
}

// enqueue puts a ticket in the line at its place: the line is ordered by arrival.
func (f *Floor) enqueue(t *Ticket) {
	i, _ := slices.BinarySearchFunc(f.line, t, byArrival)
	f.line = slices.Insert(f.line, i, t)
}

func (f *Floor) dequeue(t *Ticket) {
	if i, ok := slices.BinarySearchFunc(f.line, t, byArrival); ok {
		f.line = slices.Delete(f.line, i, i+1)
	}
}

func byArrival(a, b *Ticket) int { return cmp.Compare(a.Arrival, b.Arrival) }

// LastLetter is the place of the letter that the session's numbers have reached: the next session
// begins with another, see [FirstNumber].
func (f *Floor) LastLetter() int {
	if f.last == 0 {
		return f.session.First.Letter()
	}
	return f.last.Letter()
}
