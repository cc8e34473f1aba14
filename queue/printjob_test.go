package queue_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"guichet/queue"
)

// Whatever happens to a slip, paper that may exist is never printed again without saying that it is a
// copy, and never unasked.
func TestSlipIsPrintedOnce(t *testing.T) {
	moves := []queue.JobMove{queue.SendJob, queue.JobDone, queue.RefuseJob, queue.LoseJob, queue.RetryJob, queue.DropJob, queue.CopyJob}
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		j := queue.PrintJob{Seq: 1, Ticket: 1, State: queue.JobQueued}
		originals, maybe, asked := 0, false, false
		for range 30 {
			m := moves[r.IntN(len(moves))]
			next, err := j.Move(m, "")
			if err != nil {
				if !errors.Is(err, queue.ErrJobMove) || next != j {
					t.Fatalf("seed %d: a refused move gives %+v, %v", seed, next, err)
				}
				continue
			}
			switch m {
			case queue.CopyJob:
				asked = true
			case queue.SendJob:
				if maybe && (next.Copies == 0 || !asked) {
					t.Fatalf("seed %d: sent again as if it were the first: %+v", seed, next)
				}
			case queue.JobDone, queue.LoseJob:
				maybe, asked = true, false
				if next.Copies == 0 {
					originals++
				}
			default:
			}
			j = next
		}
		if originals > 1 {
			t.Fatalf("seed %d: %d slips that do not say that they are copies", seed, originals)
		}
	}
}
