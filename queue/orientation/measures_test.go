package orientation_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"guichet/queue/orientation"
)

func TestMeasuresRoundTrip(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	a := orientation.Measures{
		Key: 42, Week: week(t, "2026-W47"),
		Counts:     map[string]int{"issued": 40, "no_show": 0},
		Histograms: map[string][]int{"waiting": {3, 0, 5, 0}, "service": {1}},
	}
	b := orientation.Measures{Key: -7, Week: week(t, "2026-W48"), Counts: map[string]int{"issued": 2}, Histograms: map[string][]int{}}
	for _, m := range []orientation.Measures{b, a, a} { // the third is the retry after a crash
		must(t, s.PutMeasures(t.Context(), m))
	}
	must(t, s.Close())
	s = open(t, path)
	for _, c := range []struct {
		from, to string
		want     []orientation.Measures
	}{
		{"2026-W01", "2026-W53", []orientation.Measures{a, b}},
		{"2026-W47", "2026-W47", []orientation.Measures{a}},
		{"2026-W49", "2026-W53", nil},
	} {
		got, err := s.Measures(t.Context(), week(t, c.from), week(t, c.to))
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s to %s: got %+v, %v; want %+v", c.from, c.to, got, err, c.want)
		}
	}
}

// Sessions without a key are all different.
func TestMeasuresDrawKeys(t *testing.T) {
	s := open(t, newPath(t))
	for range 2 {
		must(t, s.PutMeasures(t.Context(), orientation.Measures{Week: week(t, "2026-W47")}))
	}
	got, err := s.Measures(t.Context(), week(t, "2026-W47"), week(t, "2026-W47"))
	if err != nil || len(got) != 2 || got[0].Key == got[1].Key {
		t.Errorf("got %+v, %v; want two sessions", got, err)
	}
}

func TestMeasuresRefused(t *testing.T) {
	s := open(t, newPath(t))
	w := week(t, "2026-W47")
	for name, m := range map[string]orientation.Measures{
		"no week":       {Counts: map[string]int{"issued": 1}},
		"negative":      {Week: w, Counts: map[string]int{"issued": -1}},
		"negative bin":  {Week: w, Histograms: map[string][]int{"waiting": {1, -1}}},
		"a note":        {Week: w, Counts: map[string]int{"Fatma came at 10:04": 1}},
		"no name":       {Week: w, Counts: map[string]int{"": 1}},
		"too many bins": {Week: w, Histograms: map[string][]int{"waiting": make([]int, 4097)}},
	} {
		if err := s.PutMeasures(t.Context(), m); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if got, err := s.Measures(t.Context(), w, w); err != nil || got != nil {
		t.Errorf("got %+v, %v; want nothing", got, err)
	}
}

func TestHistogram(t *testing.T) {
	s := open(t, newPath(t))
	for _, m := range []struct {
		week string
		bins []int
	}{
		{"2026-W45", []int{100}}, {"2026-W48", []int{1, 2}}, {"2026-W46", []int{10, 0, 10}}, {"2026-W48", []int{1}},
	} {
		must(t, s.PutMeasures(t.Context(), orientation.Measures{
			Week: week(t, m.week), Histograms: map[string][]int{"service": m.bins, "waiting": {9, 9, 9}},
		}))
	}
	for lastN, want := range map[int][]int{
		-1: nil, 0: nil, 1: {2, 2}, 2: {2, 2}, 3: {12, 2, 10}, 4: {112, 2, 10}, 99: {112, 2, 10},
	} {
		if got, err := s.Histogram(t.Context(), "service", lastN); err != nil || !slices.Equal(got, want) {
			t.Errorf("last %d: got %v, %v; want %v", lastN, got, err, want)
		}
	}
	if got, err := s.Histogram(t.Context(), "unknown", 4); err != nil || got != nil {
		t.Errorf("unknown: got %v, %v; want nil", got, err)
	}
}

func TestLastSessionOnlyAdvances(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	for _, c := range []struct {
		day            string
		serial, letter int
		want           error
	}{
		{"2026-11-18", 1, 4, nil},
		{"2026-11-18", 1, 4, nil},
		{"2026-11-18", 2, 5, nil},
		{"2026-11-18", 1, 6, orientation.ErrBackwards},
		{"1970-01-01", 9, 6, orientation.ErrBackwards},
		{"2026-11-25", 1, 0, nil},
	} {
		if err := s.PutLastSession(t.Context(), c.day, c.serial, c.letter); !errors.Is(err, c.want) {
			t.Errorf("%s %d: got %v, want %v", c.day, c.serial, err, c.want)
		}
	}
	must(t, s.Close())
	day, serial, letter, err := open(t, path).LastSession(t.Context())
	if err != nil || day != "2026-11-25" || serial != 1 || letter != 0 {
		t.Errorf("got %s %d %d, %v; want 2026-11-25 1 0", day, serial, letter, err)
	}
}

func TestNoSessionYet(t *testing.T) {
	day, serial, letter, err := open(t, newPath(t)).LastSession(t.Context())
	if err != nil || day != "" || serial != 0 || letter != 0 {
		t.Errorf("got %q %d %d, %v; want nothing", day, serial, letter, err)
	}
}

func TestSpentCodes(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	must(t, s.PutLastSession(t.Context(), "2026-11-18", 1, 0))
	must(t, s.PutSpent(t.Context(), "2026-11-18", []string{"ZZTOP99", "AABBCCD"}))
	must(t, s.PutSpent(t.Context(), "2026-11-18", []string{"AABBCCD", "MMNNOOP"}))
	got, err := s.Spent(t.Context(), "2026-11-18")
	if want := []string{"AABBCCD", "MMNNOOP", "ZZTOP99"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	must(t, s.PutLastSession(t.Context(), "2026-11-25", 1, 0))
	if got, err := s.Spent(t.Context(), "2026-11-18"); err != nil || len(got) != 0 {
		t.Errorf("after the day: got %v, %v; want none", got, err)
	}
	// Gone means gone: no byte of the file still holds one.
	if strings.Contains(string(read(t, path)), "ZZTOP99") {
		t.Error("a spent code is still in the bytes of the file")
	}
}

func TestDaysHaveNoTime(t *testing.T) {
	s := open(t, newPath(t))
	for _, day := range []string{"", "2026-11-31", "2026-11-18T10:04:00Z", "2026-11-18 10:04", "18/11/2026"} {
		if err := s.PutLastSession(t.Context(), day, 1, 0); err == nil {
			t.Errorf("last session: day %q accepted", day)
		}
		if err := s.PutSpent(t.Context(), day, []string{"AAAA"}); err == nil {
			t.Errorf("spent: day %q accepted", day)
		}
	}
	if err := s.PutSpent(t.Context(), "2026-11-18", []string{"GOOD", strings.Repeat("X", 65)}); err == nil {
		t.Error("a code of 65 characters was accepted")
	}
	if got, err := s.Spent(t.Context(), "2026-11-18"); err != nil || len(got) != 0 {
		t.Errorf("got %v, %v; want none of a refused lot", got, err)
	}
}
