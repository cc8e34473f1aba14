package queue_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"guichet/queue"
)

// The future that a forecast imagines calls whom the floor calls, desk by desk, to the last.
func TestTheImaginedDisciplineIsTheFloors(t *testing.T) {
	calls, passes := 0, 0
	for seed := range uint64(3000) {
		rng := rand.New(rand.NewPCG(seed, 4))
		f := &queue.Floor{}
		journal(t, f, seed, 40+rng.IntN(60))
		freeDesks(t, f)
		for range 8 {
			_, _ = tryIssue(f, rng)
		}
		line := f.Waiting()
		if !f.Phase().Calls() || len(line) == 0 {
			continue
		}
		o, err := f.Outlook(line[0].Number, f.At())
		if err != nil {
			t.Fatal(err)
		}
		imagined := o.Imagine()
		at := f.At()
		for range 3 * len(line) {
			desk := queue.Desk(1 + rng.IntN(f.Session().Desks))
			at += time.Duration(rng.IntN(5)) * time.Minute
			place := imagined.Call(desk, at)
			next, err := f.Next(desk, at)
			if (err == nil) != (place >= 0) || err == nil && line[place].Number != next.Number {
				t.Fatalf("seed %d: desk %d calls %s (%v), the imagined one the ticket at place %d", seed, desk, next.Number, err, place)
			}
			if err != nil {
				continue
			}
			if calls++; next.Number != f.Waiting()[0].Number {
				passes++
			}
			grant(t, f, queue.Call{Desk: desk}, at)
			grant(t, f, queue.Miss{Desk: desk}, at)
		}
	}
	if calls < 10_000 || passes < 2_000 {
		t.Errorf("only %d calls, %d of them not the first in line", calls, passes)
	}
}

// freeDesks sends away whoever is at a desk.
func freeDesks(t testing.TB, f *queue.Floor) {
	t.Helper()
	for d := range f.Session().Desks {
		for _, c := range []queue.Command{queue.Miss{Desk: queue.Desk(d + 1)}, queue.Finish{Desk: queue.Desk(d + 1)}} {
			if out, err := f.Decide(nil, c, f.At()); err == nil {
				apply(t, f, out)
			}
		}
	}
}

func tryIssue(f *queue.Floor, rng *rand.Rand) (queue.Outcome, error) {
	i := anyIssue(rng.IntN)
	i.Key, i.Code = "", nil
	out, err := f.Decide(nil, i, f.At())
	for _, e := range out.Events {
		if err := f.Apply(e); err != nil {
			return out, err
		}
	}
	return out, err
}
