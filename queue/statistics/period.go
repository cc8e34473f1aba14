package statistics

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"guichet/queue/orientation"
)

// Reasons for which a period has no release.
var (
	// ErrPeriod says that a text is no period.
	ErrPeriod = errors.New("not a period like 2026-W47, 2026-Q4 or 2026")
	// ErrOpen says that the period has not ended.
	ErrOpen = errors.New("the period is still open")
	// ErrClock says that the period lies so far from the records that the clock must be wrong.
	ErrClock = errors.New("the clock cannot be right")
)

// Period is a span of whole ISO weeks, both ends included. A quarter has 13 of them; the fourth of a
// long year has 14. The zero Period is not valid.
type Period struct {
	First, Last orientation.Week
}

var (
	quarterForm = regexp.MustCompile(`^(\d{4})-Q([1-4])$`)
	yearForm    = regexp.MustCompile(`^\d{4}$`)
)

// ParsePeriod reads 2026-W47, 2026-Q4 or 2026. It also reads a span, 2026-W01..2026-W05, which we
// never publish but others might; the attacker has to know it.
func ParsePeriod(s string) (Period, error) {
	if first, last, span := strings.Cut(s, ".."); span {
		return parseSpan(first, last)
	}
	var p Period
	if q := quarterForm.FindStringSubmatch(s); q != nil {
		p = quarterOf(number(q[1]), number(q[2]))
	} else if yearForm.MatchString(s) {
		p = Year(number(s))
	} else if w, err := orientation.ParseWeek(s); err == nil {
		p = Period{w, w}
	}
	if !p.First.Valid() || p.String() != s {
		return Period{}, fmt.Errorf("%.40q: %w", s, ErrPeriod)
	}
	return p, nil
}

func parseSpan(first, last string) (Period, error) {
	a, errA := orientation.ParseWeek(first)
	b, errB := orientation.ParseWeek(last)
	if err := errors.Join(errA, errB); err != nil || a.Compare(b) > 0 {
		return Period{}, fmt.Errorf("%.20q to %.20q: %w", first, last, ErrPeriod)
	}
	return Period{a, b}, nil
}

// number reads digits that a pattern has already checked.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// OneWeek is the period of a week alone.
func OneWeek(w orientation.Week) Period { return Period{w, w} }

// Year is the period of an ISO year.
func Year(year int) Period {
	return Period{orientation.Week{Year: year, Number: 1}, lastWeek(year)}
}

func lastWeek(year int) orientation.Week {
	long := orientation.Week{Year: year, Number: 53}
	if long.Valid() {
		return long
	}
	return orientation.Week{Year: year, Number: 52}
}

func quarterOf(year, n int) Period {
	p := Period{orientation.Week{Year: year, Number: 13*n - 12}, orientation.Week{Year: year, Number: 13 * n}}
	if n == 4 {
		p.Last = lastWeek(year)
	}
	return p
}

// QuarterOf is the quarter that holds a week.
func QuarterOf(w orientation.Week) Period { return quarterOf(w.Year, min(4, (w.Number+12)/13)) }

// Before is the quarter before a quarter.
func (p Period) Before() Period {
	n := (p.First.Number + 12) / 13
	if n == 1 {
		return quarterOf(p.First.Year-1, 4)
	}
	return quarterOf(p.First.Year, n-1)
}

// After is the quarter after a quarter.
func (p Period) After() Period { return QuarterOf(p.Last.Next()) }

// Kind is the list of tables that a period has.
func (p Period) Kind() Kind {
	switch {
	case p.First == p.Last:
		return Weekly
	case p == Year(p.First.Year):
		return Yearly
	case p == QuarterOf(p.First):
		return Quarterly
	default:
		return Irregular
	}
}

// String is the form that [ParsePeriod] reads.
func (p Period) String() string {
	switch p.Kind() {
	case Weekly:
		return p.First.String()
	case Quarterly:
		return fmt.Sprintf("%04d-Q%d", p.First.Year, (p.First.Number+12)/13)
	case Yearly:
		return fmt.Sprintf("%04d", p.First.Year)
	default:
		return p.First.String() + ".." + p.Last.String()
	}
}

// Contains says whether the whole of another period lies in p.
func (p Period) Contains(o Period) bool {
	return p.First.Compare(o.First) <= 0 && p.Last.Compare(o.Last) >= 0
}

func (p Period) overlaps(o Period) bool {
	return p.First.Compare(o.Last) <= 0 && o.First.Compare(p.Last) <= 0
}

// Weeks are the period's weeks in order.
func (p Period) Weeks() []orientation.Week {
	var all []orientation.Week
	for w := p.First; w.Compare(p.Last) <= 0; w = w.Next() {
		all = append(all, w)
	}
	return all
}

// Closed fails with [ErrOpen] unless the week of today is after the period.
func (p Period) Closed(today orientation.Week) error {
	if p.Last.Compare(today) >= 0 {
		return fmt.Errorf("%v ends with %v, and this is %v: %w", p, p.Last, today, ErrOpen)
	}
	return nil
}

// CheckClock fails with [ErrClock] when the week of today is before the latest record, or more than
// two years after it: a dead battery says 1970, a slip of the hand 2062.
func CheckClock(today, latest orientation.Week) error {
	if latest.Valid() && (today.Compare(latest) < 0 || today.Year > latest.Year+2) {
		return fmt.Errorf("it says %v, and the latest record is of %v: %w; set the clock", today, latest, ErrClock)
	}
	return nil
}

// MarshalText writes the form of [Period.String].
func (p Period) MarshalText() ([]byte, error) {
	if !p.First.Valid() || !p.Last.Valid() {
		return nil, ErrPeriod
	}
	return []byte(p.String()), nil
}

// UnmarshalText reads the form of [ParsePeriod].
func (p *Period) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePeriod(string(text))
	return err
}
