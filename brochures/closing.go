package brochures

import (
	"guichet/brochures/pdf"
	"guichet/brochures/qr"
)

// closing lays out what stands at the foot of the last page: the links with their codes, and the small print. It is nil when
// there is neither.
func (s *sheet) closing(d Document) *row {
	if len(d.Links)+len(d.Small) == 0 {
		return nil
	}
	parts := s.links(d)
	body := s.Size.body
	height := 1.2 * body
	for _, p := range parts {
		height += p.height
	}
	return &row{space: 1.4 * body, height: height, bottom: true, draw: func(y float64) {
		s.out.Artifact(func() { s.out.Rect(s.frame.x, y, s.frame.width, 0.7, hairline) })
		y += 1.2 * body
		for _, p := range parts {
			p.draw(y)
			y += p.height
		}
	}}
}

// links lays out the links side by side, and the small print beside a single one, or else below.
func (s *sheet) links(d Document) (parts []row) {
	body := s.Size.body
	if len(d.Links) == 1 {
		return []row{s.link(d.Links[0], s.frame, codeSide, d.Small)}
	}
	if len(d.Links) > 1 {
		parts = append(parts, s.linkRow(d.Links), row{height: 0.6 * body, draw: func(float64) {}})
	}
	small := s.stack(nil, d.Small, s.frame)
	return append(parts, row{height: small.height, draw: small.draw})
}

// linkRow lays out several links in columns.
func (s *sheet) linkRow(links []Address) row {
	gap := 1.6 * s.Size.body
	width := (s.frame.width - gap*float64(len(links)-1)) / float64(len(links))
	var cells []row
	height := 0.0
	for i, l := range links {
		f := frame{s.frame.x + float64(i)*(width+gap), width}
		if s.rightToLeft() {
			f.x = 2*s.frame.x + s.frame.width - f.x - width
		}
		cells = append(cells, s.link(l, f, smallCode, nil))
		height = max(height, cells[i].height)
	}
	return row{height: height, draw: func(y float64) {
		for _, c := range cells {
			c.draw(y)
		}
	}}
}

// link lays out a link: its code, and beside it, or below where there is no room, what it is, its address in clear, and small print.
func (s *sheet) link(a Address, f frame, side float64, small []string) row {
	body := s.Size.body
	inner, beside := f.indent(side+0.2*body, s.rightToLeft()), true
	if inner.width < 6*body {
		inner, beside = f, false
	}
	words := s.stack(s.addressed(a, inner), small, inner)
	height, at := max(side, words.height), max(0, (side-words.height)/2)
	if !beside {
		height, at = side+words.height, side
	}
	return row{height: height, draw: func(y float64) {
		s.code(a, f, y, side)
		words.draw(y + at)
	}}
}

// code draws a link's code: its modules begin where the text around it does, and the quiet zone reaches beyond.
func (s *sheet) code(a Address, f frame, y, side float64) {
	code, err := qr.Encode(a.Target)
	if err != nil {
		s.fail(err)
		return
	}
	quiet := side * qr.QuietZone / float64(code.Side)
	if s.rightToLeft() {
		quiet = -quiet
	}
	if err := s.out.QR(a.Target, a.Label, s.side(f, side)-quiet, y, side); err != nil {
		s.fail(err)
	}
}

// addressed sets what a link is and, unless that says it already, its address as people type it.
func (s *sheet) addressed(a Address, f frame) []*block {
	body := s.Size.body
	set := []*block{s.set(Inline{{Text: a.Label, Bold: true}}, lineSize*body, f, ink)}
	if target := shown(a.Target); target != shownLabel(a.Label) {
		set = append(set, s.set(Inline{{Text: target}}, 0.8*body, f, muted))
	}
	return set
}

// stack lays out texts one below the other, and below them small print.
func (s *sheet) stack(texts []*block, small []string, f frame) row {
	lead := len(texts)
	for _, line := range small {
		texts = append(texts, s.set(Inline{{Text: line}}, smallSize*s.Size.body, f, muted))
	}
	gap := 0.0
	if lead > 0 && len(small) > 0 {
		gap = 0.4 * s.Size.body
	}
	height := gap
	for _, t := range texts {
		height += t.height()
	}
	return row{height: height, draw: func(y float64) {
		for i, t := range texts {
			if i == lead {
				y += gap
			}
			y = s.drawBlock(t, pdf.P, y)
		}
	}}
}
