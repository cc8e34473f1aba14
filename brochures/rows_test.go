package brochures

import (
	"math/rand/v2"
	"testing"
)

// TestPagesHoldTheirRows distributes random rows, and checks what people would see: nothing beyond the foot, no heading alone at the
// end of a page, nothing lost.
func TestPagesHoldTheirRows(t *testing.T) {
	const first, top, bottom = 100, 30, 500
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		rows := randomRows(random)
		total := 0
		for i, part := range pages(rows, first, top, bottom) {
			room := float64(bottom - top)
			if i == 0 {
				room = bottom - first
			}
			total += len(part)
			if used := heightOf(part); used > room {
				t.Fatalf("page %d: %.0f of %.0f are used", i+1, used, room)
			}
			if total < len(rows) && part[len(part)-1].keep {
				t.Fatalf("page %d ends with what belongs to the next", i+1)
			}
		}
		if total != len(rows) {
			t.Fatalf("%d rows of %d", total, len(rows))
		}
	}
}

// randomRows are lines, headings (kept with what follows) and notes on grounds.
func randomRows(random *rand.Rand) (rows []row) {
	for range 1 + random.IntN(60) {
		r := row{space: 10 * random.Float64(), height: 5 + 40*random.Float64(), keep: random.IntN(5) == 0}
		rows = append(rows, r)
		if random.IntN(6) == 0 {
			ground := &panel{above: 10}
			for range 1 + random.IntN(3) {
				rows = append(rows, row{space: 5, height: 15, panel: ground})
			}
		}
	}
	return rows
}

// heightOf adds up rows as [sheet.place] draws them.
func heightOf(rows []row) (height float64) {
	for i, r := range rows {
		if i > 0 {
			height += r.space
		}
		height += r.height
		if i == 0 || r.panel != rows[i-1].panel {
			height += r.panelEdge()
		}
	}
	return height
}
