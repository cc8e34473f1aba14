package statistics

import (
	"slices"
	"strconv"
	"strings"
)

// Indicator is a share, a duration or a sum that follows from published figures alone, so it tells
// nothing that they do not. Where the figures leave room, so does the indicator: it is an interval.
type Indicator struct {
	Name string `json:"indicator"`
	// Category is the code that it is about, where there are several of its name.
	Category string `json:"category,omitempty"`
	Unit     Unit   `json:"unit"`
	// Dimension is that of the local Migration Governance Indicators, for a year.
	Dimension string `json:"dimension,omitempty"`
	Interval
}

// Unit is what an indicator counts.
type Unit string

// The units. Of minutes, a greatest of 0 means that there is no end.
const (
	Percent  Unit = "percent"
	Minutes  Unit = "minutes"
	Visits   Unit = "visits"
	Requests Unit = "requests"
	Sessions Unit = "sessions"
)

// useless is how wide a share may be, in points of a hundred, before it says nothing.
const useless = 50

// Indicators gives those of a release, in a fixed order. What its figures leave wholly open is left out;
// in the stricter mode there are none.
func Indicators(r Release) []Indicator {
	var all []Indicator
	if r.Rule.Noise != nil {
		return nil // no interval can be given: chance has no bounds
	}
	switch r.Period.Kind() {
	case Weekly:
		all = r.weekly()
	case Quarterly:
		all = r.quarterly()
	case Yearly:
		all = r.factSheet()
	default: // nothing of ours
	}
	return slices.DeleteFunc(all, func(i Indicator) bool { return i.Unit == Percent && i.Greatest-i.Least > useless })
}

// known is what the table says of a category; false when it is not published.
func (r Release) known(table, category string) (Interval, bool) {
	return knownIn(r.Figures, r.Rule, table, category)
}

func knownIn(figures []Figure, rule Rule, table, category string) (Interval, bool) {
	for _, f := range figures {
		if f.Table == table && f.Category == category && f.Category2 == "" {
			least, greatest := rule.Interval(f)
			return Interval{least, greatest}, true
		}
	}
	return Interval{}, false
}

func (r Release) weekly() []Indicator {
	all := r.durations("wait", r.bands("waiting"))
	all = append(all, r.within(r.bands("waiting"))...)
	all = append(all, r.durations("service", r.bands("service"))...)
	all = append(all, r.durations("estimate_error", r.bands("estimate_error"))...)
	all = append(all, r.part("estimate_kept", estimate, "kept", estimate, told)...)
	all = append(all, r.part("priority_share", "seen_first", "priority", visits, "all")...)
	all = append(all, r.part("served_share", "end", "served", visits, "all")...)
	return append(all, r.themes()...)
}

// themes are the requests by theme of the city network, so that towns compare. Topics that were counted
// as others may belong to any theme: they widen each range upwards.
func (r Release) themes() []Indicator {
	var all []Indicator
	others, _ := r.known("topic", OtherCode)
	for _, theme := range Themes() {
		var sum Interval
		found, folded := false, false
		for _, topic := range theme.Topics {
			i, known := r.known("topic", topic)
			sum, found, folded = sum.plus(i), found || known, folded || !known
		}
		if folded {
			sum.Greatest += others.Greatest
		}
		if found {
			all = append(all, Indicator{Name: "theme", Category: theme.Code, Unit: Requests, Interval: sum})
		}
	}
	return all
}

// part is the share that one figure is of another.
func (r Release) part(name, table, category, whole, all string) []Indicator {
	a, first := r.known(table, category)
	b, second := r.known(whole, all)
	if !first || !second || b.Greatest == 0 {
		return nil
	}
	return []Indicator{{Name: name, Unit: Percent, Interval: shareOf(a, b)}}
}

// bands reads a table whose categories are spans of minutes: "0-15", and "60+" for the last.
func (r Release) bands(table string) []band {
	var bands []band
	for _, f := range r.Table(table) {
		from, to, _ := strings.Cut(strings.TrimSuffix(f.Category, "+"), "-")
		b := band{}
		b.From, _ = strconv.Atoi(from)
		b.To, _ = strconv.Atoi(to) // the last one has none
		b.Count.Least, b.Count.Greatest = r.Rule.Interval(f)
		bands = append(bands, b)
	}
	return bands
}

// durations are the median and the ninth tenth.
func (r Release) durations(name string, bands []band) []Indicator {
	var all []Indicator
	for _, q := range []struct {
		name   string
		tenths int
	}{{"_median", 5}, {"_p90", 9}} {
		if len(bands) == 0 {
			break
		}
		if i, says := quantile(bands, q.tenths); says {
			all = append(all, Indicator{Name: name + q.name, Unit: Minutes, Interval: i})
		}
	}
	return all
}

// within are the shares that waited no longer than the end of each band.
func (r Release) within(bands []band) []Indicator {
	var all []Indicator
	counts := make([]Interval, len(bands))
	for i, b := range bands {
		counts[i] = b.Count
	}
	for i, b := range bands {
		if b.To > 0 {
			s := share(addUp(counts[:i+1]), addUp(counts[i+1:]))
			all = append(all, Indicator{Name: "wait_within", Category: strconv.Itoa(b.To), Unit: Percent, Interval: s})
		}
	}
	return all
}

// quarterly are, by topic, how often no service existed; and how often somebody was sent on.
func (r Release) quarterly() []Indicator {
	var all []Indicator
	var topics []string
	for _, f := range r.Table("topic-outcome") {
		if !slices.Contains(topics, f.Category) {
			topics = append(topics, f.Category)
		}
	}
	for _, topic := range topics {
		var none, rest []Interval
		for _, f := range r.Table("topic-outcome") {
			least, greatest := r.Rule.Interval(f)
			switch {
			case f.Category != topic:
			case f.Category2 == "NOSVC":
				none = append(none, Interval{least, greatest})
			default:
				rest = append(rest, Interval{least, greatest})
			}
		}
		all = append(all, Indicator{Name: "no_service_rate", Category: topic, Unit: Percent, Interval: share(addUp(none), addUp(rest))})
	}
	return append(append(all, r.oriented()...), r.themes()...)
}

// onward are the outcomes that lead somewhere else.
var onward = []string{"PUB", "MUN", "INT", "CSO", "ACC"}

func (r Release) oriented() []Indicator {
	var on, rest []Interval
	for _, f := range r.Table("outcome") {
		least, greatest := r.Rule.Interval(f)
		if slices.Contains(onward, f.Category) {
			on = append(on, Interval{least, greatest})
		} else {
			rest = append(rest, Interval{least, greatest})
		}
	}
	if len(on) == 0 {
		return nil
	}
	return []Indicator{{Name: "oriented_share", Unit: Percent, Interval: share(addUp(on), addUp(rest))}}
}
