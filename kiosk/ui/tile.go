package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"guichet/brochures/typeset"
)

// Words are the words of a control in the language of the screen.
type Words struct {
	Language typeset.Language
	Title    string
	// Note is a smaller line below the title, or empty.
	Note string
}

// Control is something to touch: a tile or a button. It can have the focus, and is pressed by the space and enter keys.
type Control struct {
	widget.BaseWidget
	// Key names the control for tests and for the log, whatever its language.
	Key     string
	touched func()
	ground  *canvas.Rectangle
	idle    color.Color
	content fyne.CanvasObject
}

// NewTile returns a tile with an icon where reading begins.
func NewTile(e *Engine, key, icon string, w Words, touched func()) *Control {
	lines := []fyne.CanvasObject{NewText(e, w.Language, w.Title, Style{Size: TileSize, Bold: true, Color: Ink})}
	if w.Note != "" {
		lines = append(lines, NewText(e, w.Language, w.Note, Style{Size: NoteSize, Color: Muted}))
	}
	plate := canvas.NewRectangle(SeaSoft)
	plate.CornerRadius = tileRadius * 0.7
	picture := container.NewStack(plate, container.New(Inset{16}, NewIcon(e, icon, 56, Sea)))
	row := container.New(Row{Gap: 24, RightToLeft: w.Language.RightToLeft, Grow: 1}, picture, container.New(Column{Gap: 4}, lines...))
	return newControl(key, Surface, Hairline, tileRadius, container.New(Inset{24}, row), touched)
}

// NewButton returns a button. A screen has at most one that is primary: the one that leads on.
func NewButton(e *Engine, key string, w Words, primary bool, touched func()) *Control {
	ground, ink := Surface, Sea
	if primary {
		ground, ink = Sea, Surface
	}
	title := NewText(e, w.Language, w.Title, Style{Size: BodySize, Bold: true, Color: ink, Align: typeset.Center})
	return newControl(key, ground, Sea, buttonRadius, container.New(Inset{20}, container.New(Column{Width: title.NaturalWidth()}, title)), touched)
}

func newControl(key string, ground, edge color.Color, radius float32, content fyne.CanvasObject, touched func()) *Control {
	c := &Control{Key: key, touched: touched, ground: canvas.NewRectangle(ground), idle: edge, content: content}
	c.ground.CornerRadius = radius
	c.ground.StrokeColor, c.ground.StrokeWidth = edge, 2
	c.ExtendBaseWidget(c)
	return c
}

// HeightFor returns the height that the content needs at a width.
func (c *Control) HeightFor(width float32) float32 { return heightFor(c.content, width) }

// CreateRenderer shows the content on its ground.
func (c *Control) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(c.ground, c.content))
}

// Tapped is called by Fyne when a finger lifts within the control.
func (c *Control) Tapped(*fyne.PointEvent) {
	if c.touched != nil {
		c.touched()
	}
}

// FocusGained shows by a strong edge where the focus is, as EN 301 549 asks.
func (c *Control) FocusGained() { c.focus(true) }

// FocusLost takes the strong edge away.
func (c *Control) FocusLost() { c.focus(false) }

func (c *Control) focus(on bool) {
	c.ground.StrokeColor, c.ground.StrokeWidth = c.idle, 2
	if on {
		c.ground.StrokeColor, c.ground.StrokeWidth = SeaDark, 6
	}
	c.ground.Refresh()
}

// TypedRune presses the control by the space bar.
func (c *Control) TypedRune(r rune) {
	if r == ' ' {
		c.Tapped(nil)
	}
}

// TypedKey presses the control by the enter key.
func (c *Control) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		c.Tapped(nil)
	}
}

// Cursor hides the pointer: fingers have none.
func (c *Control) Cursor() desktop.Cursor { return desktop.HiddenCursor }
