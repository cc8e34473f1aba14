package queue

import (
	"math/rand/v2"
	"slices"
	"time"
)

// play is one imagined future of a floor, reused for many. The line is kept as one linked list for
// each rank, and one for those who cannot be passed again, each in order of arrival: so the next
// ticket stands near the head of a list, and nobody is passed more often than the bound.
//
// Whoever is preferred and comes later may pass the target too: such tickets are imagined at the rate
// at which they came so far, as places at the end of the line that nobody can call before their time.
type play struct {
	o      Outlook
	real   int             // how many places stand in line; the others are to come
	free   []time.Duration // when each desk is free; parked desks have nobody left to call
	next   []int           // by place in line; after the places, the heads of the lists
	passes []int
}

// parked is later than any session.
const parked = time.Duration(1<<63 - 1)

// The lists after the three ranks.
const (
	ranks   = 3
	atBound = ranks
	lists   = ranks + 1
	end     = -1
)

// mostToCome bounds the tickets to come: with the bound of overtaking, more change nothing.
const mostToCome = 24

func newPlay(o Outlook) *play {
	real := len(o.line)
	if len(o.preferred) > 0 {
		o.line = append(slices.Clip(o.line), make([]place, mostToCome)...)
	}
	return &play{
		o: o, real: real, free: make([]time.Duration, len(o.desks)),
		next: make([]int, len(o.line)+lists), passes: make([]int, len(o.line)),
	}
}

// head is the element before the first of a list.
func (g *play) head(list int) int { return len(g.o.line) + list }

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
		chosen := g.call(d, at)
		switch chosen {
		case end:
			g.free[d] = g.nextOffer(at)
		case g.o.target:
			return at - g.o.at, true
		default:
			g.free[d] = at + times.Sample(rng.Float64())
		}
	}
}

func (g *play) reset(times *ServiceTimes, rng *rand.Rand) {
	g.foresee(rng)
	var last [lists]int
	for list := range lists {
		last[list] = g.head(list)
	}
	for i, p := range g.o.line {
		g.passes[i] = p.passes
		list := p.rank
		if p.passes >= g.o.overtakes {
			list = atBound
		}
		g.next[last[list]] = i
		last[list] = i
	}
	for _, i := range last {
		g.next[i] = end
	}
	for i, s := range g.o.desks {
		g.free[i] = g.o.at
		if s.busy >= 0 {
			g.free[i] += times.SampleRest(s.busy, rng.Float64())
		}
	}
}

// foresee draws the preferred tickets to come.
func (g *play) foresee(rng *rand.Rand) {
	at := g.o.at
	for i := g.real; i < len(g.o.line); i++ {
		at += time.Duration(rng.ExpFloat64() * float64(g.o.watched) / float64(len(g.o.preferred)))
		g.o.line[i] = place{rank: 1, since: at, language: g.o.preferred[rng.IntN(len(g.o.preferred))]}
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

// call takes the ticket out of the line that desk d calls at a time, by the rule of [Floor.Next], and
// counts the passes; end when the desk can serve nobody.
func (g *play) call(d int, at time.Duration) int {
	for _, list := range [lists]int{atBound, 0, 1, 2} {
		before := g.find(list, d, at)
		chosen := g.next[before]
		if chosen == end {
			continue
		}
		g.next[before] = g.next[chosen]
		// Within its own rank the first is chosen, and better ranks have nobody for this desk.
		worse := list + 1
		if list == atBound {
			worse = 0
		}
		for r := worse; r < ranks; r++ {
			g.pass(r, d, chosen, at)
		}
		return chosen
	}
	return end
}

// find gives the element before the first of a list that desk d can serve, or before its end.
func (g *play) find(list, d int, at time.Duration) int {
	before := g.head(list)
	for i := g.next[before]; i != end && !g.o.serves(g.o.desks[d], g.o.line[i], at); i = g.next[i] {
		before = i
	}
	return before
}

// pass counts one pass for those of a rank who came before the chosen one and whom d could have
// called. Who reaches the bound moves to the list of those who go first.
func (g *play) pass(rank, d, chosen int, at time.Duration) {
	bound := g.head(atBound)
	for before, i := g.head(rank), g.next[g.head(rank)]; i != end && i < chosen; i = g.next[before] {
		if g.o.serves(g.o.desks[d], g.o.line[i], at) {
			g.passes[i]++
		}
		if g.passes[i] < g.o.overtakes {
			before = i
			continue
		}
		g.next[before] = g.next[i]
		for g.next[bound] != end && g.next[bound] < i {
			bound = g.next[bound]
		}
		g.next[bound], g.next[i] = i, g.next[bound]
		bound = i
	}
}

// nextOffer is when the next ticket comes, or patience brings one, to a desk that can serve nobody now.
func (g *play) nextOffer(at time.Duration) time.Duration {
	next := parked
	for list := range lists {
		for i := g.next[g.head(list)]; i != end; i = g.next[i] {
			p := g.o.line[i]
			if p.since > at {
				next = min(next, p.since)
				continue
			}
			offered := p.since + g.o.patience
			if p.forDesk == 0 && p.language != anyLanguage && g.o.spoken&(1<<p.language) == 0 && offered > at {
				next = min(next, offered)
			}
		}
	}
	return next
}
