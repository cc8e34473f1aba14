package statistics

import (
	"slices"

	"guichet/queue/orientation"
)

// Release is what one town publishes of one period, once. It holds no count, only figures.
type Release struct {
	Town   string `json:"town"`
	Period Period `json:"period"`
	// Version is 1, or 2 for the one correction that a period may have.
	Version int  `json:"version"`
	Rule    Rule `json:"rule"`
	// Kept are, by field, the codes that are counted apart in this quarter; see [Keep].
	Kept    map[string][]string `json:"kept"`
	Figures []Figure            `json:"figures"`
	// Quarters are, for a year, what its quarters published of the tables of [QuarterTables].
	Quarters []Past `json:"quarters,omitempty"`
	// Withheld names the tables that would have told too much together with the others.
	Withheld []string `json:"withheld,omitempty"`
}

// Past is what an earlier release said, as a later one repeats it.
type Past struct {
	Period  Period   `json:"period"`
	Version int      `json:"version"`
	Rule    Rule     `json:"rule"`
	Figures []Figure `json:"figures"`
}

// QuarterTables are the tables of a quarter that the sheet of its year repeats.
func QuarterTables() []string { return []string{unmet, "topic", "outcome", "region"} }

// Repeat gives the year's release what the latest versions of its quarters published.
func (r Release) Repeat(earlier []Release) Release {
	latest := map[Period]Release{}
	for _, e := range earlier {
		if e.Town == r.Town && e.Period.Kind() == Quarterly && r.Period.Contains(e.Period) && e.Version > latest[e.Period].Version {
			latest[e.Period] = e
		}
	}
	for n := 1; n <= 4; n++ {
		e, released := latest[quarterOf(r.Period.First.Year, n)]
		if !released {
			continue
		}
		past := Past{Period: e.Period, Version: e.Version, Rule: e.Rule}
		for _, name := range QuarterTables() {
			past.Figures = append(past.Figures, e.Table(name)...)
		}
		r.Quarters = append(r.Quarters, past)
	}
	return r
}

// Differs says that a draft shows a figure that this release of the same period did not, in a table that it
// did not withhold.
func (r Release) Differs(draft Release) bool {
	return slices.ContainsFunc(draft.Figures, func(f Figure) bool {
		return !slices.Contains(r.Withheld, f.Table) && !slices.Contains(r.Figures, f)
	})
}

// Counts are the plain counts of a period: what goes in, and never comes out.
type Counts struct {
	// Requests by field and code; Pairs by table, such as topic-age, and both codes.
	Requests map[string]map[string]int
	Pairs    map[string]map[[2]string]int
	// Brochures that were printed, by the fields topic and language, and code.
	Brochures map[string]map[string]int
	// Measures are the counts of the tables that are not about requests, by table and category.
	Measures map[string]map[string]int
}

// rare is how many requests a quarter must have had for a code to be counted apart in the next.
const rare = 20

// foldable are the fields whose rare codes are counted as [OtherCode], with the codes that always
// stand alone: protection has no profile, and returnees are not foreigners.
func foldable() map[string][]string {
	return map[string][]string{
		"topic": {orientation.Protection}, "language": nil, "region": {"TUN"},
	}
}

// Keep lists, by field, the codes that had at least 20 requests in a quarter: the list for the next
// one. A desk's first quarter has none before it, and takes a list that is the same for every desk, so
// it says nothing of anybody: every topic, and the three languages of the administration.
func Keep(before map[string]map[string]int) map[string][]string {
	kept, first := map[string][]string{}, len(before["topic"]) == 0
	for field, always := range foldable() {
		for _, code := range storedCodes(field) {
			common := before[field][code] >= rare && code != OtherCode
			if slices.Contains(always, code) || common || first && slices.Contains(firstKept(field), code) {
				kept[field] = append(kept[field], code)
			}
		}
	}
	return kept
}

// firstKept are the codes of a field that are counted apart in a desk's first quarter.
func firstKept(field string) []string {
	switch field {
	case "topic":
		return storedCodes(field)
	case "language":
		return Languages()
	default:
		return nil
	}
}

// storedCodes are the codes of a field, without "not stated", which is never published.
func storedCodes(field string) []string {
	for _, f := range orientation.Fields() {
		if f.Name == field {
			return slices.DeleteFunc(f.Stored(), func(c string) bool { return c == orientation.NotStated })
		}
	}
	return nil
}

// categories are the codes of a field as they are published.
func categories(field string, kept map[string][]string) []string {
	if _, folds := foldable()[field]; !folds {
		return storedCodes(field)
	}
	return append(slices.Clone(kept[field]), OtherCode)
}

// fold is the category that a stored code is counted in; false for one that is not published.
func fold(field, code string, kept map[string][]string) (string, bool) {
	if code == orientation.NotStated {
		return "", false
	}
	if _, folds := foldable()[field]; folds && !slices.Contains(kept[field], code) {
		return OtherCode, true
	}
	return code, true
}

// Draft gives every figure that the plan has for a period, before any gate: tables in the order of
// [Plan]. A week with fewer than [BandVisits] visits has the band alone. A week that was kept on paper
// has requests and no visits: its tables of requests are drafted, for a visit has at most three, and
// those that only the machine could have measured are not.
func Draft(town string, p Period, kept map[string][]string, c Counts) Release {
	r := Release{Town: town, Period: p, Version: 1, Rule: DefaultRule(), Kept: kept}
	few := p.Kind() == Weekly && c.Measures[visits][all] < BandVisits
	paper := few && c.Measures[requests][all] >= BandVisits*orientation.MaxTopics
	if few && !paper {
		r.Figures = []Figure{{Table: visits, Category: all, Flag: FlagBand}}
		return r
	}
	for _, t := range TablesOf(p.Kind()) {
		if !paper || !t.measured() {
			r.Figures = append(r.Figures, r.figures(t, c)...)
		}
	}
	return r
}

// counted is a figure to be, with the count behind it.
type counted struct {
	Figure
	n int
}

// figures are those of one table.
func (r Release) figures(t Table, c Counts) []Figure {
	var figures []Figure
	for _, k := range r.counted(t, c) {
		if k.Value, k.Flag = r.Rule.Protect(k.n); t.Name == sessions {
			k.Value, k.Flag = k.n, FlagPlain
		}
		figures = append(figures, k.Figure)
	}
	return figures
}

// counted counts one table.
func (r Release) counted(t Table, c Counts) []counted {
	var all []counted
	add := func(a, b string, n int) {
		all = append(all, counted{Figure{Table: t.Name, Category: a, Category2: b}, n})
	}
	switch len(t.Fields) {
	case 0:
		for _, code := range t.Codes {
			add(code, "", c.Measures[t.Name][code])
		}
	case 1:
		counts := c.Requests
		if t.Brochures {
			counts = c.Brochures
		}
		sums := r.foldOne(t.Fields[0], counts[t.Fields[0]])
		for _, code := range categories(t.Fields[0], r.Kept) {
			add(code, "", sums[code])
		}
	default:
		sums := r.foldTwo(t.Fields, c.Pairs[t.Name])
		for _, a := range categories(t.Fields[0], r.Kept) {
			for _, b := range categories(t.Fields[1], r.Kept) {
				if a != orientation.Protection { // which has no profile
					add(a, b, sums[[2]string{a, b}])
				}
			}
		}
	}
	return all
}

func (r Release) foldOne(field string, counts map[string]int) map[string]int {
	sums := map[string]int{}
	for code, n := range counts {
		if to, published := fold(field, code, r.Kept); published {
			sums[to] += n
		}
	}
	return sums
}

func (r Release) foldTwo(fields []string, counts map[[2]string]int) map[[2]string]int {
	sums := map[[2]string]int{}
	for codes, n := range counts {
		a, first := fold(fields[0], codes[0], r.Kept)
		b, second := fold(fields[1], codes[1], r.Kept)
		if first && second {
			sums[[2]string{a, b}] += n
		}
	}
	return sums
}

// Table gives the figures of one table.
func (r Release) Table(name string) []Figure {
	var figures []Figure
	for _, f := range r.Figures {
		if f.Table == name {
			figures = append(figures, f)
		}
	}
	return figures
}
