package queue

import (
	"fmt"
	"time"
)

// Call asks for the next ticket that a desk can serve.
type Call struct{ Desk Desk }

func (c Call) decide(events []Event, f *Floor, at time.Duration) ([]Event, error) {
	if err := f.calling(); err != nil {
		return nil, err
	}
	if _, err := vacant(f.openDesk(c.Desk)); err != nil {
		return nil, err
	}
	t, err := f.Next(c.Desk, at)
	if err != nil {
		return nil, err
	}
	return append(events, Event{Kind: TicketCalled, Ticket: t.Number, Desk: c.Desk}), nil
}

// UndoWithin is how long after a call it can be undone: a hand that slipped, not a visitor who is on
// the way.
const UndoWithin = 10 * time.Second

// UndoCall takes a mistaken call back, see [UndoWithin]: the ticket stands where it stood, as if it had
// not been called. Once the visitor is served, or later, it is refused.
type UndoCall struct{ Desk Desk }

func (c UndoCall) decide(events []Event, f *Floor, at time.Duration) ([]Event, error) {
	events, err := f.deskEvent(events, c.Desk, Event{Kind: TicketUncalled})
	if err != nil {
		return nil, err
	}
	if t := f.desks[c.Desk].ticket; f.undoable(t, at) == 0 {
		return nil, fmt.Errorf("%s was called %v ago: %w", t.Number, (at - t.CalledAt).Round(time.Second), ErrTooLate)
	}
	return events, nil
}

// undoable is how much longer the call of a desk's ticket can be undone; zero when it cannot.
func (f *Floor) undoable(t *Ticket, at time.Duration) time.Duration {
	if _, err := t.State.after(TicketUncalled); err != nil {
		return 0
	}
	return max(0, t.CalledAt+UndoWithin-at)
}

// Recall calls a desk's ticket once more. After [Rules.Recalls] unanswered calls it holds the ticket
// instead, and the desk is free.
type Recall struct{ Desk Desk }

func (c Recall) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.calling(); err != nil {
		return nil, err
	}
	t, err := f.occupied(c.Desk)
	if err != nil {
		return nil, err
	}
	kind := TicketRecalled
	if t.Recalls >= f.session.Rules.Recalls && (t.State == Called || t.State == Recalled) {
		kind = TicketHeld
	}
	return f.ticketEvent(events, t, Event{Kind: kind})
}

// Serve says that the visitor stands at the desk.
type Serve struct{ Desk Desk }

func (c Serve) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	return f.deskEvent(events, c.Desk, Event{Kind: TicketServed})
}

// Hold sets a desk's ticket aside, on purpose: a paper is missing, a visitor stepped out.
type Hold struct{ Desk Desk }

func (c Hold) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	return f.deskEvent(events, c.Desk, Event{Kind: TicketHeld})
}

// Finish says that a visitor was served and leaves the desk.
type Finish struct{ Desk Desk }

func (c Finish) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	return f.deskEvent(events, c.Desk, Event{Kind: TicketFinished})
}

// Miss says that a called visitor did not come and will not.
type Miss struct{ Desk Desk }

func (c Miss) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	return f.deskEvent(events, c.Desk, Event{Kind: TicketMissed})
}

// Transfer sends a desk's ticket on, same number, at its old place in line: to another desk, to
// another language, or both.
type Transfer struct {
	Desk     Desk
	To       Desk   // zero for any desk
	Language string // empty to keep it
}

func (c Transfer) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	t, err := f.occupied(c.Desk)
	if err != nil {
		return nil, err
	}
	if c.To == c.Desk || c.To == 0 && (c.Language == "" || c.Language == t.Language) {
		return nil, fmt.Errorf("%s: %w", t.Number, ErrTransfer)
	}
	if c.To != 0 {
		if _, err := f.openDesk(c.To); err != nil {
			return nil, err
		}
	}
	if c.Language != "" {
		if _, err := f.session.languageSet([]string{c.Language}); err != nil {
			return nil, err
		}
	}
	return f.ticketEvent(events, t, Event{Kind: TicketTransferred, Desk: c.To, Language: c.Language})
}

// Resume puts a held ticket back at its place in line: the ticket named, or the one that the desk
// held last.
type Resume struct {
	Desk   Desk
	Ticket Number
}

func (c Resume) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	if c.Ticket != 0 {
		t, err := f.ticket(c.Ticket)
		if err != nil {
			return nil, err
		}
		return f.ticketEvent(events, t, Event{Kind: TicketResumed})
	}
	var latest *Ticket
	for _, t := range f.tickets {
		if t.State == Held && t.HeldAt == c.Desk && (latest == nil || t.Since >= latest.Since) {
			latest = t
		}
	}
	if latest == nil {
		return nil, fmt.Errorf("desk %d holds no ticket: %w", c.Desk, ErrNoTicket)
	}
	return f.ticketEvent(events, latest, Event{Kind: TicketResumed})
}

// Abandon says that a visitor in line, or set aside, has left.
type Abandon struct{ Ticket Number }

func (c Abandon) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	t, err := f.ticket(c.Ticket)
	if err != nil {
		return nil, err
	}
	return f.ticketEvent(events, t, Event{Kind: TicketAbandoned})
}

// deskEvent is an event of the ticket that a desk has.
func (f *Floor) deskEvent(events []Event, d Desk, e Event) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	t, err := f.occupied(d)
	if err != nil {
		return nil, err
	}
	return f.ticketEvent(events, t, e)
}

func (f *Floor) ticketEvent(events []Event, t *Ticket, e Event) ([]Event, error) {
	if _, err := t.State.after(e.Kind); err != nil {
		return nil, fmt.Errorf("%s: %w", t.Number, err)
	}
	e.Ticket = t.Number
	return append(events, e), nil
}
