package orientation_test

import (
	"errors"
	"reflect"
	"testing"

	"guichet/queue/orientation"
)

func TestCountBrochures(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	w := week(t, "2026-W47")
	for _, b := range []struct{ topic, tag string }{
		{"HLT", "ar-TN"}, {"HLT", "fr"}, {"WRK", "fr"}, {"INF", "zz"}, {"INF", ""}, {"GBV", "am"}, {"ASY", "fr"},
	} {
		must(t, s.CountBrochure(t.Context(), w, b.topic, b.tag))
	}
	must(t, s.CountBrochure(t.Context(), week(t, "2026-W49"), "HLT", "fr"))
	must(t, s.Check(t.Context()))
	must(t, s.Close())
	got, err := open(t, path).Brochures(t.Context(), w, week(t, "2026-W48"))
	want := map[string]map[string]int{
		"topic":    {"HLT": 2, "WRK": 1, "INF": 2, "PRO": 2},
		"language": {"ar": 1, "fr": 2, "other": 2},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func TestCountBrochureRefuses(t *testing.T) {
	s := open(t, newPath(t))
	field := (*orientation.FieldError)(nil)
	for _, topic := range []string{"", "Fatma", "hlt"} {
		if err := s.CountBrochure(t.Context(), week(t, "2026-W47"), topic, "fr"); !errors.As(err, &field) {
			t.Errorf("topic %q: got %v", topic, err)
		}
	}
	if err := s.CountBrochure(t.Context(), orientation.Week{Year: 2026, Number: 54}, "HLT", "fr"); err == nil {
		t.Error("a week that no calendar has was counted")
	}
}

// The table checks the lists of the taxonomy: every code of both fits.
func TestCountBrochureKnowsEveryCode(t *testing.T) {
	s := open(t, newPath(t))
	for _, f := range orientation.Fields() {
		for _, c := range f.Codes {
			var err error
			switch f.Name {
			case "topic":
				err = s.CountBrochure(t.Context(), week(t, "2026-W47"), c.Code, "fr")
			case "language":
				err = s.CountBrochure(t.Context(), week(t, "2026-W47"), "INF", c.Code)
			}
			if err != nil {
				t.Errorf("%s %s: %v", f.Name, c.Code, err)
			}
		}
	}
}
