package brochures

import (
	"guichet/brochures/pdf"
	"guichet/brochures/typeset"
)

// bullet marks the items of a list without numbers.
const bullet = "\u2022"

// list lays out a list: labels hang at the side where reading begins.
func (s *sheet) list(l List, f frame) (rows []row) {
	body := s.Size.body
	width := 1.5 * body
	if l.Numbered {
		width = 2.2 * body
	}
	for i, item := range l.Items {
		inner := s.blocks(item, f.indent(width, s.rightToLeft()))
		if len(inner) == 0 {
			continue
		}
		inner[0].space = 0.3 * body
		if l.Numbered {
			inner[0].space = 0.4 * body
			s.step(inner, s.Language.Number(l.First+i), f)
		} else {
			s.label(inner, s.set(Inline{{Text: bullet}}, body, f, sea), func(float64) {})
		}
		rows = append(rows, inner...)
	}
	if len(rows) > 0 {
		rows[0].space = 0.65 * body
		s.inList(rows, l.Numbered)
	}
	return rows
}

// stepSide is the side of the disc that holds the number of a step, as a multiple of running text.
const stepSide = 1.5

// step labels an item with its number on a disc; a number of many digits makes it wider.
func (s *sheet) step(rows []row, number string, f frame) {
	b := s.set(Inline{{Text: number, Bold: true}}, 0.9*s.Size.body, f, sea)
	side := stepSide * s.Size.body
	width := max(side, b.width()+0.6*s.Size.body)
	b.frame, b.align = frame{s.side(f, width), width}, typeset.Center
	line := s.Size.body * s.Language.Leading
	s.label(rows, b, func(y float64) {
		s.out.Artifact(func() { s.out.RoundRect(b.frame.x, y+(line-side)/2, width, side, side/2, seaSoft) })
	})
}

// label draws an item's label beside its first row, on what ground draws, and tags both.
func (s *sheet) label(rows []row, b *block, ground func(y float64)) {
	first, last := rows[0].draw, len(rows)-1
	rows[0].draw = func(y float64) {
		ground(y)
		s.out.Open(pdf.LI, pdf.Attributes{})
		s.drawBlock(b, pdf.Lbl, y+(s.Size.body*s.Language.Leading-b.leading)/2)
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
