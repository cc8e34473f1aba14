package brochures

import (
	"slices"

	"guichet/brochures/pdf"
)

// The measures of cards, as multiples of running text.
const (
	cardPadding = 0.9
	cardGap     = 1.0
	cardIcon    = 1.7
)

func isCards(b Block) bool {
	_, ok := b.(Cards)
	return ok
}

// with joins the cards that follow at once: they fill the same two columns.
func (c Cards) with(after []Block) Cards {
	for _, b := range after {
		next, ok := b.(Cards)
		if !ok {
			break
		}
		c.Cards = append(slices.Clip(c.Cards), next.Cards...)
	}
	return c
}

// cards lays out cards in two columns. A card is not broken over pages, and neighbours are equally high.
func (s *sheet) cards(c Cards, f frame) (rows []row) {
	body := s.Size.body
	width := (f.width - cardGap*body) / 2
	first, second := frame{f.x, width}, frame{f.x + f.width - width, width}
	if s.rightToLeft() {
		first, second = second, first
	}
	for i := 0; i < len(c.Cards); i += 2 {
		set := []setCard{s.card(c.Cards[i], first)}
		height := set[0].height
		if i+1 < len(c.Cards) {
			set = append(set, s.card(c.Cards[i+1], second))
			height = max(height, set[1].height)
		}
		rows = append(rows, row{space: 0.9 * body, height: height, draw: func(y float64) {
			for _, one := range set {
				s.drawCard(one, y, height)
			}
		}})
	}
	return rows
}

// setCard is a card whose texts are broken into lines.
type setCard struct {
	icon   string
	frame  frame
	texts  []*block
	height float64
}

func (s *sheet) card(c Card, f frame) setCard {
	body := s.Size.body
	inner := f.inset(cardPadding * body)
	if c.Icon != "" {
		inner = inner.indent((cardIcon+0.7)*body, s.rightToLeft())
	}
	set := setCard{icon: c.Icon, frame: f, height: 2 * cardPadding * body}
	add := func(text Inline, size float64, color pdf.Color) {
		b := s.set(text, size*body, inner, color)
		set.texts = append(set.texts, b)
		set.height += b.height()
	}
	add(Inline{{Text: c.Title, Bold: true}}, 1, ink)
	for _, phone := range c.Phones {
		add(Inline{{Text: phone, Bold: true}}, phoneSize, sea)
	}
	for _, line := range c.Lines {
		add(Inline{{Text: line}}, lineSize, muted)
	}
	return set
}

func (s *sheet) drawCard(c setCard, y, height float64) {
	body := s.Size.body
	s.out.Artifact(func() {
		s.out.StrokeRect(c.frame.x, y, c.frame.width, height, 0.6*body, 1, edge)
		side := cardIcon * body
		s.icon(c.icon, s.side(c.frame.inset(cardPadding*body), side), y+cardPadding*body, side, sea)
	})
	s.out.Open(pdf.Section, pdf.Attributes{})
	y += cardPadding * body
	for _, text := range c.texts {
		y = s.drawBlock(text, pdf.P, y)
	}
	s.out.Close()
}
