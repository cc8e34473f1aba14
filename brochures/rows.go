package brochures

// row is the least part of a leaflet that is not broken over pages: mostly a line. Heights are in points.
type row struct {
	// space is left above the row unless it is the first of its page.
	space, height float64
	// keep says that the row must not be the last of a page while others follow.
	keep bool
	// bottom says that the row stands at the foot of its page, whatever is above it.
	bottom bool
	// panel is the ground that the row stands on, shared with its neighbours, or nil.
	panel *panel
	// draw draws the row with its upper edge at y.
	draw func(y float64)
}

// panel is a colored ground behind neighbouring rows.
type panel struct {
	frame frame
	above float64 // how far it reaches above its first row and below its last one
	draw  func(y, height float64)
}

// frame is the area between the margins that rows may use, in points from the left edge of the page.
type frame struct{ x, width float64 }

// indent leaves room at the side where reading begins.
func (f frame) indent(by float64, rightToLeft bool) frame {
	if rightToLeft {
		return frame{f.x, f.width - by}
	}
	return frame{f.x + by, f.width - by}
}

// inset leaves room at both sides.
func (f frame) inset(by float64) frame { return frame{f.x + by, f.width - 2*by} }

// pages distributes rows over pages: the first has room for rows between first and bottom, the others from top.
func pages(rows []row, first, top, bottom float64) [][]row {
	var all [][]row
	y := first
	for len(rows) > 0 {
		n := fitting(rows, bottom-y)
		all, rows, y = append(all, rows[:n]), rows[n:], top
	}
	return all
}

// fitting returns how many rows fit into a height: at least one, and none that must be kept with the row after it.
func fitting(rows []row, height float64) int {
	n, used := 0, 0.0
	for n < len(rows) {
		if n > 0 {
			used += rows[n].space
		}
		used += rows[n].height
		if n == 0 || rows[n].panel != rows[n-1].panel {
			used += rows[n].panelEdge()
		}
		if used > height {
			break
		}
		n++
	}
	if n == len(rows) {
		return n
	}
	for k := n; k > 0; k-- {
		if !rows[k-1].keep {
			return k
		}
	}
	return max(n, 1)
}

// panelEdge is what the ground that begins with a row takes above and below its rows.
func (r row) panelEdge() float64 {
	if r.panel == nil {
		return 0
	}
	return 2 * r.panel.above
}
