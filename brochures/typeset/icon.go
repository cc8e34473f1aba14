package typeset

import (
	"fmt"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Icon returns a pictogram of Material Icons by its name, as in "school", as a run of one glyph whose square is as wide as
// its size and stands on the baseline. It stands for no letters: say in words beside it, or in an alternative text, what it means.
func (t *Typesetter) Icon(name string, size float64) (Run, error) {
	face, err := t.face(iconFamily, Style{})
	if err != nil {
		return Run{}, err
	}
	out := t.shaper.ShapeNoExtents(shaping.Input{
		Text: []rune(name), RunEnd: len([]rune(name)), Direction: di.DirectionLTR, Face: face.face,
		Size: fixed.I(face.UnitsPerEm), Script: language.Latin, Language: "en",
	})
	if len(out.Glyphs) != 1 || out.Glyphs[0].GlyphID == 0 {
		return Run{}, fmt.Errorf("typeset: Material Icons has no icon %q", name)
	}
	r := Run{Face: face, Size: size, Glyphs: []Glyph{{ID: uint32(out.Glyphs[0].GlyphID), Advance: out.Glyphs[0].Advance.Round()}}}
	r.Width = r.width()
	return r, nil
}
