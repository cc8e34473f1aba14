package statistics_test

import (
	"math"
	"slices"
	"testing"

	"guichet/queue/statistics"
	"guichet/queue/statistics/statisticstest"
)

// The error that a reader must live with, over a year of weeks: of a figure that is shown, and what
// stands behind "less than 8".
func TestMeanError(t *testing.T) {
	for _, mean := range []float64{20, 45, 120} {
		town := statisticstest.NewTown("La Marsa", mean, 5)
		for _, w := range statistics.Year(2025).Weeks() {
			town.Live(w)
		}
		shown, less, off, behind := 0, 0, 0.0, 0
		for _, w := range statistics.Year(2025).Weeks() {
			p := statistics.OneWeek(w)
			counts := town.Counts(p)
			for _, f := range town.Draft(p).Figures {
				n, known := counts.Requests[f.Table][f.Category]
				switch {
				case !known || f.Category == statistics.OtherCode:
				case f.Flag == statistics.FlagLess:
					less++
					behind += n
				default:
					shown++
					off += math.Abs(float64(f.Value - n))
				}
			}
		}
		t.Logf("%.0f visits a week: %d figures shown, off by %.2f on average; %d less than 8, with %.1f behind them",
			mean, shown, off/float64(shown), less, float64(behind)/float64(less))
		if off/float64(shown) > 1.5 {
			t.Errorf("a shown figure is off by %.2f on average", off/float64(shown))
		}
	}
}

// The first quarter of a desk counts every topic apart, whatever was asked.
func TestFirstQuarterKeepsTopics(t *testing.T) {
	kept := statistics.Keep(nil)
	if len(kept["topic"]) != len(statisticstest.Codes("topic")) || !slices.Equal(kept["language"], []string{"fr", "ar", "en"}) || !slices.Equal(kept["region"], []string{"TUN"}) {
		t.Errorf("got %v", kept)
	}
	if later := statistics.Keep(map[string]map[string]int{"topic": {"HLT": 20, "WRK": 19}}); !slices.Equal(later["topic"], []string{"HLT", "PRO"}) {
		t.Errorf("a later quarter keeps %v", later["topic"])
	}
}
