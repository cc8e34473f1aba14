package kiosk

import (
	"slices"
	"time"

	"guichet/queue"
)

// Called is a ticket on the board.
type Called struct {
	Number queue.Number
	Desk   queue.Desk
	// Language is the one that its visitor speaks; empty when it is not known.
	Language string
}

// Board is what the hall is shown: who was called last, and where to. It bears no topic and no name.
type Board struct {
	// Calls are the newest first.
	Calls []Called

	languages map[queue.Number]string
}

// remembered is how many calls the board keeps: more than any screen has room for.
const remembered = 12

// Next is the board after an event of the session. A ticket that waits again, because its call was undone or it was sent
// to another desk, is no longer called; one that was served or did not come remains among the last.
func (b Board) Next(e queue.Event) Board {
	switch e.Kind {
	case queue.SessionOpened, queue.SessionClosed:
		return Board{}
	case queue.TicketIssued:
		return b.speaks(e.Ticket, e.Language)
	case queue.TicketCalled:
		return b.call(e.Ticket, e.Desk)
	case queue.TicketRecalled:
		return b.call(e.Ticket, b.desk(e.Ticket))
	case queue.TicketUncalled, queue.TicketHeld:
		return b.without(e.Ticket)
	case queue.TicketTransferred:
		if e.Language != "" {
			b = b.speaks(e.Ticket, e.Language)
		}
		return b.without(e.Ticket)
	default:
		return b
	}
}

// Rings says that an event is heard in the hall.
func Rings(e queue.Event) bool { return e.Kind == queue.TicketCalled || e.Kind == queue.TicketRecalled }

func (b Board) speaks(n queue.Number, language string) Board {
	all := make(map[queue.Number]string, len(b.languages)+1)
	for k, v := range b.languages {
		all[k] = v
	}
	all[n] = language
	b.languages = all
	return b
}

func (b Board) desk(n queue.Number) queue.Desk {
	for _, c := range b.Calls {
		if c.Number == n {
			return c.Desk
		}
	}
	return 0
}

func (b Board) call(n queue.Number, d queue.Desk) Board {
	b = b.without(n)
	b.Calls = slices.Insert(b.Calls, 0, Called{Number: n, Desk: d, Language: b.languages[n]})
	b.Calls = b.Calls[:min(len(b.Calls), remembered)]
	return b
}

func (b Board) without(n queue.Number) Board {
	b.Calls = slices.DeleteFunc(slices.Clone(b.Calls), func(c Called) bool { return c.Number == n })
	return b
}

// How the newest call is shown: it flashes, once a second so that it harms nobody, and for a minute its words are those of
// the hall and of its visitor in turn.
const (
	flashing = 8 * time.Second
	turns    = time.Minute
	turn     = 5 * time.Second
)

// Flash says that the newest call is lit, so long after it was made.
func Flash(since time.Duration) bool {
	return since >= 0 && since < flashing && since/time.Second%2 == 0
}

// VisitorsTurn says that the newest call is shown in its visitor's language, not in that of the hall.
func VisitorsTurn(since time.Duration) bool {
	return since >= 0 && since < turns && since/turn%2 == 1
}
