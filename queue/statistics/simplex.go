package statistics

import (
	"errors"
	"math"
)

// errSolver says that the linear program could not be solved soundly. The gate then stays closed.
var errSolver = errors.New("the attacker's linear program did not end")

// errContradiction says that no counts fit what was published: the files contradict each other.
var errContradiction = errors.New("the published figures contradict each other")

const (
	tolerance   = 1e-7
	dantzigTill = 20_000  // pivots after which Bland's rule, which cannot cycle, takes over
	maxPivots   = 100_000 // never reached in the tests
)

// program is a linear program: lower <= x <= upper and rows x = right. Lower bounds are finite.
type program struct {
	lower, upper []float64
	rows         []map[int]float64
	right        []float64
}

// basis is a program with a feasible point, the revised simplex method's. Tables share few cells, so
// rows and columns are kept sparse, as they were given; dense is the inverse of the basic columns
// alone, a fifth of what a whole tableau is. Bounds on variables are kept outside the rows. Variables
// from len(columns) on are the artificial ones of the first phase, which never come back.
type basis struct {
	program
	columns [][]entry // of each variable, by row
	sparse  [][]entry // of each row, by variable
	inverse [][]float64
	basic   []int // by row; inverse[c][i] belongs to basic[i]
	inside  []bool
	value   []float64
	// room to work in
	ahead, across []float64
	filled        []int
}

// entry is a coefficient that is not zero, and its place.
type entry struct {
	at int
	of float64
}

// solve finds a first feasible point, or errContradiction.
func (p program) solve() (*basis, error) {
	for j := range p.lower {
		if p.lower[j] > p.upper[j] {
			return nil, errContradiction
		}
	}
	n, m := len(p.lower), len(p.rows)
	b := newBasis(p)
	cost := make([]float64, n+m)
	for i := range m {
		cost[n+i], b.upper[n+i] = 1, math.Inf(1)
	}
	if err := b.minimise(cost, nil); err != nil {
		return nil, err
	}
	for i := range m {
		if b.value[n+i] > 1e-6 {
			return nil, errContradiction
		}
		b.upper[n+i] = 0
	}
	return b, nil
}

// newBasis begins with every variable at its lower bound, and artificial ones that make up for the rest.
func newBasis(p program) *basis {
	n, m := len(p.lower), len(p.rows)
	b := &basis{program: p, columns: make([][]entry, n), value: make([]float64, n+m), inside: make([]bool, n+m)}
	copy(b.value, p.lower)
	b.upper = append(append([]float64(nil), p.upper...), make([]float64, m)...)
	b.lower = append(append([]float64(nil), p.lower...), make([]float64, m)...)
	b.ahead, b.across = make([]float64, m), make([]float64, n)
	for i, row := range p.rows {
		b.addRow(i, row)
	}
	return b
}

// addRow enters a row, its artificial variable basic at what the lower bounds leave over.
func (b *basis) addRow(i int, row map[int]float64) {
	n, rest, sign := len(b.columns), b.right[i], 1.0
	var sparse []entry
	for _, j := range sorted(row) {
		sparse = append(sparse, entry{j, row[j]})
		b.columns[j] = append(b.columns[j], entry{i, row[j]})
		rest -= row[j] * b.value[j]
	}
	if rest < 0 {
		rest, sign = -rest, -1
	}
	column := make([]float64, len(b.rows))
	column[i] = sign
	b.sparse, b.inverse, b.basic = append(b.sparse, sparse), append(b.inverse, column), append(b.basic, n+i)
	b.value[n+i], b.inside[n+i] = rest, true
}

// minimise moves to a point of least cost. Each point on the way is shown to see, where there is one.
func (b *basis) minimise(cost []float64, see func()) error {
	reduced := b.reduce(cost)
	for pivots := range maxPivots {
		enter := b.entering(reduced, pivots >= dantzigTill)
		if enter < 0 { // as far as the costs were carried along: now of the basis as it is
			reduced = b.reduce(cost)
			enter = b.entering(reduced, true)
		}
		if enter < 0 {
			return b.sound(reduced)
		}
		if !b.step(enter, reduced) {
			return errSolver
		}
		if see != nil {
			see()
		}
	}
	return errSolver
}

// reduce gives the cost of moving each column, the basis following.
func (b *basis) reduce(cost []float64) []float64 {
	price := make([]float64, len(b.inverse))
	for i, k := range b.basic {
		if cost[k] == 0 {
			continue
		}
		for c, column := range b.inverse {
			price[c] += cost[k] * column[i]
		}
	}
	reduced := append([]float64(nil), cost[:len(b.columns)]...)
	for j, column := range b.columns {
		for _, e := range column {
			reduced[j] -= price[e.at] * e.of
		}
	}
	return reduced
}

// entering is the column worth moving, or -1: the steepest, or under Bland's rule the first.
func (b *basis) entering(reduced []float64, first bool) int {
	best, steepest := -1, tolerance
	for j, d := range reduced {
		if math.Abs(d) <= steepest || b.inside[j] || b.upper[j]-b.lower[j] < tolerance {
			continue
		}
		if (d < 0) != b.atUpper(j) {
			if first {
				return j
			}
			best, steepest = j, math.Abs(d)
		}
	}
	return best
}

func (b *basis) atUpper(j int) bool { return b.value[j] > b.lower[j]+tolerance }

// step moves one column until something meets a bound. It says false when nothing does.
func (b *basis) step(enter int, reduced []float64) bool {
	direction := 1.0
	if b.atUpper(enter) {
		direction = -1
	}
	b.lookAhead(enter)
	length, leave := b.ratio(enter, direction)
	if math.IsInf(length, 1) {
		return false
	}
	for _, i := range b.filled {
		b.value[b.basic[i]] -= direction * length * b.ahead[i]
	}
	if leave < 0 { // it met its own other bound
		b.value[enter] = b.lower[enter]
		if direction > 0 {
			b.value[enter] = b.upper[enter]
		}
		return true
	}
	b.value[enter] += direction * length
	b.carry(leave, enter, reduced)
	b.pivot(leave, enter)
	return true
}

// lookAhead finds how much each basic variable falls when a column moves by one.
func (b *basis) lookAhead(enter int) {
	clear(b.ahead)
	for _, e := range b.columns[enter] {
		for i, v := range b.inverse[e.at] {
			b.ahead[i] += e.of * v
		}
	}
	b.filled = b.filled[:0]
	for i, v := range b.ahead {
		if math.Abs(v) > 1e-12 {
			b.filled = append(b.filled, i)
		}
	}
}

// ratio is how far a column may move, and the row that stops it, -1 for the column's own bound.
func (b *basis) ratio(enter int, direction float64) (length float64, leave int) {
	length, leave = b.upper[enter]-b.lower[enter], -1
	for _, i := range b.filled {
		k, speed, room := b.basic[i], direction*b.ahead[i], math.Inf(1)
		if speed > tolerance {
			room = (b.value[k] - b.lower[k]) / speed
		} else if speed < -tolerance {
			room = (b.value[k] - b.upper[k]) / speed
		}
		room = max(0, room)
		if room < length-tolerance || leave >= 0 && room <= length && k < b.basic[leave] {
			length, leave = min(length, room), i
		}
	}
	return length, leave
}

// carry brings the reduced costs over an exchange that is about to be made.
func (b *basis) carry(leave, enter int, reduced []float64) {
	clear(b.across)
	for c, column := range b.inverse {
		if v := column[leave]; v != 0 {
			for _, e := range b.sparse[c] {
				b.across[e.at] += v * e.of
			}
		}
	}
	times := reduced[enter] / b.ahead[leave]
	for j, v := range b.across {
		reduced[j] -= times * v
	}
}

// pivot exchanges the variable of a row for a column, and puts what left exactly on its bound.
func (b *basis) pivot(leave, enter int) {
	out := b.basic[leave]
	if math.Abs(b.value[out]-b.lower[out]) <= math.Abs(b.upper[out]-b.value[out]) {
		b.value[out] = b.lower[out]
	} else {
		b.value[out] = b.upper[out]
	}
	b.inside[out], b.inside[enter], b.basic[leave] = false, true, enter
	for _, column := range b.inverse {
		times := column[leave] / b.ahead[leave]
		if times == 0 {
			continue
		}
		for _, i := range b.filled {
			column[i] -= times * b.ahead[i]
		}
		column[leave] = times
	}
}

// sound checks the point against the program as it was given, and that no other point costs less: the
// basic columns are worth nothing to move. Rounding errors must not open the gate.
func (b *basis) sound(reduced []float64) error {
	for j := range b.lower {
		if b.value[j] < b.lower[j]-1e-5 || b.value[j] > b.upper[j]+1e-5 {
			return errSolver
		}
	}
	for j, d := range reduced {
		if b.inside[j] && math.Abs(d) > 1e-6 {
			return errSolver
		}
	}
	for i, row := range b.sparse {
		sum, loose := 0.0, b.value[len(b.columns)+i]
		for _, e := range row {
			sum += e.of * b.value[e.at]
		}
		if math.Abs(sum-b.right[i]) > 1e-4+loose {
			return errSolver
		}
	}
	return nil
}

// extreme moves the sum of some variables to its least (sign 1) or its greatest (sign -1).
func (b *basis) extreme(of []int, sign float64, see func()) error {
	cost := make([]float64, len(b.lower))
	for _, j := range of {
		cost[j] = sign
	}
	return b.minimise(cost, see)
}
