package content

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Shape is what a country's telephone numbers look like.
type Shape struct {
	// Prefix stands before a number that is called from abroad, "+216".
	Prefix string `toml:"prefix"`
	// Long and Short are how many digits a number and a short code may have.
	Long  []int `toml:"long"`
	Short []int `toml:"short"`
	// Groups is how the digits of a long number are set apart.
	Groups []int `toml:"groups"`
}

// Digits returns the digits of a number as it is dialled in the country, whatever separates them and whatever
// numerals they are written in. It reports whether the number has the country's shape.
func (s Shape) Digits(written string) (string, bool) {
	var digits strings.Builder
	for _, r := range norm.NFKC.String(written) {
		switch d := digit(r); {
		case d >= 0:
			digits.WriteByte(byte('0' + d))
		case r == '+' && digits.Len() == 0, separates(r):
		default:
			return "", false
		}
	}
	number := digits.String()
	long, short := slices.Contains(s.Long, len(number)), slices.Contains(s.Short, len(number))
	if !long && !short {
		number = s.national(number)
		long = slices.Contains(s.Long, len(number))
	}
	return number, long || short
}

// national takes the country's prefix away.
func (s Shape) national(number string) string {
	prefix := strings.TrimPrefix(s.Prefix, "+")
	for _, p := range []string{prefix, "00" + prefix} {
		if rest, ok := strings.CutPrefix(number, p); ok && prefix != "" && slices.Contains(s.Long, len(rest)) {
			return rest
		}
	}
	return number
}

// Format writes a number in groups; a short code, and what has not the country's shape, stay as they are.
func (s Shape) Format(written string) string {
	number, ok := s.Digits(written)
	sum := 0
	for _, n := range s.Groups {
		sum += n
	}
	if !ok || len(number) != sum {
		return strings.TrimSpace(written)
	}
	var parts []string
	for _, n := range s.Groups {
		parts, number = append(parts, number[:n]), number[n:]
	}
	return strings.Join(parts, " ")
}

// digit is the value of a decimal digit of any script, or -1. Unicode keeps the ten digits of a script together, apart
// from their neighbours; compatibility digits, which are not so kept, must be normalised before.
func digit(r rune) int {
	if r >= '0' && r <= '9' {
		return int(r - '0')
	}
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	value := 0
	for before := r - 1; value < 9 && unicode.Is(unicode.Nd, before); before-- {
		value++
	}
	return value % 10
}

// separates says that a letter may stand between the digits of one number.
func separates(r rune) bool {
	return unicode.In(r, unicode.Zs, unicode.Cf, unicode.Pd) || strings.ContainsRune(".,/()_*\u00b7\u2022\u066b\u066c\t\n", r)
}
