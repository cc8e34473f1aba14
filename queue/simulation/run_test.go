package simulation_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"guichet/queue/simulation"
)

// setup is what the forecast is measured on.
func setup(desks int, service simulation.Distribution) simulation.Setup {
	return simulation.Setup{
		Desks: desks, Load: 0.96, Length: 3 * time.Hour, ServiceMean: 12 * time.Minute, Service: service,
		Overtakes: 4, Sessions: 150, Seed: 7,
	}
}

// The range holds in about eight cases of ten, and its middle is nearer to the wait than what the
// best peer would have told, whatever the shape of service times.
func TestForecast(t *testing.T) {
	if testing.Short() {
		t.Skip("statistics in one goroutine: the race detector has nothing to see")
	}
	for _, service := range []simulation.Distribution{simulation.LogNormal, simulation.Exponential, simulation.Heavy} {
		for _, desks := range []int{1, 2, 4} {
			t.Run(fmt.Sprintf("%s %d", service, desks), func(t *testing.T) {
				t.Parallel()
				r, err := simulation.Run(setup(desks, service))
				if err != nil {
					t.Fatal(err)
				}
				if r.Coverage80 < 0.75 || r.Coverage80 > 0.85 {
					t.Errorf("the range held in %.1f %% of the cases", 100*r.Coverage80)
				}
				for name, peer := range r.Peers {
					if r.Mean >= peer.Mean {
						t.Errorf("our mean error is %.2f minutes, that of %s %.2f", r.Mean, name, peer.Mean)
					}
				}
				if r.MaxOvertakes != 0 {
					t.Errorf("somebody was overtaken %d times without a reason", r.MaxOvertakes)
				}
			})
		}
	}
}

// The range holds too where some come later and are called before.
func TestForecastWithPriority(t *testing.T) {
	for _, share := range []float64{0.1, 0.3} {
		s := setup(2, simulation.LogNormal)
		s.Priority = share
		s.Languages = []simulation.Share{{Language: "fr", Percent: 60}, {Language: "ar", Percent: 25}, {Language: "bm", Percent: 15}}
		r, err := simulation.Run(s)
		if err != nil {
			t.Fatal(err)
		}
		if r.Coverage80 < 0.75 || r.Coverage80 > 0.85 {
			t.Errorf("with %v of priority the range held in %.1f %% of the cases", share, 100*r.Coverage80)
		}
	}
}

// With languages and priority somebody is overtaken, and nobody more often than the bound.
func TestOvertakes(t *testing.T) {
	for _, bound := range []int{0, 1, 4} {
		s := setup(2, simulation.LogNormal)
		s.Languages = []simulation.Share{{Language: "fr", Percent: 60}, {Language: "ar", Percent: 25}, {Language: "bm", Percent: 15}}
		s.Priority, s.Overtakes, s.Sessions = 0.3, bound, 60
		r, err := simulation.Run(s)
		if err != nil {
			t.Fatal(err)
		}
		if r.MaxOvertakes != bound {
			t.Errorf("with a bound of %d the most overtakes were %d", bound, r.MaxOvertakes)
		}
	}
}

func TestSameSeedSameResult(t *testing.T) {
	s := setup(2, simulation.Heavy)
	s.Sessions = 5
	a, errA := simulation.Run(s)
	b, errB := simulation.Run(s)
	if errA != nil || errB != nil || fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("got %+v, %v and %+v, %v", a, errA, b, errB)
	}
}

func TestRefusals(t *testing.T) {
	for name, spoil := range map[string]func(*simulation.Setup){
		"no desk":     func(s *simulation.Setup) { s.Desks = 0 },
		"no load":     func(s *simulation.Setup) { s.Load = 0 },
		"no time":     func(s *simulation.Setup) { s.Length = 0 },
		"no service":  func(s *simulation.Setup) { s.ServiceMean = 0 },
		"no shape":    func(s *simulation.Setup) { s.Service = "round" },
		"no sessions": func(s *simulation.Setup) { s.Sessions = 0 },
		"priority":    func(s *simulation.Setup) { s.Priority = 1.5 },
		"share":       func(s *simulation.Setup) { s.Languages = []simulation.Share{{Language: "fr", Percent: -1}} },
		"language":    func(s *simulation.Setup) { s.Languages = []simulation.Share{{Language: "French", Percent: 1}} },
		"overtakes":   func(s *simulation.Setup) { s.Overtakes = -1 },
	} {
		s := setup(2, simulation.LogNormal)
		spoil(&s)
		if _, err := simulation.Run(s); err == nil || name != "language" && !errors.Is(err, simulation.ErrSetup) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
