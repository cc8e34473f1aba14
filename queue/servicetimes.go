package queue

import (
	"math"
	"sort"
	"time"
)

// DefaultServiceTime is what a new desk expects of a visit until it has seen some.
const DefaultServiceTime = 12 * time.Minute

// The prior is a log-normal with a coefficient of variation of 0.8. It weighs as much as
// priorWeight visits at a new desk and fades as visits are seen.
const (
	priorSpread = 0.8
	priorWeight = 20
)

// ServiceTimes is the distribution of how long one ticket occupies a desk, learned over past
// sessions on top of a prior. It is immutable and safe for many goroutines.
type ServiceTimes struct {
	below [Bins + 1]float64 // share of visits shorter than BinStart(i)
	mean  time.Duration
}

// LearnServiceTimes weighs what past sessions measured ([HistogramBusy]) against a prior mean;
// a prior of zero is [DefaultServiceTime].
func LearnServiceTimes(prior time.Duration, past Histogram) *ServiceTimes {
	if prior <= 0 {
		prior = DefaultServiceTime
	}
	s := &ServiceTimes{}
	weight := priorWeight * priorWeight / float64(priorWeight+past.Total())
	sum, minutes := 0.0, 0.0
	for i := range Bins {
		lo, hi := BinStart(i), BinStart(i+1)
		mass := float64(past[i]) + weight*(priorBelow(prior, hi)-priorBelow(prior, lo))
		sum += mass
		minutes += mass * (lo + hi).Minutes() / 2
		s.below[i+1] = sum
	}
	for i := range s.below {
		s.below[i] /= sum
	}
	s.mean = time.Duration(minutes / sum * float64(time.Minute))
	return s
}

// priorBelow is the prior's share of visits shorter than d.
func priorBelow(mean, d time.Duration) float64 {
	if d <= 0 {
		return 0
	}
	variance := math.Log(1 + priorSpread*priorSpread)
	mu := math.Log(mean.Minutes()) - variance/2
	return 0.5 * math.Erfc(-(math.Log(d.Minutes())-mu)/math.Sqrt(2*variance))
}

// Mean is the mean time that a ticket occupies a desk.
func (s *ServiceTimes) Mean() time.Duration { return s.mean }

// Sample turns a uniform number in [0, 1) into a duration.
func (s *ServiceTimes) Sample(u float64) time.Duration {
	i := sort.SearchFloat64s(s.below[1:], u)
	i = min(i, Bins-1)
	inside := 0.0
	if width := s.below[i+1] - s.below[i]; width > 0 {
		inside = (u - s.below[i]) / width
	}
	lo, hi := BinStart(i), BinStart(i+1)
	return lo + time.Duration(inside*float64(hi-lo))
}

// SampleRest is what remains of a visit that has lasted for elapsed already. Beyond all that was
// ever seen, the rest is taken to be as long as a third of what has passed, or the mean if longer.
func (s *ServiceTimes) SampleRest(elapsed time.Duration, u float64) time.Duration {
	known := s.share(elapsed)
	if 1-known < 1e-4 {
		return time.Duration(-math.Log(1-u) * float64(max(s.mean, elapsed/3)))
	}
	return max(0, s.Sample(known+u*(1-known))-elapsed)
}

// share is the share of visits shorter than d.
func (s *ServiceTimes) share(d time.Duration) float64 {
	i := Bin(d)
	lo, hi := BinStart(i), BinStart(i+1)
	inside := min(1, float64(d-lo)/float64(hi-lo))
	return s.below[i] + inside*(s.below[i+1]-s.below[i])
}
