package statistics_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"guichet/queue/statistics"
)

// The share of every number is what the formula says, within six deviations of chance.
func TestGeometric(t *testing.T) {
	for _, epsilon := range [][2]int64{{1, 1}, {1, 4}, {2, 3}, {3, 1}} {
		var seed [32]byte
		g := statistics.Geometric{Numerator: epsilon[0], Denominator: epsilon[1], Source: rand.NewChaCha8(seed)}
		const draws = 60_000
		seen := map[int64]int{}
		for range draws {
			z, err := g.Draw()
			if err != nil {
				t.Fatal(err)
			}
			seen[z]++
		}
		a := math.Exp(-float64(epsilon[0]) / float64(epsilon[1]))
		for z := int64(-4); z <= 4; z++ {
			p := (1 - a) / (1 + a) * math.Pow(a, math.Abs(float64(z)))
			want, deviation := p*draws, math.Sqrt(p*(1-p)*draws)
			if math.Abs(float64(seen[z])-want) > 6*deviation {
				t.Errorf("epsilon %v: %d was drawn %d times, want %.0f", epsilon, z, seen[z], want)
			}
		}
	}
}

func TestGeometricFails(t *testing.T) {
	if _, err := (statistics.Geometric{Numerator: 1, Denominator: 1, Source: strings.NewReader("")}).Draw(); err == nil {
		t.Error("numbers were drawn from nothing")
	}
	if _, err := (statistics.Geometric{}).Draw(); err == nil {
		t.Error("epsilon of nothing was accepted")
	}
}
