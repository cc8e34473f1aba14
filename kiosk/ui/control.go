package ui

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Control is something to touch: a tile, a button or a pill. It can have the focus, and is pressed by the space and enter keys.
//
// Fyne takes a finger that moves for a drag, and forgets the touch. Fingers always move a little, so a control counts a touch
// that ends within [Wobble] of where it began, wherever that is.
type Control struct {
	widget.BaseWidget
	// Key names the control for tests and for the log, whatever its language.
	Key     string
	theme   Theme
	look    look
	touched func()
	ground  *surface
	content fyne.CanvasObject
	least   fyne.Size
	inset   fyne.Size // of the ground within what can be touched
	natural float32   // the width with all words on one line
	focused bool
	pressed bool
	pointer bool // the pointer is seen over it: it is touched by a mouse, too
	travel  fyne.Delta
}

// look is how a control is painted.
type look struct {
	ground, edge color.Color
	pressed      color.Color
	radius       float32
	drop         float32 // of the shadow; 0 for none
}

func (t Theme) control(key string, l look, content fyne.CanvasObject, touched func()) *Control {
	c := &Control{
		Key: key, theme: t, look: l, touched: touched, content: content,
		ground: newSurface(l.radius, l.drop), least: fyne.NewSquareSize(t.Of(Target)),
	}
	c.ExtendBaseWidget(c)
	c.paint()
	return c
}

// MinSize has room for the content and for a finger.
func (c *Control) MinSize() fyne.Size {
	c.ExtendBaseWidget(c)
	return c.content.MinSize().Add(c.inset).Add(c.inset).Max(c.least)
}

// hair is by how much less width a content is measured than it gets: sums of widths are not exact, and a word that fits by
// nothing must not lose its line.
const hair = 0.5

// HeightFor returns the height that the content and a finger need at a width.
func (c *Control) HeightFor(width float32) float32 {
	return max(heightFor(c.content, width-2*c.inset.Width-hair)+2*c.inset.Height, c.least.Height)
}

// Content is what the control shows.
func (c *Control) Content() fyne.CanvasObject { return c.content }

// CreateRenderer shows the content on its ground.
func (c *Control) CreateRenderer() fyne.WidgetRenderer {
	return &controlRenderer{c, []fyne.CanvasObject{c.ground.Container, c.content}}
}

type controlRenderer struct {
	c       *Control
	objects []fyne.CanvasObject
}

func (r *controlRenderer) Layout(size fyne.Size) {
	for _, o := range r.objects {
		o.Move(fyne.NewPos(r.c.inset.Width, r.c.inset.Height))
		o.Resize(size.Subtract(r.c.inset).Subtract(r.c.inset))
	}
}

func (r *controlRenderer) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *controlRenderer) Refresh()                     { r.c.paint() }
func (r *controlRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *controlRenderer) Destroy()                     {}

// paint shows by the ground that a finger is there, and by a strong edge where the focus is, as EN 301 549 asks.
func (c *Control) paint() {
	ground, edge, stroke := c.look.ground, c.look.edge, c.theme.Of(Stroke)
	if c.pressed {
		ground = c.look.pressed
	}
	if c.focused {
		edge, stroke = c.theme.SeaDark, c.theme.Of(FocusStroke)
		if c.look.ground == c.theme.Sea {
			edge = c.theme.Saffron
		}
	}
	c.ground.paint(ground, edge, stroke)
}

// touch does what the control is for.
func (c *Control) touch() {
	if c.touched != nil {
		c.touched()
	}
}

// Tapped is called by Fyne when a finger lifts within the control without having moved.
func (c *Control) Tapped(*fyne.PointEvent) { c.touch() }

// MouseDown is called by Fyne when a finger comes down on the control.
func (c *Control) MouseDown(*desktop.MouseEvent) {
	c.pressed, c.travel = true, fyne.Delta{}
	c.theme.Hand.down = true
	fyne.Do(c.paint) // a finger that lifts at once has by then: the window is painted once, with what the touch leads to
}

// MouseUp is called by Fyne when the finger lifts.
func (c *Control) MouseUp(*desktop.MouseEvent) {
	c.pressed = false
	fyne.Do(c.lift) // the touch itself comes first: Fyne tells it after this
}

// lift shows that no finger is on the control, and what the touch has led to.
func (c *Control) lift() {
	c.paint()
	c.theme.Hand.Lift()
}

// Dragged is called by Fyne when the finger moves.
func (c *Control) Dragged(e *fyne.DragEvent) {
	c.travel = fyne.NewDelta(c.travel.DX+e.Dragged.DX, c.travel.DY+e.Dragged.DY)
}

// DragEnd counts a touch that wobbled.
func (c *Control) DragEnd() {
	if math.Hypot(float64(c.travel.DX), float64(c.travel.DY)) <= float64(c.theme.Of(Wobble)) {
		c.touch()
	}
}

// FocusGained shows where the focus is.
func (c *Control) FocusGained() { c.focus(true) }

// FocusLost shows that it has gone.
func (c *Control) FocusLost() { c.focus(false) }

func (c *Control) focus(on bool) {
	c.focused = on
	c.paint()
}

// TypedRune presses the control by the space bar. Any other letter is the window's.
func (c *Control) TypedRune(r rune) {
	switch {
	case r == ' ':
		c.touch()
	case c.theme.Hand.Runes != nil:
		c.theme.Hand.Runes(r)
	}
}

// TypedKey presses the control by the enter key. Any other key is the window's.
func (c *Control) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter:
		c.touch()
	case c.theme.Hand.Keys != nil:
		c.theme.Hand.Keys(k)
	}
}

// Cursor hides the pointer on a visitor's screen: fingers have none.
func (c *Control) Cursor() desktop.Cursor {
	if c.pointer {
		return desktop.PointerCursor
	}
	return desktop.HiddenCursor
}

// Find is the control of a key within an object; nil when there is none.
func Find(o fyne.CanvasObject, key string) *Control {
	switch o := o.(type) {
	case *Control:
		if o.Key == key {
			return o
		}
	case *fyne.Container:
		for _, inner := range o.Objects {
			if c := Find(inner, key); c != nil {
				return c
			}
		}
	}
	return nil
}
