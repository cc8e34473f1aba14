package brochures

import (
	"guichet/brochures/pdf"
	"guichet/brochures/typeset"
)

// Figure is a drawing with words in it, as a chart is. It is not broken over pages.
type Figure struct {
	// Alt says in words what the drawing shows, for those who hear the page.
	Alt string
	// Height is that of the drawing in points; it is as wide as the text around it.
	Height float64
	// Draw draws it. It is called once, when the figure's place is known.
	Draw func(*Drawing)
}

func (Figure) block() {}

// Drawing is where a [Figure] is drawn. Places are in points from its upper corner at the side where reading begins, x
// towards the other side and y down: one drawing is right in both directions, and bars grow the way people read.
type Drawing struct {
	// Width and Height are its measures, Body the size of running text around it, in points.
	Width, Height, Body float64

	sheet *sheet
	frame frame
	top   float64
}

// left returns the left edge on the page of something at x.
func (d *Drawing) left(x, width float64) float64 {
	if d.sheet.rightToLeft() {
		return d.frame.x + d.frame.width - x - width
	}
	return d.frame.x + x
}

// Rect fills a rectangle with round corners; a radius of 0 gives sharp ones.
func (d *Drawing) Rect(x, y, width, height, radius float64, c pdf.Color) {
	if radius == 0 {
		d.sheet.out.Rect(d.left(x, width), d.top+y, width, height, c)
		return
	}
	d.sheet.out.RoundRect(d.left(x, width), d.top+y, width, height, min(radius, width/2, height/2), c)
}

// Outline draws the outline of a rectangle with round corners, as thick as line.
func (d *Drawing) Outline(x, y, width, height, radius, line float64, c pdf.Color) {
	d.sheet.out.StrokeRect(d.left(x, width), d.top+y, width, height, radius, line, c)
}

// Line draws a line, as thick as width.
func (d *Drawing) Line(from, to pdf.Point, width float64, c pdf.Color) {
	place := func(p pdf.Point) pdf.Point { return pdf.Point{X: d.left(p.X, 0), Y: d.top + p.Y} }
	d.sheet.out.Line(place(from), place(to), width, c)
}

// Text sets a text in a box whose upper edge is at y, broken at the box's width, and returns its height.
func (d *Drawing) Text(text Inline, x, y, width, size float64, align typeset.Align, c pdf.Color) (height float64) {
	b := d.sheet.set(text, size, frame{d.left(x, width), width}, c)
	b.align = align
	for i := range b.lines {
		d.sheet.drawLine(b, i, d.top+y+float64(i)*b.leading+d.sheet.baseline(b))
	}
	return b.height()
}

// Measure returns the measures of a text that is broken at a width: the width of its longest line, and its height.
func (d *Drawing) Measure(text Inline, width, size float64) (widest, height float64) {
	b := d.sheet.set(text, size, frame{0, width}, ink)
	return b.width(), b.height()
}

// Icon draws a Material icon, by its name, in a square.
func (d *Drawing) Icon(name string, x, y, side float64, c pdf.Color) {
	d.sheet.icon(name, d.left(x, side), d.top+y, side, c)
}

func (s *sheet) figure(f Figure, in frame) []row {
	draw := func(y float64) {
		s.out.Figure(f.Alt, in.x, y, in.width, f.Height, func() {
			f.Draw(&Drawing{Width: in.width, Height: f.Height, Body: s.Size.body, sheet: s, frame: in, top: y})
		})
	}
	return []row{{space: s.Size.body, height: f.Height, draw: draw}}
}
