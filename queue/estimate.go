package queue

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// Range is a forecast of the wait from now on: in eight cases of ten it lies between Low and High,
// and as often below Mid as above it.
type Range struct {
	Low  time.Duration `json:"low"`
	Mid  time.Duration `json:"mid"`
	High time.Duration `json:"high"`
}

// Holds says that a wait fell into the range.
func (r Range) Holds(wait time.Duration) bool { return r.Low <= wait && wait <= r.High }

// Outlook is the floor as one ticket sees it: all that its forecast needs, apart from the floor, so
// that a forecast never makes the floor wait.
type Outlook struct {
	// Ahead is how many would be called before it, see [Floor.Ahead].
	Ahead     int
	calls     bool
	at        time.Duration
	patience  time.Duration
	overtakes int
	spoken    uint64
	desks     []seat
	line      []place
	target    int // index in line
	// preferred are the languages of the preferred tickets issued so far, and since when: as many more
	// are expected to come in as much time, and may pass the target.
	preferred []int
	watched   time.Duration
}

// seat is an open desk; busy is how long its ticket has occupied it, negative when it is free.
type seat struct {
	number    Desk
	languages uint64
	busy      time.Duration
}

// place is a waiting ticket.
type place struct {
	language, rank, passes int
	forDesk                Desk
	since                  time.Duration
}

// Outlook is what ticket n sees at a session clock.
func (f *Floor) Outlook(n Number, at time.Duration) (Outlook, error) {
	t, err := f.ticket(n)
	if err != nil {
		return Outlook{}, err
	}
	if !t.State.Waiting() {
		return Outlook{}, fmt.Errorf("%s is %s: %w", n, t.State, ErrTransition)
	}
	o := f.outlook(f.line, max(at, f.at))
	o.Ahead = f.ahead(t, o.at)
	o.target = slices.Index(f.line, t)
	return o, nil
}

// OutlookFor is what a visitor would see who took a ticket now.
func (f *Floor) OutlookFor(i Issue, at time.Duration) (Outlook, error) {
	set, err := f.session.languageSet([]string{i.Language})
	if err != nil {
		return Outlook{}, err
	}
	at = max(at, f.at)
	t := &Ticket{
		Priority: i.Priority, Head: i.Code != nil, Arrival: f.seq + 1, Since: at, language: trailingZeros(set),
	}
	o := f.outlook(append(slices.Clip(f.line), t), at)
	o.Ahead = f.ahead(t, at)
	o.target = len(f.line)
	return o, nil
}

func (f *Floor) outlook(line []*Ticket, at time.Duration) Outlook {
	o := Outlook{
		calls: f.phase.Calls(), at: at, spoken: f.spoken(),
		patience: f.session.Rules.Patience, overtakes: f.session.Rules.Overtakes,
		preferred: slices.Clip(f.preferred), watched: max(at, shortestWatch),
	}
	for d, p := range f.desks {
		if !p.open {
			continue
		}
		s := seat{number: Desk(d), languages: p.languages, busy: -1}
		if p.ticket != nil {
			s.busy = at - p.ticket.CalledAt
		}
		o.desks = append(o.desks, s)
	}
	for _, t := range line {
		p := place{language: t.language, rank: t.rank(), passes: t.Passes, since: t.Since}
		if t.For != 0 && f.desks[t.For].open {
			p.forDesk = t.For
		}
		o.line = append(o.line, p)
	}
	return o
}

// shortestWatch keeps one early ticket with priority from looking like a stream of them.
const shortestWatch = 30 * time.Minute

// Forecast plays the floor to the ticket's call some hundred times, with the real discipline and
// service times drawn from what was learned, those in progress given how long they have lasted. It
// is the same for the same seed. False means not known yet: nobody is calling, or nobody speaks the
// language.
func (o Outlook) Forecast(times *ServiceTimes, seed uint64) (Range, bool) {
	if !o.calls || !o.reachable() {
		return Range{}, false
	}
	// Fewer plays for a longer line: the spread of the answer shrinks with it, and so must the cost.
	plays := min(max(30_000/(len(o.line)+len(o.desks)), 30), 250)
	rng := rand.New(rand.NewPCG(seed, uint64(o.target)))
	waits := make([]time.Duration, 0, plays)
	if o.line[o.target].rank < ordinary {
		o.preferred = nil // nobody who comes later passes a preferred ticket
	}
	g := newPlay(o)
	for range plays {
		wait, ok := g.run(times, rng)
		if !ok {
			return Range{}, false
		}
		waits = append(waits, wait)
	}
	slices.Sort(waits)
	return Range{Low: quantile(waits, 0.1), Mid: quantile(waits, 0.5), High: quantile(waits, 0.9)}, true
}

// reachable says that an open desk can call the target now.
func (o Outlook) reachable() bool {
	return slices.ContainsFunc(o.desks, func(s seat) bool { return o.serves(s, o.line[o.target], o.at) })
}

func (o Outlook) serves(s seat, p place, at time.Duration) bool {
	switch {
	case at < p.since:
		return false // still to come
	case p.forDesk != 0:
		return p.forDesk == s.number
	case p.language == anyLanguage || s.languages&(1<<p.language) != 0:
		return true
	default:
		return o.spoken&(1<<p.language) == 0 && at-p.since >= o.patience
	}
}

// quantile interpolates between the two nearest of the sorted values.
func quantile(sorted []time.Duration, q float64) time.Duration {
	x := q * float64(len(sorted)-1)
	i := int(math.Floor(x))
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + time.Duration((x-float64(i))*float64(sorted[i+1]-sorted[i]))
}
