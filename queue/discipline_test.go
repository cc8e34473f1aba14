package queue_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"guichet/queue"
)

// schedules is how many random sessions the guarantee is held to.
func schedules() int {
	switch {
	case os.Getenv("GUICHET_SOAK") != "":
		return 1_000_000
	case testing.Short():
		return 3_000
	default:
		return 100_000
	}
}

// The guarantee of the package: over random sessions no waiting ticket is passed by more than
// Overtakes later ones at desks able to serve it, a call takes whom the rule says, and a desk finds
// nobody only when there is nobody. The model judges; it knows nothing of the floor.
func TestNobodyIsForgotten(t *testing.T) {
	seen := map[string]int{}
	for seed := range schedules() {
		if err := randomSession(uint64(seed), seen); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
	for _, what := range []string{"calls", "passes", "at the bound", "nobody", "patience", "transferred", "resumed", "uncalled"} {
		if seen[what] < schedules()/100 {
			t.Errorf("the schedules saw %q %d times: too few to prove anything", what, seen[what])
		}
	}
	t.Log(schedules(), "schedules:", seen)
}

func randomSession(seed uint64, seen map[string]int) error {
	rng := rand.New(rand.NewPCG(seed, 0))
	f := &queue.Floor{}
	s := anyTown(rng.IntN)
	m := newModel(s)
	if err := step(f, m, queue.OpenSession{Session: s}, 0, seen); err != nil {
		return err
	}
	for d := range s.Desks {
		if err := step(f, m, queue.OpenDesk{Desk: queue.Desk(d + 1), Languages: anyLanguages(rng.IntN)}, 0, seen); err != nil {
			return err
		}
	}
	for range 90 {
		at := f.At() + time.Duration(rng.IntN(4))*time.Minute
		if err := step(f, m, anyCommand(rng.IntN, f), at, seen); err != nil {
			return err
		}
	}
	return nil
}

// step tries one command on the floor and lets the model judge what came of it.
func step(f *queue.Floor, m *model, c queue.Command, at time.Duration, seen map[string]int) error {
	out, err := f.Decide(nil, c, at)
	if call, ok := c.(queue.Call); ok && errors.Is(err, queue.ErrNobody) {
		seen["nobody"]++
		if p := m.choice(call.Desk, at); p != nil {
			return errors.New(p.number.String() + " waits, and the desk finds nobody")
		}
	}
	for _, e := range out.Events {
		note(m, e, seen)
		if err := m.learn(e); err != nil {
			return err
		}
		if err := f.Apply(e); err != nil {
			return err
		}
	}
	return nil
}

// note counts the situations that the schedules are there to meet.
func note(m *model, e queue.Event, seen map[string]int) {
	switch e.Kind {
	case queue.TicketTransferred:
		seen["transferred"]++
	case queue.TicketUncalled:
		seen["uncalled"]++
	case queue.TicketResumed:
		seen["resumed"]++
	case queue.TicketCalled:
		seen["calls"]++
		p, callable := m.person(e.Ticket), m.callable(e.Desk, e.At)
		if callable[0] != p {
			seen["passes"]++
		}
		if m.session.Rules.Overtakes > 0 && len(p.passedBy) == m.session.Rules.Overtakes {
			seen["at the bound"]++
		}
		if p.language != "" && p.sentTo != e.Desk && !slices.Contains(m.desks[e.Desk], p.language) {
			seen["patience"]++
		}
	default:
	}
}
