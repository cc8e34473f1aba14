package ui

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/brochures/typeset"
)

// The tokens of a mediator's window. A mediator sits in front of it all day with a mouse, a keyboard or a finger, so it is
// denser than a visitor's screen; nothing to be touched is smaller than voting machines allow.
const (
	DeskTarget MM = 12.7

	DeskRound MM = 4.2
	DeskInset MM = 7.5 // within cards, and around columns
	deskEdge  MM = 0.4 // of edges
	capRound  MM = 1.4 // of the keycap

	buttonInset MM = 2.5 // beside the words of a button
	leastBeside MM = 0.9 // beside the words of a choice, however crowded the window is
)

// The scale of type of a mediator's window.
const (
	DeskNumber Type = 26 // the ticket at the desk
	DeskFigure Type = 9  // numbers of the line, counts
	DeskTitle  Type = 8.2
	DeskBody   Type = 6.2
	DeskNote   Type = 5.3
	DeskCap    Type = 4 // the key on a button
)

// atDesk makes a control one of a mediator's window: as large as a mediator's finger needs, and the pointer is seen.
func (c *Control) atDesk() *Control {
	c.pointer = true
	c.least = fyne.NewSquareSize(c.theme.Of(DeskTarget))
	return c
}

func (t Theme) deskLook(tone Tone) (l look, ink, sign color.NRGBA) {
	l, ink, sign = t.button(tone)
	l.radius = t.Space(DeskRound)
	return l, ink, sign
}

// DeskButton is an act of a mediator: an icon, words, and the key of the keyboard that does the same. Icon and letter may be
// empty.
func (t Theme) DeskButton(key, icon, title, letter string, tone Tone, touched func()) *Control {
	return t.deskButton(key, icon, title, letter, tone, DeskBody, touched)
}

// DeskLead is the one act of the window that leads on.
func (t Theme) DeskLead(key, icon, title, letter string, touched func()) *Control {
	return t.deskButton(key, icon, title, letter, Primary, DeskFigure, touched)
}

// DeskDigit is a key of a pad.
func (t Theme) DeskDigit(key, digit string, touched func()) *Control {
	return t.deskButton(key, "", digit, "", Plain, DeskFigure, touched)
}

func (t Theme) deskButton(key, icon, title, letter string, tone Tone, size Type, touched func()) *Control {
	l, ink, sign := t.deskLook(tone)
	words := NewText(t.Engine, t.Language, title, Style{Size: t.TypeSize(size), Bold: true, Color: ink, Align: typeset.Center})
	parts, natural := []fyne.CanvasObject{container.New(Column{}, words)}, words.NaturalWidth()
	switch {
	case title == "": // the icon alone, in the very middle
		parts = []fyne.CanvasObject{t.Picture(icon, MM(size)*1.35, sign)}
		natural = parts[0].MinSize().Width
	case icon != "":
		parts = []fyne.CanvasObject{t.Picture(icon, MM(size)*1.35, sign), container.New(Column{}, words)}
	}
	content := container.New(Inset{t.Space(buttonInset), t.Space(2.5)}, t.together(parts, natural))
	c := t.control(key, l, t.capped(content, letter, true, t.capInk(tone, sign)), touched).atDesk()
	c.natural = t.naturally(parts, words, letter)
	return c
}

// naturally is the width of a button with its words on one line, clear of its keycap.
func (t Theme) naturally(parts []fyne.CanvasObject, words *Text, letter string) float32 {
	width := words.NaturalWidth() + 2*t.Space(buttonInset)
	if len(parts) > 1 {
		width += parts[0].MinSize().Width + t.Space(3)
	}
	if letter != "" {
		width += 2 * (t.keycap(letter, t.Ink).MinSize().Width + t.Space(1.2))
	}
	return width
}

// NaturalWidth is how wide the control is with its words on one line, where it knows.
func (c *Control) NaturalWidth() float32 { return max(c.natural, c.MinSize().Width) }

// together centers an icon and words as one.
func (t Theme) together(parts []fyne.CanvasObject, natural float32) fyne.CanvasObject {
	return container.New(centered{Row{Gap: t.Space(3), RightToLeft: t.Language.RightToLeft, Grow: len(parts) - 1}, natural}, parts...)
}

// capped lays the keycap over the corner where reading ends. Words that stand beside it, not below, keep clear of it.
func (t Theme) capped(content fyne.CanvasObject, letter string, beside bool, ink color.NRGBA) fyne.CanvasObject {
	if letter == "" {
		return content
	}
	return container.New(cornered{t.Language.RightToLeft, beside, t.Space(1.2)}, content, t.keycap(letter, ink))
}

// capInk is the color of the keycap: it explains, so it is quieter than what it is on.
func (t Theme) capInk(tone Tone, sign color.NRGBA) color.NRGBA {
	if tone == Plain {
		return t.Muted
	}
	return sign
}

// capNames are how keys are called on their caps, where it is not by their letter.
var capNames = map[string]string{"Escape": "Esc", "BackSpace": "←", "Return": "↵", "Down": "↓", "Up": "↑"}

// keycap is the small name of a key.
func (t Theme) keycap(letter string, ink color.NRGBA) fyne.CanvasObject {
	if name, ok := capNames[letter]; ok {
		letter = name
	}
	latin, err := typeset.LookupLanguage("en")
	if err != nil {
		latin = t.Language
	}
	words := NewText(t.Engine, latin, letter, Style{Size: t.TypeSize(DeskCap), Color: ink, Align: typeset.Center})
	edge := newSurface(t.Space(capRound), 0)
	edge.paint(color.Transparent, ink, t.Of(deskEdge)*0.6)
	return container.New(Layers{}, edge.Container, container.New(Inset{t.Space(1.5), 0}, container.New(Column{Width: words.NaturalWidth()}, words)))
}

// DeskChoice is one of a list: an icon over its word, or the word alone. What is chosen stands out by its ground and its edge.
func (t Theme) DeskChoice(key, icon, title, letter string, chosen bool, tone Tone, touched func()) *Control {
	l, ink, sign := t.deskLook(tone)
	mark := t.capInk(tone, sign)
	if chosen {
		l.ground, l.edge, mark = t.SeaSoft, t.Sea, t.Sea
	}
	words := NewText(t.Engine, t.Language, title, Style{Size: t.TypeSize(DeskBody), Bold: chosen, Color: ink, Align: typeset.Center})
	lines := []fyne.CanvasObject{words}
	if icon != "" {
		lines = []fyne.CanvasObject{container.NewCenter(t.Picture(icon, 9.5, sign)), words}
	}
	body := container.New(Middle{}, container.New(Column{Gap: t.Space(0.8)}, lines...))
	beside := max(t.Space(1.8), t.Of(leastBeside))
	return t.control(key, l, t.capped(container.New(Inset{beside, t.Space(2.5)}, body), letter, icon == "", mark), touched).atDesk()
}

// DeskRow is a row of a list that can be touched.
func (t Theme) DeskRow(key string, content fyne.CanvasObject, chosen bool, tone Tone, touched func()) *Control {
	l := look{ground: t.Surface, edge: t.Hairline, pressed: t.SeaSoft, radius: t.Space(DeskRound)}
	switch {
	case chosen:
		l.ground, l.edge = t.SeaSoft, t.Sea
	case tone == Trouble || tone == Care || tone == Done:
		soft, ink := t.plate(tone)
		l.ground, l.edge = soft, ink
	}
	return t.control(key, l, container.New(Inset{t.Space(5), t.Space(1)}, container.New(Middle{}, content)), touched).atDesk()
}

// DeskPill is a control on the bar of a mediator's window, white on blue.
func (t Theme) DeskPill(key, icon, title, letter string, chosen bool, touched func()) *Control {
	height := max(t.Space(pillTall), float32(math.Ceil(float64(t.TypeSize(DeskBody))*t.Language.Leading)))
	l := look{ground: t.Sea, edge: t.OnSeaMuted, pressed: t.SeaDark, radius: height / 2}
	ink := t.OnSea
	if chosen {
		l.ground, l.edge, ink = t.Surface, t.Surface, t.Sea
	}
	var parts []fyne.CanvasObject
	if icon != "" {
		parts = append(parts, t.Picture(icon, 8, ink))
	}
	if title != "" {
		words := t.Words(title, DeskBody, ink)
		parts = append(parts, container.New(Column{Width: words.NaturalWidth()}, words))
	}
	if letter != "" {
		parts = append(parts, t.keycap(letter, ink))
	}
	row := container.New(Row{Gap: t.Space(2.5), RightToLeft: t.Language.RightToLeft, Grow: -1}, parts...)
	c := t.control(key, l, container.New(Inset{t.Space(5), 0}, container.New(Middle{}, row)), touched).atDesk()
	c.least.Height = max(c.least.Height, height)
	c.inset = fyne.NewSize(0, (c.least.Height-height)/2)
	return c
}

// pillTall is how high a pill looks; a finger may miss it by a little.
const pillTall MM = 14

// Badge is a word on a soft ground, in a row.
func (t Theme) Badge(title string, tone Tone) fyne.CanvasObject {
	soft, ink := t.plate(tone)
	words := t.Strong(title, DeskNote, ink)
	ground, stroke := newSurface(t.Space(2.2), 0), float32(0)
	if t.Palette == Strong {
		stroke = t.Of(deskEdge)
	}
	ground.paint(soft, t.Edge, stroke)
	return container.New(Layers{}, ground.Container, container.New(Inset{t.Space(2.8), t.Space(0.6)}, container.New(Column{Width: words.NaturalWidth()}, words)))
}

// DeskCard is a surface with an edge that says how much it matters.
func (t Theme) DeskCard(content fyne.CanvasObject, tone Tone) fyne.CanvasObject {
	ground, edge := t.Surface, t.Hairline
	switch tone {
	case Primary:
		edge = t.Sea
	case Trouble, Care, Done:
		ground, edge = t.plate(tone)
	default:
	}
	under := newSurface(t.Space(DeskRound*1.3), 0)
	under.paint(ground, edge, t.Of(deskEdge))
	return container.New(Layers{}, under.Container, container.New(Inset{t.Space(DeskInset), t.Space(DeskInset * 0.8)}, content))
}

// centered sets a row as narrow as its words allow in the middle of its width.
type centered struct {
	Row
	words float32 // the width of the words on one line
}

func (c centered) width(objects []fyne.CanvasObject, of float32) float32 {
	width := c.words
	for _, o := range objects[:len(objects)-1] {
		width += o.MinSize().Width + c.Gap
	}
	return min(width, of)
}

// Layout places the row.
func (c centered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := c.width(objects, size.Width)
	c.Row.Layout(objects, fyne.NewSize(width, size.Height))
	for _, o := range objects {
		o.Move(o.Position().AddXY((size.Width-width)/2, 0))
	}
}

// cornered lays its second object over the upper corner of the first where reading ends.
type cornered struct {
	rightToLeft bool
	// beside keeps the first clear of the second, at both sides so that it stays in the middle.
	beside bool
	away   float32
}

func (c cornered) aside(objects []fyne.CanvasObject) float32 {
	if !c.beside {
		return 0
	}
	return objects[1].MinSize().Width + c.away/2
}

// Layout places both.
func (c cornered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	aside := c.aside(objects)
	objects[0].Move(fyne.NewPos(aside, 0))
	objects[0].Resize(fyne.NewSize(size.Width-2*aside, size.Height))
	least := objects[1].MinSize()
	objects[1].Resize(least)
	objects[1].Move(fyne.NewPos(mirrored(size.Width-least.Width-c.away, least.Width, size.Width, c.rightToLeft), c.away))
}

// MinSize is that of the first, and what it keeps clear.
func (c cornered) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*c.aside(objects), 0)
}

// HeightFor returns the height of the first.
func (c cornered) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[0], width-2*c.aside(objects))
}
