package hub_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/site"
)

// tuesday is a Tuesday at nine in the demonstration town.
func tuesday() time.Time {
	return time.Date(2026, 11, 24, 9, 0, 0, 0, site.Demonstration().Plan.Zone)
}

// start brings up the demonstration town in a folder, and ends it with the test.
func start(t testing.TB, dir string) *hub.Appliance {
	t.Helper()
	town := site.Demonstration()
	town.Desks, town.Rules.Capacity = 8, queue.Capacity{}
	a, err := hub.Start(context.Background(), dir, town, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// open begins a session in a fresh folder, with desks that speak French.
func open(t testing.TB, desks int) *hub.Appliance {
	t.Helper()
	a := start(t, t.TempDir())
	if _, err := a.Hub.OpenSession(context.Background(), hub.Opening{}); err != nil {
		t.Fatal(err)
	}
	for n := range desks {
		do(t, a, queue.OpenDesk{Desk: queue.Desk(n + 1), Languages: []string{"fr"}})
	}
	return a
}

func do(t testing.TB, a *hub.Appliance, c queue.Command) queue.Ticket {
	t.Helper()
	_, ticket, err := a.Hub.Do(context.Background(), c)
	if err != nil {
		t.Fatalf("%T: %v", c, err)
	}
	return ticket
}

// together runs work n times at once and waits.
func together(n int, work func(i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { work(i) })
	}
	all.Wait()
}

// Sixty-four issuers at once: every number once, none left out.
func TestManyIssuers(t *testing.T) {
	const issuers, each = 64, 10
	a := open(t, 0)
	numbers := make(chan queue.Number, issuers*each)
	together(issuers, func(int) {
		for range each {
			ticket, err := a.Hub.Issue(context.Background(), hub.Wish{Language: "fr"})
			if err != nil {
				t.Error(err)
				return
			}
			numbers <- ticket.Number
		}
	})
	close(numbers)
	seen := map[queue.Number]bool{}
	for n := range numbers {
		if seen[n] {
			t.Errorf("%s was given twice", n)
		}
		seen[n] = true
	}
	for n := queue.Number(1); n <= issuers*each; n++ {
		if !seen[n] {
			t.Errorf("%s was left out", n)
		}
	}
}

// Eight desks call a hundred tickets at once: a hundred calls, each ticket once.
func TestManyDesks(t *testing.T) {
	const desks, tickets = 8, 100
	a := open(t, desks)
	for range tickets {
		do(t, a, queue.Issue{Language: "fr"})
	}
	calls := make(chan queue.Number, 2*tickets)
	together(desks, func(i int) {
		d := queue.Desk(i + 1)
		for {
			_, ticket, err := a.Hub.Do(context.Background(), queue.Call{Desk: d})
			if errors.Is(err, queue.ErrNobody) {
				return
			}
			if err != nil {
				t.Error(err)
				return
			}
			calls <- ticket.Number
			do(t, a, queue.Serve{Desk: d})
			do(t, a, queue.Finish{Desk: d})
		}
	})
	close(calls)
	seen := map[queue.Number]int{}
	for n := range calls {
		seen[n]++
	}
	if len(seen) != tickets {
		t.Errorf("%d tickets were called, not %d", len(seen), tickets)
	}
	for n, times := range seen {
		if times != 1 {
			t.Errorf("%s was called at %d desks", n, times)
		}
	}
}

// A touch that is answered many times is one ticket.
func TestOneTouch(t *testing.T) {
	a := open(t, 0)
	numbers := make([]queue.Number, 16)
	together(len(numbers), func(i int) {
		ticket, err := a.Hub.Issue(context.Background(), hub.Wish{Language: "fr", Key: "touch"})
		if err != nil {
			t.Error(err)
		}
		numbers[i] = ticket.Number
	})
	for _, n := range numbers {
		if n != 1 {
			t.Errorf("one touch gave %v", numbers)
			break
		}
	}
}

// A refusal carries when to come back, the same code for the same touch, and is counted once.
func TestRefusal(t *testing.T) {
	a := open(t, 0)
	do(t, a, queue.MakeLastCall{})
	var codes []string
	for range 3 {
		_, err := a.Hub.Issue(context.Background(), hub.Wish{Language: "fr", Key: "late"})
		var r *hub.Refusal
		if !errors.As(err, &r) || !errors.Is(err, queue.ErrLastCall) || r.Next == nil {
			t.Fatalf("got %v", err)
		}
		codes = append(codes, r.Code)
	}
	if codes[0] == "" || codes[0] != codes[1] || codes[1] != codes[2] {
		t.Errorf("one touch gave the codes %v", codes)
	}
	v, err := a.Hub.View(context.Background())
	if err != nil || v.Counts[queue.CountTurnedAway] != 1 {
		t.Errorf("turned away %d times, %v", v.Counts[queue.CountTurnedAway], err)
	}
}

// A listener that sleeps is dropped, the desk goes on, and the listener catches up by sequence.
func TestSlowSubscriber(t *testing.T) {
	a := open(t, 0)
	slow, err := a.Hub.Subscribe(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	const tickets = 1500
	together(50, func(int) {
		for range tickets / 50 {
			do(t, a, queue.Issue{Language: "fr"})
		}
	})
	last := queue.Seq(0)
	next := func(s *hub.Subscription) {
		for e := range s.Events {
			if e.Seq != last+1 {
				t.Fatalf("event %d follows event %d", e.Seq, last)
			}
			if last = e.Seq; last == tickets+1 {
				return
			}
		}
	}
	next(slow)
	if last == tickets+1 {
		t.Fatal("the listener was never dropped: the test proves nothing")
	}
	again, err := a.Hub.Subscribe(context.Background(), last)
	if err != nil {
		t.Fatal(err)
	}
	next(again)
	if last != tickets+1 {
		t.Errorf("the last event seen is %d, not %d", last, tickets+1)
	}
	if err := again.Close(context.Background()); err != nil {
		t.Error(err)
	}
}

// Closing the hub while everybody asks: each gets an answer or is told that the desk is gone.
func TestCloseWhileAsking(t *testing.T) {
	for range 20 {
		town := site.Demonstration()
		a, err := hub.Start(context.Background(), t.TempDir(), town, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Hub.OpenSession(context.Background(), hub.Opening{}); err != nil {
			t.Fatal(err)
		}
		var asking sync.WaitGroup
		for range 16 {
			asking.Go(func() {
				for {
					if _, err := a.Hub.Issue(context.Background(), hub.Wish{Language: "fr"}); err != nil {
						if !errors.Is(err, hub.ErrGone) && !errors.Is(err, queue.ErrFull) {
							t.Error(err)
						}
						return
					}
				}
			})
		}
		time.Sleep(time.Millisecond)
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		asking.Wait()
	}
}

// What a session told and measured is there after it closed, once.
func TestMeasuresAreKept(t *testing.T) {
	ctx := context.Background()
	a := open(t, 1)
	for range 5 {
		ticket := do(t, a, queue.Issue{Language: "fr"})
		if _, err := a.Hub.TellForecast(ctx, ticket.Number); err != nil {
			t.Fatal(err)
		}
	}
	for range 5 {
		for _, c := range []queue.Command{queue.Call{Desk: 1}, queue.Serve{Desk: 1}, queue.Finish{Desk: 1}} {
			do(t, a, c)
		}
	}
	closing, err := a.Hub.CloseSession(ctx, false)
	if err != nil {
		t.Fatal(err)
	}
	week, err := a.Week(ctx)
	if err != nil {
		t.Fatal(err)
	}
	report, err := a.Report(ctx, week)
	if err != nil {
		t.Fatal(err)
	}
	if report.Sessions != 1 || report.Visits != 5 || report.Measures[queue.CountServed] != 5 || report.Measures[queue.CountTold] != 4 {
		t.Errorf("got %+v", report)
	}
	if fmt.Sprint(report.Measures) != fmt.Sprint(closing.Measures.Counts) {
		t.Errorf("kept %v, closed with %v", report.Measures, closing.Measures.Counts)
	}
}
