package brochures

import (
	"errors"
	"fmt"

	"guichet/brochures/pdf"
	"guichet/brochures/typeset"
)

// Leaflet says how documents become paper.
type Leaflet struct {
	Fonts    *typeset.Fonts
	Language typeset.Language
	Size     Size
}

// Render lays a document out and returns the PDF. A letter that no font has is a [typeset.MissingError].
func (l Leaflet) Render(d Document) ([]byte, error) {
	out := pdf.New(pdf.Options{Title: d.Title, Language: l.Language, Width: l.Size.Width, Height: l.Size.Height})
	if err := l.draw(d, out); err != nil {
		return nil, err
	}
	return out.Bytes()
}

// draw lays a document out on a device.
func (l Leaflet) draw(d Document, out device) error {
	s := sheet{Leaflet: l, setter: typeset.New(l.Fonts), out: out}
	s.frame = frame{l.Size.margin, l.Size.Width - 2*l.Size.margin}
	band, height := s.band(d)
	rows := s.blocks(d.whole(), s.frame)
	bottom := l.Size.Height - l.Size.margin - 1.2*l.Size.body
	s.fits(rows, bottom-l.Size.margin, bottom-height-1.8*l.Size.body)
	parts := pages(rows, height+1.8*l.Size.body, l.Size.margin, bottom)
	s.out.AddPage()
	band()
	for i, part := range parts {
		y := l.Size.margin
		if i == 0 {
			y = height + 1.8*l.Size.body
		} else {
			s.out.AddPage()
		}
		s.place(part, y)
	}
	s.foot(d)
	return s.err
}

// sheet is a leaflet in the making. The first error is kept, and what is laid out after it is of no use.
type sheet struct {
	Leaflet
	setter *typeset.Typesetter
	out    device
	frame  frame
	err    error
}

// fail keeps the first error.
func (s *sheet) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// ErrTooTall says that something which is not broken over pages has no room on one.
var ErrTooTall = errors.New("too much text in one place for a page")

// fits refuses what would be cut off: a row of a table higher than a page, a title that leaves no room.
func (s *sheet) fits(rows []row, page, first float64) {
	if s.err != nil {
		return
	}
	if first < 4*s.Size.body {
		s.fail(fmt.Errorf("the title: %w: make it shorter", ErrTooTall))
	}
	for _, r := range rows {
		if r.height > page {
			s.fail(fmt.Errorf("a row of a table, or a figure: %w: divide it", ErrTooTall))
		}
	}
}

func (s *sheet) rightToLeft() bool { return s.Language.RightToLeft }

// place draws the rows of a page from y down, on their grounds.
func (s *sheet) place(rows []row, y float64) {
	for i := 0; i < len(rows); {
		end := i + 1
		for end < len(rows) && rows[end].panel == rows[i].panel {
			end++
		}
		if i > 0 {
			y += rows[i].space
		}
		y = s.placeGroup(rows[i:end], y)
		i = end
	}
}

func (s *sheet) placeGroup(rows []row, y float64) float64 {
	height := 0.0
	for i, r := range rows {
		height += r.height
		if i > 0 {
			height += r.space
		}
	}
	edge := 0.0
	if p := rows[0].panel; p != nil {
		edge = p.above
		s.out.Artifact(func() { p.draw(y, height+2*edge) })
		y += edge
	}
	for i, r := range rows {
		if i > 0 {
			y += r.space
		}
		r.draw(y)
		y += r.height
	}
	return y + edge
}

// band lays out the head of the first page: the title on sea, with the star. It returns its height.
func (s *sheet) band(d Document) (draw func(), height float64) {
	body := s.Size.body
	title := s.set(Inline{{Text: d.Title, Bold: true}}, titleSize*body, s.frame, white)
	height = 2.6*body + float64(len(title.lines))*title.leading*0.92
	var subtitle *block
	if d.Subtitle != "" {
		subtitle = s.set(Inline{{Text: d.Subtitle}}, subtitleSize*body, s.frame, seaSoft)
		height += 0.4*body + float64(len(subtitle.lines))*subtitle.leading
	}
	height += 2 * body
	return func() {
		s.out.Artifact(func() {
			s.out.Rect(-bleed, 0, s.Size.Width+2*bleed, height, sea)
			s.star(height)
			s.out.Rect(-bleed, height, s.Size.Width+2*bleed, height, white)
		})
		s.out.Bookmark(d.Title, 0)
		y := 2.2 * body
		y = s.drawBlock(title, pdf.H1, y)
		if subtitle != nil {
			s.drawBlock(subtitle, pdf.P, y+0.4*body)
		}
	}, height
}

// bleed takes grounds beyond the edges of the paper, in points: a device rounds outwards.
const bleed = 2

// star draws the seal of the town hall, two squares, large at the end of the band.
func (s *sheet) star(height float64) {
	x, y, radius := s.Size.Width-0.55*height, 0.55*height, 0.95*height
	if s.rightToLeft() {
		x = 0.55 * height
	}
	for _, turned := range []bool{false, true} {
		s.out.Polygon(seaLight, square(x, y, radius, turned), square(x, y, radius*0.88, turned))
	}
}

// square returns a square around a center; turned, it stands on a corner.
func square(x, y, radius float64, turned bool) []pdf.Point {
	if turned {
		return []pdf.Point{{X: x - radius, Y: y}, {X: x, Y: y - radius}, {X: x + radius, Y: y}, {X: x, Y: y + radius}}
	}
	side := radius * 0.7071
	return []pdf.Point{{X: x - side, Y: y - side}, {X: x + side, Y: y - side}, {X: x + side, Y: y + side}, {X: x - side, Y: y + side}}
}

// foot draws the line at the foot of each page, with the title and the number of the page.
func (s *sheet) foot(d Document) {
	size := smallSize * s.Size.body
	y := s.Size.Height - s.Size.margin + 0.4*s.Size.body
	for n := 1; n <= s.out.Pages(); n++ {
		s.out.ReturnTo(n)
		s.out.Artifact(func() {
			s.out.Rect(s.frame.x, y-1.5*size, s.frame.width, 0.7, hairline)
			number := fmt.Sprintf("%s/%s", s.Language.Number(n), s.Language.Number(s.out.Pages()))
			s.drawFoot(d.Title, typeset.Start, 0.8, size, y)
			s.drawFoot(number, typeset.End, 1, size, y)
		})
	}
}

// drawFoot draws the first line of a text at one side of the foot.
func (s *sheet) drawFoot(text string, align typeset.Align, share, size, y float64) {
	f := s.frame
	f.width *= share
	if s.rightToLeft() {
		f.x += s.frame.width - f.width
	}
	b := s.set(Inline{{Text: text}}, size, f, muted)
	b.align = align
	s.drawLine(b, 0, y)
}
