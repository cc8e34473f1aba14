package statistics_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"guichet/queue/statistics"
	"guichet/queue/statistics/statisticstest"
)

// Whatever was counted, what an indicator says of it is true.
func TestIndicatorsHoldTheTruth(t *testing.T) {
	town := statisticstest.NewTown("La Marsa", 60, 9)
	for _, w := range statistics.Year(2025).Weeks() {
		town.Live(w)
	}
	said := 0
	for _, w := range statistics.Year(2025).Weeks() {
		p := statistics.OneWeek(w)
		m := town.Counts(p).Measures
		truth := map[string]int{}
		waits := []int{m["waiting"]["0-15"], m["waiting"]["15-30"], m["waiting"]["30-60"], m["waiting"]["60+"]}
		total, sum := waits[0]+waits[1]+waits[2]+waits[3], 0
		for i, code := range []string{"15", "30", "60"} {
			sum += waits[i]
			truth["wait_within "+code] = 100 * sum
		}
		for theme, n := range themesOf(town.Counts(p).Requests["topic"]) {
			truth["theme "+theme] = n * total
		}
		for _, i := range statistics.Indicators(town.Draft(p)) {
			if n, known := truth[i.Name+" "+i.Category]; known {
				said++
				if i.Least*total > n || i.Greatest*total < n {
					t.Errorf("%v: %+v, and it was %d of %d hundredths", w, i, n, total)
				}
			}
			if i.Name == "priority_share" && (i.Least*m["visits"]["all"] > 100*m["seen_first"]["priority"] || i.Greatest*m["visits"]["all"] < 100*m["seen_first"]["priority"]) {
				t.Errorf("%v: %+v, and it was %d of %d", w, i, m["seen_first"]["priority"], m["visits"]["all"])
			}
		}
	}
	if said < 50 {
		t.Errorf("only %d indicators said anything", said)
	}
}

// themesOf are the true counts by theme.
func themesOf(topics map[string]int) map[string]int {
	sums := map[string]int{}
	for topic, n := range topics {
		theme, _ := statistics.ThemeOf(topic)
		sums[theme.Code] += n
	}
	return sums
}

// The median of any waits lies where the protected bands say.
func TestMedianLiesInItsInterval(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	ends := []int{0, 15, 30, 60, 500}
	codes := []string{"0-15", "15-30", "30-60", "60+"}
	for range 2000 {
		var waits []int
		counts := map[string]int{}
		for i, code := range codes {
			n := r.IntN(40)
			for range n {
				waits = append(waits, ends[i]+r.IntN(ends[i+1]-ends[i]))
			}
			counts[code] = n
		}
		if len(waits) < 10 {
			continue
		}
		slices.Sort(waits)
		release := statistics.Draft("A", period(t, "2026-W47"), nil, statistics.Counts{
			Measures: map[string]map[string]int{"visits": {"all": len(waits)}, "waiting": counts},
		})
		for _, i := range statistics.Indicators(release) {
			at := map[string]int{"wait_median": (len(waits) - 1) / 2, "wait_p90": (9*len(waits) - 1) / 10}
			if k, is := at[i.Name]; is && (waits[k] < i.Least || i.Greatest > 0 && waits[k] > i.Greatest) {
				t.Fatalf("%v: %+v does not hold %d", counts, i, waits[k])
			}
		}
	}
}

// The year's sheet adds up its quarters and holds the truth; with a quarter missing it has its own
// three tables alone.
func TestYearSheet(t *testing.T) {
	town := statisticstest.NewTown("La Marsa", 60, 9)
	var quarters []statistics.Release
	for year := 2024; year <= 2025; year++ {
		for _, w := range statistics.Year(year).Weeks() {
			town.Live(w)
		}
	}
	for _, name := range []string{"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"} {
		quarters = append(quarters, town.Draft(period(t, name)))
	}
	year := town.Draft(period(t, "2025"))
	sheet := statistics.Indicators(year.Repeat(quarters))
	counts := town.Counts(period(t, "2025"))
	dimensions := map[string]bool{}
	for _, i := range sheet {
		dimensions[i.Dimension] = true
		n := map[string]int{
			"year_returnees": counts.Requests["region"]["TUN"], "year_topic": counts.Requests["topic"][i.Category],
			"year_outcome": counts.Requests["outcome"][i.Category], "unmet": counts.Measures["unmet"][i.Category],
			"year_visits": counts.Measures["visits"]["all"], "year_served": counts.Measures["end"]["served"],
			"year_held": 52, "year_planned": 52,
		}
		if n, known := n[i.Name]; known && (n < i.Least || n > i.Greatest) {
			t.Errorf("%+v, and it was %d", i, n)
		}
	}
	if len(dimensions) != len(statistics.Dimensions()) {
		t.Errorf("%d of six dimensions: %v", len(dimensions), sheet)
	}
	if short := statistics.Indicators(year.Repeat(quarters[:3])); len(short) != 4 {
		t.Errorf("with a quarter missing: %v", short)
	}
}
