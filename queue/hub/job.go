package hub

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"guichet/queue"
)

// ErrNoJob says that there is no such slip in this session.
var ErrNoJob = errors.New("no such slip in this session")

// Jobs lists the session's slips on their way to paper, in order of their tickets.
func (h *Hub) Jobs(ctx context.Context) (jobs []queue.PrintJob, err error) {
	gone := h.alone(ctx, func() { jobs, err = h.jobs(ctx) })
	return jobs, errors.Join(gone, err)
}

// MoveJob moves the slip of a ticket on, and returns once that is durable: before the first byte is sent,
// the journal says so. A move that the slip's state does not allow is [queue.ErrJobMove].
func (h *Hub) MoveJob(ctx context.Context, n queue.Number, m queue.JobMove, reason string) (job queue.PrintJob, err error) {
	gone := h.alone(ctx, func() { job, err = h.moveJob(ctx, n, m, reason) })
	return job, errors.Join(gone, err)
}

func (h *Hub) jobs(ctx context.Context) ([]queue.PrintJob, error) {
	if h.journal == nil {
		return nil, nil
	}
	kept, err := h.journal.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	moved := map[queue.Seq]queue.PrintJob{}
	for _, job := range kept {
		moved[job.Seq] = job
	}
	var jobs []queue.PrintJob
	for _, t := range h.floor.Tickets() {
		if t.Restored {
			continue // its slip is in somebody's hands, if there is one
		}
		job, ok := moved[t.Arrival]
		if !ok {
			job = queue.PrintJob{Seq: t.Arrival, State: queue.JobQueued}
		}
		job.Ticket = t.Number
		jobs = append(jobs, job)
	}
	slices.SortFunc(jobs, func(a, b queue.PrintJob) int { return cmp.Compare(a.Seq, b.Seq) })
	return jobs, nil
}

func (h *Hub) moveJob(ctx context.Context, n queue.Number, m queue.JobMove, reason string) (queue.PrintJob, error) {
	if h.journal == nil {
		return queue.PrintJob{}, fmt.Errorf("%s: %w", n, ErrNoJob)
	}
	ticket, err := h.floor.Ticket(n)
	if err != nil {
		return queue.PrintJob{}, err
	}
	if ticket.Restored {
		return queue.PrintJob{}, fmt.Errorf("%s: %w", n, ErrNoJob)
	}
	job, err := h.journal.Job(ctx, ticket.Arrival)
	if err != nil {
		return queue.PrintJob{}, err
	}
	job.Ticket = n
	moved, err := job.Move(m, reason)
	if err != nil {
		return job, fmt.Errorf("slip of %s: %w", n, err)
	}
	return moved, h.journal.SetJob(ctx, moved)
}
