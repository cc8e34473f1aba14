package statistics

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// table is a random two-way table with its margins, each cell and margin known within an interval. It has two
// rows and columns at least, and fewer than two more than most.
func table(r *rand.Rand, most int) program {
	rows, columns := 2+r.IntN(most), 2+r.IntN(most)
	var p program
	count := func(n int) int {
		value, flag := DefaultRule().Protect(n)
		low, high := DefaultRule().Interval(Figure{Value: value, Flag: flag})
		p.lower, p.upper = append(p.lower, float64(low)), append(p.upper, float64(high))
		return len(p.lower) - 1
	}
	byColumn, sums := make([][]int, columns), make([]int, columns)
	margin := func(n int, parts []int) {
		row := map[int]float64{count(n): -1}
		for _, c := range parts {
			row[c] = 1
		}
		p.rows, p.right = append(p.rows, row), append(p.right, 0)
	}
	for range rows {
		var parts []int
		sum := 0
		for c := range columns {
			n := int(r.ExpFloat64() * 6)
			k := count(n)
			parts, byColumn[c] = append(parts, k), append(byColumn[c], k)
			sum, sums[c] = sum+n, sums[c]+n
		}
		margin(sum, parts)
	}
	for c := range columns {
		margin(sums[c], byColumn[c])
	}
	return p
}

// text is the program in the CPLEX form that glpsol reads.
func (p program) text(j int, sense string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n obj: x%d\nSubject To\n", sense, j)
	for _, row := range p.rows {
		for k := range p.lower {
			if c := row[k]; c != 0 {
				fmt.Fprintf(&b, " %+g x%d", c, k)
			}
		}
		b.WriteString(" = 0\n")
	}
	b.WriteString("Bounds\n")
	for k := range p.lower {
		fmt.Fprintf(&b, " %g <= x%d <= %g\n", p.lower[k], k, p.upper[k])
	}
	b.WriteString("End\n")
	return b.String()
}

// An independent program finds the same bounds on random tables.
func TestOracle(t *testing.T) {
	glpsol, err := exec.LookPath("glpsol")
	if err != nil {
		t.Skip("glpsol is not installed: make packages")
	}
	r := rand.New(rand.NewPCG(11, 13))
	for i := range 40 {
		p := table(r, 4+i%2*12) // every second as large as topics by outcomes
		solved, err := p.solve()
		if err != nil {
			t.Fatal(err)
		}
		j := r.IntN(len(p.lower))
		for sense, sign := range map[string]float64{"Minimize": 1, "Maximize": -1} {
			err := solved.extreme([]int{j}, sign, nil)
			got := solved.value[j]
			if want := ask(t, glpsol, p.text(j, sense)); err != nil || math.Abs(got-want) > 1e-5 {
				t.Errorf("%s: got %g, %v, want %g of\n%s", sense, got, err, want, p.text(j, sense))
			}
		}
	}
}

var objective = regexp.MustCompile(`Objective:.*= ([-0-9.e+]+)`)

func ask(t *testing.T, glpsol, text string) float64 {
	t.Helper()
	in, out := filepath.Join(t.TempDir(), "in.lp"), filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command(glpsol, "--lp", in, "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	answer, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	found := objective.FindSubmatch(answer)
	if found == nil {
		t.Fatalf("no objective in %s", answer)
	}
	v, err := strconv.ParseFloat(string(found[1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestContradiction(t *testing.T) {
	p := program{lower: []float64{0, 10}, upper: []float64{5, 12}, rows: []map[int]float64{{0: 1, 1: -1}}, right: []float64{0}}
	if _, err := p.solve(); !errors.Is(err, errContradiction) {
		t.Errorf("got %v", err)
	}
}
