package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"

	"guichet/queue"
)

// batch is one append in the form in which it is written, made before the transaction begins: what
// need not be done while the file is locked is not. Its room is used for one append after the other.
type batch struct {
	lines   bytes.Buffer
	numbers []run
	keys    []string
	list    bytes.Buffer // the keys as a JSON array
	codes   []string
	moves   []move
}

// run is a row of numbers that follow each other.
type run struct{ first, last queue.Number }

// move is a ticket that comes to a desk, or leaves where it was: then desk is zero.
type move struct {
	ticket queue.Number
	desk   queue.Desk
}

// prepare writes events down.
func (b *batch) prepare(events []queue.Event) error {
	b.lines.Reset()
	b.list.Reset()
	b.numbers, b.keys, b.codes, b.moves = b.numbers[:0], b.keys[:0], b.codes[:0], b.moves[:0]
	encoder := json.NewEncoder(&b.lines) // it ends each value with a line
	for i := range events {
		if err := encoder.Encode(&events[i]); err != nil {
			return err
		}
		b.claim(&events[i])
	}
	if len(b.keys) == 0 {
		return nil
	}
	slices.Sort(b.keys) // neighbours in the table are written at once
	return json.NewEncoder(&b.list).Encode(b.keys)
}

// claim lists what an event takes that may be taken once, and what it gives back.
func (b *batch) claim(e *queue.Event) {
	switch e.Kind {
	case queue.TicketIssued, queue.TicketRestored:
		b.give(e.Ticket)
		if e.Key != "" {
			b.keys = append(b.keys, e.Key)
		}
		if e.Code != "" {
			b.codes = append(b.codes, e.Code)
		}
	case queue.TicketCalled:
		b.moves = append(b.moves, move{e.Ticket, e.Desk})
	case queue.TicketUncalled, queue.TicketHeld, queue.TicketFinished, queue.TicketMissed, queue.TicketTransferred, queue.TicketAbandoned:
		b.moves = append(b.moves, move{ticket: e.Ticket})
	default:
	}
}

// give adds a number to the last run, or begins another.
func (b *batch) give(n queue.Number) {
	if i := len(b.numbers) - 1; i >= 0 && b.numbers[i].last+1 == n {
		b.numbers[i].last = n
		return
	}
	b.numbers = append(b.numbers, run{n, n})
}

// lock writes the claims into a transaction, where a constraint refuses what was taken before.
func (b *batch) lock(s *statements) (err error) {
	if len(b.keys) > 0 {
		err = execute(s.keys, b.list.Bytes())
	}
	for _, r := range b.numbers {
		err = errors.Join(err, execute(s.numbers, int(r.first), int(r.last)))
	}
	for _, code := range b.codes {
		err = errors.Join(err, execute(s.code, code))
	}
	for _, m := range b.moves {
		if m.desk != 0 {
			err = errors.Join(err, execute(s.occupy, int(m.desk), int(m.ticket)))
		} else {
			err = errors.Join(err, execute(s.release, int(m.ticket)))
		}
	}
	return err
}
