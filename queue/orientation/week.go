package orientation

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Week is an ISO 8601 week: Monday first, and week 1 is the one with the year's first Thursday. Year
// is the ISO year, which differs from the calendar's around the New Year: 29 December 2025 lies in
// 2026-W01, and 2026 has 53 weeks. The zero Week is not valid.
type Week struct {
	Year   int // 1 to 9999
	Number int // 1 to 52, or 53 in a long year
}

// WeekOf is the week of the day that t falls on in the zone. The zone must not be nil: a Sunday
// evening in one town is a Monday in another.
func WeekOf(t time.Time, zone *time.Location) Week {
	year, number := t.In(zone).ISOWeek()
	return Week{year, number}
}

// ParseWeek reads the form 2026-W47, and nothing else.
func ParseWeek(s string) (Week, error) {
	var w Week
	if len(s) == len("2026-W47") {
		w = Week{Year: digits(s[:4]), Number: digits(s[6:])}
	}
	if w.String() != s || !w.Valid() {
		return Week{}, fmt.Errorf("week %q: not an ISO week like 2026-W47", clip(s))
	}
	return w, nil
}

// digits is the number written in s, or -1.
func digits(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return -1
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// Valid says whether the calendar has this week.
func (w Week) Valid() bool {
	return w.Year >= 1 && w.Year <= 9999 && w.Number >= 1 && w.Number <= weeksOf(w.Year)
}

// weeksOf is 52 or 53: 28 December is always in the last week of its ISO year.
func weeksOf(year int) int {
	_, n := time.Date(year, time.December, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
	return n
}

// String is the form 2026-W47, which sorts as text in order of time.
func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", w.Year, w.Number) }

// Next is the week after w.
func (w Week) Next() Week {
	if w.Number >= weeksOf(w.Year) {
		return Week{w.Year + 1, 1}
	}
	return Week{w.Year, w.Number + 1}
}

// Back is the week n weeks before w.
func (w Week) Back(n int) Week {
	return WeekOf(w.Monday(time.UTC).AddDate(0, 0, -7*n), time.UTC)
}

// Compare is negative when w is before other, zero when they are the same, positive after.
func (w Week) Compare(other Week) int {
	return cmp.Or(cmp.Compare(w.Year, other.Year), cmp.Compare(w.Number, other.Number))
}

// Monday is the start of the week's first day in the zone.
func (w Week) Monday(zone *time.Location) time.Time {
	// 4 January is always in week 1.
	fourth := time.Date(w.Year, time.January, 4, 0, 0, 0, 0, zone)
	sinceMonday := (int(fourth.Weekday()) + 6) % 7
	return fourth.AddDate(0, 0, 7*(w.Number-1)-sinceMonday)
}

// MarshalText writes the form 2026-W47. A week that is not valid is an error.
func (w Week) MarshalText() ([]byte, error) {
	if !w.Valid() {
		return nil, fmt.Errorf("week %v: not a week of the calendar", w)
	}
	return []byte(w.String()), nil
}

// UnmarshalText reads the form 2026-W47.
func (w *Week) UnmarshalText(text []byte) (err error) {
	*w, err = ParseWeek(string(text))
	return err
}

// JoinWeeks lists weeks for people: 2026-W46, 2026-W47.
func JoinWeeks(weeks []Week) string {
	names := make([]string, len(weeks))
	for i, w := range weeks {
		names[i] = w.String()
	}
	return strings.Join(names, ", ")
}
