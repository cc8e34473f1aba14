package queue

import (
	"time"
)

// Names of the counts that outlive a session.
const (
	CountIssued      = "issued"
	CountServed      = "served"
	CountNoShow      = "no_show"
	CountAbandoned   = "abandoned"
	CountPriority    = "priority"
	CountComeBack    = "come_back"
	CountTransferred = "transferred"
	CountRestored    = "restored"
	// CountTurnedAway are the visitors sent to a later session.
	CountTurnedAway = "turned_away"
	// CountUncovered are the tickets whose language nobody present spoke at issue.
	CountUncovered = "uncovered"
	// CountTold are the tickets that were told a range and called; CountTruthful those whose wait fell in it.
	CountTold     = "told"
	CountTruthful = "truthful"
)

// Names of the histograms that outlive a session.
const (
	// HistogramWaiting is called - issued, by ticket.
	HistogramWaiting = "waiting"
	// HistogramService is finished - served, by leg.
	HistogramService = "service"
	// HistogramBusy is the time from a call until the desk is free again, by leg: the walk, the
	// no-shows and the service. It is what others wait for, so estimates learn from it.
	HistogramBusy = "busy"
	// HistogramError is the distance between the middle of the range that was told and the wait.
	HistogramError = "estimate_error"
)

// Bins is how many bins a histogram has: half minutes up to 10, minutes up to 60, five minutes up to
// 240, and one for all beyond.
const Bins = 20 + 50 + 36 + 1

// Histogram counts durations by bin.
type Histogram [Bins]int

// Bin gives the bin of a duration. A negative one counts as zero.
func Bin(d time.Duration) int {
	switch m := max(0, d.Minutes()); {
	case m < 10:
		return int(m * 2)
	case m < 60:
		return 20 + int(m-10)
	case m < 240:
		return 70 + int((m-60)/5)
	default:
		return Bins - 1
	}
}

// BinStart is the shortest duration of bin i. BinStart(Bins) is where the last bin is taken to end, six hours.
func BinStart(i int) time.Duration {
	switch {
	case i < 20:
		return time.Duration(i) * 30 * time.Second
	case i < 70:
		return time.Duration(i-10) * time.Minute
	case i < Bins:
		return time.Duration(60+(i-70)*5) * time.Minute
	default:
		return 6 * time.Hour
	}
}

// Total is how many durations were counted.
func (h Histogram) Total() int {
	n := 0
	for _, c := range h {
		n += c
	}
	return n
}

// Quantile is the duration below which a share q of those counted lie, to the bin's resolution; zero
// when nothing was counted.
func (h Histogram) Quantile(q float64) time.Duration {
	total := float64(h.Total())
	if total == 0 {
		return 0
	}
	below := 0.0
	for i, c := range h {
		if c > 0 && below+float64(c) >= q*total {
			inside := (q*total - below) / float64(c)
			return BinStart(i) + time.Duration(inside*float64(BinStart(i+1)-BinStart(i)))
		}
		below += float64(c)
	}
	return BinStart(Bins)
}

// Measures are what remains of a session: counts and histograms, by name. They say how the desk did,
// and nothing of who came.
type Measures struct {
	Counts     map[string]int       `json:"counts"`
	Histograms map[string]Histogram `json:"histograms"`
}

func newMeasures() Measures {
	return Measures{Counts: map[string]int{}, Histograms: map[string]Histogram{}}
}

func (m *Measures) count(name string) { m.Counts[name]++ }

func (m *Measures) add(name string, d time.Duration) { m.change(name, d, 1) }

func (m *Measures) change(name string, d time.Duration, by int) {
	h := m.Histograms[name]
	h[Bin(d)] += by
	m.Histograms[name] = h
}

func (m *Measures) issued(t *Ticket, covered bool) {
	m.count(CountIssued)
	if t.Priority {
		m.count(CountPriority)
	}
	if t.Head {
		m.count(CountComeBack)
	}
	if !covered {
		m.count(CountUncovered)
	}
}

// called measures the wait of a ticket's first call, given the ticket as it was before it.
func (m *Measures) called(t *Ticket, at time.Duration) { m.measureWait(t, at, 1) }

// uncalled takes back what called measured.
func (m *Measures) uncalled(t *Ticket, at time.Duration) { m.measureWait(t, at, -1) }

// measureWait counts a wait in, or out again. That of a restored ticket is not known.
func (m *Measures) measureWait(t *Ticket, at time.Duration, by int) {
	if t.called || t.Restored {
		return
	}
	wait := at - t.IssuedAt
	m.change(HistogramWaiting, wait, by)
	if t.Told == nil {
		return
	}
	m.Counts[CountTold] += by
	m.change(HistogramError, (wait - t.Told.Mid).Abs(), by)
	if t.Told.Holds(wait) {
		m.Counts[CountTruthful] += by
	}
}

func (m *Measures) served(t *Ticket) {
	if t.Legs == 1 {
		m.count(CountServed)
	}
}

// released measures a leg that ends at a desk.
func (m *Measures) released(t *Ticket, at time.Duration) {
	m.add(HistogramBusy, at-t.CalledAt)
	if t.State == Serving {
		m.add(HistogramService, at-t.Since)
	}
}

// ended counts the visits that nobody served. A ticket that was served once is a visit served,
// however its last leg ended.
func (m *Measures) ended(t *Ticket) {
	switch {
	case t.Legs > 0:
	case t.State == NoShow:
		m.count(CountNoShow)
	case t.State == Abandoned:
		m.count(CountAbandoned)
	}
}
