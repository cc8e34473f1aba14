package queue_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"guichet/queue"
)

// byteChooser reads choices from bytes; when they run out it chooses the first.
func byteChooser(b *[]byte) chooser {
	return func(n int) int {
		if len(*b) == 0 || n <= 0 {
			return 0
		}
		choice := int((*b)[0]) % n
		*b = (*b)[1:]
		return choice
	}
}

// Any sequence of commands is applied or refused; what is granted is applied, nothing panics, and the
// floor is sound after each.
func FuzzCommands(f *testing.F) {
	for seed := range uint64(24) {
		rng := rand.New(rand.NewPCG(seed, 3))
		b := make([]byte, 60+rng.IntN(400))
		for i := range b {
			b[i] = byte(rng.UintN(256))
		}
		f.Add(b)
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		choose := byteChooser(&b)
		floor := floorOf(t, queue.OpenSession{Session: anyTown(choose)})
		for steps := 0; len(b) > 0 && steps < 300; steps++ {
			c := anyCommand(choose, floor)
			before := floor.View(floor.At())
			out, err := floor.Decide(nil, c, floor.At()+time.Duration(choose(8))*time.Minute)
			if err != nil && len(out.Events) > 0 || !reflect.DeepEqual(floor.View(floor.At()), before) {
				t.Fatalf("%T%+v: %v with events %v, or deciding it changed the floor", c, c, err, out.Events)
			}
			apply(t, floor, out)
			checkFloor(t, floor)
			for _, ticket := range floor.Waiting() {
				if ticket.Passes > before.Session.Rules.Overtakes {
					t.Fatalf("%T%+v: %s was passed %d times", c, c, ticket.Number, ticket.Passes)
				}
			}
		}
	})
}

// Any events at all, as a journal would hold them, are applied or refused; a refused one leaves the
// floor as it was.
func FuzzApply(f *testing.F) {
	for seed := range uint64(12) {
		var lines bytes.Buffer
		for _, e := range journal(f, &queue.Floor{}, seed, 40) {
			b, err := json.Marshal(e)
			if err != nil {
				f.Fatal(err)
			}
			lines.Write(append(b, '\n'))
		}
		f.Add(lines.Bytes())
	}
	f.Add([]byte(`{"seq":1,"kind":"session opened"}`))
	f.Add([]byte(`{"seq":1,"kind":"ticket issued","ticket":"A001"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		floor := &queue.Floor{}
		var accepted []queue.Event
		for line := range bytes.Lines(b) {
			var e queue.Event
			if json.Unmarshal(line, &e) != nil {
				continue
			}
			if e.Seq == 0 {
				e.Seq = floor.Seq() + 1 // so that more than the order is tried
			}
			if floor.Apply(e) == nil {
				accepted = append(accepted, e)
				continue
			}
			if again, err := queue.NewFloor(accepted); err != nil || !queue.Same(floor, again) {
				t.Fatalf("refused %s changed the floor (%v)", line, err)
			}
		}
		checkFloor(t, floor)
	})
}
