package statistics

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// SafeValues is how many values the attacker must leave a small cell.
const SafeValues = 6

// ErrUnsafe says that figures would betray somebody, and nothing was released.
var ErrUnsafe = errors.New("the figures would betray someone")

// Verdict is what the attacker learned about a small cell that nobody should.
type Verdict string

// The verdicts, the worst first.
const (
	Exact    Verdict = "exact"    // its count is known
	Presence Verdict = "presence" // somebody was there
	Narrow   Verdict = "narrow"   // fewer than [SafeValues] values are left
)

// Breach is one small cell that did not hold. It names what must stay hidden: it is for the operator
// alone.
type Breach struct {
	Town      string  `json:"town"`
	Period    Period  `json:"period"`
	Table     string  `json:"table"`
	Category  string  `json:"category"`
	Category2 string  `json:"category2,omitempty"`
	Verdict   Verdict `json:"verdict"`
	Least     int     `json:"least"`
	Greatest  int     `json:"greatest"`
}

// Outcome is what an attack came to.
type Outcome struct {
	// Small is how many small cells were attacked.
	Small    int      `json:"small"`
	Breaches []Breach `json:"breaches"`
	// Programs is how many linear programs were solved.
	Programs int `json:"programs"`
}

// Attack bounds every small count behind some releases, of any towns, periods and versions together.
// It knows nothing but the releases. Bounds are those of the linear relaxation, rounded inwards: an
// attacker who also uses that counts are whole can know more only where it is not tight.
//
// Of releases in the stricter mode ([Noise]) nothing can be bounded. There it looks for what would break
// their promise: figures drawn twice, and weeks that were published with and without chance.
func Attack(releases []Release) (Outcome, error) {
	o, err := attackWhere(releases, func(cell) bool { return true })
	o.Breaches = append(o.Breaches, broken(releases)...)
	return o, err
}

// attackWhere attacks the connected parts that hold a cell of interest.
func attackWhere(releases []Release, interest func(cell) bool) (Outcome, error) {
	var o Outcome
	s := newSystem(releases)
	for _, part := range s.parts() {
		if !slices.ContainsFunc(part.cells, func(i int) bool { return interest(s.cells[i]) }) {
			continue
		}
		if err := s.attackPart(part, &o); err != nil {
			return o, fmt.Errorf("attack the figures of %s: %w", s.cells[part.cells[0]].town, err)
		}
	}
	return o, nil
}

// attackPart attacks one connected part.
func (s *system) attackPart(part part, o *Outcome) error {
	t, err := s.program(part).solve()
	if err != nil {
		return err
	}
	o.Programs++
	seen := newWitness(t)
	for k, i := range part.cells {
		if !s.cells[i].small {
			continue
		}
		o.Small++
		if err := s.attackCell(t, seen, k, o); err != nil {
			return err
		}
		s.judge(i, seen.least[k], seen.greatest[k], o)
	}
	return nil
}

// program states a part as a linear program; variable k is the part's cell k.
func (s *system) program(part part) program {
	place, p := map[int]int{}, program{}
	for k, i := range part.cells {
		place[i] = k
		p.lower, p.upper = append(p.lower, s.cells[i].low), append(p.upper, s.cells[i].high)
	}
	for _, r := range part.rows {
		local := map[int]float64{}
		for j, c := range s.rows[r] {
			local[place[j]] = c
		}
		p.rows, p.right = append(p.rows, local), append(p.right, 0)
	}
	return p
}

// witness remembers the least and the greatest value of every variable in the points met so far.
// What a point shows is possible needs no program of its own: it spares nine in ten.
type witness struct{ least, greatest []float64 }

func newWitness(t *tableau) *witness {
	w := &witness{append([]float64(nil), t.value...), append([]float64(nil), t.value...)}
	return w
}

func (w *witness) see(t *tableau) {
	for k, v := range t.value {
		w.least[k], w.greatest[k] = min(w.least[k], v), max(w.greatest[k], v)
	}
}

// attackCell looks for the ends of a cell, as far as they matter.
func (s *system) attackCell(t *tableau, seen *witness, k int, o *Outcome) error {
	if seen.least[k] > tolerance {
		if _, err := t.extreme(k, 1); err != nil {
			return err
		}
		o.Programs++
		seen.see(t)
	}
	if seen.greatest[k] < SafeValues-1-tolerance || seen.least[k] > tolerance {
		if _, err := t.extreme(k, -1); err != nil {
			return err
		}
		o.Programs++
		seen.see(t)
	}
	return nil
}

// judge notes a breach.
func (s *system) judge(i int, least, greatest float64, o *Outcome) {
	c := s.cells[i]
	low, high := int(math.Ceil(least-1e-5)), int(math.Floor(greatest+1e-5))
	var v Verdict
	switch {
	case high <= low:
		v = Exact
	case low >= 1:
		v = Presence
	case high-low+1 < SafeValues:
		v = Narrow
	default:
		return
	}
	o.Breaches = append(o.Breaches, Breach{c.town, c.period, c.table, c.one, c.two, v, low, high})
}
