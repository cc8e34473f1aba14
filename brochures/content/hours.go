package content

import (
	"regexp"
	"slices"
)

// Always says that a place or a line is open at any hour.
const Always = "always"

// weekdays as they are written in files.
var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// Opening is one line of opening hours.
type Opening struct {
	Always bool
	// First and Last are weekdays from 0 (Monday).
	First, Last int
	From, To    string // "08:30"
}

var openingForm = regexp.MustCompile(`^([a-z]{3})(?:-([a-z]{3}))? ((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-4]):[0-5][0-9])$`)

// ParseOpening reads "mon-fri 08:30-17:30", "sat 09:00-12:00" or "always".
func ParseOpening(text string) (Opening, bool) {
	if text == Always {
		return Opening{Always: true}, true
	}
	m := openingForm.FindStringSubmatch(text)
	if m == nil {
		return Opening{}, false
	}
	first := slices.Index(weekdays, m[1])
	last := first
	if m[2] != "" {
		last = slices.Index(weekdays, m[2])
	}
	ok := first >= 0 && last >= first && m[3] < m[4] && m[4] <= "24:00"
	return Opening{First: first, Last: last, From: m[3], To: m[4]}, ok
}
