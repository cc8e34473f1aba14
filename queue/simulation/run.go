package simulation

import (
	"math/rand/v2"
	"slices"
	"time"

	"guichet/queue"
)

// The rules of peers that ours is measured against, as facts about them were published: the minutes
// that each would have told the same visitor on the same floor.
const (
	peerZMS     = iota // (people ahead + 1) x configured mean / desks, the mean being right
	peerQueueSG        // people ahead x 3 minutes
	peerRecent         // the mean of the last 30 waits
	peerCount
)

// Errors are how far a forecast was from the wait, in minutes.
type Errors struct {
	Mean   float64 `json:"mean_abs_error_min"`
	Median float64 `json:"median_abs_error_min"`
}

// Result is what a simulation shows.
type Result struct {
	Sessions    int     `json:"sessions"`
	Visitors    int     `json:"visitors"`
	MeanWaitMin float64 `json:"mean_wait_min"`
	Errors              // of the middle of our range
	// Coverage80 is the share of waits inside the range that was told. Visitors who found a free
	// desk are told to go there: no range is told, and they count in AtOnce.
	Coverage80   float64           `json:"coverage80"`
	AtOnce       float64           `json:"served_at_once"`
	Unknown      float64           `json:"not_known_yet"`
	MaxOvertakes int               `json:"max_overtakes"`
	Peers        map[string]Errors `json:"peers"`
}

// Run plays the sessions one after the other; each learns from those before it.
func Run(s Setup) (Result, error) {
	if err := s.Validate(); err != nil {
		return Result{}, err
	}
	service, err := s.service()
	if err != nil {
		return Result{}, err
	}
	var learned queue.Histogram
	var all tally
	for i := range s.Sessions {
		d := &day{
			setup: s, floor: &queue.Floor{}, service: service, seed: s.Seed,
			times: queue.LearnServiceTimes(0, learned), told: map[queue.Number]*visitor{},
			rng: rand.New(rand.NewPCG(s.Seed, uint64(i))),
		}
		if err := d.play(); err != nil {
			return Result{}, err
		}
		for bin, n := range d.floor.Measures().Histograms[queue.HistogramBusy] {
			learned[bin] += n
		}
		all.add(d)
	}
	return all.result(s.Sessions), nil
}

// peers are what the others would tell a visitor with this many people ahead.
func (d *day) peers(ahead int) [peerCount]time.Duration {
	var out [peerCount]time.Duration
	out[peerZMS] = time.Duration(ahead+1) * d.setup.ServiceMean / time.Duration(d.setup.Desks)
	out[peerQueueSG] = time.Duration(ahead) * 3 * time.Minute
	recent := d.waits[max(0, len(d.waits)-30):]
	for _, w := range recent {
		out[peerRecent] += w / time.Duration(len(recent))
	}
	return out
}

// tally collects over sessions, in minutes.
type tally struct {
	waits, errors            []float64
	peers                    [peerCount][]float64
	told, inside             int
	atOnce, unknown, highest int
}

func (t *tally) add(d *day) {
	for _, v := range d.order {
		wait := v.called - v.issued
		t.waits = append(t.waits, wait.Minutes())
		t.highest = max(t.highest, v.overtakes)
		if !v.known {
			t.unknown++
			continue
		}
		t.errors = append(t.errors, (wait - v.told.Mid).Abs().Minutes())
		for p := range peerCount {
			t.peers[p] = append(t.peers[p], (wait - v.peers[p]).Abs().Minutes())
		}
		if v.told.High == 0 {
			t.atOnce++
			continue
		}
		t.told++
		if v.told.Holds(wait) {
			t.inside++
		}
	}
}

func (t *tally) result(sessions int) Result {
	n := float64(max(1, len(t.waits)))
	return Result{
		Sessions: sessions, Visitors: len(t.waits), MeanWaitMin: mean(t.waits), Errors: errorsOf(t.errors),
		Coverage80: float64(t.inside) / float64(max(1, t.told)),
		AtOnce:     float64(t.atOnce) / n, Unknown: float64(t.unknown) / n, MaxOvertakes: t.highest,
		Peers: map[string]Errors{
			"zms": errorsOf(t.peers[peerZMS]), "queuesg": errorsOf(t.peers[peerQueueSG]),
			"last30": errorsOf(t.peers[peerRecent]),
		},
	}
}

func errorsOf(minutes []float64) Errors {
	sorted := slices.Sorted(slices.Values(minutes))
	if len(sorted) == 0 {
		return Errors{}
	}
	return Errors{Mean: mean(sorted), Median: sorted[len(sorted)/2]}
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(1, len(x)))
}
