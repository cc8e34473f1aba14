package statistics_test

import (
	"errors"
	"math/rand/v2"
	"slices"
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

// fault is a mistake that others made with figures like ours: what a town would have published, and what the
// attacker must then find.
type fault struct {
	name    string
	verdict statistics.Verdict
	plant   func(town *statisticstest.Town, year int) []statistics.Release
}

func faults() []fault {
	return []fault{
		{"hide under five", statistics.Exact, hideUnderFive},
		{"year to date, plain", statistics.Exact, yearToDate(statistics.Rule{Below: 8, Base: 1})},
		{"year to date, by our rule", statistics.Presence, yearToDate(statistics.DefaultRule())},
		{"drawn anew", statistics.Presence, redrawn},
		{"one family", statistics.Presence, oneFamily},
	}
}

// tell gives one table of a period by a rule that need not be ours.
func tell(town *statisticstest.Town, p statistics.Period, version int, table string, protect func(n int) (int, string)) statistics.Release {
	counts := town.Counts(p).Requests[table]
	r := statistics.Release{Town: town.Name, Period: p, Version: version, Kept: town.Draft(statistics.OneWeek(p.First)).Kept}
	codes, rest := statisticstest.Codes(table), 0
	if kept, folds := r.Kept[table]; folds {
		codes = append(slices.Clone(kept), statistics.OtherCode)
	}
	for code, n := range counts {
		if code != orientation.NotStated && !slices.Contains(codes, code) {
			rest += n
		}
	}
	for _, code := range codes {
		n := counts[code]
		if code == statistics.OtherCode {
			n += rest
		}
		f := statistics.Figure{Table: table, Category: code}
		f.Value, f.Flag = protect(n)
		r.Figures = append(r.Figures, f)
	}
	return r
}

// retold is one table of a period by another rule than ours.
func retold(town *statisticstest.Town, p statistics.Period, version int, rule statistics.Rule, table string) statistics.Release {
	r := tell(town, p, version, table, rule.Protect)
	r.Rule = rule
	return r
}

func week(year, number int) statistics.Period {
	return statistics.OneWeek(orientation.Week{Year: year, Number: number})
}

// Hiding counts under five and showing the rest: subtraction from the total finds what is hidden.
func hideUnderFive(town *statisticstest.Town, year int) []statistics.Release {
	r := statistics.Release{Town: town.Name, Period: week(year+1, 2), Version: 1, Rule: statistics.Rule{Below: 5, Base: 1, ZeroShown: true}}
	total := 0
	for i, code := range statisticstest.Codes("topic") {
		n := 3 + i*4
		total += n
		f := statistics.Figure{Table: "topic", Category: code}
		f.Value, f.Flag = r.Rule.Protect(n)
		r.Figures = append(r.Figures, f)
	}
	r.Figures = append(r.Figures, statistics.Figure{Table: "requests", Category: "all", Value: total})
	return []statistics.Release{r}
}

// A year-to-date table beside the weeks: one week's figure is the difference of two. Our own rule on
// such a table holds exact counts back, not presences.
func yearToDate(rule statistics.Rule) func(town *statisticstest.Town, year int) []statistics.Release {
	return func(town *statisticstest.Town, year int) []statistics.Release {
		var spans []statistics.Release
		table := smallest(town, year)
		for last := 41; last <= 52; last++ {
			p := statistics.Period{First: orientation.Week{Year: year, Number: 40}, Last: orientation.Week{Year: year, Number: last}}
			spans = append(spans, retold(town, p, 1, rule, table))
		}
		return spans
	}
}

// smallest is the table that has the most small figures in the weeks that [yearToDate] adds up.
func smallest(town *statisticstest.Town, year int) string {
	best, most := "", 0
	for _, table := range []string{"sex", "age", "group", "came_by"} {
		n := 0
		for number := 41; number <= 52; number++ {
			for _, f := range retold(town, week(year, number), 1, statistics.DefaultRule(), table).Figures {
				if f.Flag == statistics.FlagLess {
					n++
				}
			}
		}
		if n > most {
			best, most = table, n
		}
	}
	return best
}

// Figures drawn anew at each export: the versions together tell what none of them tells.
func redrawn(town *statisticstest.Town, year int) []statistics.Release {
	r := rand.New(rand.NewPCG(5, 5))
	var drawn []statistics.Release
	for version := range 52 {
		d := tell(town, week(year, 45), version+2, "topic", func(n int) (int, string) { return (n + r.IntN(5)) / 5 * 5, "" })
		d.Rule = statistics.Rule{Base: 5, Random: true}
		drawn = append(drawn, d)
	}
	return drawn
}

// One family alone speaks a language. Hidden but told from zero, the figure proves that they came.
func oneFamily(town *statisticstest.Town, year int) []statistics.Release {
	rule := statistics.DefaultRule()
	rule.ZeroShown = true
	for _, w := range statistics.Year(year).Weeks() {
		r := retold(town, statistics.OneWeek(w), 2, rule, "language")
		if slices.ContainsFunc(r.Figures, func(f statistics.Figure) bool { return f.Flag == statistics.FlagLess }) {
			return []statistics.Release{r}
		}
	}
	return nil
}

// The attacker finds each fault in what a town published; [years] plants them in all that thirty towns did.
func TestPlantedFaults(t *testing.T) {
	town, weeks := lived(t)
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			found(t, f.verdict, append(weeks[:len(weeks):len(weeks)], f.plant(town, 2025)...)...)
		})
	}
}

// Each export drawn anew leaves less room than the last one alone.
func TestDrawingAgainTells(t *testing.T) {
	town, _ := lived(t)
	drawn := redrawn(town, 2025)
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

// Whether a family came or not, our figure says the same.
func TestThreeAndNoneAreShownAlike(t *testing.T) {
	town, _ := lived(t)
	r := town.Draft(week(2025, 45))
	three, one := r.Rule.Protect(3)
	none, other := r.Rule.Protect(0)
	if three != none || one != other {
		t.Errorf("three are shown as %d %q, none as %d %q", three, one, none, other)
	}
}

// With and without one request, what is published is the same, but where a figure crosses a step:
// of ten figures that count the request, fewer than four cross. Of plain counts all do.
func TestLeaveOneOut(t *testing.T) {
	town, _ := lived(t)
	ours, pairs := neighbours(t, town, statistics.DefaultRule())
	plain, _ := neighbours(t, town, statistics.Rule{Base: 1})
	t.Logf("%d of %d figures crossed a step, %d plain counts", ours, pairs, plain)
	if ours*10 > pairs*4 {
		t.Errorf("%d of %d figures show one request", ours, pairs)
	}
	if plain*10 <= pairs*4 {
		t.Errorf("%d of %d plain counts show one request: this test finds nothing", plain, pairs)
	}
}

// neighbours counts the figures that one request changes, over all requests of a week, and those that count one.
func neighbours(t *testing.T, town *statisticstest.Town, rule statistics.Rule) (crossed, pairs int) {
	t.Helper()
	p := week(2025, 45)
	tables := []string{"topic", "outcome", "sex", "age", "group", "came_by"}
	figures := func() (all []statistics.Figure) {
		for _, name := range tables {
			all = append(all, retold(town, p, 1, rule, name).Figures...)
		}
		return all
	}
	before, whole := figures(), town.Weeks[p.First]
	for i, request := range whole {
		town.Weeks[p.First] = slices.Delete(slices.Clone(whole), i, i+1)
		for k, f := range figures() {
			if before[k] == f {
				continue
			}
			crossed++
			if step := before[k].Value - f.Value; rule.Base == 5 && step != 5 && step != 10 { // from 10 to "less than 8"
				t.Errorf("%+v became %+v", before[k], f)
			}
		}
		for _, name := range tables {
			if request[name] != "" && request[name] != orientation.NotStated {
				pairs++
			}
		}
	}
	town.Weeks[p.First] = whole
	return crossed, pairs
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
	if !errors.Is(err, statistics.ErrUnsafe) || !strings.Contains(err.Error(), "publish the correction of that week first") {
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
