package hub_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
)

// desk is an appliance over a new folder, with a session and its open desks.
func desk(t testing.TB, desks queue.Desk) *hub.Appliance {
	t.Helper()
	a, err := started(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	openDesks(t, a.Hub, desks)
	return a
}

// issue gives so many tickets, from as many visitors at once.
func issue(t testing.TB, h *hub.Hub, tickets, visitors int) []queue.Number {
	t.Helper()
	given := make(chan queue.Number, tickets)
	var all sync.WaitGroup
	for v := range visitors {
		all.Go(func() {
			for i := v; i < tickets; i += visitors {
				ticket, err := h.Issue(t.Context(), hub.Wish{Key: fmt.Sprint("visitor ", i), Language: "fr"})
				if err != nil {
					t.Error(err)
				}
				given <- ticket.Number
			}
		})
	}
	all.Wait()
	close(given)
	var out []queue.Number
	for n := range given {
		out = append(out, n)
	}
	return out
}

func TestNumbersHaveNoDoubleAndNoGap(t *testing.T) {
	a := desk(t, 1)
	given := map[queue.Number]bool{}
	const tickets = 800
	for _, n := range issue(t, a.Hub, tickets, 64) {
		if given[n] {
			t.Errorf("%s was given twice", n)
		}
		given[n] = true
	}
	view, err := a.Hub.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n := view.Session.First
	for range tickets {
		if !given[n] {
			t.Errorf("%s is a gap", n)
		}
		n = n.Next()
	}
}

func TestDoubleTapIsOneTicket(t *testing.T) {
	a := desk(t, 1)
	var all sync.WaitGroup
	numbers := make(chan queue.Number, 32)
	for range cap(numbers) {
		all.Go(func() {
			ticket, err := a.Hub.Issue(t.Context(), hub.Wish{Key: "touch", Language: "fr"})
			if err != nil {
				t.Error(err)
			}
			numbers <- ticket.Number
		})
	}
	all.Wait()
	first := <-numbers
	for range cap(numbers) - 1 {
		if n := <-numbers; n != first {
			t.Errorf("one touch was given %s and %s", first, n)
		}
	}
}

// TestCallsAreExclusive: eight desks call a hundred tickets at once.
func TestCallsAreExclusive(t *testing.T) {
	a := desk(t, 8)
	issue(t, a.Hub, 100, 8)
	var mu sync.Mutex
	calls := map[queue.Number]int{}
	var all sync.WaitGroup
	for d := queue.Desk(1); d <= 8; d++ {
		all.Go(func() {
			for {
				ticket, err := a.Hub.Do(t.Context(), queue.Call{Desk: d})
				if errors.Is(err, queue.ErrNobody) {
					return
				}
				for _, c := range []queue.Command{queue.Serve{Desk: d}, queue.Finish{Desk: d}} {
					_, failed := a.Hub.Do(t.Context(), c)
					err = errors.Join(err, failed)
				}
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				calls[ticket.Number]++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(calls) != 100 {
		t.Errorf("%d tickets were called, want 100", len(calls))
	}
	for n, times := range calls {
		if times != 1 {
			t.Errorf("%s was called %d times", n, times)
		}
	}
}

// TestSlowSubscriberCatchesUp: who does not listen is dropped, and finds everything again.
func TestSlowSubscriberCatchesUp(t *testing.T) {
	a := desk(t, 1)
	const tickets = 3000
	slow, err := a.Hub.Subscribe(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	issue(t, a.Hub, tickets, 64)
	last := queue.Seq(0)
	listen := func(s *hub.Subscription) {
		for e := range s.Events {
			if e.Seq != last+1 {
				t.Fatalf("event %d follows event %d", e.Seq, last)
			}
			if last = e.Seq; last == tickets+2 {
				return
			}
		}
	}
	listen(slow) // ends: it was dropped
	if last >= tickets {
		t.Fatalf("a subscriber that did not listen was not dropped in %d events", last)
	}
	again, err := a.Hub.Subscribe(t.Context(), last)
	if err != nil {
		t.Fatal(err)
	}
	listen(again)
	if last != tickets+2 {
		t.Errorf("the last event seen is %d, want %d", last, tickets+2)
	}
}

// TestCloseUnderLoad: who is in the middle of something gets an answer, whichever.
func TestCloseUnderLoad(t *testing.T) {
	for range 10 {
		a, err := started(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		openDesks(t, a.Hub, 1)
		var all sync.WaitGroup
		for v := range 32 {
			all.Go(func() {
				for i := 0; ; i++ {
					_, err := a.Hub.Issue(t.Context(), hub.Wish{Key: fmt.Sprint(v, " ", i), Language: "fr"})
					if errors.Is(err, hub.ErrGone) {
						return
					}
					if err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		time.Sleep(5 * time.Millisecond)
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		ended := make(chan struct{})
		go func() { all.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			t.Fatal("a request was never answered")
		}
	}
}
