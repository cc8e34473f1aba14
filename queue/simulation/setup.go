package simulation

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

// Distribution is the shape of service times.
type Distribution string

// The shapes: a log-normal with a coefficient of variation of 0.75 (what desks show), the
// exponential of the textbooks, and a Pareto with a tail of exponent 2.2 (a few very long visits).
const (
	LogNormal   Distribution = "lognormal"
	Exponential Distribution = "exponential"
	Heavy       Distribution = "heavy"
)

const (
	logNormalSpread = 0.75
	paretoTail      = 2.2
)

// Share is a language and how many in a hundred visitors ask for it.
type Share struct {
	Language string
	Percent  float64
}

// Setup describes the sessions to play.
type Setup struct {
	Desks       int
	Load        float64 // offered work per desk: 1 is as much as the desks can do
	Length      time.Duration
	ServiceMean time.Duration
	Service     Distribution
	// Languages that visitors ask for; none means one that everybody speaks. Desk 1 speaks all of
	// them, desk 2 all but the last, and so on, but each the first two at least.
	Languages []Share
	Priority  float64 // share of visitors with priority
	Overtakes int
	Sessions  int
	Seed      uint64

	untold bool // nobody is told anything: for long runs that measure waiting alone
}

// ErrSetup says that a setup cannot be played.
var ErrSetup = errors.New("cannot simulate")

// Validate reports the first thing that cannot be played.
func (s Setup) Validate() error {
	switch {
	case s.Desks < 1 || s.Desks > 99:
		return fmt.Errorf("%d desks, not 1 to 99: %w", s.Desks, ErrSetup)
	case !(s.Load > 0 && s.Load <= 10):
		return fmt.Errorf("load %v, not above 0 and up to 10: %w", s.Load, ErrSetup)
	case s.Length <= 0 || s.Length > 24*time.Hour:
		return fmt.Errorf("length %v, not above 0 and up to a day: %w", s.Length, ErrSetup)
	case s.ServiceMean < time.Second || s.ServiceMean > 24*time.Hour:
		return fmt.Errorf("mean service time %v, not a second to a day: %w", s.ServiceMean, ErrSetup)
	case s.Sessions < 1:
		return fmt.Errorf("%d sessions: %w", s.Sessions, ErrSetup)
	case !(s.Priority >= 0 && s.Priority <= 1):
		return fmt.Errorf("share of priority %v, not 0 to 1: %w", s.Priority, ErrSetup)
	case s.Overtakes < 0:
		return fmt.Errorf("overtakes %d: %w", s.Overtakes, ErrSetup)
	}
	for _, l := range s.Languages {
		if !(l.Percent > 0) {
			return fmt.Errorf("language %s has a share of %v: %w", l.Language, l.Percent, ErrSetup)
		}
	}
	_, err := s.service()
	return err
}

// service gives the generator of service times.
func (s Setup) service() (func(*rand.Rand) time.Duration, error) {
	mean := float64(s.ServiceMean)
	switch s.Service {
	case LogNormal:
		sigma := math.Sqrt(math.Log(1 + logNormalSpread*logNormalSpread))
		return func(r *rand.Rand) time.Duration {
			return time.Duration(mean * math.Exp(sigma*r.NormFloat64()-sigma*sigma/2))
		}, nil
	case Exponential:
		return func(r *rand.Rand) time.Duration { return time.Duration(mean * r.ExpFloat64()) }, nil
	case Heavy:
		shortest := mean * (paretoTail - 1) / paretoTail
		return func(r *rand.Rand) time.Duration {
			return time.Duration(shortest * math.Pow(1-r.Float64(), -1/paretoTail))
		}, nil
	default:
		return nil, fmt.Errorf("service distribution %q is none of lognormal, exponential, heavy: %w", s.Service, ErrSetup)
	}
}

func (s Setup) languages() []string {
	if len(s.Languages) == 0 {
		return []string{"fr"}
	}
	var out []string
	for _, l := range s.Languages {
		out = append(out, l.Language)
	}
	return out
}

// speaks are the languages of desk i.
func (s Setup) speaks(i int) []string {
	all := s.languages()
	return all[:max(min(2, len(all)), len(all)-(i-1))]
}

// draw is the language of the next visitor.
func (s Setup) draw(r *rand.Rand) string {
	all := s.languages()
	total := 0.0
	for _, l := range s.Languages {
		total += l.Percent
	}
	at := r.Float64() * total
	for _, l := range s.Languages {
		if at -= l.Percent; at < 0 {
			return l.Language
		}
	}
	return all[len(all)-1]
}
