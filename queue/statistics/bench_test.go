package statistics_test

import (
	"testing"

	"guichet/queue/statistics"
	"guichet/queue/statistics/statisticstest"
)

// The cost of a weekly gate does not grow with history: compare the two.
func BenchmarkGate(b *testing.B) {
	town := statisticstest.NewTown("La Marsa", 45, 3)
	for _, w := range statistics.Year(2025).Weeks() {
		town.Live(w)
	}
	draft := town.Draft(period(b, "2025-W45"))
	var history []statistics.Release
	for year := 2015; year < 2025; year++ {
		for _, w := range statistics.Year(year).Weeks() {
			past := draft
			past.Period = statistics.OneWeek(w)
			history = append(history, past)
		}
	}
	for name, earlier := range map[string][]statistics.Release{"first week": nil, "after ten years": history} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := statistics.Gate(draft, earlier); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
