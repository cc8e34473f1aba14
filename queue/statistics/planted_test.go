package statistics_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"guichet/queue/orientation"
	"guichet/queue/statistics"
	"guichet/queue/statistics/statisticstest"
)

// lived is a town with one year behind it, and its quarter's weeks as they would be released.
func lived(t *testing.T) (*statisticstest.Town, []statistics.Release) {
	t.Helper()
	town := statisticstest.NewTown("La Marsa", 45, 3)
	for _, w := range statistics.Year(2025).Weeks() {
		town.Live(w)
	}
	var weeks []statistics.Release
	for _, w := range period(t, "2025-Q4").Weeks() {
		r, _, err := statistics.Gate(town.Draft(statistics.OneWeek(w)), weeks)
		if err != nil {
			t.Fatal(err)
		}
		weeks = append(weeks, r)
	}
	return town, weeks
}

// found attacks, and fails the test unless there are breaches of the verdict.
func found(t *testing.T, verdict statistics.Verdict, releases ...statistics.Release) {
	t.Helper()
	o, err := statistics.Attack(releases)
	n := map[statistics.Verdict]int{}
	for _, b := range o.Breaches {
		n[b.Verdict]++
	}
	t.Logf("%d small cells: %v", o.Small, n)
	if err != nil || n[verdict] == 0 {
		t.Errorf("the attacker did not find the planted fault: %v, %v", n, err)
	}
}

// Hiding counts under five and showing the rest: subtraction from the total finds what is hidden.
func TestPlantedHideUnderFive(t *testing.T) {
	r := statistics.Release{Town: "La Marsa", Period: period(t, "2025-W45"), Version: 1, Rule: statistics.Rule{Below: 5, Base: 1, ZeroShown: true}}
	total := 0
	for i, code := range statisticstest.Codes("topic") {
		n := 3 + i*4
		total += n
		f := statistics.Figure{Table: "topic", Category: code}
		f.Value, f.Flag = r.Rule.Protect(n)
		r.Figures = append(r.Figures, f)
	}
	r.Figures = append(r.Figures, statistics.Figure{Table: "requests", Category: "all", Value: total})
	found(t, statistics.Exact, r)
}

// A year-to-date table beside the weeks: one week's figure is the difference of two.
func TestPlantedYearToDate(t *testing.T) {
	town, weeks := lived(t)
	rule := statistics.Rule{Below: 8, Base: 1}
	var spans []statistics.Release
	for _, last := range period(t, "2025-W41..2025-W52").Weeks() {
		p := statistics.Period{First: orientation.Week{Year: 2025, Number: 40}, Last: last}
		r := statistics.Release{Town: town.Name, Period: p, Version: 1, Rule: rule}
		for code, n := range town.Counts(p).Requests["sex"] {
			f := statistics.Figure{Table: "sex", Category: code}
			f.Value, f.Flag = rule.Protect(n)
			if code != orientation.NotStated {
				r.Figures = append(r.Figures, f)
			}
		}
		spans = append(spans, r)
	}
	found(t, statistics.Exact, append(weeks, spans...)...)
	// The rule of ours on the same table holds exact counts back, not presences: it is refused as well.
	for i := range spans {
		protectSpan(town, &spans[i])
	}
	found(t, statistics.Presence, append(weeks, spans...)...)
}

// protectSpan gives an irregular release the figures of our own rule.
func protectSpan(t *statisticstest.Town, r *statistics.Release) {
	r.Rule = statistics.DefaultRule()
	for i, f := range r.Figures {
		r.Figures[i].Value, r.Figures[i].Flag = r.Rule.Protect(t.Counts(r.Period).Requests["sex"][f.Category])
	}
}

// Figures drawn anew at each export: the versions together tell what none of them tells.
func TestPlantedRedrawn(t *testing.T) {
	town, _ := lived(t)
	r := rand.New(rand.NewPCG(5, 5))
	var drawn []statistics.Release
	for version := range 52 {
		d := town.Draft(period(t, "2025-W45"))
		d.Version, d.Rule, d.Figures = version+1, statistics.Rule{Base: 5, Random: true}, nil
		for _, code := range statisticstest.Codes("topic") {
			n := town.Counts(d.Period).Requests["topic"][code]
			d.Figures = append(d.Figures, statistics.Figure{Table: "topic", Category: code, Value: (n + r.IntN(5)) / 5 * 5})
		}
		drawn = append(drawn, d)
	}
	found(t, statistics.Presence, drawn...)
	last, all := room(t, drawn[len(drawn)-1:]), room(t, drawn)
	t.Logf("the last export leaves %d values above the least, all 52 together %d", last, all)
	if all >= last {
		t.Error("drawing again told nothing")
	}
}

// room is how many values the attacker leaves the cells found, beyond one each.
func room(t *testing.T, releases []statistics.Release) int {
	t.Helper()
	o, err := statistics.Attack(releases)
	if err != nil {
		t.Fatal(err)
	}
	values := 0
	for _, b := range o.Breaches {
		values += b.Greatest - b.Least
	}
	return values
}

// One family alone speaks a language. Hidden but told from zero, the figure proves that they came;
// ours says the same whether they came or not.
func TestPlantedOneFamily(t *testing.T) {
	town, _ := lived(t)
	p := period(t, "2025-W45")
	here, away := town.Draft(p), town.Draft(p)
	for i := range here.Figures {
		if f := &here.Figures[i]; f.Table == "language" && f.Category == "other" {
			f.Value, f.Flag = here.Rule.Protect(3)
			away.Figures[i].Value, away.Figures[i].Flag = here.Rule.Protect(0)
		}
	}
	if !reflect.DeepEqual(here, away) {
		t.Error("three and none are not shown alike")
	}
	here.Rule.ZeroShown = true
	found(t, statistics.Presence, here)
}

// With and without one request, what is published is the same, but where a figure crosses a step:
// of ten figures that count the request, fewer than four cross.
func TestLeaveOneOut(t *testing.T) {
	town, _ := lived(t)
	p := period(t, "2025-W45")
	before, whole := town.Draft(p), town.Weeks[p.First]
	crossed, pairs := 0, 0
	for i := range whole {
		town.Weeks[p.First] = append(append([]map[string]string{}, whole[:i]...), whole[i+1:]...)
		after := town.Draft(p)
		for k := range before.Figures {
			step := before.Figures[k].Value - after.Figures[k].Value
			if before.Figures[k] != after.Figures[k] {
				crossed++
				if step != 5 && step != 10 { // one step of five, or from 10 to "less than 8"
					t.Errorf("%+v became %+v", before.Figures[k], after.Figures[k])
				}
			}
		}
		pairs += 9
	}
	town.Weeks[p.First] = whole
	t.Logf("%d of %d figures crossed a step", crossed, pairs)
	if crossed*10 > pairs*4 {
		t.Errorf("%d of %d figures show one request", crossed, pairs)
	}
}

// The gate is closed where what is already out is unsafe, or contradicts the draft.
func TestGateFailsClosed(t *testing.T) {
	town, weeks := lived(t)
	unsafe := weeks[5]
	unsafe.Rule.ZeroShown = true
	elsewhere := weeks[6]
	elsewhere.Rule.ZeroShown = true
	contradicting := weeks[6] // not the draft's own week: there a correction replaces what contradicts it
	contradicting.Figures = append(contradicting.Table("topic"), statistics.Figure{Table: "requests", Category: "all", Value: 5000})
	for name, earlier := range map[string]statistics.Release{"unsafe": unsafe, "unsafe elsewhere": elsewhere, "contradicting": contradicting} {
		r, _, err := statistics.Gate(town.Draft(period(t, "2025-W45")), append(weeks[:5:5], earlier))
		if !errors.Is(err, statistics.ErrUnsafe) || len(r.Figures) > 0 {
			t.Errorf("%s: got %d figures, %v", name, len(r.Figures), err)
		}
	}
}

// A tally that came after its week was published makes the quarter contradict the week. The error says
// what to do; with the week's correction the quarter is released.
func TestLateTallyNeedsACorrection(t *testing.T) {
	town, weeks := lived(t)
	late := weeks[5].Period
	for range 30 {
		town.Weeks[late.First] = append(town.Weeks[late.First], map[string]string{"topic": "HLT", "outcome": "NOSVC"})
	}
	q := period(t, "2025-Q4")
	_, _, err := statistics.Gate(town.Draft(q), weeks)
	if !errors.Is(err, statistics.ErrUnsafe) || !strings.Contains(err.Error(), "publish its correction first") {
		t.Fatalf("got %v", err)
	}
	correction := town.Draft(late)
	correction.Version = 2
	correction, _, err = statistics.Gate(correction, weeks)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := statistics.Gate(town.Draft(q), append(weeks, correction))
	if err != nil || len(r.Figures) == 0 {
		t.Errorf("after the correction: %d figures, %v", len(r.Figures), err)
	}
}
