package journal

import (
	"context"
	"fmt"

	"guichet/queue"
)

// Jobs lists the print jobs, in order. Their tickets are the floor's to know.
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

// Job reads the print job of an issue; an error where a number was restored and has none.
func (j *File) Job(ctx context.Context, seq queue.Seq) (queue.PrintJob, error) {
	job := queue.PrintJob{Seq: seq}
	row := j.db.QueryRowContext(ctx, `SELECT state, printed, copies, reason FROM job WHERE seq = ?`, seq)
	if err := row.Scan(&job.State, &job.Printed, &job.Copies, &job.Reason); err != nil {
		return job, fmt.Errorf("read print job: %w", classify(err))
	}
	return job, nil
}

// SetJob makes a print job's new state durable, so that a restart knows what may be on paper.
func (j *File) SetJob(ctx context.Context, job queue.PrintJob) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stopped != nil {
		return j.stopped
	}
	// A caller that goes away leaves nothing half done.
	_, err := j.db.ExecContext(context.WithoutCancel(ctx), `UPDATE job SET state = ?, printed = ?, copies = ?, reason = ? WHERE seq = ?`,
		job.State, job.Printed, job.Copies, job.Reason, job.Seq)
	if err != nil {
		return j.failed(fmt.Errorf("keep print job: %w", classify(err)))
	}
	return nil
}
