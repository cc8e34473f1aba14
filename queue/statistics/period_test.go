package statistics_test

import (
	"errors"
	"testing"

	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

func period(t testing.TB, s string) statistics.Period {
	t.Helper()
	p, err := statistics.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPeriods(t *testing.T) {
	for s, want := range map[string]struct {
		weeks int
		first string
	}{
		"2026-W53": {1, "2026-W53"}, "2026-Q4": {14, "2026-W40"}, "2025-Q4": {13, "2025-W40"}, "2026-Q1": {13, "2026-W01"},
		"2026": {53, "2026-W01"}, "2025": {52, "2025-W01"}, "2026-W01..2026-W05": {5, "2026-W01"},
	} {
		p := period(t, s)
		if p.String() != s || len(p.Weeks()) != want.weeks || p.First.String() != want.first {
			t.Errorf("%s: got %v, %d weeks from %v", s, p, len(p.Weeks()), p.First)
		}
	}
	for _, s := range []string{"", "2025-W53", "2026-Q5", "0000", "2026-w47", "2026-Q4 ", "2026-W05..2026-W01", "W47", "2026-W01..2026-W53"} {
		if p, err := statistics.ParsePeriod(s); !errors.Is(err, statistics.ErrPeriod) && err == nil && p.String() == s {
			t.Errorf("%q was read as %v", s, p)
		}
	}
}

// The quarters of a year hold each of its weeks once.
func TestQuartersCoverTheYear(t *testing.T) {
	for year := 2020; year < 2040; year++ {
		for _, w := range statistics.Year(year).Weeks() {
			q := statistics.QuarterOf(w)
			if !q.Contains(statistics.OneWeek(w)) || q.Before().Last.Next() != q.First {
				t.Fatalf("%v lies in %v, which follows %v", w, q, q.Before())
			}
		}
	}
}

func TestOpenPeriodsAndClocks(t *testing.T) {
	today := orientation.Week{Year: 2026, Number: 48}
	for s, open := range map[string]bool{"2026-W47": false, "2026-W48": true, "2026-W49": true, "2026-Q3": false, "2026-Q4": true, "2026": true, "2025": false} {
		if err := period(t, s).Closed(today); errors.Is(err, statistics.ErrOpen) != open {
			t.Errorf("%s: got %v", s, err)
		}
	}
	for year, wrong := range map[int]bool{1970: true, 2026: false, 2028: false, 2062: true} {
		if err := statistics.CheckClock(orientation.Week{Year: year, Number: 50}, today); errors.Is(err, statistics.ErrClock) != wrong {
			t.Errorf("%d: got %v", year, err)
		}
	}
}
