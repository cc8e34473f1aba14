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

// attackWhere attacks the connected parts that hold a cell of interest. What an older version said in a table that
// the newer one withholds is taken to be as it was; where that contradicts the rest, something was
// added since, and it only bounds from below.
func attackWhere(releases []Release, interest func(cell) bool) (Outcome, error) {
	o, err := newSystem(releases, false).attack(interest)
	if errors.Is(err, errContradiction) && slices.ContainsFunc(releases, func(r Release) bool { return r.Version > 1 }) {
		return newSystem(releases, true).attack(interest)
	}
	return o, err
}

func (s *system) attack(interest func(cell) bool) (Outcome, error) {
	var o Outcome
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
	b, err := s.program(part).solve()
	if err != nil {
		return err
	}
	h := newHunt(b, o)
	for k, i := range part.cells {
		if s.cells[i].small {
			h.small = append(h.small, k)
		}
	}
	if err := h.run(); err != nil {
		return err
	}
	for _, k := range h.small {
		s.judge(part.cells[k], h.least[k], h.greatest[k], o)
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

// hunt looks for the ends of the small cells of one part, as far as they matter: whether a cell can be
// zero, and whether it can be as large as [SafeValues] asks. It remembers the least and the greatest
// value of every variable in all points met. What a point shows is possible needs no program of its
// own; so all open cells are moved together first.
type hunt struct {
	*basis
	small           []int
	least, greatest []float64
	o               *Outcome
}

func newHunt(b *basis, o *Outcome) *hunt {
	o.Programs++
	return &hunt{basis: b, least: slices.Clone(b.value), greatest: slices.Clone(b.value), o: o}
}

// see remembers the point of the moment.
func (h *hunt) see() {
	for k, v := range h.value {
		h.least[k], h.greatest[k] = min(h.least[k], v), max(h.greatest[k], v)
	}
}

func (h *hunt) run() error {
	h.o.Small += len(h.small)
	for _, end := range []struct {
		sign float64
		open func(k int) bool
	}{{1, h.mayBePresent}, {-1, func(k int) bool { return h.mayBeNarrow(k) || h.mayBePresent(k) }}} {
		if err := h.together(end.sign, end.open); err != nil {
			return err
		}
		for _, k := range h.small { // those that are still open have the answer of a program of their own
			if end.open(k) {
				if err := h.extreme([]int{k}, end.sign); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// mayBePresent says that no point met so far has a cell at zero.
func (h *hunt) mayBePresent(k int) bool { return h.least[k] > tolerance }

// mayBeNarrow says that no point met so far has a cell as large as is safe.
func (h *hunt) mayBeNarrow(k int) bool { return h.greatest[k] < SafeValues-1-tolerance }

// together moves the open cells at once, as long as that closes some.
func (h *hunt) together(sign float64, open func(k int) bool) error {
	left := filter(h.small, open)
	for len(left) > 1 {
		if err := h.extreme(left, sign); err != nil {
			return err
		}
		now := filter(left, open)
		if len(now) == len(left) {
			return nil
		}
		left = now
	}
	return nil
}

// extreme moves the sum of some cells to its end.
func (h *hunt) extreme(of []int, sign float64) error {
	h.o.Programs++
	return h.basis.extreme(of, sign, h.see)
}

func filter(all []int, keep func(int) bool) []int {
	return slices.DeleteFunc(slices.Clone(all), func(k int) bool { return !keep(k) })
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
