package statistics_test

import (
	"fmt"
	"strings"
	"testing"

	"guichet/queue/statistics"
)

// published is a release of some figures: "table category value", where a value of 0 is "less than 8".
func published(t *testing.T, name string, lines ...string) statistics.Release {
	t.Helper()
	r := statistics.Release{Town: "A", Period: period(t, name), Version: 1, Rule: statistics.DefaultRule()}
	for _, l := range lines {
		var f statistics.Figure
		if _, err := fmt.Sscan(l, &f.Table, &f.Category, &f.Value); err != nil {
			t.Fatal(err)
		}
		if f.Value == 0 {
			f.Flag = statistics.FlagLess
		}
		r.Figures = append(r.Figures, f)
	}
	return r
}

// Each tie between tables, and between periods, narrows a small figure that would be safe without it.
func TestTheAttackerTiesTables(t *testing.T) {
	for name, c := range map[string]struct {
		releases []statistics.Release
		table    string
	}{
		"errors add up to the announced waits": {
			[]statistics.Release{published(t, "2026-W47", "estimate told 15", "estimate_error 0-5 15", "estimate_error 5-10 0", "estimate_error 10-20 0", "estimate_error 20+ 0")},
			"estimate_error",
		},
		"called are no more than visits": {
			[]statistics.Release{published(t, "2026-W47", "visits all 15", "waiting 0-15 15", "waiting 15-30 0", "waiting 30-60 0", "waiting 60+ 0")}, "waiting",
		},
		"told are no more than called": {
			[]statistics.Release{published(t, "2026-W47", "waiting 0-15 15", "waiting 15-30 0", "waiting 30-60 0", "waiting 60+ 0", "estimate told 35")}, "waiting",
		},
		"left is one count in two tables": {
			[]statistics.Release{published(t, "2026-W47", "visits all 15", "unmet left 0", "end served 15", "end left 0", "end no_show 0")}, "end",
		},
		"no service is an outcome": {
			[]statistics.Release{
				published(t, "2026-Q4", "unmet no_service 10"),
				published(t, "2026-W47", "outcome NOSVC 10"), published(t, "2026-W46", "outcome NOSVC 0"),
			}, "outcome",
		},
		"a year is its quarters": {
			[]statistics.Release{
				published(t, "2026", "end left 295"), published(t, "2026-Q1", "unmet left 100"), published(t, "2026-Q2", "unmet left 100"),
				published(t, "2026-Q3", "unmet left 100"), published(t, "2026-Q4", "unmet left 0"),
			}, "end",
		},
		"brochures that are not protected have a language": {
			[]statistics.Release{published(t, "2026-W47", "brochure-topic HLT 15", "brochure-topic PRO 0", "brochure-topic other 0",
				"brochure-language fr 15", "brochure-language ar 10", "brochure-language other 0")},
			"brochure-topic",
		},
	} {
		o, err := statistics.Attack(c.releases)
		found := false
		for _, b := range o.Breaches {
			found = found || b.Table == c.table
		}
		if err != nil || !found {
			t.Errorf("%s: got %+v, %v", name, o, err)
		}
	}
}

// What cannot be is no safe release: kept are no more than told, and no rule of ours shows a five.
func TestTheAttackerRefusesNonsense(t *testing.T) {
	for name, r := range map[string]statistics.Release{
		"more kept than told": published(t, "2026-W47", "estimate told 0", "estimate kept 10"),
		"a five":              published(t, "2026-W47", "topic HLT 5"),
	} {
		if _, err := statistics.Attack([]statistics.Release{r}); err == nil || !strings.Contains(err.Error(), "contradict each other") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
