package simulation

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"guichet/queue"
)

// erlang is the mean wait of an M/M/c queue in units of the mean service time (Erlang C).
func erlang(c int, load float64) float64 {
	a := load * float64(c)
	term, sum := 1.0, 0.0
	for k := range c {
		sum += term
		term *= a / float64(k+1)
	}
	waits := term / (1 - load) / (sum + term/(1-load))
	return waits / (float64(c) * (1 - load))
}

// Long days on the real floor agree with the closed form. The tolerance is four standard errors of
// the mean over days, which are independent, and 2 % for the empty start of each.
func TestDaysAgreeWithErlang(t *testing.T) {
	const load, days = 0.8, 24
	for _, desks := range []int{1, 2, 4} {
		s := Setup{
			Desks: desks, Load: load, Length: time.Duration(9000/desks) * time.Minute, ServiceMean: time.Minute,
			Service: Exponential, Overtakes: 4, Sessions: days, untold: true,
		}
		service, err := s.service()
		if err != nil {
			t.Fatal(err)
		}
		var means []float64
		for i := range days {
			d := &day{
				setup: s, floor: &queue.Floor{}, service: service, told: map[queue.Number]*visitor{},
				rng: rand.New(rand.NewPCG(12, uint64(i))),
			}
			if err := d.play(); err != nil {
				t.Fatal(err)
			}
			sum := 0.0
			for _, w := range d.waits {
				sum += w.Minutes()
			}
			means = append(means, sum/float64(len(d.waits)))
		}
		checkMean(t, fmt.Sprint(desks, " desks"), means, erlang(desks, load))
	}
}
