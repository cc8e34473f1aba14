package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"guichet/queue"
)

// Journal is what keeps the events of one session. [File] keeps them in a file of one machine; an
// engine shared by several machines would pass the same suite, package journaltest.
type Journal interface {
	// Append adds events after the expected one, all or none, and returns once they are durable; [ErrConflict]
	// when others have appended since. With a ticket's issue its print job is queued.
	Append(ctx context.Context, expect queue.Seq, events []queue.Event) error
	// Since gives the events after a given one, in order.
	Since(ctx context.Context, after queue.Seq) ([]queue.Event, error)
	// Watch gives the events after a given one, then those to come, until the context ends.
	Watch(ctx context.Context, after queue.Seq) iter.Seq2[queue.Event, error]
	// Jobs gives the print jobs that have moved on, in order, but not their tickets. All others are queued.
	Jobs(ctx context.Context) ([]queue.PrintJob, error)
	// Job gives the print job of a ticket's issue.
	Job(ctx context.Context, seq queue.Seq) (queue.PrintJob, error)
	// SetJob makes a print job's new state durable.
	SetJob(ctx context.Context, job queue.PrintJob) error
	// Mark is what may have been acknowledged, known independently of the events.
	Mark() Mark
	// Wall is the wall clock at the last append.
	Wall(ctx context.Context) (time.Time, error)
	Close() error
}

var _ Journal = (*File)(nil)

// Append makes events durable as one transaction, also for a caller that has gone away. They follow the expected
// event, or [ErrConflict] says that they do not. When Append returns nil, the events and the mark are on the disk.
// On any other error read [File.Since]: the events may be there all the same.
func (j *File) Append(_ context.Context, expect queue.Seq, events []queue.Event) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stopped != nil {
		return j.stopped
	}
	if expect != j.head {
		return fmt.Errorf("event %d is expected last, it is %d: %w", expect, j.head, ErrConflict)
	}
	if len(events) == 0 {
		return nil
	}
	if err := j.append(events); err != nil {
		return j.failed(fmt.Errorf("append to journal: %w", classify(err)))
	}
	return nil
}

func (j *File) append(events []queue.Event) error {
	mark, err := Mark{Seq: j.head, Last: j.last}.after(events)
	if err != nil {
		return err
	}
	marked := j.markAhead(mark)
	err = j.commit(events, mark)
	if err := errors.Join(err, <-marked); err != nil {
		return err
	}
	j.head, j.last = mark.Seq, mark.Last
	close(j.grown)
	j.grown = make(chan struct{})
	select {
	case j.appended <- struct{}{}:
	default: // told already
	}
	return nil
}

// markAhead writes the mark while the transaction is made: it is durable at about the time when the transaction's own sync
// begins. A mark that is ahead of its journal costs a phantom at worst, one that is behind costs a number given twice.
func (j *File) markAhead(mark Mark) <-chan error {
	marked := make(chan error, 1)
	if mark.Last == j.mark.mark.Last {
		marked <- nil
	} else {
		go func() { marked <- j.mark.write(mark) }()
	}
	return marked
}

// commit makes events, which reach a mark, durable as one transaction.
func (j *File) commit(events []queue.Event, mark Mark) error {
	if err := j.batch.prepare(events); err != nil {
		return err
	}
	s := &j.statements
	if err := execute(s.begin); err != nil {
		return err
	}
	wall := j.Now().Unix()
	err := execute(s.events, events[0].Seq, mark.Seq, int(mark.Last), j.batch.lines.Bytes())
	err = errors.Join(err, j.batch.lock(s))
	if err == nil && wall != j.wall { // in a rush many appends share a second
		err = execute(s.clock, wall)
	}
	if err == nil {
		err = execute(s.commit)
	}
	if err != nil {
		_ = execute(s.rollback) // it fails where the engine has undone the transaction already
		return err
	}
	j.wall = wall
	return nil
}

// failed decides what an error means for the next append. After a disk error nothing more is tried;
// a transaction that was undone leaves the mark where the journal is.
func (j *File) failed(err error) error {
	undone := errors.Is(err, ErrFull) || errors.Is(err, ErrReadOnly) || errors.Is(err, ErrTaken) || errors.Is(err, ErrConflict)
	if !undone {
		j.stopped = fmt.Errorf("%w: %w", ErrStopped, err)
		return j.stopped
	}
	if now := (Mark{Seq: j.head, Last: j.last}); j.mark.mark.Last != now.Last {
		return errors.Join(err, j.mark.write(now))
	}
	return err
}

// Since reads the events after a given one, in order.
func (j *File) Since(ctx context.Context, after queue.Seq) ([]queue.Event, error) {
	return since(ctx, j.db, after)
}

// Watch gives the events after a given one, those to come included, until the context ends or
// reading fails.
func (j *File) Watch(ctx context.Context, after queue.Seq) iter.Seq2[queue.Event, error] {
	return func(yield func(queue.Event, error) bool) {
		for {
			j.mu.Lock()
			grown := j.grown
			j.mu.Unlock()
			events, err := j.Since(ctx, after)
			if err != nil {
				yield(queue.Event{}, err)
				return
			}
			for _, e := range events {
				if !yield(e, nil) {
					return
				}
				after = e.Seq
			}
			select {
			case <-grown:
			case <-ctx.Done():
				yield(queue.Event{}, ctx.Err())
				return
			}
		}
	}
}

// Wall is what the wall clock showed at the last append; the zero time before the first.
func (j *File) Wall(ctx context.Context) (time.Time, error) {
	var unix int64
	err := j.db.QueryRowContext(ctx, `SELECT wall FROM clock`).Scan(&unix)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("read clock: %w", classify(err))
	}
	return time.Unix(unix, 0), nil
}
