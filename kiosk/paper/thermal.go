package paper

import (
	"context"
	"errors"
	"io"
	"os"
	"time"
)

// Thermal is a roll printer that speaks ESC/POS.
type Thermal struct {
	Dial Dialer
	// Width is how many dots it prints in a row: 576 on paper of 80 mm, 384 on 58 mm.
	Width int
}

// How long a printer may take to answer a question, and to take a slip.
const (
	answerTime = time.Second
	takeTime   = 10 * time.Second
)

// Status asks the printer how it is.
func (t *Thermal) Status(ctx context.Context) Status {
	conn, hang, err := t.dial(ctx)
	if err != nil {
		return Offline
	}
	defer hang()
	return ask(conn)
}

// Print sends a document's dots. The printer is asked before, so that nothing is sent to one that is out of
// paper, and after, because taking the bytes is not printing them.
func (t *Thermal) Print(ctx context.Context, d Document) Result {
	conn, hang, err := t.dial(ctx)
	if err != nil {
		return Result{NotSent, Offline}
	}
	defer hang()
	if s := ask(conn); !s.Prints() || d.Dots == nil {
		return Result{NotSent, s}
	}
	if err := conn.SetDeadline(time.Now().Add(takeTime)); err != nil {
		return Result{NotSent, Offline}
	}
	if n, err := conn.Write(Encode(d.Dots)); err != nil {
		return Result{unsureAfter(n), Offline}
	}
	s := ask(conn)
	if !s.Prints() {
		return Result{Unsure, s}
	}
	return Result{Sent, s}
}

// unsureAfter is the outcome of a write that failed after n bytes.
func unsureAfter(n int) Outcome {
	if n == 0 {
		return NotSent
	}
	return Unsure
}

// dial opens a line that is cut when the context ends, so that nothing waits longer than its caller.
func (t *Thermal) dial(ctx context.Context) (Conn, func(), error) {
	conn, err := t.Dial(ctx)
	if err != nil {
		return nil, nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	return conn, func() {
		if stop() {
			_ = conn.Close() // nothing more is to be said on it
		}
	}, nil
}

// ask asks all questions and summarises the answers.
func ask(conn Conn) Status {
	if err := drain(conn); err != nil {
		return Offline
	}
	var found []Status
	for n := byte(askPrinter); n <= askPaper; n++ {
		answer, err := question(conn, n)
		if err != nil {
			return Unknown // it said nothing: the other answers would come late, to other questions
		}
		found = append(found, statusOf(n, answer))
	}
	return Summarise(found...)
}

// drainTime is how long is listened for answers to questions of before. One that is late is no answer to a question of
// now: a cover that is open would be read as paper that ends soon.
const drainTime = 2 * time.Millisecond

// drain takes what a printer still had to say. It fails when the line is cut.
func drain(conn Conn) error {
	if err := conn.SetDeadline(time.Now().Add(drainTime)); err != nil {
		return err
	}
	var old [64]byte
	for {
		if _, err := conn.Read(old[:]); errors.Is(err, os.ErrDeadlineExceeded) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func question(conn Conn, n byte) (byte, error) {
	if err := conn.SetDeadline(time.Now().Add(answerTime)); err != nil {
		return 0, err
	}
	if _, err := conn.Write([]byte{dle, eot, n}); err != nil {
		return 0, err
	}
	var answer [1]byte
	_, err := io.ReadFull(conn, answer[:])
	return answer[0], err
}
