package hub_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"guichet/queue/hub"
	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

// tally records paper forms in a week.
func tally(t *testing.T, a *hub.Appliance, w orientation.Week, n int) {
	t.Helper()
	for range n {
		if err := a.Stats.Record(t.Context(), w, []orientation.Request{{Topic: "HLT", Outcome: "NOSVC"}}); err != nil {
			t.Fatal(err)
		}
	}
}

// A tally is found when its week and its quarter are out. The week alone would contradict the quarter, and the
// error says what to do; the quarter is then corrected together with that week, once, and what is out of
// both is safe together.
func TestLateTallyCorrectsTheQuarterWithItsWeek(t *testing.T) {
	a := startOn(t, seeded(t), "2026-08-01")
	defer a.Close() //nolint:errcheck // a test's leftovers
	w := orientation.Week{Year: 2026, Number: 20}
	week, q := statistics.OneWeek(w), statistics.QuarterOf(w)
	tally(t, a, orientation.Week{Year: 2026, Number: 21}, 40) // a week that is out too, and does not change
	for _, p := range []statistics.Period{week, statistics.OneWeek(orientation.Week{Year: 2026, Number: 21}), q} {
		if _, _, err := a.Release(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	tally(t, a, w, 60)
	if _, _, err := a.Correct(t.Context(), week); !errors.Is(err, statistics.ErrUnsafe) || !strings.Contains(err.Error(), "report quarter 2026-Q2 --correct") {
		t.Fatalf("the week alone: %v", err)
	}
	all, _, err := a.Correct(t.Context(), q)
	if err != nil || len(all) != 2 || all[0].Period != week || all[1].Period != q || all[0].Version != 2 || all[1].Version != 2 {
		t.Fatalf("got %d releases, %v", len(all), err)
	}
	for _, r := range all {
		if !slices.Contains(r.Figures, statistics.Figure{Table: "unmet", Category: "no_service", Value: map[statistics.Period]int{week: 70, q: 110}[r.Period]}) {
			t.Errorf("%v does not count the tally: %+v", r.Period, r.Table("unmet"))
		}
		if again, _, err := a.Release(t.Context(), r.Period); err != nil || again.Version != 2 {
			t.Errorf("%v is at version %d, %v", r.Period, again.Version, err)
		}
	}
	if got := oldest(t, a); got != "2026-W30" {
		t.Errorf("the tally is still kept as rows: the oldest is of %s", got)
	}
	tally(t, a, w, 60)
	if _, _, err := a.Correct(t.Context(), q); !errors.Is(err, hub.ErrCorrected) {
		t.Errorf("a second correction: %v", err)
	}
}

// A week that was corrected already keeps its quarter as it is: nothing is published of either.
func TestCorrectedWeekIsNotCorrectedAgain(t *testing.T) {
	a := startOn(t, seeded(t), "2026-08-01")
	defer a.Close() //nolint:errcheck // a test's leftovers
	w := orientation.Week{Year: 2026, Number: 20}
	week, q := statistics.OneWeek(w), statistics.QuarterOf(w)
	if _, _, err := a.Release(t.Context(), week); err != nil {
		t.Fatal(err)
	}
	tally(t, a, w, 40)
	if _, _, err := a.Correct(t.Context(), week); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Release(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	tally(t, a, w, 40)
	if _, _, err := a.Correct(t.Context(), q); !errors.Is(err, hub.ErrCorrected) || !strings.Contains(err.Error(), "2026-W20") {
		t.Errorf("got %v", err)
	}
	if r, _, err := a.Release(t.Context(), q); err != nil || r.Version != 1 {
		t.Errorf("the quarter is at version %d, %v", r.Version, err)
	}
}
