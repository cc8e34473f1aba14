package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"guichet/queue"
)

// batch is one append in the form in which it is written, made before the transaction begins: what
// need not be done while the file is locked is not.
type batch struct {
	first   queue.Seq
	mark    Mark // what the append reaches
	lines   *bytes.Buffer
	numbers []run
	keys    []string
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

// newBatch writes down events that follow a mark, or says that they do not. It writes the lines into a
// buffer that is used for one batch after the other.
func newBatch(lines *bytes.Buffer, after Mark, events []queue.Event) (*batch, error) {
	lines.Reset()
	b := &batch{first: after.Seq + 1, mark: after, lines: lines}
	encoder := json.NewEncoder(b.lines) // it ends each value with a line
	for i := range events {
		e := &events[i]
		if e.Seq != b.mark.Seq+1 {
			return nil, fmt.Errorf("event %d cannot follow event %d: %w", e.Seq, b.mark.Seq, ErrConflict)
		}
		b.mark.Seq = e.Seq
		if err := encoder.Encode(e); err != nil {
			return nil, err
		}
		b.lock(e)
	}
	return b, nil
}

// lock notes what an event takes that may be taken once, and what it gives back.
func (b *batch) lock(e *queue.Event) {
	switch e.Kind {
	case queue.TicketIssued, queue.TicketRestored:
		b.mark.Last = e.Ticket
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

// write puts the batch into a transaction.
func (b *batch) write(s *statements) error {
	err := execute(s.events, b.first, b.mark.Seq, int(b.mark.Last), b.lines.String())
	err = errors.Join(err, insert(s.keys, b.keys))
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
