package statistics_test

import (
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"guichet/queue/statistics"
	"guichet/queue/statistics/statisticstest"
)

// years plays a town and releases it as it goes: each week, each quarter, each year.
type years struct {
	towns    []*statisticstest.Town
	last     int
	released []statistics.Release
	withheld map[string]int
	offered  map[string]int
	slowest  map[statistics.Kind]time.Duration
}

// busy is how long the processor has worked for this test so far: the machine has others to work for.
func busy(t *testing.T) time.Duration {
	t.Helper()
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func (y *years) release(t *testing.T, town *statisticstest.Town, p statistics.Period) {
	t.Helper()
	began := busy(t)
	draft := town.Draft(p)
	if p.Kind() == statistics.Yearly {
		draft = draft.Repeat(y.released)
	}
	r, _, err := statistics.Gate(draft, y.released)
	if err != nil {
		t.Fatalf("%s %v: %v", town.Name, p, err)
	}
	y.slowest[p.Kind()] = max(y.slowest[p.Kind()], busy(t)-began)
	for _, f := range draft.Figures {
		y.offered[f.Table]++
	}
	for _, table := range r.Withheld {
		y.withheld[table] += len(draft.Table(table))
	}
	y.released = append(y.released, r)
}

func live(t *testing.T, y *years, town *statisticstest.Town, from, to int) {
	t.Helper()
	y.towns, y.last = append(y.towns, town), to
	for year := from; year <= to; year++ {
		for _, w := range statistics.Year(year).Weeks() {
			town.Live(w)
			y.release(t, town, statistics.OneWeek(w))
			if q := statistics.QuarterOf(w); q.Last == w {
				y.release(t, town, q)
			}
		}
		y.release(t, town, statistics.Year(year))
	}
}

// quarter is the short form: two quarters, of which the first has no list of kept codes.
func quarter(t *testing.T, y *years, town *statisticstest.Town) {
	t.Helper()
	for _, name := range []string{"2026-Q1", "2026-Q2"} {
		q := period(t, name)
		for _, w := range q.Weeks() {
			town.Live(w)
			y.release(t, town, statistics.OneWeek(w))
		}
		y.release(t, town, q)
	}
}

// planted adds each fault to all that each town published: the attacker finds it there too.
func (y *years) planted(t *testing.T) {
	t.Helper()
	for _, town := range y.towns {
		var own []statistics.Release
		for _, r := range y.released {
			if r.Town == town.Name {
				own = append(own, r)
			}
		}
		for _, f := range faults() {
			t.Logf("%s, %s:", town.Name, f.name)
			found(t, f.verdict, append(own[:len(own):len(own)], f.plant(town, y.last)...)...)
		}
	}
}

func newYears() *years {
	return &years{withheld: map[string]int{}, offered: map[string]int{}, slowest: map[statistics.Kind]time.Duration{}}
}

func (y *years) report(t *testing.T) {
	t.Helper()
	began := busy(t)
	o, err := statistics.Attack(y.released)
	t.Logf("%d releases, %d small cells, %d programs in %v; slowest gate %v", len(y.released), o.Small, o.Programs, busy(t)-began, y.slowest)
	for table, n := range y.offered {
		t.Logf("withheld %-15s %6d of %6d figures (%.1f %%)", table, y.withheld[table], n, 100*float64(y.withheld[table])/float64(n))
	}
	if err != nil || len(o.Breaches) > 0 || o.Small == 0 {
		t.Errorf("got %d breaches in %d small cells, %v", len(o.Breaches), o.Small, err)
	}
}

// Release week by week, quarter by quarter, year by year, and then attack all of it together.
func TestTenYearsOfATown(t *testing.T) {
	y := newYears()
	la := statisticstest.NewTown("La Marsa", 45, 1)
	if os.Getenv("GUICHET_SOAK") != "" {
		live(t, y, la, 2021, 2030)
	} else {
		quarter(t, y, la)
	}
	y.report(t)
	y.planted(t)
}

func TestThirtyTowns(t *testing.T) {
	towns, last := 2, 2026
	if os.Getenv("GUICHET_SOAK") != "" {
		towns = 30
	}
	y := newYears()
	for i := range towns {
		if towns == 2 {
			quarter(t, y, statisticstest.NewTown(string(rune('A'+i)), float64(20+60*i), uint64(i)))
			continue
		}
		live(t, y, statisticstest.NewTown(string(rune('A'+i)), float64(10+i*190/towns), uint64(i)), last, last)
	}
	y.report(t)
	y.planted(t)
}
