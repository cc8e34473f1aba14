package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"guichet/queue"
)

// Jobs lists the print jobs that have moved on, in order. Their tickets, and the jobs that are still queued, are the
// floor's to know: a job is queued by its ticket's issue, in the same row of the file.
func (j *File) Jobs(ctx context.Context) ([]queue.PrintJob, error) {
	rows, err := j.db.QueryContext(ctx, `SELECT seq, state, printed, copies, reason FROM job ORDER BY seq`)
	if err != nil {
		return nil, fmt.Errorf("read print jobs: %w", classify(err))
	}
	defer rows.Close() //nolint:errcheck // rows.Err has said it
	var jobs []queue.PrintJob
	for rows.Next() {
		var job queue.PrintJob
		if err := rows.Scan(&job.Seq, &job.State, &job.Printed, &job.Copies, &job.Reason); err != nil {
			return nil, fmt.Errorf("read print jobs: %w", classify(err))
		}
		jobs = append(jobs, job)
	}
	return jobs, rows.Err()
}

// Job reads the print job of a ticket's issue: queued unless it has moved on.
func (j *File) Job(ctx context.Context, seq queue.Seq) (queue.PrintJob, error) {
	job := queue.PrintJob{Seq: seq, State: queue.JobQueued}
	row := j.db.QueryRowContext(ctx, `SELECT state, printed, copies, reason FROM job WHERE seq = ?`, seq)
	err := row.Scan(&job.State, &job.Printed, &job.Copies, &job.Reason)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return job, fmt.Errorf("read print job: %w", classify(err))
	}
	return job, nil
}

// SetJob makes a print job's new state durable, so that a restart knows what may be on paper.
func (j *File) SetJob(_ context.Context, job queue.PrintJob) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stopped != nil {
		return j.stopped
	}
	if err := execute(j.statements.job, job.Seq, job.State, job.Printed, job.Copies, job.Reason); err != nil {
		return j.failed(fmt.Errorf("keep print job: %w", classify(err)))
	}
	return nil
}
