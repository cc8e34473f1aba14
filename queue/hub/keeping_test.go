package hub_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"guichet/queue/hub"
	"guichet/queue/orientation"
	"guichet/queue/site"
	"guichet/queue/statistics"
)

// seeded is a data folder with requests in two quarters of 2026.
func seeded(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := orientation.Open(filepath.Join(dir, hub.StatsFile), orientation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for week, n := range map[orientation.Week]int{{Year: 2026, Number: 20}: 12, {Year: 2026, Number: 30}: 3} {
		for range n {
			if err := s.Record(t.Context(), week, []orientation.Request{{Topic: "HLT", Outcome: "NOSVC"}}); err != nil {
				t.Fatal(err)
			}
		}
		m := orientation.Measures{Week: week, Counts: map[string]int{"served": n}, Histograms: map[string][]int{}}
		if err := s.PutMeasures(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// startOn starts the appliance by a clock.
func startOn(t *testing.T, dir, day string) *hub.Appliance {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	a, err := hub.Start(t.Context(), dir, site.Demonstration(), func() time.Time { return at.Add(12 * time.Hour) })
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func oldest(t *testing.T, a *hub.Appliance) string {
	t.Helper()
	k, err := a.Kept(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return k.Oldest.String()
}

// Requests stay rows until their quarter is published, and are counts from then on: the week and a
// correction of the quarter are counted as before.
func TestPublishedQuartersAreFolded(t *testing.T) {
	a := startOn(t, seeded(t), "2026-08-01")
	defer a.Close() //nolint:errcheck // a test's leftovers
	if got := oldest(t, a); got != "2026-W20" {
		t.Fatalf("before: the oldest request is of %s", got)
	}
	q, err := statistics.ParsePeriod("2026-Q2")
	if err != nil {
		t.Fatal(err)
	}
	first, _, err := a.Release(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if got := oldest(t, a); got != "2026-W30" {
		t.Errorf("after: the oldest request is of %s", got)
	}
	corrected, _, err := a.Correct(t.Context(), q)
	if err != nil || len(corrected) != 1 || len(corrected[0].Figures) != len(first.Figures) {
		t.Fatalf("the correction: %+v, %v", corrected, err)
	}
	second := corrected[0]
	for i := range first.Figures {
		if first.Figures[i] != second.Figures[i] {
			t.Errorf("folding changed %+v to %+v", first.Figures[i], second.Figures[i])
		}
	}
	if c, err := a.Stats.Counts(t.Context(), orientation.Week{Year: 2026, Number: 20}); err != nil || c.Requests != 12 {
		t.Errorf("the week counts %d requests, %v", c.Requests, err)
	}
}

// What nobody published is folded at a start, once it is too old, and forgotten after years. A clock
// in a wrong year deletes nothing.
func TestStartForgets(t *testing.T) {
	for day, want := range map[string]string{
		"2026-08-01": "2026-W20", // 5 weeks after its quarter
		"2026-10-15": "2026-W30", // 15 weeks after
		"2062-10-15": "2026-W20", // the clock cannot be right
		"1970-01-01": "2026-W20",
	} {
		a := startOn(t, seeded(t), day)
		if got := oldest(t, a); got != want {
			t.Errorf("on %s the oldest request is of %s, want %s", day, got, want)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
	dir := seeded(t)
	for _, day := range []string{"2028-06-01", "2030-06-01", "2031-12-01"} { // the clock may not leap by more than two years
		a := startOn(t, dir, day)
		c, err := a.Stats.Counts(t.Context(), orientation.Week{Year: 2026, Number: 20})
		if err != nil {
			t.Fatal(err)
		}
		if want := map[string]int{"2028-06-01": 12, "2030-06-01": 12, "2031-12-01": 0}[day]; c.Requests != want {
			t.Errorf("on %s %d requests are counted, want %d", day, c.Requests, want)
		}
		m := orientation.Measures{Week: orientation.Week{Year: 2030, Number: 1}, Counts: map[string]int{}, Histograms: map[string][]int{}}
		if err := a.Stats.PutMeasures(t.Context(), m); err != nil { // the desk went on
			t.Fatal(err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Week 53, an open week, a year with 52 weeks, and clocks that cannot be right: each has its answer.
func TestReleaseByTheCalendar(t *testing.T) {
	for _, c := range []struct {
		today, week string
		want        error
	}{
		{"2027-01-04", "2026-W53", nil},
		{"2027-01-03", "2026-W53", statistics.ErrOpen},
		{"2026-08-01", "2026-W30", nil},
		{"2026-07-26", "2026-W30", statistics.ErrOpen},
		{"1970-01-01", "2026-W20", statistics.ErrClock},
		{"2062-01-01", "2026-W20", statistics.ErrClock},
	} {
		a := startOn(t, seeded(t), c.today)
		p, err := statistics.ParsePeriod(c.week)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Stats.PutLastSession(t.Context(), "2026-07-23", 1, 0); err != nil {
			t.Fatal(err)
		}
		r, _, err := a.Release(t.Context(), p)
		if !errors.Is(err, c.want) || (err == nil) != (len(r.Figures) > 0) {
			t.Errorf("%s on %s: %d figures, %v; want %v", c.week, c.today, len(r.Figures), err, c.want)
		}
		kept, err := a.Stats.Releases(t.Context(), 2026)
		if err != nil || len(kept) > 0 != (c.want == nil) {
			t.Errorf("%s on %s: %d releases are kept, %v", c.week, c.today, len(kept), err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := statistics.ParsePeriod("2025-W53"); !errors.Is(err, statistics.ErrPeriod) {
		t.Errorf("2025 has no week 53: got %v", err)
	}
}
