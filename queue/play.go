package queue

import (
	"math/rand/v2"
	"time"
)

// play is one imagined future of a floor, reused for many.
type play struct {
	o      Outlook
	free   []time.Duration // when each desk is free; parked desks have nobody left to call
	next   []int           // the line as a linked list; the last element is its head
	passes []int
	// plain says that nobody in line is preferred or at the bound of passes: then each desk takes the
	// first that it can serve, and nobody is ever passed.
	plain bool
}

// parked is later than any session.
const parked = time.Duration(1<<63 - 1)

func newPlay(o Outlook) *play {
	g := &play{o: o, plain: true}
	g.free = make([]time.Duration, len(o.desks))
	g.next = make([]int, len(o.line)+1)
	g.passes = make([]int, len(o.line))
	for _, p := range o.line {
		g.plain = g.plain && p.rank == o.line[0].rank && p.passes < o.overtakes
	}
	return g
}

// run plays until the target is called and gives how long that takes from now; false when nobody
// ever calls it.
func (g *play) run(times *ServiceTimes, rng *rand.Rand) (time.Duration, bool) {
	g.reset(times, rng)
	for {
		d := g.firstFree()
		at := g.free[d]
		if at == parked {
			return 0, false
		}
		before := g.choose(d, at)
		if before < 0 {
			g.free[d] = g.nextOffer(at)
			continue
		}
		chosen := g.next[before]
		if chosen == g.o.target {
			return at - g.o.at, true
		}
		g.next[before] = g.next[chosen]
		g.free[d] = at + times.Sample(rng.Float64())
	}
}

func (g *play) reset(times *ServiceTimes, rng *rand.Rand) {
	head := len(g.o.line)
	for i := range g.o.line {
		g.next[i] = i + 1
		g.passes[i] = g.o.line[i].passes
	}
	g.next[head] = 0 // where the line is empty this is the end mark as well
	for i, s := range g.o.desks {
		g.free[i] = g.o.at
		if s.busy >= 0 {
			g.free[i] += times.SampleRest(s.busy, rng.Float64())
		}
	}
}

func (g *play) firstFree() int {
	first := 0
	for i, at := range g.free {
		if at < g.free[first] {
			first = i
		}
	}
	return first
}

// choose gives the element before the one that desk d calls at a time, by the rule of [Floor.Next],
// and counts the passes; -1 when the desk can serve nobody.
func (g *play) choose(d int, at time.Duration) int {
	head, end := len(g.o.line), len(g.o.line)
	first, best, bestBefore := -1, -1, -1
	for before, i := head, g.next[head]; i != end; before, i = i, g.next[i] {
		p := g.o.line[i]
		if !g.o.serves(g.o.desks[d], p, at) {
			continue
		}
		if first < 0 {
			first = i
		}
		bound := g.passes[i] >= g.o.overtakes
		if bound || best < 0 || p.rank < g.o.line[best].rank {
			best, bestBefore = i, before
		}
		if bound || g.plain {
			break
		}
	}
	if best != first {
		g.pass(d, best, at)
	}
	return bestBefore
}

// pass counts one pass for those whom d could have called before the chosen one.
func (g *play) pass(d, chosen int, at time.Duration) {
	for i := g.next[len(g.o.line)]; i != chosen; i = g.next[i] {
		if g.o.serves(g.o.desks[d], g.o.line[i], at) {
			g.passes[i]++
		}
	}
}

// nextOffer is when patience brings the next ticket to a desk that can serve nobody now.
func (g *play) nextOffer(at time.Duration) time.Duration {
	next := parked
	for i := g.next[len(g.o.line)]; i != len(g.o.line); i = g.next[i] {
		p := g.o.line[i]
		offered := p.since + g.o.patience
		if p.forDesk == 0 && p.language != anyLanguage && g.o.spoken&(1<<p.language) == 0 && offered > at {
			next = min(next, offered)
		}
	}
	return next
}
