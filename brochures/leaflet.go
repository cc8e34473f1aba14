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
	s := l.layout(d, out)
	for _, share := range tighter {
		if n := len(s.pages); n < 2 || n > 3 {
			break
		}
		small := l
		small.Size.body *= share
		if t := small.layout(d, out); len(t.pages) < len(s.pages) {
			s = t
		}
	}
	s.draw(d)
	return s.err
}

// tighter are shares of running text that a short leaflet is set in where that saves a page: few lines alone on a second one
// are lost, and cost paper.
var tighter = []float64{0.95, 0.9}

// layout distributes a document over pages, and draws nothing.
func (l Leaflet) layout(d Document, out device) *sheet {
	s := &sheet{Leaflet: l, setter: typeset.New(l.Fonts), out: out}
	s.frame = frame{l.Size.margin, l.Size.Width - 2*l.Size.margin}
	s.bottom = l.Size.Height - footShare*l.Size.margin - 1.2*l.Size.body
	band, height := s.band(d)
	s.begin, s.first, s.top = band, height+s.below(), s.headHeight()+s.below()
	rows := s.closed(s.blocks(d.Blocks, s.frame), s.closing(d))
	s.fits(rows, s.bottom-s.top, s.bottom-s.first)
	s.pages = pages(rows, s.first, s.top, s.bottom)
	return s
}

// draw draws the pages.
func (s *sheet) draw(d Document) {
	s.out.AddPage()
	s.begin()
	for i, rows := range s.pages {
		if i == 0 {
			s.place(rows, s.first)
			continue
		}
		s.out.AddPage()
		s.head(d)
		s.place(rows, s.top)
	}
	s.foot(d)
}

// footShare is how much lower the foot may reach than the sides: it holds the number of the page only.
const footShare = 0.8

// below is the white space below a band.
func (s *sheet) below() float64 { return 1.5 * s.Size.body }

// closed puts what stands at the foot of the last page after the other rows. The last lines of the text go with it, so that it is
// never alone on a page.
func (s *sheet) closed(rows []row, closing *row) []row {
	if closing == nil {
		return rows
	}
	for i := len(rows) - 1; i >= 0 && (i >= len(rows)-2 || rows[i].panel != nil && rows[i].panel == rows[i+1].panel); i-- {
		rows[i].keep = true
	}
	return append(rows, *closing)
}

// sheet is a leaflet in the making. The first error is kept, and what is laid out after it is of no use.
type sheet struct {
	Leaflet
	setter *typeset.Typesetter
	out    device
	frame  frame
	begin  func() // draws the head of the first page
	pages  [][]row
	// first and top are where the rows of the first page and of the others begin, bottom where they end at the latest.
	first, top, bottom float64
	err                error
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
			s.fail(fmt.Errorf("a row of a table, a card, a figure or the foot: %w: divide it", ErrTooTall))
		}
	}
}

func (s *sheet) rightToLeft() bool { return s.Language.RightToLeft }

// place draws the rows of a page from y down, on their grounds.
func (s *sheet) place(rows []row, y float64) {
	for i := 0; i < len(rows); {
		end := i + 1
		for end < len(rows) && rows[end].panel == rows[i].panel && !rows[end].bottom {
			end++
		}
		if i > 0 {
			y += rows[i].space
		}
		if rows[i].bottom {
			y = s.bottom - rows[i].height
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

// foot draws the line at the foot of each page: who hands the leaflet out, and the number of the page.
func (s *sheet) foot(d Document) {
	size := 0.8 * s.Size.body
	y := s.Size.Height - footShare*s.Size.margin + 0.4*s.Size.body
	for n := 1; n <= s.out.Pages(); n++ {
		s.out.ReturnTo(n)
		s.out.Artifact(func() {
			s.out.Rect(s.frame.x, y-1.5*size, s.frame.width, 0.7, hairline)
			number := fmt.Sprintf("%s/%s", s.Language.Number(n), s.Language.Number(s.out.Pages()))
			s.drawFoot(d.From, typeset.Start, 0.8, size, y)
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
