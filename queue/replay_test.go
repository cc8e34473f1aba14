package queue_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"guichet/queue"
)

// recorded plays a random session and gives its events with the view after each.
func recorded(t testing.TB, seed uint64) ([]queue.Event, []queue.View) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 7))
	f := &queue.Floor{}
	var events []queue.Event
	var views []queue.View
	do := func(c queue.Command) {
		out, err := f.Decide(c, f.At()+time.Duration(rng.IntN(200))*time.Second)
		if err != nil {
			return
		}
		for _, e := range out.Events {
			if err := f.Apply(e); err != nil {
				t.Fatalf("seed %d: a granted %s was refused: %v", seed, e.Kind, err)
			}
			events, views = append(events, e), append(views, f.View())
		}
	}
	do(queue.OpenSession{Session: anyTown(rng.IntN)})
	do(queue.OpenDesk{Desk: 1, Languages: anyLanguages(rng.IntN)})
	for range 150 {
		do(anyCommand(rng.IntN, f))
	}
	return events, views
}

// Replaying any prefix of a journal gives the floor as it was, through the journal's own form.
func TestReplayOfAnyPrefix(t *testing.T) {
	for seed := range uint64(100) {
		events, views := recorded(t, seed)
		text, err := json.Marshal(events)
		if err != nil {
			t.Fatal(err)
		}
		var read []queue.Event
		if err := json.Unmarshal(text, &read); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(read, events) {
			t.Fatalf("seed %d: events do not survive being written", seed)
		}
		again := &queue.Floor{}
		for i, e := range read {
			if err := again.Apply(e); err != nil {
				t.Fatalf("seed %d: replay: %v", seed, err)
			}
			if got := again.View(); !reflect.DeepEqual(got, views[i]) {
				t.Fatalf("seed %d: after event %d:\n got %+v\nwant %+v", seed, e.Seq, got, views[i])
			}
		}
	}
}

// A journal with a hole, a repeated event, or events in another order is refused where it goes wrong.
func TestBrokenJournals(t *testing.T) {
	events, _ := recorded(t, 3)
	middle := len(events) / 2
	for name, broken := range map[string][]queue.Event{
		"a hole":       slices.Delete(slices.Clone(events), middle, middle+1),
		"twice":        slices.Insert(slices.Clone(events), middle, events[middle]),
		"no beginning": events[1:],
		"two swapped":  append(append(slices.Clone(events[:middle]), events[middle+1], events[middle]), events[middle+2:]...),
	} {
		if _, err := queue.NewFloor(broken); err == nil {
			t.Errorf("%s: the journal was accepted", name)
		}
	}
}
