package queue

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// letters are neutral: they stand for no language, topic or desk, and leave out those that are
// mistaken for a digit or for one another when read or called aloud (B G I O Q S Z).
const letters = "ACDEFHJKLMNPRTUVWXY"

// perLetter is how many numbers one letter carries, 001 to 999.
const perLetter = 999

// NumberSpace is how many tickets one session can issue without giving a number twice.
const NumberSpace = len(letters) * perLetter

// ErrNumber says that a text is no ticket number.
var ErrNumber = errors.New("not a ticket number: a letter and three digits, such as A017")

// Number is what a visitor is called by: one neutral letter and three digits, such as A017.
// Numbers run from 1 (A001) to [NumberSpace] and then start again; zero means none.
type Number int

// FirstNumber is where a session starts that follows i sessions: the letter changes each time, so
// that last week's slip is seen to be last week's.
func FirstNumber(i int) Number {
	return Number(i%len(letters)*perLetter + 1)
}

// Next is the number given after n.
func (n Number) Next() Number {
	return n%Number(NumberSpace) + 1
}

// to is how many numbers lie between n and a later one that a session reached from it.
func (n Number) to(later Number) int {
	return (int(later-n) + NumberSpace) % NumberSpace
}

// String is the form that is shown, spoken and printed; the empty text for no number.
func (n Number) String() string {
	if !n.valid() {
		return ""
	}
	i := int(n-1)%perLetter + 1
	return string([]byte{letters[n.Letter()], '0' + byte(i/100), '0' + byte(i/10%10), '0' + byte(i%10)})
}

func (n Number) valid() bool { return n >= 1 && int(n) <= NumberSpace }

// ParseNumber reads a number as people type it: "A017", "a17", " A 17 ".
func ParseNumber(s string) (Number, error) {
	t := strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(t) < 2 || len(t) > 4 {
		return 0, fmt.Errorf("%q: %w", s, ErrNumber)
	}
	letter := strings.IndexByte(letters, t[0])
	digits, err := strconv.ParseUint(t[1:], 10, 16)
	if err != nil || letter < 0 || digits < 1 || digits > perLetter {
		return 0, fmt.Errorf("%q: %w", s, ErrNumber)
	}
	return Number(letter*perLetter + int(digits)), nil
}

// MarshalText writes the shown form, so that a number in JSON reads as on the slip.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads the shown form; the empty text is no number.
func (n *Number) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*n = 0
		return nil
	}
	*n, err = ParseNumber(string(b))
	return err
}

// Letter is the place of n's letter among the letters, from 0, as [FirstNumber] counts.
func (n Number) Letter() int { return int(n-1) / perLetter }
