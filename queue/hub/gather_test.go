package hub

import (
	"runtime"
	"sync"
	"testing"

	"guichet/queue"
)

// One who comes alone is waited for by nobody; a rush is waited for, but not for ever.
func TestGather(t *testing.T) {
	const never = -1
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // who is let go first takes turns with the hub
	for _, c := range []struct {
		name          string
		expected      int
		there, coming int // requests that have come already, beside the first; those to come
		late          int // how often each of these lets others go first; never: until the round is over
		gathered      int
	}{
		{"alone", 1, 0, 0, 0, 1},
		{"all are there", 1, 3, 0, 0, 4},
		{"all come at the same moment", 1, 0, 5, 0, 6},
		{"nobody is expected", 1, 0, 5, 100, 1},
		{"a rush begins", 1, 1, 4, 100, 6},
		{"everybody comes", 6, 0, 5, 100, 6},
		{"some are there, some come", 6, 2, 3, 100, 6},
		{"one has gone", 6, 0, 4, 100, 5},
		{"one is too late", 2, 0, 1, never, 1},
		{"more than a group", group, group + 9, 0, 0, group},
	} {
		h := &Hub{floor: &queue.Floor{}, requests: make(chan *request, 2*group), expected: c.expected}
		for range c.there {
			h.requests <- &request{command: queue.PauseSession{}}
		}
		var all sync.WaitGroup
		over := make(chan struct{})
		for range c.coming {
			all.Go(func() {
				if c.late == never {
					<-over
				}
				for range c.late {
					runtime.Gosched()
				}
				h.requests <- &request{command: queue.PauseSession{}}
			})
		}
		next := h.gather(&request{command: queue.PauseSession{}})
		close(over)
		all.Wait()
		left := len(h.requests)
		if next != nil {
			left++ // it was taken, and begins the next round
		}
		if gathered := len(h.round.asked); gathered != c.gathered || left != 1+c.there+c.coming-c.gathered {
			t.Errorf("%s: %d decided together and %d left, want %d together", c.name, gathered, left, c.gathered)
		}
	}
}

// A round of nobody, as before work that is done alone, leaves whoever comes next alone.
func TestRoundOfNobody(t *testing.T) {
	h := &Hub{floor: &queue.Floor{}, expected: 1}
	h.conclude()
	if h.expected != 1 {
		t.Errorf("%d are expected", h.expected)
	}
}

// A round forgets what it decided, and what was refused after it had been written down behind that.
func TestRoundForgets(t *testing.T) {
	r := round{events: []queue.Event{{Key: "granted"}, {Key: "refused"}}[:1]}
	r.begin()
	for _, e := range r.events[:cap(r.events)] {
		if e.Key != "" {
			t.Errorf("%q is still there", e.Key)
		}
	}
}
