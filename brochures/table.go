package brochures

import (
	"slices"

	"guichet/brochures/pdf"
)

// table lays out a table whose first column is where reading begins. A row is not broken over pages.
func (s *sheet) table(t Table, f frame) []row {
	columns := s.columns(t, f)
	rows := []row{s.tableRow(t.Titles, columns, f, true)}
	for _, cells := range t.Rows {
		rows = append(rows, s.tableRow(cells, columns, f, false))
	}
	rows[0].space = s.Size.body
	rows[0].keep = true
	s.around(rows, pdf.Table, func(float64) {})
	return rows
}

// columns shares the width among the columns by the length of their texts, none less than half of an equal share.
func (s *sheet) columns(t Table, f frame) []frame {
	weights := make([]float64, len(t.Titles))
	total := 0.0
	for i := range weights {
		weights[i] = float64(len([]rune(t.Titles[i].Plain())))
		for _, row := range t.Rows {
			weights[i] = max(weights[i], float64(min(40, len([]rune(row[i].Plain())))))
		}
		total += weights[i]
	}
	equal := 1 / float64(len(weights))
	sum := 0.0
	for i, w := range weights {
		weights[i] = max(w/max(total, 1), equal/2)
		sum += weights[i]
	}
	frames := make([]frame, len(weights))
	x := 0.0
	for i, w := range weights {
		frames[i] = frame{x, w / sum * f.width}
		x += frames[i].width
	}
	for i, c := range frames {
		if s.rightToLeft() {
			c.x = f.width - c.x - c.width
		}
		frames[i].x = f.x + c.x
	}
	return frames
}

func (s *sheet) tableRow(cells []Inline, columns []frame, f frame, titles bool) row {
	padding := 0.45 * s.Size.body
	set := make([]*block, len(cells))
	height := 0.0
	for i, cell := range cells {
		if titles {
			cell = slices.Clone(cell)
			for k := range cell {
				cell[k].Bold = true
			}
		}
		set[i] = s.set(cell, 0.95*s.Size.body, columns[i].inset(padding), ink)
		height = max(height, float64(len(set[i].lines))*set[i].leading)
	}
	height += 2 * padding
	return row{height: height, draw: func(y float64) {
		s.out.Artifact(func() { s.rowGround(f, y, height, titles) })
		s.out.Open(pdf.TR, pdf.Attributes{})
		role := pdf.TD
		if titles {
			role = pdf.TH
		}
		for _, cell := range set {
			s.drawBlock(cell, role, y+padding)
		}
		s.out.Close()
	}}
}

func (s *sheet) rowGround(f frame, y, height float64, titles bool) {
	if titles {
		s.out.Rect(f.x, y, f.width, height, seaSoft)
		return
	}
	s.out.Rect(f.x, y+height-0.7, f.width, 0.7, hairline)
}
