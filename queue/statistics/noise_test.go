package statistics_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"guichet/queue/statistics"
	"guichet/queue/statistics/statisticstest"
)

// seeded is randomness that is the same in every run.
type seeded struct{ r *rand.ChaCha8 }

func (s seeded) Read(p []byte) (int, error) { return s.r.Read(p) }

func blurred(t *testing.T, town *statisticstest.Town, name string, seed byte) statistics.Release {
	t.Helper()
	p := period(t, name)
	kept := town.Draft(p).Kept
	source := statistics.Geometric{Source: seeded{rand.NewChaCha8([32]byte{seed})}}
	r, err := statistics.Blur(town.Name, p, kept, town.Counts(p), statistics.Noise{Numerator: 1, Denominator: 4}, source)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// In the stricter mode a release passes the gate once; drawn again, or beside one without chance, it
// does not, and the attacker says why.
func TestNoiseIsDrawnOnce(t *testing.T) {
	town, weeks := lived(t)
	first := blurred(t, town, "2025-W45", 1)
	if err := first.Validate(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := statistics.Gate(first, nil); err != nil {
		t.Errorf("the first: got %v", err)
	}
	for verdict, others := range map[statistics.Verdict][]statistics.Release{
		statistics.Redrawn: {first, blurred(t, town, "2025-W45", 2)},
		statistics.Mixed:   {first, weeks[5]},
	} {
		o, err := statistics.Attack(others)
		if err != nil || !slices.ContainsFunc(o.Breaches, func(b statistics.Breach) bool { return b.Verdict == verdict }) {
			t.Errorf("%s: the attacker found %v, %v", verdict, o.Breaches, err)
		}
		if _, _, err := statistics.Gate(others[0], others[1:]); !errors.Is(err, statistics.ErrUnsafe) {
			t.Errorf("%s: the gate said %v", verdict, err)
		}
	}
	if len(statistics.Indicators(first)) != 0 {
		t.Error("intervals are given where chance has no bounds")
	}
	if first.RuleText("en") == weeks[5].RuleText("en") {
		t.Error("the rule does not say that chance was added")
	}
}

// The promise, tested as such: with and without one request, no outcome is more than exp(epsilon) times
// as likely, for one figure.
func TestNoiseHidesOneRequest(t *testing.T) {
	const draws, epsilon = 60_000, 0.25
	seen := [2]map[int]int{{}, {}}
	for side, n := range []int{20, 21} {
		g := statistics.Geometric{Numerator: 1, Denominator: 4, Source: seeded{rand.NewChaCha8([32]byte{byte(side)})}}
		for range draws {
			z, err := g.Draw()
			if err != nil {
				t.Fatal(err)
			}
			value, _ := statistics.DefaultRule().Protect(max(0, n+int(z)))
			seen[side][value]++
		}
	}
	for value, with := range seen[0] {
		without := seen[1][value]
		if with+without < 2000 {
			continue // chance alone moves rare outcomes further
		}
		if ratio := math.Abs(math.Log(float64(with) / float64(without))); ratio > epsilon+0.1 {
			t.Errorf("%d is exp(%.2f) times as likely", value, ratio)
		}
	}
}

// What a reader must live with: the mean error of a figure.
func TestNoiseError(t *testing.T) {
	town, _ := lived(t)
	sum, n := 0.0, 0
	for seed := range byte(40) {
		r := blurred(t, town, "2025-Q4", seed)
		for _, f := range r.Table("topic") {
			if f.Flag == "" && f.Category != statistics.OtherCode {
				sum += math.Abs(float64(f.Value - town.Counts(r.Period).Requests["topic"][f.Category]))
				n++
			}
		}
	}
	t.Logf("mean error of %d figures by topic at 1/4: %.1f", n, sum/float64(n))
	if mean := sum / float64(n); mean < 2 || mean > 12 {
		t.Errorf("the mean error is %.1f", mean)
	}
}
