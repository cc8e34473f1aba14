package statistics

import (
	"strconv"
	"strings"
)

// Finding is one plain sentence on a table, in a language; empty when the table was not published.
// Figures that were rounded alike are named alike: the first of them is not more than the others.
func (r Release) Finding(table, language string) string {
	figures := r.Table(table)
	if len(figures) == 0 {
		return ""
	}
	say := func(name string, places ...string) string {
		return strings.NewReplacer(places...).Replace(labels().Finding[name].In(language))
	}
	switch {
	case figures[0].Flag == FlagBand:
		return say("band")
	case table == sessions:
		return say("sessions", "{held}", strconv.Itoa(figures[0].Value), "{planned}", strconv.Itoa(figures[1].Value))
	}
	if sentence := r.byIndicator(table, language); sentence != "" {
		return sentence
	}
	names, most := r.most(table, language)
	switch {
	case most == 0:
		return say("small")
	case len(figures) == 1:
		return say("one", "{value}", strconv.Itoa(most))
	case len(names) == 1:
		return say("top", "{names}", names[0], "{value}", strconv.Itoa(most))
	default:
		return say("ties", "{names}", strings.Join(names, say("comma")), "{value}", strconv.Itoa(most))
	}
}

// findingOf names, by table, the indicator that says more than its largest figure.
var findingOf = map[string][]string{
	"waiting": {"wait_within 30", "wait_within 60", "wait_within 15", "wait_median "}, "service": {"service_median "},
	"estimate": {"estimate_kept "}, "estimate_error": {"estimate_error_median "}, "seen_first": {"priority_share "},
}

func (r Release) byIndicator(table, language string) string {
	for _, name := range findingOf[table] {
		for _, i := range Indicators(r) {
			if i.Name+" "+i.Category == name {
				return strings.NewReplacer("{name}", i.Label(language), "{value}", i.Text(language)).
					Replace(labels().Finding["indicator"].In(language))
			}
		}
	}
	return ""
}

// most are the names of the categories that share the highest figure of a table, and the figure; 0
// when none reached the least that is shown.
func (r Release) most(table, language string) (names []string, most int) {
	for _, f := range r.Table(table) {
		most = max(most, f.Value)
	}
	for _, f := range r.Table(table) {
		if f.Value != most || f.Flag == FlagLess {
			continue
		}
		names = append(names, f.Name(language))
	}
	return names, most
}

// Name is the name of a figure's category, or of its two.
func (f Figure) Name(language string) string {
	t, _ := LookupTable(f.Table)
	one, _ := t.Category(0, f.Category)
	name := one.In(language)
	if f.Category2 != "" {
		two, _ := t.Category(1, f.Category2)
		name += " – " + two.In(language)
	}
	return name
}
