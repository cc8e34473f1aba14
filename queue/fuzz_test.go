package queue_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"guichet/queue"
)

// script turns bytes into choices; when they run out, the first choice is taken.
func script(data []byte) chooser {
	return func(n int) int {
		if len(data) == 0 {
			return 0
		}
		b := int(data[0])
		data = data[1:]
		return b % n
	}
}

// check reports what a floor may never be: whatever was commanded.
func check(f *queue.Floor) error {
	v := f.View()
	if len(v.Waiting) > 0 && !v.Phase.Running() {
		return fmt.Errorf("%d wait in a session that is %s", len(v.Waiting), v.Phase)
	}
	seen := map[queue.Number]bool{}
	for i, t := range v.Waiting {
		if !t.State.Waiting() || t.Desk != 0 || seen[t.Number] || i > 0 && v.Waiting[i-1].Arrival >= t.Arrival {
			return fmt.Errorf("%s stands in line wrongly: %+v", t.Number, t)
		}
		if t.Passes > v.Session.Rules.Overtakes {
			return fmt.Errorf("%s was passed %d times", t.Number, t.Passes)
		}
		seen[t.Number] = true
	}
	for _, d := range v.Desks {
		if d.Ticket == nil {
			continue
		}
		if !d.Open || !d.Ticket.State.AtDesk() || d.Ticket.Desk != d.Desk || seen[d.Ticket.Number] {
			return fmt.Errorf("desk %d has %+v", d.Desk, *d.Ticket)
		}
		seen[d.Ticket.Number] = true
	}
	return checkCounts(f, v)
}

// checkCounts holds the counts against the tickets.
func checkCounts(f *queue.Floor, v queue.View) error {
	if got := v.Counts[queue.CountIssued] + v.Counts[queue.CountRestored]; got != f.Issued() {
		return fmt.Errorf("%d counted, %d issued", got, f.Issued())
	}
	ended := 0
	numbers := map[queue.Number]bool{}
	for n := v.Session.First; len(numbers) < f.Issued(); n = n.Next() {
		t, err := f.Ticket(n)
		if err != nil {
			return err
		}
		numbers[n] = true
		if t.State.Ended() {
			ended++
		}
	}
	if v.Phase == queue.Closed && ended != f.Issued() {
		return fmt.Errorf("the session closed with %d of %d tickets ended", ended, f.Issued())
	}
	m := f.Measures()
	if calls := m.Histograms[queue.HistogramWaiting].Total(); calls > f.Issued() {
		return fmt.Errorf("%d waits measured of %d tickets", calls, f.Issued())
	}
	return nil
}

// FuzzCommands: any commands are granted or refused, a refusal changes nothing, and the floor stays
// whole.
func FuzzCommands(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 4, 2, 0, 0, 0, 0, 1, 1, 0, 7, 0, 13, 0, 17, 0, 21, 21, 21, 23, 0})
	f.Add([]byte{3, 9, 5, 1, 1, 255, 0, 3, 2, 1, 8, 1, 24, 1, 2, 1, 26, 29, 7, 0, 29, 9, 2})
	f.Fuzz(func(t *testing.T, data []byte) {
		choose := script(data)
		floor := floorOf(t, queue.OpenSession{Session: anyTown(choose)})
		for range min(len(data), 300) {
			c := anyCommand(choose, floor)
			before := floor.View()
			out, err := floor.Decide(c, floor.At()+time.Duration(choose(600))*time.Second)
			if !reflect.DeepEqual(floor.View(), before) {
				t.Fatalf("deciding %T changed the floor", c)
			}
			if err == nil {
				apply(t, floor, out)
			}
			if err := check(floor); err != nil {
				t.Fatalf("after %T%+v: %v", c, c, err)
			}
		}
	})
}

// FuzzApply: any event is folded or refused, and a refused one changes nothing.
func FuzzApply(f *testing.F) {
	events, _ := recorded(f, 11)
	for _, e := range events[:40] {
		text, err := json.Marshal(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), uint64(e.Seq))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		var e queue.Event
		if json.Unmarshal([]byte(text), &e) != nil {
			return
		}
		floor := opened(t, french(), arabic(), bambara(), queue.Call{Desk: 1}, queue.Serve{Desk: 1})
		if seed%2 == 0 {
			e.Seq = floor.Seq() + 1
		}
		before, measures := floor.View(), floor.Measures()
		if err := floor.Apply(e); err != nil {
			if !reflect.DeepEqual(floor.View(), before) || !reflect.DeepEqual(floor.Measures(), measures) {
				t.Fatalf("%s was refused (%v) and changed the floor", text, err)
			}
			return
		}
		if err := check(floor); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	})
}
