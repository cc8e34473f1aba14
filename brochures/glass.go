package brochures

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"guichet/brochures/pdf"
	"guichet/brochures/picture"
	"guichet/brochures/qr"
	"guichet/brochures/typeset"
)

// Pictures lays a document out and returns each of its pages as a picture, as they will be printed. The scale is in pixels per
// point. The masks keep the shapes of letters from one call to the next.
func (l Leaflet) Pictures(d Document, scale float64, masks *picture.Masks) ([]*image.RGBA, error) {
	g := &glass{size: l.Size, scale: scale, masks: masks}
	if err := l.draw(d, g); err != nil {
		return nil, err
	}
	return g.pages, nil
}

// glass draws pages as pictures. It knows no structure.
type glass struct {
	size  Size
	scale float64
	masks *picture.Masks
	pages []*image.RGBA
	drawn int
}

func (g *glass) AddPage() {
	page := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(g.size.Width*g.scale)), int(math.Ceil(g.size.Height*g.scale))))
	draw.Draw(page, page.Rect, image.White, image.Point{}, draw.Src)
	g.pages = append(g.pages, page)
	g.drawn = len(g.pages) - 1
}

func (g *glass) Pages() int        { return len(g.pages) }
func (g *glass) ReturnTo(page int) { g.drawn = page - 1 }

func (g *glass) Open(pdf.Role, pdf.Attributes)                    {}
func (g *glass) Close()                                           {}
func (g *glass) Part(pdf.Role, pdf.Attributes) pdf.Part           { return pdf.Part{} }
func (g *glass) Into(_ pdf.Part, draw func())                     { draw() }
func (g *glass) Artifact(draw func())                             { draw() }
func (g *glass) Figure(_ string, _, _, _, _ float64, draw func()) { draw() }
func (g *glass) Bookmark(string, float64)                         {}
func (g *glass) Link(_, _ string, _, _, _, _ float64)             {}
func (g *glass) Rect(x, y, width, height float64, c pdf.Color) {
	g.RoundRect(x, y, width, height, 0, c)
}

func (g *glass) RoundRect(x, y, width, height, radius float64, c pdf.Color) {
	g.Polygon(c, round(x, y, width, height, radius))
}

// StrokeRect fills what is between an outer and an inner rectangle.
func (g *glass) StrokeRect(x, y, width, height, radius, line float64, c pdf.Color) {
	half := line / 2
	g.Polygon(c, round(x-half, y-half, width+line, height+line, radius+half),
		round(x+half, y+half, width-line, height-line, max(0, radius-half)))
}

// Line fills the rectangle that a line is.
func (g *glass) Line(from, to pdf.Point, width float64, c pdf.Color) {
	length := math.Hypot(to.X-from.X, to.Y-from.Y)
	if length == 0 {
		return
	}
	across := pdf.Point{X: (from.Y - to.Y) / length * width / 2, Y: (to.X - from.X) / length * width / 2}
	g.Polygon(c, []pdf.Point{
		{X: from.X + across.X, Y: from.Y + across.Y},
		{X: to.X + across.X, Y: to.Y + across.Y},
		{X: to.X - across.X, Y: to.Y - across.Y},
		{X: from.X - across.X, Y: from.Y - across.Y},
	})
}

// Polygon fills the rings of a shape; a ring inside another is a hole.
func (g *glass) Polygon(c pdf.Color, rings ...[]pdf.Point) {
	scaled := make([][]picture.Point, len(rings))
	for i, ring := range rings {
		for _, p := range ring {
			scaled[i] = append(scaled[i], picture.Point{X: p.X * g.scale, Y: p.Y * g.scale})
		}
	}
	picture.Fill(g.pages[g.drawn], ink8(c), scaled...)
}

func (g *glass) Run(r typeset.Run, _ []rune, x, y float64, c pdf.Color) {
	r.Size *= g.scale
	g.masks.Paint(g.pages[g.drawn], r, x*g.scale, y*g.scale, ink8(c))
}

// QR draws modules of whole pixels, so that a telephone can read the code from the screen.
func (g *glass) QR(target, _ string, x, y, side float64) error {
	code, err := qr.Encode(target)
	if err != nil {
		return err
	}
	page := g.pages[g.drawn]
	module := max(1, int(side*g.scale)/code.Side)
	margin := (side*g.scale - float64(module*code.Side)) / 2
	left, top := int(x*g.scale+margin), int(y*g.scale+margin)
	area := image.Rect(left, top, left+module*code.Side, top+module*code.Side)
	draw.Draw(page, area, image.White, image.Point{}, draw.Src)
	for bar := range code.Bars() {
		at := image.Pt(left+module*bar.X, top+module*bar.Y)
		draw.Draw(page, image.Rectangle{Min: at, Max: at.Add(image.Pt(module*bar.Width, module))}, image.Black, image.Point{}, draw.Src)
	}
	return nil
}

func ink8(c pdf.Color) color.NRGBA {
	level := func(v float64) uint8 { return uint8(math.Round(v * 255)) }
	return color.NRGBA{level(c.R), level(c.G), level(c.B), 255}
}

// cornerSteps is how many lines stand for a quarter of a circle.
const cornerSteps = 8

// round is the outline of a rectangle with round corners.
func round(x, y, width, height, radius float64) (ring []pdf.Point) {
	corners := []pdf.Point{
		{X: x + radius, Y: y + radius},
		{X: x + width - radius, Y: y + radius},
		{X: x + width - radius, Y: y + height - radius},
		{X: x + radius, Y: y + height - radius},
	}
	steps := cornerSteps
	if radius == 0 {
		steps = 0
	}
	for i, c := range corners {
		for n := range steps + 1 {
			angle := math.Pi * (1 + float64(i)/2)
			if steps > 0 {
				angle += math.Pi / 2 * float64(n) / float64(steps)
			}
			ring = append(ring, pdf.Point{X: c.X + radius*math.Cos(angle), Y: c.Y + radius*math.Sin(angle)})
		}
	}
	return ring
}
