package brochures

import (
	"guichet/brochures/pdf"
)

// band lays out the head of the first page: the topic's icon and the title on sea, with the star, and below it what readers
// must know of the whole leaflet. It returns its height.
func (s *sheet) band(d Document) (draw func(), height float64) {
	body := s.Size.body
	side, inner := 0.0, s.frame
	if d.Icon != "" {
		side = 4.4 * body
		inner = s.frame.indent(side+1.4*body, s.rightToLeft())
	}
	title := s.set(Inline{{Text: d.Title, Bold: true}}, titleSize*body, inner, onSea)
	title.leading *= 0.9
	subtitle := s.set(Inline{{Text: d.Subtitle}}, subtitleSize*body, inner, onSeaMuted)
	text := title.height()
	if d.Subtitle != "" {
		text += 0.3*body + subtitle.height()
	}
	ground := 3.2*body + max(side, text)
	notice, below := s.notice(d.Notice)
	return func() {
		s.out.Artifact(func() {
			s.out.Rect(-bleed, 0, s.Size.Width+2*bleed, ground, sea)
			s.star(ground)
			s.out.Rect(-bleed, ground, s.Size.Width+2*bleed, ground, white)
			s.icon(d.Icon, s.side(s.frame, side), (ground-side)/2, side, onSea)
		})
		s.out.Bookmark(d.Title, 0)
		y := s.drawBlock(title, pdf.H1, (ground-text)/2)
		if d.Subtitle != "" {
			s.drawBlock(subtitle, pdf.P, y+0.3*body)
		}
		notice(ground)
	}, ground + below
}

// notice lays out what readers must know of the whole leaflet, from one edge of the paper to the other.
func (s *sheet) notice(text string) (draw func(y float64), height float64) {
	if text == "" {
		return func(float64) {}, 0
	}
	body := s.Size.body
	b := s.set(Inline{{Text: text, Bold: true}}, 0.95*body, s.frame.indent(1.9*body, s.rightToLeft()), onSaffron)
	height = 1.2*body + b.height()
	return func(y float64) {
		s.out.Artifact(func() {
			s.out.Rect(-bleed, y, s.Size.Width+2*bleed, height, saffronSoft)
			s.icon("info", s.side(s.frame, 1.3*body), y+0.6*body+(b.leading-1.3*body)/2, 1.3*body, onSaffron)
		})
		s.drawBlock(b, pdf.P, y+0.6*body)
	}, height
}

// head draws the band of the pages after the first, which says what leaflet they belong to.
func (s *sheet) head(d Document) {
	body := s.Size.body
	height := s.headHeight()
	s.out.Artifact(func() {
		s.out.Rect(-bleed, 0, s.Size.Width+2*bleed, height, sea)
		inner := s.frame
		if d.Icon != "" {
			s.icon(d.Icon, s.side(s.frame, 1.5*body), (height-1.5*body)/2, 1.5*body, onSea)
			inner = inner.indent(2.2*body, s.rightToLeft())
		}
		b := s.set(Inline{{Text: d.Title, Bold: true}}, 1.05*body, inner, onSea)
		s.drawLine(b, 0, (height-b.leading)/2+s.baseline(b))
	})
}

func (s *sheet) headHeight() float64 { return 2.8 * s.Size.body }

// icon draws a Material icon, by its name, in a square; nothing if it has no name.
func (s *sheet) icon(name string, x, y, side float64, c pdf.Color) {
	if name == "" {
		return
	}
	icon, err := s.setter.Icon(name, side)
	if err != nil {
		s.fail(err)
		return
	}
	s.out.Run(icon, nil, x, y+side, c)
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
