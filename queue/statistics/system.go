package statistics

import (
	"cmp"
	"fmt"
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
	// tables says which tables a town published for a period.
	tables map[string][]string
}

// newSystem states what the releases say. The order of releases does not matter.
func newSystem(releases []Release) *system {
	s := &system{index: map[string]int{}, tables: map[string][]string{}}
	releases = slices.SortedFunc(slices.Values(releases), func(a, b Release) int {
		return cmp.Or(cmp.Compare(a.Town, b.Town), a.Period.First.Compare(b.Period.First),
			a.Period.Last.Compare(b.Period.Last), cmp.Compare(a.Version, b.Version))
	})
	for _, r := range releases {
		for _, f := range r.Figures {
			s.publish(r, f)
		}
	}
	for _, r := range releases {
		s.relate(r)
	}
	for _, r := range releases {
		s.spread(r)
	}
	return s
}

// at is the place of a cell, which is made free of bounds when it is new.
func (s *system) at(town string, p Period, table, one, two string) int {
	if table == "unmet" && one == "left" { // one count, shown in two tables
		table = "end"
	}
	key := town + "|" + p.String() + "|" + table + "|" + one + "|" + two
	i, known := s.index[key]
	if !known {
		i = len(s.cells)
		s.index[key] = i
		s.cells = append(s.cells, cell{town: town, period: p, table: table, one: one, two: two, high: math.Inf(1)})
	}
	return i
}

// publish narrows a cell to what a figure says. Figures of two versions of one count that overlap
// are taken for the same count, which is how a figure drawn twice gives itself away; of two that do
// not, the later one counts.
func (s *system) publish(r Release, f Figure) {
	c := &s.cells[s.at(r.Town, r.Period, f.Table, f.Category, f.Category2)]
	a, b := r.Rule.Interval(f)
	least, greatest := float64(a), float64(b)
	if c.published && max(c.low, least) <= min(c.high, greatest) {
		least, greatest = max(c.low, least), min(c.high, greatest)
	}
	c.low, c.high, c.published = least, greatest, true
	c.small = f.Flag != FlagPlain && a < DefaultRule().Below && b > 0
	key := r.Town + "|" + r.Period.String()
	if !slices.Contains(s.tables[key], f.Table) {
		s.tables[key] = append(s.tables[key], f.Table)
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

// relate adds the equations inside one release.
func (s *system) relate(r Release) {
	for _, name := range s.tables[r.Town+"|"+r.Period.String()] {
		t, known := tableNamed(name)
		switch {
		case !known:
		case len(t.Fields) == 2:
			s.margins(r, t)
		case t.Total != "" && t.Total != t.Name:
			var parts []int
			for _, f := range r.Table(name) {
				parts = append(parts, s.at(r.Town, r.Period, name, f.Category, ""))
			}
			s.equal(s.at(r.Town, r.Period, t.Total, all, ""), parts, !t.Complete)
		}
	}
	if published := s.tables[r.Town+"|"+r.Period.String()]; slices.Contains(published, "topic") {
		protection := s.at(r.Town, r.Period, "topic", "PRO", "")
		s.equal(s.at(r.Town, r.Period, requests, all, ""), []int{s.at(r.Town, r.Period, profiled, all, ""), protection}, false)
	}
}

// margins adds the rows and columns of a two-way table: each is the same count as one of a one-way
// table of the same period, published or not.
func (s *system) margins(r Release, t Table) {
	rows, columns := map[string][]int{}, map[string][]int{}
	for _, f := range r.Table(t.Name) {
		i := s.at(r.Town, r.Period, t.Name, f.Category, f.Category2)
		rows[f.Category] = append(rows[f.Category], i)
		columns[f.Category2] = append(columns[f.Category2], i)
	}
	for _, code := range sorted(rows) {
		s.equal(s.at(r.Town, r.Period, t.Fields[0], code, ""), rows[code], slack(t.Fields[1]))
	}
	for _, code := range sorted(columns) {
		s.equal(s.at(r.Town, r.Period, t.Fields[1], code, ""), columns[code], slack(t.Fields[0]))
	}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// spread adds that a count of a long period is the sum of those of its weeks.
func (s *system) spread(r Release) {
	if r.Period.Kind() == Weekly {
		return
	}
	for i := 0; i < len(s.cells); i++ { // equal appends others, which have no town
		c := s.cells[i]
		if c.town != r.Town || c.period != r.Period || c.two != "" || c.one == "" {
			continue
		}
		var parts []int
		for _, w := range r.Period.Weeks() {
			key := fmt.Sprintf("%s|%s|%s|%s|", r.Town, w, c.table, c.one)
			if j, known := s.index[key]; known && s.cells[j].published {
				parts = append(parts, j)
			}
		}
		if len(parts) > 0 {
			s.equal(i, parts, len(parts) < len(r.Period.Weeks()))
		}
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
