package queue

import (
	"fmt"
	"slices"
	"time"
)

// Next is the ticket that a desk calls now.
//
// Among the tickets that the desk can serve, the first is called whose passes have reached
// [Rules.Overtakes]; failing that, the best by (a place at the head, priority, arrival). Every
// earlier ticket that the desk could have served counts one pass. A ticket at the bound therefore
// goes before all later ones at every desk able to serve it: no waiting ticket is passed by more
// than Overtakes later tickets there, whatever arrives.
func (f *Floor) Next(d Desk, at time.Duration) (Ticket, error) {
	p, err := f.openDesk(d)
	if err != nil {
		return Ticket{}, err
	}
	if t := f.next(d, p, at); t != nil {
		return *t, nil
	}
	return Ticket{}, fmt.Errorf("desk %d: %w", d, ErrNobody)
}

func (f *Floor) next(d Desk, p *desk, at time.Duration) *Ticket {
	spoken := f.spoken()
	var best *Ticket
	for _, t := range f.line {
		if !f.serves(d, p, t, spoken, at) {
			continue
		}
		if t.Passes >= f.session.Rules.Overtakes {
			return t // the line is in order of arrival: this is the first at the bound
		}
		if best == nil || t.rank() < best.rank() {
			best = t
		}
	}
	return best
}

// serves says that desk d may call t: it speaks the language, or nobody does and patience is over; and
// t was not sent to another open desk.
func (f *Floor) serves(d Desk, p *desk, t *Ticket, spoken uint64, at time.Duration) bool {
	if t.For != 0 && t.For != d && f.desks[t.For].open {
		return false
	}
	if t.For == d || t.language == anyLanguage || p.languages&(1<<t.language) != 0 {
		return true
	}
	return spoken&(1<<t.language) == 0 && at-t.Since >= f.session.Rules.Patience
}

// pass counts one pass for every ticket that d could have called instead of chosen and that came
// before it, and lists them.
func (f *Floor) pass(d Desk, p *desk, chosen *Ticket, at time.Duration) []*Ticket {
	spoken := f.spoken()
	var passed []*Ticket
	for _, t := range f.line {
		if t == chosen {
			break
		}
		if f.serves(d, p, t, spoken, at) {
			t.Passes++
			passed = append(passed, t)
		}
	}
	return passed
}

// Unserved lists the waiting tickets whose language no open desk speaks, in order of arrival.
func (f *Floor) Unserved() []Number {
	spoken := f.spoken()
	out := []Number{}
	for _, t := range f.line {
		if t.language != anyLanguage && spoken&(1<<t.language) == 0 {
			out = append(out, t.Number)
		}
	}
	return out
}

// Ahead counts the tickets that would be called before n by a desk that could call n: what a
// visitor means by "how many before me". Of the later ones it counts no more than may still pass it.
// While no desk can serve n, everybody before it counts.
func (f *Floor) Ahead(n Number) (int, error) {
	t, err := f.ticket(n)
	if err != nil {
		return 0, err
	}
	if !t.State.Waiting() {
		return 0, nil
	}
	return f.ahead(t, f.at), nil
}

// ahead counts for a ticket that is in line, or would be at its end.
func (f *Floor) ahead(t *Ticket, at time.Duration) int {
	spoken := f.spoken()
	able := f.able(t, spoken, at)
	earlier, later := 0, 0
	for _, o := range f.line {
		if o == t || !before(o, t, f.session.Rules.Overtakes) {
			continue
		}
		canCall := func(d Desk) bool { return f.serves(d, &f.desks[d], o, spoken, at) }
		switch {
		case len(able) > 0 && !slices.ContainsFunc(able, canCall):
		case o.Arrival < t.Arrival:
			earlier++
		default:
			later++
		}
	}
	return earlier + min(later, max(0, f.session.Rules.Overtakes-t.Passes))
}

// before says that a would be called before b by a desk that can serve both.
func before(a, b *Ticket, overtakes int) bool {
	aFirst, bFirst := a.Passes >= overtakes, b.Passes >= overtakes
	switch {
	case aFirst != bFirst:
		return aFirst
	case !aFirst && a.rank() != b.rank():
		return a.rank() < b.rank()
	default:
		return a.Arrival < b.Arrival
	}
}

// able lists the open desks that can serve t at a session clock.
func (f *Floor) able(t *Ticket, spoken uint64, at time.Duration) []Desk {
	var out []Desk
	for d := 1; d < len(f.desks); d++ {
		if p := &f.desks[d]; p.open && f.serves(Desk(d), p, t, spoken, at) {
			out = append(out, Desk(d))
		}
	}
	return out
}
