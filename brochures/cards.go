package brochures

import (
	"strings"

	"guichet/brochures/pdf"
)

// cards lays out cards, one below the other.
func (s *sheet) cards(c Cards, f frame) (rows []row) {
	body := s.Size.body
	for _, card := range c.Cards {
		text := Inline{{Text: card.Title, Bold: true}}
		for _, line := range append([]string{strings.Join(card.Phones, "   ")}, card.Lines...) {
			if line != "" {
				text = append(text, Span{Text: "\n" + line})
			}
		}
		block := s.textRows(s.set(text, body, f, ink), pdf.P, body)
		for i := range block {
			block[i].keep = i < len(block)-1
		}
		rows = append(rows, block...)
	}
	return rows
}
