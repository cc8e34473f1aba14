package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"guichet/brochures/typeset"
)

// Words are the words of a control in the language of its theme.
type Words struct {
	Title string
	// Note is a smaller line below the title, or empty.
	Note string
}

// Tone says how much a thing matters, or what it is about.
type Tone int

// The tones. Primary is for the one control of a screen that leads on.
const (
	Plain Tone = iota
	Primary
	Care    // different, with care: private talk, to be seen first
	Done    // well
	Trouble // something is wrong
	Quiet   // no ground and no edge of its own
)

// plate is the ground of a tone's icon, and its ink.
func (t Theme) plate(tone Tone) (ground, ink color.NRGBA) {
	switch tone {
	case Primary:
		return t.Sea, t.OnSea
	case Care:
		return t.SaffronSoft, t.OnSaffron
	case Done:
		return t.OliveSoft, t.Olive
	case Trouble:
		return t.ClaySoft, t.Clay
	default:
		return t.SeaSoft, t.Sea
	}
}

// Plate is an icon on a soft ground, a square of a size.
func (t Theme) Plate(icon string, size MM, tone Tone) fyne.CanvasObject {
	soft, ink := t.plate(tone)
	ground := newSurface(t.Sign(size)*0.21, 0)
	stroke := float32(0)
	if t.Palette == Strong {
		stroke = t.Of(Stroke)
	}
	ground.paint(soft, t.Edge, stroke)
	around := t.Sign(size * 0.18)
	return container.New(Layers{}, ground.Container, container.New(Inset{around, around}, t.Picture(icon, size*0.64, ink)))
}

// Tile is a control with an icon on a plate where reading begins, and words beside it.
func (t Theme) Tile(key, icon string, w Words, tone Tone, touched func()) *Control {
	lines := []fyne.CanvasObject{t.Strong(w.Title, TileType, t.Ink)}
	if w.Note != "" {
		lines = append(lines, t.Words(w.Note, NoteType, t.Muted))
	}
	row := container.New(Row{Gap: t.Space(Gap), RightToLeft: t.Language.RightToLeft, Grow: 1},
		t.Plate(icon, plateSize, tone), container.New(Column{Gap: t.Space(Tight)}, lines...))
	return t.control(key, t.tile(), container.New(Inset{t.Space(tileInset), t.Space(Near)}, row), touched)
}

const (
	plateSize MM = 33
	tileInset MM = 8
)

func (t Theme) tile() look {
	return look{ground: t.Surface, edge: t.Hairline, pressed: t.SeaSoft, radius: t.Space(TileRadius), drop: t.Of(Drop)}
}

// Name is a wide control with a language's own name and an icon at the end of reading.
func (t Theme) Name(key, title, icon string, touched func()) *Control {
	row := container.New(Row{Gap: t.Space(Near), RightToLeft: t.Language.RightToLeft, Grow: 0},
		t.Strong(title, NameType, t.Ink), t.Picture(icon, 13, t.Sea))
	return t.control(key, t.tile(), container.New(Inset{t.Space(9), t.Space(Near)}, row), touched)
}

// Line is a low tile across a screen, with a small icon, for what is offered by the way.
func (t Theme) Line(key, icon string, w Words, tone Tone, touched func()) *Control {
	l := t.tile()
	soft, ink, note := t.Surface, t.Sea, t.Muted
	if tone != Plain {
		soft, ink = t.plate(tone)
		l.edge, note = ink, ink
	}
	l.ground, l.drop = soft, 0
	words := container.New(Column{}, t.Strong(w.Title, BodyType, t.Ink), t.Words(w.Note, NoteType, note))
	row := container.New(Row{Gap: t.Space(Gap), RightToLeft: t.Language.RightToLeft, Grow: 1}, t.Picture(icon, 13, ink), words)
	return t.control(key, l, container.New(Inset{t.Space(tileInset), t.Space(Near)}, row), touched)
}

// Choice is one of several of which one is chosen.
func (t Theme) Choice(key, title string, chosen bool, touched func()) *Control {
	l, icon := t.tile(), "radio_button_unchecked"
	if chosen {
		l.ground, l.edge, icon = t.SeaSoft, t.Sea, "check_circle"
	}
	row := container.New(Row{Gap: t.Space(Near), RightToLeft: t.Language.RightToLeft, Grow: 0},
		t.Strong(title, TileType, t.Ink), t.Picture(icon, 11, t.Sea))
	return t.control(key, l, container.New(Inset{t.Space(tileInset), t.Space(Near)}, row), touched)
}

// Sheet is a control without an edge that is as large as what it is in.
func (t Theme) Sheet(key string, content fyne.CanvasObject, touched func()) *Control {
	return t.control(key, look{ground: color.Transparent, edge: color.Transparent, pressed: color.Transparent}, content, touched)
}

// Button is a control of one line. A screen has at most one that is [Primary]: the one that leads on. The icon may be empty.
func (t Theme) Button(key, icon, title string, tone Tone, touched func()) *Control {
	l, ink, sign := t.button(tone)
	words := NewText(t.Engine, t.Language, title, Style{Size: t.TypeSize(BodyType), Bold: true, Color: ink, Align: typeset.Center})
	parts := []fyne.CanvasObject{container.New(Column{Width: words.NaturalWidth()}, words)}
	if icon != "" {
		parts = append([]fyne.CanvasObject{t.Picture(icon, 11.5, sign)}, parts...)
	}
	row := container.New(Row{Gap: t.Space(5), RightToLeft: t.Language.RightToLeft, Grow: len(parts) - 1}, parts...)
	c := t.control(key, l, container.New(Inset{t.Space(11), t.Space(Near)}, row), touched)
	c.least = fyne.NewSquareSize(max(t.Space(Comfort), t.Of(Target)))
	return c
}

// button is how a tone's button looks, and the colors of its words and its icon.
func (t Theme) button(tone Tone) (l look, ink, sign color.NRGBA) {
	l = look{ground: t.Surface, edge: t.Edge, pressed: t.SeaSoft, radius: t.Space(ButtonRound)}
	switch tone {
	case Primary:
		l.ground, l.edge, l.pressed = t.Sea, t.Sea, t.SeaDark
		return l, t.OnSea, t.OnSea
	case Care, Done, Trouble:
		soft, dark := t.plate(tone)
		l.ground, l.edge = soft, dark
		return l, dark, dark
	case Quiet:
		l.ground, l.edge = color.Transparent, color.Transparent
		return l, t.Sea, t.Sea
	default:
		return l, t.Ink, t.Sea
	}
}

// Pill is a small control of the bar: an icon and, unless it is empty, a word. A finger may miss what is seen by a little.
func (t Theme) Pill(key, icon, title string, touched func()) *Control {
	parts := []fyne.CanvasObject{NewIcon(t.Engine, icon, t.Of(8.5), t.Sea)}
	if title != "" {
		words := t.Words(title, NoteType, t.Ink)
		parts = append(parts, container.New(Column{Width: words.NaturalWidth()}, words))
	}
	row := container.New(Row{Gap: t.Space(Near), RightToLeft: t.Language.RightToLeft, Grow: len(parts) - 1}, parts...)
	height := t.Of(pillHeight)
	l := look{ground: t.Surface, edge: t.Edge, pressed: t.SeaSoft, radius: height / 2}
	c := t.control(key, l, container.New(Inset{t.Space(6), 0}, row), touched)
	c.inset = fyne.NewSize(0, (t.Of(Target)-height)/2)
	return c
}

const pillHeight MM = 16

// Card is a surface that holds things which belong together.
func (t Theme) Card(content fyne.CanvasObject) fyne.CanvasObject {
	return t.Panel(content, t.Surface, t.Hairline, ButtonRound)
}

// Panel is a card of a ground and an edge, with corners of a radius.
func (t Theme) Panel(content fyne.CanvasObject, ground, edge color.Color, radius MM) fyne.CanvasObject {
	under := newSurface(t.Space(radius), t.Of(Drop))
	under.paint(ground, edge, t.Of(Stroke))
	return container.New(Layers{}, under.Container, content)
}

// Rule is a line that parts, across what it is in.
func (t Theme) Rule() fyne.CanvasObject {
	line := canvas.NewRectangle(t.Hairline)
	line.SetMinSize(fyne.NewSize(0, t.Of(Stroke)))
	return line
}

// PadKey is a key of a pad on a visitor's screen: a digit, or an icon where that is empty.
func (t Theme) PadKey(key, digit, icon string, tone Tone, touched func()) *Control {
	l, ink, sign := t.button(tone)
	var face fyne.CanvasObject = container.NewCenter(t.Picture(icon, 13, sign))
	if digit != "" {
		face = NewText(t.Engine, t.Language, digit, Style{Size: t.TypeSize(NameType), Bold: true, Color: ink, Align: typeset.Center})
	}
	return t.control(key, l, container.New(Middle{}, face), touched)
}
