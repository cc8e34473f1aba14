package pdf

import (
	"slices"

	"guichet/brochures/typeset"
)

// unturned reports a right-to-left run that readers of PDF do not turn around, because they know no direction of letters
// beyond the first plane of Unicode: Adlam, Hanifi Rohingya.
func unturned(r typeset.Run, letters []rune) bool {
	return r.RightToLeft && letters != nil && slices.ContainsFunc(letters[r.Start:r.End], func(letter rune) bool { return letter > 0xFFFF })
}

// whole writes such a run: its glyphs stand where they belong, but its letters follow one another from left to right, each
// with a part of the width. What is searched and copied is right; a word that is marked shows at the other end of its line.
func (w *writer) whole(r typeset.Run, letters []rune) error {
	drawn, text := newForm(r.Glyphs), visible(letters[r.Start:r.End])
	if len(text) == 0 {
		return w.cluster(drawn, text, false)
	}
	pieces := share(drawn, text)
	spread(pieces, drawn.glyphs)
	return w.putAll(pieces, drawn.advance)
}

// maxReach bounds the width of a composite in font units: its places are numbers of 16 bits with a sign.
const maxReach = 30_000

// spread gives the glyphs of a run to its pieces: all to the first, and what that cannot reach to those further on.
func spread(pieces []piece, glyphs []typeset.Glyph) {
	pieces[0].glyphs = nil
	drawn, left, pen := 0, 0, 0
	for i := range pieces {
		if drawn < len(glyphs) && pen >= left {
			n, width := reach(glyphs[drawn:])
			pieces[i].glyphs, pieces[i].shift = glyphs[drawn:drawn+n], left-pen
			drawn, left = drawn+n, left+width
		}
		pen += pieces[i].advance
	}
}

// reach returns how many of the glyphs one composite can hold, and their width.
func reach(glyphs []typeset.Glyph) (n, width int) {
	for n < len(glyphs) && n < maxParts && (n == 0 || width+glyphs[n].Advance <= maxReach) {
		width += glyphs[n].Advance
		n++
	}
	return n, width
}
