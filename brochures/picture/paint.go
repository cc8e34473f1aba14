package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"guichet/brochures/typeset"
)

// Paint draws a run whose size is in pixels, with its left edge at x and its baseline at y.
func (m *Masks) Paint(dst draw.Image, r typeset.Run, x, y float64, c color.Color) {
	ink := image.NewUniform(c)
	eachGlyph(r, x, y, func(glyph uint32, gx, gy float64) {
		left := math.Floor(gx)
		g := m.glyph(r.Face, glyph, r.Size, int((gx-left)*phases))
		at := image.Pt(int(left), int(math.Round(gy)))
		draw.DrawMask(dst, g.Rect.Add(at), ink, image.Point{}, g.Alpha, g.Rect.Min, draw.Over) // an *image.Alpha has a fast path
	})
}

// Stamp sets the dots of a run whose size is in dots. Each glyph stands at a whole dot, so that equal letters look equal.
func (m *Masks) Stamp(dst *Bitmap, r typeset.Run, x, y float64) {
	eachGlyph(r, x, y, func(glyph uint32, gx, gy float64) {
		g := m.glyph(r.Face, glyph, r.Size, 0)
		dst.stamp(g.Alpha, int(math.Round(gx)), int(math.Round(gy)))
	})
}

// PaintLines draws lines aligned within a width, the first baseline at y and the others below it at the distance of leading.
func (m *Masks) PaintLines(dst draw.Image, l typeset.Language, lines []typeset.Line, align typeset.Align, x, y, width, leading float64, c color.Color) {
	for _, line := range lines {
		left := x + line.Offset(l, align, width)
		for _, r := range line.Runs {
			m.Paint(dst, r, left+r.X, y, c)
		}
		y += leading
	}
}

// eachGlyph gives the origin of every glyph of a run that starts at x with its baseline at y; y grows downwards.
func eachGlyph(r typeset.Run, x, y float64, place func(glyph uint32, x, y float64)) {
	scale := r.Size / float64(r.Face.UnitsPerEm)
	for _, g := range r.Glyphs {
		place(g.ID, x+float64(g.DX)*scale, y-float64(g.DY)*scale)
		x += float64(g.Advance) * scale
	}
}
