package statistics

import "slices"

// Kind is what a period is: each has its own list of tables.
type Kind int

// The kinds of period. Irregular ones are never published.
const (
	Irregular Kind = iota
	Weekly
	Quarterly
	Yearly
)

// Totals that tables may add up to. The attacker uses them whether or not they are published.
const (
	visits = "visits"
	// called are the visits called for the first time; told are those of them that had been told a range.
	called = "called"
	told   = "told"
	// requests are all of them; profiled are those that are not protected, and so have a profile.
	requests = "requests"
	profiled = "profiled"
	// brochures are all that were printed; open are those that are not protected, and so have a language.
	brochures = "brochures"
	open      = "open"

	unmet    = "unmet"
	sessions = "sessions"
	estimate = "estimate"
	// OtherCode gathers the rare codes of a field; see [Keep].
	OtherCode = "other"
	all       = "all"
)

// Table is one entry of the fixed list.
type Table struct {
	Name string
	// Kinds are the periods that have the table.
	Kinds []Kind
	// Codes are the categories, where they are not those of a field.
	Codes []string
	// Fields are the one or two fields that it counts: of requests, or of printed brochures.
	Fields    []string
	Brochures bool
	// Total is what the categories add up to, or no more than when the table is not Complete. Empty
	// when nothing is known of it.
	Total    string
	Complete bool
}

var (
	weekly  = []Kind{Weekly}
	quarter = []Kind{Quarterly}
	often   = []Kind{Weekly, Quarterly}
	wide    = []Kind{Weekly, Yearly}
)

// Plan is the fixed list of tables, in the order in which they are granted: what a town needs most
// stands first, so that a later table is the one withheld when two together would tell too much.
//
// A year has three tables of its own. What else its sheet says follows from the figures of its four
// quarters ([Release.Quarters]), so it tells nothing that they did not.
func Plan() []Table {
	return []Table{
		{Name: unmet, Kinds: often, Codes: []string{"no_service", "uncovered", "left", "turned_away"}},
		{Name: visits, Kinds: wide, Codes: []string{all}, Total: visits, Complete: true},
		{Name: sessions, Kinds: wide, Codes: []string{"held", "planned"}},
		{Name: "end", Kinds: wide, Codes: []string{"served", "left", "no_show"}, Total: visits, Complete: true},
		{Name: "topic-outcome", Kinds: quarter, Fields: []string{"topic", "outcome"}},
		{Name: "topic-language", Kinds: quarter, Fields: []string{"topic", "language"}},
		{Name: "topic-age", Kinds: quarter, Fields: []string{"topic", "age"}},
		{Name: "topic-sex", Kinds: quarter, Fields: []string{"topic", "sex"}},
		{Name: "topic", Kinds: often, Fields: []string{"topic"}, Total: requests, Complete: true},
		{Name: "outcome", Kinds: often, Fields: []string{"outcome"}, Total: profiled, Complete: true},
		{Name: "waiting", Kinds: weekly, Codes: []string{"0-15", "15-30", "30-60", "60+"}, Total: called, Complete: true},
		{Name: "service", Kinds: weekly, Codes: []string{"0-5", "5-15", "15-30", "30+"}},
		{Name: estimate, Kinds: weekly, Codes: []string{told, "kept"}},
		{Name: "estimate_error", Kinds: weekly, Codes: []string{"0-5", "5-10", "10-20", "20+"}, Total: told, Complete: true},
		{Name: "seen_first", Kinds: weekly, Codes: []string{"priority"}, Total: visits},
		{Name: requests, Kinds: weekly, Codes: []string{all}, Total: requests, Complete: true},
		{Name: "language", Kinds: weekly, Fields: []string{"language"}, Total: profiled},
		{Name: "age", Kinds: weekly, Fields: []string{"age"}, Total: profiled},
		{Name: "sex", Kinds: weekly, Fields: []string{"sex"}, Total: profiled},
		{Name: "region", Kinds: often, Fields: []string{"region"}, Total: profiled},
		{Name: "group", Kinds: weekly, Fields: []string{"group"}, Total: profiled},
		{Name: "came_by", Kinds: weekly, Fields: []string{"came_by"}, Total: profiled},
		{Name: "brochure-topic", Kinds: weekly, Fields: []string{"topic"}, Brochures: true, Total: brochures, Complete: true},
		{Name: "brochure-language", Kinds: weekly, Fields: []string{"language"}, Brochures: true, Total: open, Complete: true},
	}
}

// TablesOf are the tables of one kind of period, in the order of [Plan].
func TablesOf(k Kind) []Table {
	return slices.DeleteFunc(Plan(), func(t Table) bool { return !slices.Contains(t.Kinds, k) })
}

// measured says that a table counts what only the machine sees: tickets and their times.
func (t Table) measured() bool {
	return len(t.Fields) == 0 && t.Name != unmet && t.Name != requests && t.Name != sessions
}

// LookupTable finds a table of the plan by its name.
func LookupTable(name string) (Table, bool) {
	plan := Plan()
	i := slices.IndexFunc(plan, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return plan[i], true
}

// slack says whether a field has values that are never published: "not stated".
func slack(field string) bool { return field != "topic" && field != "outcome" }
