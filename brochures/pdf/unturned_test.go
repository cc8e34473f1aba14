package pdf

import (
	"testing"

	"guichet/brochures/typeset"
)

// TestSpreadDrawsEveryGlyphOnce gives long lines of wide letters to pieces: each glyph is drawn once, at its own place, by a
// composite whose numbers have room.
func TestSpreadDrawsEveryGlyphOnce(t *testing.T) {
	for _, letters := range []int{1, 2, 40, 60, 300, 2000} {
		for _, advance := range []int{0, 300, 700, 20_000} {
			text, glyphs := make([]rune, letters), make([]typeset.Glyph, letters)
			for i := range text {
				text[i], glyphs[i] = 0x1E900, typeset.Glyph{ID: uint32(i), Advance: advance}
			}
			pieces := share(newForm(glyphs), text)
			spread(pieces, glyphs)
			checkSpread(t, pieces, glyphs)
		}
	}
}

func checkSpread(t *testing.T, pieces []piece, glyphs []typeset.Glyph) {
	t.Helper()
	next, pen, place := 0, 0, 0
	for _, p := range pieces {
		at := pen + p.shift
		if len(p.glyphs) > maxParts {
			t.Fatalf("a composite has %d parts", len(p.glyphs))
		}
		for _, g := range p.glyphs {
			if g.ID != uint32(next) || at != place || at-pen > 1<<15-1 || at-pen < -1<<15 {
				t.Fatalf("%d letters: glyph %d at %d, %d from its pen; want glyph %d at %d", len(glyphs), g.ID, at, at-pen, next, place)
			}
			at, place, next = at+g.Advance, place+g.Advance, next+1
		}
		pen += p.advance
	}
	if next != len(glyphs) || pen != place {
		t.Fatalf("%d of %d glyphs are drawn, pen at %d of %d", next, len(glyphs), pen, place)
	}
}
