package brochures

import (
	"fmt"
	"slices"

	"guichet/brochures/pdf"
)

// The type and the white space around the text of a cell, as multiples of running text.
const (
	cellSize    = 0.95
	cellPadding = 0.45
	// leastColumn has room for a letter or two: words are broken anywhere before they leave their column.
	leastColumn = 2*cellPadding + 1
)

// table lays out a table whose first column is where reading begins. A row is not broken over pages.
func (s *sheet) table(t Table, f frame) []row {
	columns := s.columns(t, f)
	for i, c := range columns {
		if c.width < leastColumn*s.Size.body && len(columns) > 1 {
			s.fail(fmt.Errorf("column %d of %d of a table: %w: divide it", i+1, len(columns), ErrTooTall))
			return nil
		}
	}
	rows := []row{s.tableRow(t.Titles, columns, f, true)}
	for _, cells := range t.Rows {
		rows = append(rows, s.tableRow(cells, columns, f, false))
	}
	rows[0].space = s.Size.body
	rows[0].keep = true
	s.around(rows, pdf.Table, func(float64) {})
	return rows
}

// columns shares the width: each column gets what its longest word needs, and of the rest a part by the length of its texts.
func (s *sheet) columns(t Table, f frame) []frame {
	needs, wants := make([]float64, len(t.Titles)), make([]float64, len(t.Titles))
	for _, cells := range append([][]Inline{t.Titles}, t.Rows...) {
		for i, cell := range cells {
			need, want := s.extent(cell)
			needs[i], wants[i] = max(needs[i], need), max(wants[i], min(want, f.width/2))
		}
	}
	spare := f.width - sum(needs)
	stretch := max(sum(wants)-sum(needs), 1)
	frames := make([]frame, len(needs))
	x := 0.0
	narrow := narrowed(needs, f.width)
	for i := range frames {
		width := narrow[i]
		if spare > 0 {
			width = needs[i] + spare*(wants[i]-needs[i]+1)/(stretch+float64(len(needs)))
		}
		frames[i] = frame{f.x + x, width}
		if s.rightToLeft() {
			frames[i].x = f.x + f.width - x - width
		}
		x += width
	}
	return frames
}

// narrowed shares a width that is too small for the longest words: no column falls below half an even
// share, or what it needs if that is less, and the rest goes by need.
func narrowed(needs []float64, width float64) []float64 {
	least := make([]float64, len(needs))
	for i, need := range needs {
		least[i] = min(need, width/float64(2*len(needs)))
	}
	over, rest := max(sum(needs)-sum(least), 1), width-sum(least)
	for i, need := range needs {
		least[i] += rest * (need - least[i]) / over
	}
	return least
}

func sum(all []float64) (total float64) {
	for _, v := range all {
		total += v
	}
	return total
}

// extent returns the widths of a cell with its longest word on a line, and with all its text on one line.
func (s *sheet) extent(cell Inline) (need, want float64) {
	b := s.set(bold(cell), cellSize*s.Size.body, s.frame, ink)
	if b.set == nil {
		return 0, 0
	}
	for _, l := range b.set.Break(1e9) {
		want = max(want, l.Width)
	}
	padding := 2 * cellPadding * s.Size.body
	return b.set.Narrowest() + padding, want + padding
}

func bold(text Inline) Inline {
	text = slices.Clone(text)
	for i := range text {
		text[i].Bold = true
	}
	return text
}

func (s *sheet) tableRow(cells []Inline, columns []frame, f frame, titles bool) row {
	padding := cellPadding * s.Size.body
	set := make([]*block, len(cells))
	height := 0.0
	for i, cell := range cells {
		if titles {
			cell = bold(cell)
		}
		set[i] = s.set(cell, cellSize*s.Size.body, columns[i].inset(padding), ink)
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
