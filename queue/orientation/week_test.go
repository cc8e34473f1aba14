package orientation_test

import (
	"encoding/json"
	"testing"
	"time"

	"guichet/queue/orientation"
)

func week(t testing.TB, s string) orientation.Week {
	t.Helper()
	w, err := orientation.ParseWeek(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWeekOf(t *testing.T) {
	tunis := time.FixedZone("Tunis", 3600)
	for _, c := range []struct {
		at   string
		zone *time.Location
		want string
	}{
		{"2026-11-23T09:00:00Z", tunis, "2026-W48"},
		{"2026-11-22T23:30:00Z", tunis, "2026-W48"}, // already Monday there
		{"2026-11-22T23:30:00Z", time.UTC, "2026-W47"},
		{"2025-12-29T12:00:00Z", tunis, "2026-W01"},
		{"2026-12-28T12:00:00Z", tunis, "2026-W53"},
		{"2027-01-03T12:00:00Z", tunis, "2026-W53"},
		{"2027-01-04T12:00:00Z", tunis, "2027-W01"},
		{"1970-01-01T00:00:00Z", tunis, "1970-W01"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := orientation.WeekOf(at, c.zone).String(); got != c.want {
			t.Errorf("WeekOf(%s, %v): got %s, want %s", c.at, c.zone, got, c.want)
		}
	}
}

func TestParseWeekRefuses(t *testing.T) {
	for _, s := range []string{
		"", "2026-W00", "2026-W54", "2025-W53", "2026W47", "2026-w47", "2026-W7", " 2026-W47", "2026-W47 ",
		"0000-W01", "-001-W01", "2026-W+7", "20\u06626-W47", "2026-47", "2026-W471",
	} {
		if w, err := orientation.ParseWeek(s); err == nil {
			t.Errorf("ParseWeek(%q): got %v, want an error", s, w)
		}
	}
}

// Every week follows the one before it by seven days, for two centuries.
func TestWeekNext(t *testing.T) {
	w, long := week(t, "2000-W01"), 0
	for w.Year < 2200 {
		next := w.Next()
		if days := next.Monday(time.UTC).Sub(w.Monday(time.UTC)); days != 7*24*time.Hour {
			t.Fatalf("from %v to %v: %v", w, next, days)
		}
		if got := orientation.WeekOf(w.Monday(time.UTC), time.UTC); got != w {
			t.Fatalf("the Monday of %v is in %v", w, got)
		}
		if w.Compare(next) >= 0 || next.Compare(w) <= 0 || w.Compare(w) != 0 || w.String() >= next.String() {
			t.Fatalf("%v and %v are in the wrong order", w, next)
		}
		if w.Number == 53 {
			long++
		}
		w = next
	}
	if long != 35 && long != 36 { // 71 in 400 years
		t.Errorf("long years in two centuries: got %d, want 35 or 36", long)
	}
	if got := week(t, "2026-W52").Next().String(); got != "2026-W53" {
		t.Errorf("after 2026-W52: got %s, want 2026-W53", got)
	}
}

func TestWeekJSON(t *testing.T) {
	text, err := json.Marshal(week(t, "2026-W47"))
	if err != nil || string(text) != `"2026-W47"` {
		t.Fatalf("got %s, %v", text, err)
	}
	var back orientation.Week
	if err := json.Unmarshal(text, &back); err != nil || back != week(t, "2026-W47") {
		t.Errorf("got %v, %v", back, err)
	}
	if _, err := json.Marshal(orientation.Week{}); err == nil {
		t.Error("the zero week was written")
	}
}

func FuzzParseWeek(f *testing.F) {
	for _, s := range []string{"2026-W47", "2026-W53", "2025-W53", "", "9999-W52", "0001-W01", "2026-W\u0664\u0667"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := orientation.ParseWeek(s)
		if err == nil && (w.String() != s || !w.Valid()) {
			t.Errorf("%q was read as %v", s, w)
		}
		if err != nil && w != (orientation.Week{}) {
			t.Errorf("%q: an error and a week %v", s, w)
		}
	})
}
