package queue

import (
	"errors"
	"fmt"
)

// JobState is where the slip of a ticket is on its way to paper.
type JobState string

// The states of a print job.
const (
	JobQueued  JobState = "queued"   // will be printed
	JobSending JobState = "sending"  // bytes are on their way
	JobSent    JobState = "sent"     // the printer took all of it: no printer lets us know more
	JobFailed  JobState = "failed"   // nothing reached the printer; it is tried again
	JobUnknown JobState = "unknown"  // some of it may be on paper: a person must look
	JobGivenUp JobState = "given up" // nobody needs it any more, or it was cancelled
)

// PrintJob is the slip of one ticket. There is one for each ticket, however often it is printed: a number
// never becomes two.
type PrintJob struct {
	// Seq is the event that issued the ticket.
	Seq    Seq      `json:"seq"`
	Ticket Number   `json:"ticket"`
	State  JobState `json:"state"`
	// Printed says that it, or some of it, may be on paper: what is printed from then on is a copy.
	Printed bool `json:"printed,omitempty"`
	// Copies counts the copies that were asked for; a slip with copies says that it is one.
	Copies int `json:"copies,omitempty"`
	// Reason says why it is not on paper, as the printer's state; empty when it is on its way.
	Reason string `json:"reason,omitempty"`
}

// JobMove is something that happens to a print job.
type JobMove string

// The moves of a print job.
const (
	SendJob   JobMove = "send"   // the spool begins to send
	JobDone   JobMove = "done"   // the printer took all of it
	RefuseJob JobMove = "refuse" // the printer took nothing of it
	LoseJob   JobMove = "lose"   // the connection broke, or the program died, in the middle
	RetryJob  JobMove = "retry"  // the spool tries again what failed
	DropJob   JobMove = "drop"   // cancelled, or no longer of use
	CopyJob   JobMove = "copy"   // somebody asks for it again
)

// ErrJobMove says that a print job cannot do this in the state it is in.
var ErrJobMove = errors.New("not possible for a slip in this state")

// jobMoves is every allowed change of a print job. What is not here is refused: above all, what may be on
// paper is never sent again unasked.
var jobMoves = map[JobState]map[JobMove]JobState{
	JobQueued:  {SendJob: JobSending, DropJob: JobGivenUp},
	JobSending: {JobDone: JobSent, RefuseJob: JobFailed, LoseJob: JobUnknown},
	JobFailed:  {RetryJob: JobQueued, DropJob: JobGivenUp, CopyJob: JobQueued},
	JobSent:    {CopyJob: JobQueued},
	JobUnknown: {CopyJob: JobQueued, DropJob: JobGivenUp},
	JobGivenUp: {CopyJob: JobQueued},
}

// Move gives the job after a move, for the reason that a printer gave. Only what may be on paper already
// becomes a copy.
func (j PrintJob) Move(m JobMove, reason string) (PrintJob, error) {
	next, ok := jobMoves[j.State][m]
	if !ok {
		return j, fmt.Errorf("%s while %s: %w", m, j.State, ErrJobMove)
	}
	j.Printed = j.Printed || m == JobDone || m == LoseJob
	if m == CopyJob && j.Printed {
		j.Copies++
	}
	j.State, j.Reason = next, reason
	return j, nil
}
