package site

import (
	"strconv"
	"strings"
)

// Keeping is how long what outlives a day is kept. It can be made shorter, never longer than the bounds.
type Keeping struct {
	// RequestWeeks is how many weeks after their quarter requests may still be rows; they are counts
	// earlier, once the quarter is published. 1 to 26.
	RequestWeeks int
	// CountYears is how many years counts and measures are kept. Published figures stay. 1 to 10.
	CountYears int
}

// Statistics is what a town decides of its published figures.
type Statistics struct {
	// Noise is the fraction, numerator and denominator, of the stricter mode that adds chance to each
	// count; see queue/statistics. The zero value is the rule without chance.
	Noise [2]int64
}

const (
	mostRequestWeeks = 26
	mostCountYears   = 10
)

// keepingDocument is site.toml's part on keeping.
type keepingDocument struct {
	RequestWeeks *int `toml:"request_weeks"`
	CountYears   *int `toml:"count_years"`
}

func (r *reader) keeping(d keepingDocument) Keeping {
	return Keeping{
		RequestWeeks: r.within("keeping.request_weeks", d.RequestWeeks, 13, mostRequestWeeks),
		CountYears:   r.within("keeping.count_years", d.CountYears, 5, mostCountYears),
	}
}

func (r *reader) within(name string, value *int, otherwise, most int) int {
	if value == nil {
		return otherwise
	}
	if *value < 1 || *value > most {
		r.fault("%s: %d is not between 1 and %d", name, *value, most)
	}
	return *value
}

// noise reads a fraction such as "1/4": small ones add much chance. From 1/50 to 1.
func (r *reader) noise(text string) [2]int64 {
	if text == "" {
		return [2]int64{}
	}
	a, b, _ := strings.Cut(text, "/")
	over, errA := strconv.ParseInt(a, 10, 64)
	under, errB := strconv.ParseInt(b, 10, 64)
	if errA != nil || errB != nil || over < 1 || under < over || under > 50*over || under > 1000 {
		r.fault("statistics.noise: %q is no fraction from \"1/50\" to \"1/1\", such as \"1/4\"", text)
		return [2]int64{}
	}
	return [2]int64{over, under}
}
