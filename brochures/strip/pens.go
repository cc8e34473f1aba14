package strip

import (
	"image"
	"math"

	"guichet/brochures/pdf"
	"guichet/brochures/picture"
	"guichet/brochures/qr"
	"guichet/brochures/typeset"
)

// dots draws on a bitmap. It knows no structure.
type dots struct {
	*picture.Bitmap
	masks *picture.Masks
}

func (d *dots) open(pdf.Role, pdf.Attributes) {}
func (d *dots) close()                        {}
func (d *dots) artifact(draw func())          { draw() }

func (d *dots) run(r typeset.Run, _ []rune, x, y float64) { d.masks.Stamp(d.Bitmap, r, x, y) }

// rect keeps at least one dot of a line.
func (d *dots) rect(x, y, width, height float64) {
	left, top := round(x), round(y)
	d.Fill(image.Rect(left, top, max(left+1, round(x+width)), max(top+1, round(y+height))))
}

func (d *dots) ring(outline, hole []pdf.Point) { d.Polygon(points(outline), points(hole)) }

func points(ring []pdf.Point) []picture.Point {
	out := make([]picture.Point, len(ring))
	for i, p := range ring {
		out[i] = picture.Point(p)
	}
	return out
}

func (d *dots) code(_ Code, code qr.Code, x, y, side float64) {
	module := int(side) / code.Side
	for bar := range code.Bars() {
		at := image.Pt(int(x)+module*bar.X, int(y)+module*bar.Y)
		d.Fill(image.Rectangle{Min: at, Max: at.Add(image.Pt(module*bar.Width, module))})
	}
}

func round(v float64) int { return int(math.Round(v)) }

// point is a dot of 203.2 dpi in points.
const point = 72 / 203.2

// paper draws on the page of a PDF, and keeps the first error.
type paper struct {
	*pdf.Document
	err error
}

var black = pdf.RGB(0)

func (p *paper) open(role pdf.Role, a pdf.Attributes) { p.Open(role, a) }
func (p *paper) close()                               { p.Close() }
func (p *paper) artifact(draw func())                 { p.Artifact(draw) }

func (p *paper) run(r typeset.Run, letters []rune, x, y float64) {
	r.Size *= point
	p.Run(r, letters, x*point, y*point, black)
}

func (p *paper) rect(x, y, width, height float64) {
	p.Rect(x*point, y*point, width*point, height*point, black)
}

func (p *paper) ring(outline, hole []pdf.Point) { p.Polygon(black, scaled(outline), scaled(hole)) }

func scaled(ring []pdf.Point) []pdf.Point {
	out := make([]pdf.Point, len(ring))
	for i, c := range ring {
		out[i] = pdf.Point{X: c.X * point, Y: c.Y * point}
	}
	return out
}

func (p *paper) code(c Code, _ qr.Code, x, y, side float64) {
	if err := p.QR(c.Target, c.Alt, x*point, y*point, side*point); err != nil && p.err == nil {
		p.err = err
	}
}
