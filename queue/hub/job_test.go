package hub_test

import (
	"errors"
	"testing"

	"guichet/queue"
	"guichet/queue/hub"
)

func TestSlipsOutliveRestart(t *testing.T) {
	dir := t.TempDir()
	a, err := started(dir)
	if err != nil {
		t.Fatal(err)
	}
	openDesks(t, a.Hub, 1)
	for _, key := range []string{"one", "two"} {
		if _, err := a.Hub.Issue(t.Context(), hub.Wish{Key: key, Language: "fr"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Hub.MoveJob(t.Context(), 1, queue.SendJob, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Hub.MoveJob(t.Context(), 1, queue.CopyJob, ""); !errors.Is(err, queue.ErrJobMove) {
		t.Errorf("a copy of what is being sent: %v", err)
	}
	if _, err := a.Hub.MoveJob(t.Context(), 9, queue.SendJob, ""); !errors.Is(err, queue.ErrNoTicket) {
		t.Errorf("the slip of nobody: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if a, err = started(dir); err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // only read
	jobs, err := a.Hub.Jobs(t.Context())
	if err != nil || len(jobs) != 2 || jobs[0].State != queue.JobSending || jobs[1].State != queue.JobQueued || jobs[1].Ticket != 2 {
		t.Errorf("jobs %+v, %v", jobs, err)
	}
}
