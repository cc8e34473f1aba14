package statistics_test

import (
	"testing"

	"guichet/queue/statistics"
)

func TestRule(t *testing.T) {
	r := statistics.DefaultRule()
	for n, want := range map[int]struct {
		value int
		flag  string
	}{
		0: {0, "less"}, 1: {0, "less"}, 7: {0, "less"}, 8: {10, ""}, 12: {10, ""}, 13: {15, ""}, 97: {95, ""}, 98: {100, ""},
	} {
		if value, flag := r.Protect(n); value != want.value || flag != want.flag {
			t.Errorf("%d: got %d %q, want %d %q", n, value, flag, want.value, want.flag)
		}
	}
}

// Every count lies in the interval of its figure, and the interval holds no count that would have
// been shown otherwise.
func FuzzInterval(f *testing.F) {
	f.Add(0)
	f.Add(8)
	f.Fuzz(func(t *testing.T, n int) {
		if n < 0 || n > 1_000_000 {
			return
		}
		for _, r := range []statistics.Rule{statistics.DefaultRule(), {Below: 5, Base: 1, ZeroShown: true}} {
			value, flag := r.Protect(n)
			least, greatest := r.Interval(statistics.Figure{Value: value, Flag: flag})
			if n < least || n > greatest {
				t.Fatalf("%+v: %d is not in %d to %d", r, n, least, greatest)
			}
			for m := least; m <= greatest; m++ {
				if v, g := r.Protect(m); v != value || g != flag {
					t.Fatalf("%+v: %d and %d look alike, and are not shown alike", r, n, m)
				}
			}
		}
	})
}

// A week on paper has requests and no visits: ten visits are certain from thirty requests on. With
// fewer, as with fewer than ten visits, there is the band alone.
func TestPaperWeeksAndBands(t *testing.T) {
	draft := func(visits, requests int) statistics.Release {
		return statistics.Draft("A", period(t, "2026-W47"), statistics.Keep(nil), statistics.Counts{
			Requests: map[string]map[string]int{"topic": {"HLT": requests}},
			Measures: map[string]map[string]int{"visits": {"all": visits}, "requests": {"all": requests}},
		})
	}
	for _, c := range []struct {
		visits, requests int
		tables           string
	}{
		{9, 29, "band"}, {0, 29, "band"}, {9, 30, "paper"}, {0, 40, "paper"}, {10, 0, "all"}, {10, 40, "all"},
	} {
		r := draft(c.visits, c.requests)
		got := "all"
		switch {
		case len(r.Figures) == 1 && r.Figures[0].Flag == statistics.FlagBand:
			got = "band"
		case len(r.Table("visits"))+len(r.Table("waiting")) == 0 && len(r.Table("topic")) > 0 && len(r.Table("unmet")) > 0:
			got = "paper"
		}
		if got != c.tables {
			t.Errorf("%d visits, %d requests: got %s, want %s", c.visits, c.requests, got, c.tables)
		}
	}
	if _, _, err := statistics.Gate(draft(0, 40), nil); err != nil {
		t.Errorf("a week on paper does not pass: %v", err)
	}
}
