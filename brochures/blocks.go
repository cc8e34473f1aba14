package brochures

import (
	"slices"
	"strings"

	"guichet/brochures/pdf"
	"guichet/brochures/typeset"
)

// block is a text that is set in a frame and broken into lines.
type block struct {
	text    Inline
	set     *typeset.Paragraph
	lines   []typeset.Line
	frame   frame
	leading float64
	color   pdf.Color
	align   typeset.Align
	parts   map[int]pdf.Part // the elements of spans that need one of their own
}

// set breaks a text at the width of a frame.
func (s *sheet) set(text Inline, size float64, f frame, color pdf.Color) *block {
	b := &block{text: text, frame: f, leading: size * s.Language.Leading, color: color}
	spans := make([]typeset.Span, len(text))
	for i, t := range text {
		spans[i] = typeset.Span{Text: t.Text, Style: typeset.Style{Bold: t.Bold, Italic: t.Italic, Size: size}}
	}
	p, err := s.setter.Set(s.Language, spans...)
	if err != nil {
		s.fail(err)
		return b
	}
	b.set, b.lines = p, p.Break(f.width)
	return b
}

// width is that of the longest line.
func (b *block) width() (widest float64) {
	for _, l := range b.lines {
		widest = max(widest, l.Width)
	}
	return widest
}

func (b *block) height() float64 { return float64(len(b.lines)) * b.leading }

// drawBlock draws a text whole, as one element, and returns where it ends.
func (s *sheet) drawBlock(b *block, role pdf.Role, y float64) float64 {
	s.open(b, role)
	for i := range b.lines {
		s.drawLine(b, i, y+s.baseline(b))
		y += b.leading
	}
	s.out.Close()
	return y
}

// open begins the element of a text. Where the page shows another order than that of reading, or breaks lines at spaces that it does
// not show, those who hear it are given the text itself: all of it, or, if it holds links, piece by piece, so that the links
// stay links.
func (s *sheet) open(b *block, role pdf.Role) {
	links := slices.ContainsFunc(b.text, func(t Span) bool { return t.Link != "" })
	b.parts = map[int]pdf.Part{}
	if len(b.lines) < 2 && !s.mirrored(b) {
		s.out.Open(role, pdf.Attributes{})
		return
	}
	if !links {
		s.out.Open(role, pdf.Attributes{Actual: b.text.Plain()})
		return
	}
	s.out.Open(role, pdf.Attributes{})
	for i, span := range b.text {
		switch {
		case strings.TrimSpace(span.Text) == "":
		case span.Link == "":
			b.parts[i] = s.out.Part(pdf.Span, pdf.Attributes{Actual: span.Text})
		default:
			b.parts[i] = s.out.Part(pdf.Link, pdf.Attributes{Actual: span.Text, Alt: span.Text})
		}
	}
}

func (s *sheet) mirrored(b *block) bool {
	for _, l := range b.lines {
		for _, r := range l.Runs {
			if r.RightToLeft {
				return true
			}
		}
	}
	return false
}

// baseline returns how far the baseline is below the upper edge of a line.
func (s *sheet) baseline(b *block) float64 { return b.leading * 0.72 }

// drawLine draws a line with its baseline at y.
func (s *sheet) drawLine(b *block, n int, y float64) {
	if n >= len(b.lines) {
		return
	}
	l := b.lines[n]
	x := b.frame.x + l.Offset(s.Language, b.align, b.frame.width)
	for _, r := range l.Runs {
		s.drawRun(b, r, x+r.X, y)
	}
}

func (s *sheet) drawRun(b *block, r typeset.Run, x, y float64) {
	span := b.text[r.Span]
	color := b.color
	if span.Link != "" || lacksStyle(span, r.Face) && color == ink {
		color = sea
	}
	draw := func() { s.out.Run(r, b.set.Text(), x, y, color) }
	part, apart := b.parts[r.Span]
	switch {
	case span.Link != "":
		if !apart {
			part = s.out.Part(pdf.Link, pdf.Attributes{Alt: span.Text})
			b.parts[r.Span] = part
		}
		s.out.Into(part, func() {
			draw()
			s.out.Link(span.Link, span.Text, x, y-r.Size, r.Width, 1.3*r.Size)
		})
		s.out.Artifact(func() { s.out.Rect(x, y+0.14*r.Size, r.Width, 0.05*r.Size, color) })
	case apart:
		s.out.Into(part, draw)
	default:
		draw()
	}
}

// lacksStyle reports that a face has no bold or italic form of its own: there, color stresses a word instead.
func lacksStyle(span Span, f *typeset.Face) bool {
	return span.Bold && !f.Bold || span.Italic && !f.Italic && !span.Bold
}

// blocks lays out blocks in a frame.
func (s *sheet) blocks(all []Block, f frame) (rows []row) {
	for i, b := range all {
		if c, ok := b.(Cards); ok {
			b = c.with(all[i+1:])
			if i > 0 && isCards(all[i-1]) {
				continue
			}
		}
		rows = append(rows, s.rows(b, f)...)
	}
	return rows
}

func (s *sheet) rows(b Block, f frame) []row {
	body := s.Size.body
	switch b := b.(type) {
	case Heading:
		return s.heading(b, f)
	case Paragraph:
		return s.textRows(s.set(b.Text, body, f, ink), pdf.P, 0.65*body)
	case List:
		return s.list(b, f)
	case Quote:
		return s.note(b, f)
	case Table:
		return s.table(b, f)
	case Cards:
		return s.cards(b, f)
	case Address:
		return s.address(b, f)
	case Figure:
		return s.figure(b, f)
	default:
		draw := func(y float64) { s.out.Artifact(func() { s.out.Rect(f.x, y, f.width, 0.7, hairline) }) }
		return []row{{space: 1.4 * body, height: 0.7, draw: draw}}
	}
}

// textRows makes a row of each line. The first two lines of a text stay together, and so do the last two.
func (s *sheet) textRows(b *block, role pdf.Role, space float64) []row {
	rows := make([]row, len(b.lines))
	last := len(rows) - 1
	for i := range rows {
		rows[i] = row{height: b.leading, keep: i < last && (i == 0 || i == last-1), draw: func(y float64) {
			if i == 0 {
				s.open(b, role)
			}
			s.drawLine(b, i, y+s.baseline(b))
			if i == last {
				s.out.Close()
			}
		}}
	}
	if len(rows) > 0 {
		rows[0].space = space
	}
	return rows
}

var headingRoles = map[int]pdf.Role{1: pdf.H2, 2: pdf.H2, 3: pdf.H3}

// heading lays out a heading, which stays with what follows it. The title of the leaflet is its only heading of level 1.
func (s *sheet) heading(h Heading, f frame) []row {
	size := s.Size.body * headingSizes[h.Level]
	b := s.set(bold(h.Text), size, f, sea)
	rows := s.textRows(b, headingRoles[h.Level], 1.1*size)
	for i := range rows {
		rows[i].keep = true
	}
	if len(rows) > 0 && h.Level < 3 {
		draw := rows[0].draw
		rows[0].draw = func(y float64) {
			s.out.Bookmark(h.Text.Plain(), y)
			draw(y)
		}
	}
	return rows
}

// note lays out a quote on a ground of its own, with an icon where reading begins.
func (s *sheet) note(q Quote, f frame) []row {
	body := s.Size.body
	inner := f.inset(body).indent(2.4*body, s.rightToLeft())
	rows := s.blocks(q.Blocks, inner)
	if len(rows) == 0 {
		return nil
	}
	icon, color, soft := "info", onSaffron, saffronSoft
	if q.Icon != "" {
		icon, color, soft = q.Icon, sea, seaSoft
	}
	ground := &panel{frame: f, above: 0.8 * body}
	ground.draw = func(y, height float64) { s.out.RoundRect(f.x, y, f.width, height, 0.6*body, soft) }
	for i := range rows {
		rows[i].panel = ground
	}
	s.around(rows, pdf.Quote, func(y float64) {
		s.out.Artifact(func() { s.icon(icon, s.side(f.inset(body), 1.7*body), y-0.15*body, 1.7*body, color) })
	})
	rows[0].space = 1.1 * body
	return rows
}

// around opens an element before the first row and closes it after the last; begin draws at the first.
func (s *sheet) around(rows []row, role pdf.Role, begin func(y float64)) {
	first, last := rows[0].draw, len(rows)-1
	rows[0].draw = func(y float64) {
		s.out.Open(role, pdf.Attributes{})
		begin(y)
		first(y)
	}
	end := rows[last].draw
	rows[last].draw = func(y float64) {
		end(y)
		s.out.Close()
	}
}
