// Package statisticstest plays towns, for tests of figures that nobody really was counted in.
package statisticstest

import (
	"math"
	"math/rand/v2"

	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

// Town is a simulated town: what its visits ask for, week after week.
type Town struct {
	Name string
	mean float64 // visits a week
	r    *rand.Rand
	// Weeks holds the requests of each week, by field.
	Weeks map[orientation.Week][]map[string]string
	seen  map[orientation.Week]map[string]map[string]int
	// printed holds the brochures of each week, by field.
	printed map[orientation.Week]map[string]map[string]int
}

// NewTown is a town with a mean of visits a week. The same seed plays the same weeks.
func NewTown(name string, mean float64, seed uint64) *Town {
	return &Town{
		Name: name, mean: mean, r: rand.New(rand.NewPCG(seed, 7)),
		Weeks: map[orientation.Week][]map[string]string{}, seen: map[orientation.Week]map[string]map[string]int{},
		printed: map[orientation.Week]map[string]map[string]int{},
	}
}

// skewed draws one of a field's codes, the first ones more often, "not stated" one time in eight.
func (t *Town) skewed(field string) string {
	all := Codes(field)
	if field != "topic" && field != "outcome" && t.r.IntN(8) == 0 {
		return orientation.NotStated
	}
	return all[min(len(all)-1, int(t.r.ExpFloat64()*float64(len(all))/4))]
}

// codes are those of each field that are published.
var codes = func() map[string][]string {
	all := map[string][]string{}
	for _, f := range orientation.Fields() {
		for _, c := range f.Stored() {
			if c != orientation.NotStated {
				all[f.Name] = append(all[f.Name], c)
			}
		}
	}
	return all
}()

// Codes are those of a field, without "not stated".
func Codes(field string) []string { return codes[field] }

// Live plays a week: some weeks are busy, some nearly empty.
func (t *Town) Live(w orientation.Week) {
	n := max(0, int(t.mean*math.Exp(t.r.NormFloat64()*0.3)))
	m := map[string]map[string]int{
		"visits": {}, "end": {}, "unmet": {}, "waiting": {}, "service": {}, "estimate": {}, "estimate_error": {}, "seen_first": {}, "sessions": {"held": 1, "planned": 1},
	}
	t.printed[w] = map[string]map[string]int{"topic": {}, "language": {}}
	for range n {
		t.visit(w, m)
	}
	for range t.r.IntN(4) {
		m["unmet"]["turned_away"]++
	}
	t.seen[w] = m
}

func (t *Town) visit(w orientation.Week, m map[string]map[string]int) {
	m["visits"]["all"]++
	if u := t.r.Float64(); u < 0.08 {
		m["end"]["left"]++
		m["unmet"]["left"]++
		return
	} else if u < 0.12 {
		m["end"]["no_show"]++
		return
	}
	m["end"]["served"]++
	t.call(m)
	t.print(w)
	m["service"][[]string{"0-5", "5-15", "15-30", "30+"}[t.r.IntN(4)]]++
	profile := map[string]string{}
	for _, f := range []string{"sex", "age", "region", "language", "group", "came_by"} {
		profile[f] = t.skewed(f)
	}
	for range 1 + t.r.IntN(3)*t.r.IntN(2) {
		topic := t.skewed("topic")
		if t.r.IntN(25) == 0 {
			t.Weeks[w] = append(t.Weeks[w], map[string]string{"topic": "PRO"})
			continue
		}
		request := map[string]string{"topic": topic, "outcome": t.skewed("outcome")}
		for k, v := range profile {
			request[k] = v
		}
		if topic == "PRO" {
			request = map[string]string{"topic": "PRO"}
		}
		t.Weeks[w] = append(t.Weeks[w], request)
	}
}

// call measures a wait: some were told a range before, and most of the ranges hold.
func (t *Town) call(m map[string]map[string]int) {
	m["waiting"][[]string{"0-15", "15-30", "30-60", "60+"}[min(3, int(t.r.ExpFloat64()))]]++
	if t.r.IntN(10) == 0 {
		m["seen_first"]["priority"]++
	}
	if t.r.IntN(30) == 0 {
		m["unmet"]["uncovered"]++
	}
	if t.r.IntN(5) == 0 {
		return
	}
	m["estimate"]["told"]++
	m["estimate_error"][[]string{"0-5", "5-10", "10-20", "20+"}[min(3, int(t.r.ExpFloat64()))]]++
	if t.r.IntN(5) > 0 {
		m["estimate"]["kept"]++
	}
}

// print prints a brochure for one visit in three.
func (t *Town) print(w orientation.Week) {
	if t.r.IntN(3) > 0 {
		return
	}
	topic := t.skewed("topic")
	t.printed[w]["topic"][topic]++
	if topic != orientation.Protection {
		t.printed[w]["language"][[]string{"fr", "ar", "en", "other"}[min(3, int(t.r.ExpFloat64()*2))]]++
	}
}

// Counts adds up a period.
func (t *Town) Counts(p statistics.Period) statistics.Counts {
	c := statistics.Counts{
		Requests: map[string]map[string]int{}, Pairs: map[string]map[[2]string]int{}, Measures: map[string]map[string]int{"requests": {}},
		Brochures: map[string]map[string]int{},
	}
	add := func(m map[string]map[string]int, table, code string, n int) {
		if m[table] == nil {
			m[table] = map[string]int{}
		}
		m[table][code] += n
	}
	for _, w := range p.Weeks() {
		for table, codes := range t.seen[w] {
			for code, n := range codes {
				add(c.Measures, table, code, n)
			}
		}
		for field, codes := range t.printed[w] {
			for code, n := range codes {
				add(c.Brochures, field, code, n)
			}
		}
		for _, r := range t.Weeks[w] {
			add(c.Measures, "requests", "all", 1)
			for field, code := range r {
				add(c.Requests, field, code, 1)
			}
			if r["outcome"] == "NOSVC" {
				add(c.Measures, "unmet", "no_service", 1)
			}
			for _, other := range []string{"outcome", "language", "age", "sex"} {
				table := "topic-" + other
				if c.Pairs[table] == nil {
					c.Pairs[table] = map[[2]string]int{}
				}
				if r[other] != "" {
					c.Pairs[table][[2]string{r["topic"], r[other]}]++
				}
			}
		}
	}
	return c
}

// Draft is what a period would publish before any gate.
func (t *Town) Draft(p statistics.Period) statistics.Release {
	kept := statistics.Keep(t.Counts(statistics.QuarterOf(p.First).Before()).Requests)
	return statistics.Draft(t.Name, p, kept, t.Counts(p))
}
