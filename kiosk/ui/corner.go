package ui

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Corner is a place without a look where a finger may rest. It is no [Control]: nothing shows it, the focus does not get to
// it, and a touch that is not held means nothing. The finger may wander by as much as the corner is wide.
type Corner struct {
	widget.BaseWidget
	down, up func()
	travel   fyne.Delta
}

// NewCorner is a corner that tells of a finger that comes down in it, and of its leaving, perhaps more than once.
func NewCorner(down, up func()) *Corner {
	c := &Corner{down: down, up: up}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer shows nothing.
func (c *Corner) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// MouseDown is called by Fyne when a finger comes down.
func (c *Corner) MouseDown(*desktop.MouseEvent) {
	c.travel = fyne.Delta{}
	c.down()
}

// MouseUp is called by Fyne when it lifts.
func (c *Corner) MouseUp(*desktop.MouseEvent) { c.up() }

// Dragged is called by Fyne when it moves.
func (c *Corner) Dragged(e *fyne.DragEvent) {
	c.travel = fyne.NewDelta(c.travel.DX+e.Dragged.DX, c.travel.DY+e.Dragged.DY)
	if math.Hypot(float64(c.travel.DX), float64(c.travel.DY)) > float64(c.Size().Width) {
		c.up()
	}
}

// DragEnd is called by Fyne when a finger that has moved lifts, wherever that is.
func (c *Corner) DragEnd() { c.up() }

// Cursor hides the pointer, as on all of a visitor's screen.
func (c *Corner) Cursor() desktop.Cursor { return desktop.HiddenCursor }

// Across lays its second object, a corner, over the first: where the mirror image of one of its controls would be, out to the
// edge of the glass. Without that control there is no corner.
type Across struct {
	// Key is that of the control, and Above how much higher than it the corner is.
	Key   string
	Above float32
}

// Layout implements [fyne.Layout].
func (a Across) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	drawn, corner := objects[0], objects[1]
	drawn.Move(fyne.NewPos(0, 0))
	drawn.Resize(size)
	at, of, ok := where(drawn, a.Key, fyne.Position{})
	if !ok {
		corner.Hide()
		return
	}
	left, right := at.X, size.Width-at.X-of.Width
	width, x := right+of.Width, float32(0)
	if left < right {
		width = left + of.Width
		x = size.Width - width
	}
	top := max(0, at.Y-a.Above)
	corner.Move(fyne.NewPos(x, top))
	corner.Resize(fyne.NewSize(width, at.Y+of.Height-top))
}

// MinSize is that of the first object.
func (a Across) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// where is the place of a control within an object that is laid out.
func where(o fyne.CanvasObject, key string, at fyne.Position) (fyne.Position, fyne.Size, bool) {
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *Control:
		return at, o.Size(), o.Key == key
	case *fyne.Container:
		for _, inner := range o.Objects {
			if p, size, ok := where(inner, key, at); ok {
				return p, size, true
			}
		}
	}
	return at, fyne.Size{}, false
}
