package simulation

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"guichet/queue"
)

// Without a bound of overtaking, priority at one desk is the textbook's queue with two classes and no
// interruption: W1 = R/(1-r1), W2 = R/((1-r1)(1-r)) for a mean rest R of the visit in progress, the
// load r and the load r1 of those with priority. With a bound of none it changes nothing. The
// tolerance is four standard errors of the mean over days, and 2 % for the empty start of each.
func TestPriorityAgreesWithTheTextbook(t *testing.T) {
	const load, share, days = 0.8, 0.3, 24
	rest, first := load, load*share
	for _, c := range []struct {
		name               string
		overtakes          int
		priority, ordinary float64
	}{
		{"no bound", 1 << 30, rest / (1 - first), rest / (1 - first) / (1 - load)},
		{"no overtaking", 0, rest / (1 - load), rest / (1 - load)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Setup{
				Desks: 1, Load: load, Length: 9000 * time.Minute, ServiceMean: time.Minute, Service: Exponential,
				Priority: share, Overtakes: c.overtakes, untold: true,
			}
			var priority, ordinary []float64
			for i := range days {
				p, o := meanWaits(t, s, uint64(i))
				priority, ordinary = append(priority, p), append(ordinary, o)
			}
			checkMean(t, "priority", priority, c.priority)
			checkMean(t, "the others", ordinary, c.ordinary)
		})
	}
}

// meanWaits plays a day and gives the mean wait of those with priority and of the others, in minutes.
func meanWaits(t *testing.T, s Setup, seed uint64) (priority, ordinary float64) {
	t.Helper()
	service, err := s.service()
	if err != nil {
		t.Fatal(err)
	}
	d := &day{
		setup: s, floor: &queue.Floor{}, service: service, told: map[queue.Number]*visitor{},
		rng: rand.New(rand.NewPCG(31, seed)),
	}
	if err := d.play(); err != nil {
		t.Fatal(err)
	}
	waits := map[bool][]float64{}
	for _, v := range d.order {
		ticket, err := d.floor.Ticket(v.number)
		if err != nil {
			t.Fatal(err)
		}
		waits[ticket.Priority] = append(waits[ticket.Priority], (v.called - v.issued).Minutes())
	}
	return mean(waits[true]), mean(waits[false])
}

func checkMean(t *testing.T, who string, means []float64, want float64) {
	t.Helper()
	got, spread := mean(means), 0.0
	for _, m := range means {
		spread += (m - got) * (m - got)
	}
	n := float64(len(means))
	standardError := math.Sqrt(spread / (n - 1) / n)
	if math.Abs(got-want) > 4*standardError+0.02*want || standardError > 0.1*want {
		t.Errorf("%s wait %.3f services, the formula says %.3f (standard error %.3f)", who, got, want, standardError)
	}
	t.Logf("%s: %.3f against %.3f, standard error %.3f", who, got, want, standardError)
}
