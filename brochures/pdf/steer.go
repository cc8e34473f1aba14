package pdf

import (
	"golang.org/x/text/unicode/bidi"

	"guichet/brochures/typeset"
)

// poppler gives a number in right-to-left text all the spaces and signs between it and the next letter on its left, and
// so joins it to that word; and it takes commas and full stops for numbers. A right-to-left mark, which nobody sees, ends
// the number where it ends: to the left of such signs, and at the beginning of runs that begin with a space or sign behind it.
// Documents with letters that readers do not turn around get none: it would turn their lines.

const rightToLeftMark = 0x200F

// steer writes a mark without width a little to the left of the pen: at the same place as the next letter, poppler would
// take the two for one letter that is printed twice to look bold.
func (w *writer) steer(f *typeset.Face) error {
	return w.put(form{}, []rune{rightToLeftMark}, w.wanted-float64(f.UnitsPerEm)/8*w.unit)
}

// isNeutral reports all but the letters of right-to-left scripts.
func isNeutral(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() != bidi.R && p.Class() != bidi.AL
}

// separates reports signs that belong to numbers when they stand between digits.
func separates(r rune) bool {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.ES, bidi.ET, bidi.CS:
		return true
	default:
		return false
	}
}
