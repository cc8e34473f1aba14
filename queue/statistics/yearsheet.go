package statistics

import "slices"

// The dimensions of the local Migration Governance Indicators (IOM): rights, a whole-of-government
// approach, partnerships, socio-economic well-being, mobility in crises, safe and orderly migration.
const (
	rights      = "rights"
	government  = "government"
	partnership = "partnership"
	wellbeing   = "wellbeing"
	crises      = "crises"
	orderly     = "orderly"
)

// Dimensions are the codes of the six dimensions, in the order in which the indicators list them.
func Dimensions() []string {
	return []string{rights, government, partnership, wellbeing, crises, orderly}
}

// yearLine is one line of the year's sheet: the count that it adds up over the quarters, and the
// dimension that it is evidence for.
type yearLine struct {
	name, dimension string
	unit            Unit
	table, code     string
	// others adds up all codes but this one.
	others bool
}

// yearLines are the lines that four quarters add up to. Returnees stand apart from foreigners.
func yearLines() []yearLine {
	lines := []yearLine{
		{"unmet", rights, Visits, unmet, "uncovered", false},
		{"unmet", government, Requests, unmet, "no_service", false},
		{"unmet", government, Visits, unmet, "left", false},
		{"unmet", government, Visits, unmet, "turned_away", false},
		{"year_returnees", orderly, Requests, "region", "TUN", false},
		{"year_foreigners", orderly, Requests, "region", "TUN", true},
	}
	for _, o := range [][2]string{{"MUN", government}, {"PUB", government}, {"CSO", partnership}, {"INT", partnership}} {
		lines = append(lines, yearLine{"year_outcome", o[1], Requests, "outcome", o[0], false})
	}
	for _, t := range [][2]string{
		{"CIV", rights},
		{"JUS", rights},
		{"DIS", rights},
		{"HLT", wellbeing},
		{"MCH", wellbeing},
		{"EDU", wellbeing},
		{"WRK", wellbeing},
		{"HOU", wellbeing},
		{"INF", wellbeing},
		{"PRO", crises},
		{"EMG", crises},
		{"STA", orderly},
		{"RET", orderly},
	} {
		lines = append(lines, yearLine{"year_topic", t[1], Requests, "topic", t[0], false})
	}
	return lines
}

// factSheet is the sheet of a year: what is its own, and what its four quarters add up to. A line is
// left out unless all four published what it needs.
func (r Release) factSheet() []Indicator {
	var all []Indicator
	for _, own := range []struct {
		name, dimension, table, code string
		unit                         Unit
	}{
		{"year_visits", rights, visits, "all", Visits},
		{"year_served", rights, "end", "served", Visits},
		{"year_held", government, sessions, "held", Sessions},
		{"year_planned", government, sessions, "planned", Sessions},
	} {
		if i, published := r.known(own.table, own.code); published {
			all = append(all, Indicator{Name: own.name, Unit: own.unit, Dimension: own.dimension, Interval: i})
		}
	}
	for _, l := range yearLines() {
		if i, complete := r.sumOf(l); complete {
			all = append(all, Indicator{Name: l.name, Category: l.category(), Unit: l.unit, Dimension: l.dimension, Interval: i})
		}
	}
	slices.SortStableFunc(all, func(a, b Indicator) int {
		return slices.Index(Dimensions(), a.Dimension) - slices.Index(Dimensions(), b.Dimension)
	})
	return all
}

// category is the code that a line shows, where its name alone does not say what it counts.
func (l yearLine) category() string {
	if l.table == "region" {
		return ""
	}
	return l.code
}

// sumOf adds up a line over four quarters. A code that a quarter folded into the others is not known
// there, and the line is then left out.
func (r Release) sumOf(l yearLine) (Interval, bool) {
	var sum Interval
	for _, q := range r.Quarters {
		found := false
		for _, f := range q.Figures {
			if f.Table == l.table && (f.Category == l.code) != l.others {
				least, greatest := q.Rule.Interval(f)
				sum, found = sum.plus(Interval{least, greatest}), true
			}
		}
		if !found {
			return Interval{}, false
		}
	}
	return sum, len(r.Quarters) == 4
}
