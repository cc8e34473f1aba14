package queue

import (
	"math/rand/v2"
	"reflect"
	"time"
)

// Same says that two floors are equal in everything, seen or not.
func Same(a, b *Floor) bool { return reflect.DeepEqual(a, b) }

// Imagined is one future of a floor, to be held against the floor itself.
type Imagined struct{ play *play }

// Imagine begins a future at an outlook, with every desk free.
func (o Outlook) Imagine() Imagined {
	o.preferred = nil // and nobody else to come
	g := newPlay(o)
	g.reset(LearnServiceTimes(0, Histogram{}), rand.New(rand.NewPCG(1, 1)))
	return Imagined{g}
}

// Call takes whom a desk would call from the imagined line and gives its place in the real one; -1 for nobody.
func (i Imagined) Call(d Desk, at time.Duration) int {
	for seat, s := range i.play.o.desks {
		if s.number == d {
			return i.play.call(seat, at)
		}
	}
	return end
}
