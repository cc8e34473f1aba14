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
	dantzigTill = 2000   // pivots after which Bland's rule, which cannot cycle, takes over
	maxPivots   = 50_000 // never reached in the tests
)

// program is a linear program: lower <= x <= upper and rows x = right. Lower bounds are finite.
type program struct {
	lower, upper []float64
	rows         []map[int]float64
	right        []float64
}

// tableau is a program with a feasible basis: dense, with bounds on variables kept outside the rows.
// Variables from len(lower) on are the artificial ones of the first phase; they have no column, for
// they never come back.
type tableau struct {
	program
	a     [][]float64
	basis []int
	value []float64 // of every variable, artificial ones too
	basic []bool
	// filled is room for [tableau.pivot] to work in.
	filled []int
}

// solve finds a first feasible point, or errContradiction.
func (p program) solve() (*tableau, error) {
	for j := range p.lower {
		if p.lower[j] > p.upper[j] {
			return nil, errContradiction
		}
	}
	n, m := len(p.lower), len(p.rows)
	t := &tableau{program: p, value: make([]float64, n+m), basic: make([]bool, n+m)}
	copy(t.value, p.lower)
	t.upper = append(append([]float64(nil), p.upper...), make([]float64, m)...)
	t.lower = append(append([]float64(nil), p.lower...), make([]float64, m)...)
	cost := make([]float64, n+m)
	for i, row := range p.rows {
		t.addRow(i, row, n)
		cost[n+i], t.upper[n+i] = 1, math.Inf(1)
	}
	if err := t.minimise(cost); err != nil {
		return nil, err
	}
	for i := range m {
		if t.value[n+i] > 1e-6 {
			return nil, errContradiction
		}
		t.upper[n+i] = 0
	}
	return t, nil
}

// addRow enters a row, its artificial variable basic at what the lower bounds leave over.
func (t *tableau) addRow(i int, row map[int]float64, n int) {
	dense, rest := make([]float64, n), t.right[i]
	for j, c := range row {
		dense[j] = c
		rest -= c * t.value[j]
	}
	if rest < 0 {
		rest = -rest
		for j := range dense {
			dense[j] = -dense[j]
		}
	}
	t.a, t.basis = append(t.a, dense), append(t.basis, n+i)
	t.value[n+i], t.basic[n+i] = rest, true
}

// minimise moves to a point of least cost.
func (t *tableau) minimise(cost []float64) error {
	reduced := t.reduce(cost)
	for pivots := range maxPivots {
		enter := t.entering(reduced, pivots >= dantzigTill)
		if enter < 0 {
			return t.sound()
		}
		if !t.step(enter, reduced) {
			return errSolver
		}
	}
	return errSolver
}

// reduce gives the cost of moving each column, the basis following.
func (t *tableau) reduce(cost []float64) []float64 {
	reduced := append([]float64(nil), cost[:len(t.lower)-len(t.rows)]...)
	for i, b := range t.basis {
		if cost[b] == 0 {
			continue
		}
		for j, v := range t.a[i] {
			reduced[j] -= cost[b] * v
		}
	}
	return reduced
}

// entering is the column worth moving, or -1: the steepest, or under Bland's rule the first.
func (t *tableau) entering(reduced []float64, first bool) int {
	best, steepest := -1, tolerance
	for j, d := range reduced {
		if t.basic[j] || t.upper[j]-t.lower[j] < tolerance {
			continue
		}
		gain := -d
		if t.atUpper(j) {
			gain = d
		}
		if gain > steepest {
			best, steepest = j, gain
			if first {
				return j
			}
		}
	}
	return best
}

func (t *tableau) atUpper(j int) bool { return t.value[j] > t.lower[j]+tolerance }

// step moves one column until something meets a bound. It says false when nothing does.
func (t *tableau) step(enter int, reduced []float64) bool {
	direction := 1.0
	if t.atUpper(enter) {
		direction = -1
	}
	length, leave := t.ratio(enter, direction)
	if math.IsInf(length, 1) {
		return false
	}
	for i, b := range t.basis {
		t.value[b] -= direction * length * t.a[i][enter]
	}
	if leave < 0 { // it met its own other bound
		t.value[enter] = t.lower[enter]
		if direction > 0 {
			t.value[enter] = t.upper[enter]
		}
		return true
	}
	t.value[enter] += direction * length
	t.pivot(leave, enter, reduced)
	return true
}

// ratio is how far a column may move, and the row that stops it, -1 for the column's own bound.
func (t *tableau) ratio(enter int, direction float64) (length float64, leave int) {
	length, leave = t.upper[enter]-t.lower[enter], -1
	for i, b := range t.basis {
		speed := direction * t.a[i][enter]
		room := math.Inf(1)
		if speed > tolerance {
			room = (t.value[b] - t.lower[b]) / speed
		} else if speed < -tolerance {
			room = (t.value[b] - t.upper[b]) / speed
		}
		room = max(0, room)
		if room < length-tolerance || leave >= 0 && room <= length && b < t.basis[leave] {
			length, leave = min(length, room), i
		}
	}
	return length, leave
}

// pivot exchanges the variable of a row for a column, and puts what left exactly on its bound.
func (t *tableau) pivot(leave, enter int, reduced []float64) {
	out := t.basis[leave]
	if math.Abs(t.value[out]-t.lower[out]) <= math.Abs(t.upper[out]-t.value[out]) {
		t.value[out] = t.lower[out]
	} else {
		t.value[out] = t.upper[out]
	}
	t.basic[out], t.basic[enter], t.basis[leave] = false, true, enter
	row := t.a[leave]
	scale := 1 / row[enter]
	for j := range row {
		row[j] *= scale
	}
	filled := t.filled[:0] // the places of the row that are not zero: few, for tables share few cells
	for j, v := range row {
		if v != 0 {
			filled = append(filled, j)
		}
	}
	t.filled = filled
	for i := range t.a {
		if i != leave {
			subtract(t.a[i], row, filled, t.a[i][enter])
		}
	}
	subtract(reduced, row, filled, reduced[enter])
}

func subtract(from, row []float64, filled []int, times float64) {
	if times == 0 {
		return
	}
	for _, j := range filled {
		from[j] -= times * row[j]
	}
}

// sound checks the point against the program as it was given: rounding errors must not open the gate.
func (t *tableau) sound() error {
	for j := range t.lower {
		if t.value[j] < t.lower[j]-1e-5 || t.value[j] > t.upper[j]+1e-5 {
			return errSolver
		}
	}
	n := len(t.lower) - len(t.rows)
	for i, row := range t.rows {
		sum, loose := 0.0, t.value[n+i]
		for j, c := range row {
			sum += c * t.value[j]
		}
		if math.Abs(sum-t.right[i]) > 1e-4+loose {
			return errSolver
		}
	}
	return nil
}

// extreme moves x[j] to its least value (sign 1) or its greatest (sign -1).
func (t *tableau) extreme(j int, sign float64) (float64, error) {
	cost := make([]float64, len(t.lower))
	cost[j] = sign
	err := t.minimise(cost)
	return t.value[j], err
}
