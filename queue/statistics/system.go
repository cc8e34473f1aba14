package statistics

import (
	"cmp"
	"math"
	"slices"
)

// cell is one count that the attacker looks for. A category of "" is a total.
type cell struct {
	town      string
	period    Period
	table     string
	one, two  string
	published bool
	small     bool
	low, high float64
}

// system is everything that is known of the counts behind some releases: bounds and equations.
type system struct {
	cells []cell
	index map[string]int
	rows  []map[int]float64
	// tables says which tables a town published for a period; at, where the cells of the period are.
	tables map[place][]string
	places map[place][]int
}

// newSystem states what the releases say. The order of releases does not matter. Grown says that what an
// older version of a period said, and the newest does not repeat, has grown since.
func newSystem(releases []Release, grown bool) *system {
	s := &system{index: map[string]int{}, tables: map[place][]string{}, places: map[place][]int{}}
	releases = withQuarters(releases)
	releases = slices.SortedFunc(slices.Values(releases), func(a, b Release) int {
		return cmp.Or(cmp.Compare(a.Town, b.Town), a.Period.First.Compare(b.Period.First),
			a.Period.Last.Compare(b.Period.Last), cmp.Compare(a.Version, b.Version))
	})
	repeated := newest(releases)
	for _, r := range releases {
		for _, f := range r.Figures {
			if n := repeated[place{r.Town, r.Period}]; grown && r.Version < n.version && !slices.Contains(n.tables, f.Table) {
				s.outgrow(r, f)
			} else {
				s.publish(r, f)
			}
		}
	}
	for _, at := range periodsOf(releases) {
		s.relate(at)
		s.spread(at)
	}
	return s
}

// version is the newest version of a period, and the tables that it has.
type version struct {
	version int
	tables  []string
}

// newest finds the newest versions of all periods; the releases are in order of versions.
func newest(releases []Release) map[place]version {
	all := map[place]version{}
	for _, r := range releases {
		at := place{r.Town, r.Period}
		n := all[at]
		if r.Version > n.version {
			n = version{version: r.Version}
		}
		for _, f := range r.Figures {
			if !slices.Contains(n.tables, f.Table) {
				n.tables = append(n.tables, f.Table)
			}
		}
		all[at] = n
	}
	return all
}

// withQuarters adds what years repeat of their quarters.
func withQuarters(releases []Release) []Release {
	all := slices.Clone(releases)
	for _, r := range releases {
		for _, q := range r.Quarters {
			all = append(all, Release{Town: r.Town, Period: q.Period, Version: q.Version, Rule: q.Rule, Figures: q.Figures})
		}
	}
	return all
}

// place is a period of a town.
type place struct {
	town   string
	period Period
}

// periodsOf are the periods of some releases and all their weeks, the long ones first: what is known of
// them says something of the short ones.
func periodsOf(releases []Release) []place {
	var all []place
	for _, r := range releases {
		all = append(all, place{r.Town, r.Period})
		if r.Period.Kind() != Weekly {
			for _, w := range r.Period.Weeks() {
				all = append(all, place{r.Town, OneWeek(w)})
			}
		}
	}
	slices.SortFunc(all, func(a, b place) int {
		return cmp.Or(cmp.Compare(len(b.period.Weeks()), len(a.period.Weeks())), cmp.Compare(a.town, b.town), a.period.First.Compare(b.period.First))
	})
	return slices.Compact(all)
}

// at is the place of a cell, which is made free of bounds when it is new.
func (s *system) at(town string, p Period, table, one, two string) int {
	table, one = sameCount(table, one)
	key := keyOf(town, p, table, one, two)
	i, known := s.index[key]
	if !known {
		i = len(s.cells)
		s.index[key] = i
		s.cells = append(s.cells, cell{town: town, period: p, table: table, one: one, two: two, high: math.Inf(1)})
		s.places[place{town, p}] = append(s.places[place{town, p}], i)
	}
	return i
}

// sameCount is the one name of a count that two tables show.
func sameCount(table, one string) (string, string) {
	switch {
	case table == unmet && one == "left":
		return "end", one
	case table == unmet && one == "no_service":
		return "outcome", "NOSVC"
	case table == estimate && one == told:
		return told, all
	default:
		return table, one
	}
}

// publish narrows a cell to what a figure says. Figures of two versions of one count that overlap
// are taken for the same count, which is how a figure drawn twice gives itself away; of two that do
// not, the later one counts.
func (s *system) publish(r Release, f Figure) {
	c := &s.cells[s.at(r.Town, r.Period, f.Table, f.Category, f.Category2)]
	if r.Rule.Noise != nil && f.Flag != FlagPlain {
		return // chance has no bounds: nothing follows from such a figure; see [broken]
	}
	a, b := r.Rule.Interval(f)
	least, greatest := float64(a), float64(b)
	if c.published && max(c.low, least) <= min(c.high, greatest) {
		least, greatest = max(c.low, least), min(c.high, greatest)
	}
	c.low, c.high, c.published = least, greatest, true
	c.small = f.Flag != FlagPlain && a < DefaultRule().Below && b > 0
	key := place{r.Town, r.Period}
	if !slices.Contains(s.tables[key], f.Table) {
		s.tables[key] = append(s.tables[key], f.Table)
	}
}

// outgrow bounds a cell from below by what it was: records are added, never taken away.
func (s *system) outgrow(r Release, f Figure) {
	c := &s.cells[s.at(r.Town, r.Period, f.Table, f.Category, f.Category2)]
	if r.Rule.Noise == nil && f.Flag != FlagPlain {
		least, _ := r.Rule.Interval(f)
		c.low = max(c.low, float64(least))
	}
}

// equal adds: the parts add up to whole, or to no more when there may be others.
func (s *system) equal(whole int, parts []int, others bool) {
	row := map[int]float64{whole: -1}
	for _, p := range parts {
		row[p]++
	}
	if others {
		i := len(s.cells)
		s.cells = append(s.cells, cell{high: math.Inf(1)})
		row[i] = 1
	}
	s.rows = append(s.rows, row)
}

// relate adds the equations inside one period. Those of a table hold whether or not it was published,
// once there is a cell of it.
func (s *system) relate(at place) {
	published := s.tables[at]
	for _, t := range Plan() {
		whole := slices.Contains(published, t.Name)
		switch {
		case len(t.Fields) == 2 && whole:
			s.margins(at, t)
		case len(t.Fields) < 2 && t.Total != "" && t.Total != t.Name:
			if parts := s.cellsOf(at, t.Name); len(parts) > 0 {
				s.equal(s.at(at.town, at.period, t.Total, all, ""), parts, !t.Complete || !whole)
			}
		}
	}
	s.within(at, requests, profiled, "topic")
	s.within(at, brochures, open, "brochure-topic")
	s.atMost(at, visits, all, called, all)
	s.atMost(at, called, all, told, all)
	s.atMost(at, told, all, estimate, "kept")
}

// cellsOf are the cells of a one-way table of a period, published or not.
func (s *system) cellsOf(at place, table string) []int {
	var parts []int
	for _, i := range s.places[at] {
		if c := s.cells[i]; c.table == table && c.two == "" {
			parts = append(parts, i)
		}
	}
	return parts
}

// within adds that a total is what is not protected and what is.
func (s *system) within(at place, total, rest, topics string) {
	if i, known := s.find(at, total, all); known {
		parts := []int{s.at(at.town, at.period, topics, "PRO", ""), s.at(at.town, at.period, rest, all, "")}
		s.equal(i, parts, false)
	}
}

// atMost adds that one count is no more than another, where both are known of.
func (s *system) atMost(at place, more, moreCode, less, lessCode string) {
	i, first := s.find(at, more, moreCode)
	j, second := s.find(at, less, lessCode)
	if first && second {
		s.equal(i, []int{j}, true)
	}
}

// find is the place of a one-way cell that is there already.
func (s *system) find(at place, table, code string) (int, bool) {
	i, known := s.index[keyOf(at.town, at.period, table, code, "")]
	return i, known
}

func keyOf(town string, p Period, table, one, two string) string {
	return town + "|" + p.String() + "|" + table + "|" + one + "|" + two
}

// margins adds the rows and columns of a two-way table: each is the same count as one of a one-way
// table of the same period, published or not.
func (s *system) margins(at place, t Table) {
	rows, columns := map[string][]int{}, map[string][]int{}
	for _, i := range s.places[at] {
		if c := s.cells[i]; c.table == t.Name {
			rows[c.one] = append(rows[c.one], i)
			columns[c.two] = append(columns[c.two], i)
		}
	}
	for _, code := range sorted(rows) {
		s.equal(s.at(at.town, at.period, t.Fields[0], code, ""), rows[code], slack(t.Fields[1]))
	}
	for _, code := range sorted(columns) {
		s.equal(s.at(at.town, at.period, t.Fields[1], code, ""), columns[code], slack(t.Fields[0]))
	}
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// spread adds that a count of a long period is the sum of those of its weeks, published or not.
func (s *system) spread(at place) {
	if at.period.Kind() == Weekly {
		return
	}
	weeks := at.period.Weeks()
	for _, i := range s.places[at] { // the cells that are made here belong to weeks
		c := s.cells[i]
		if c.two != "" {
			continue
		}
		parts := make([]int, len(weeks))
		for k, w := range weeks {
			parts[k] = s.at(at.town, OneWeek(w), c.table, c.one, "")
		}
		s.equal(i, parts, false)
	}
}

// part is a connected part of a system: nothing said outside narrows a cell in it.
type part struct{ cells, rows []int }

// parts are the connected parts of the system, in order of their first cells.
func (s *system) parts() []part {
	group := make([]int, len(s.cells))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for _, row := range s.rows {
		first := -1
		for j := range row {
			if first < 0 {
				first = find(j)
			}
			group[find(j)] = first
		}
	}
	return s.gather(find)
}

// gather puts cells and rows into the parts that find names.
func (s *system) gather(find func(int) int) []part {
	place := map[int]int{}
	var parts []part
	for i := range s.cells {
		root := find(i)
		k, known := place[root]
		if !known {
			k = len(parts)
			place[root] = k
			parts = append(parts, part{})
		}
		parts[k].cells = append(parts[k].cells, i)
	}
	for r, row := range s.rows {
		for j := range row {
			k := place[find(j)]
			parts[k].rows = append(parts[k].rows, r)
			break // any one cell of the row tells its part
		}
	}
	return parts
}
