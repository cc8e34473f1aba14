package brochures

import (
	"guichet/brochures/pdf"
)

// bullet marks the items of a list without numbers.
const bullet = "\u2022"

// list lays out a list: labels hang at the side where reading begins.
func (s *sheet) list(l List, f frame) (rows []row) {
	body := s.Size.body
	width := 1.5 * body
	if l.Numbered {
		width = 2 * body
	}
	for i, item := range l.Items {
		inner := s.blocks(item, f.indent(width, s.rightToLeft()))
		if len(inner) == 0 {
			continue
		}
		label := bullet
		if l.Numbered {
			label = s.Language.Number(l.First+i) + "."
		}
		inner[0].space = 0.3 * body
		s.label(inner, label, f)
		rows = append(rows, inner...)
	}
	if len(rows) > 0 {
		rows[0].space = 0.65 * body
		s.inList(rows, l.Numbered)
	}
	return rows
}

// label draws an item's label beside its first row, and tags both.
func (s *sheet) label(rows []row, label string, f frame) {
	b := s.set(Inline{{Text: label}}, s.Size.body, f, sea)
	first, last := rows[0].draw, len(rows)-1
	rows[0].draw = func(y float64) {
		s.out.Open(pdf.LI, pdf.Attributes{})
		s.drawBlock(b, pdf.Lbl, y)
		s.out.Open(pdf.LBody, pdf.Attributes{})
		first(y)
	}
	end := rows[last].draw
	rows[last].draw = func(y float64) {
		end(y)
		s.out.Close()
		s.out.Close()
	}
}

func (s *sheet) inList(rows []row, numbered bool) {
	first, last := rows[0].draw, len(rows)-1
	rows[0].draw = func(y float64) {
		s.out.Open(pdf.L, pdf.Attributes{Numbered: numbered})
		first(y)
	}
	end := rows[last].draw
	rows[last].draw = func(y float64) {
		end(y)
		s.out.Close()
	}
}
