package screen

import (
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// BoardView is all that the board of the hall depends on.
type BoardView struct {
	ui.Theme
	Catalogue *assets.Words
	Town      string
	// Calls are the newest first; the first is in strong relief.
	Calls []kiosk.Called
	// Flash lights the newest call.
	Flash bool
	Phase queue.Phase
	// Clock is the time of day; empty where the clock cannot be believed.
	Clock string
	// Next is the next opening in words; empty where it is not known.
	Next string
	// Second is another language of the hall for the lower edge; empty for none.
	Second string

	tight float32 // a part by which all but the digits is smaller, so that everything fits
}

// Digits on the board are as high as EN 301 549's 0.7 degrees ask for at four metres, and those of the newest call higher.
const (
	DigitHeight  ui.MM = 49
	newestDigits ui.MM = 112
	digitPart          = 0.714 // of the size of type that a digit of Noto Sans is high
	boardWord    ui.MM = 36    // size of type of the words beside digits
	boardNote    ui.MM = 25
	boardMargin  ui.MM = 36
	boardRadius  ui.MM = 14
	boardGap     ui.MM = 16
)

// Board is the public call display.
func Board(v BoardView) fyne.CanvasObject {
	var drawn fyne.CanvasObject
	for v.tight = 1; v.tight > 0.5; v.tight *= 0.94 {
		drawn = v.draw()
		if drawn.MinSize().Width <= v.Screen.Width && ui.HeightFor(drawn, v.Screen.Width) <= v.Screen.Height {
			break
		}
	}
	return container.New(ui.Layers{}, ui.Fill(v.SeaDark), drawn)
}

func (v BoardView) draw() fyne.CanvasObject {
	middle := v.idle()
	if len(v.Calls) > 0 && v.Phase.Running() {
		middle = v.calls()
	}
	frame := container.New(ui.Frame{Gap: v.of(boardGap)}, v.head(), middle, v.foot())
	return container.New(ui.Inset{X: v.of(boardMargin), Y: v.of(boardMargin * 0.7)}, frame)
}

// boardDesigned is the diagonal for which the sizes are stated: 43 inches.
const boardDesigned ui.MM = 43 * 25.4

// of is a length in Fyne's units that gives way on a small screen, as all but the digits do.
func (v BoardView) of(l ui.MM) float32 {
	across := math.Hypot(float64(v.Screen.Width), float64(v.Screen.Height)) / float64(v.Density)
	return v.Of(l * ui.MM(min(1, across/float64(boardDesigned))) * ui.MM(v.tight))
}

func (v BoardView) say(key string) string { return v.Catalogue.Text(v.Language.Tag, key, nil) }

// sized are words of a size.
func (v BoardView) sized(l typeset.Language, content string, size ui.MM, bold bool, c color.Color, a typeset.Align) *ui.Text {
	return ui.NewText(v.Engine, l, content, ui.Style{Size: v.of(size), Bold: bold, Color: c, Align: a})
}

// figures are a number of digits of a height in Fyne's units. A board is read from afar whatever its screen: they are never
// lower than [DigitHeight].
func (v BoardView) figures(content string, height float32, c color.Color, a typeset.Align) *ui.Text {
	size := max(height, v.Of(DigitHeight)) / digitPart
	return ui.NewText(v.Engine, latin, content, ui.Style{Size: size, Bold: true, Color: c, Align: a, Tight: true})
}

// line is a text that asks for its whole width.
func line(t *ui.Text) fyne.CanvasObject {
	return container.New(ui.Column{Width: t.NaturalWidth()}, t)
}

func (v BoardView) head() fyne.CanvasObject {
	desk := v.sized(v.Language, v.Town+" · "+v.say("common.town-desk"), boardNote, false, v.OnSeaMuted, typeset.Start)
	clock := v.sized(latin, v.Clock, boardNote, false, v.OnSeaMuted, typeset.End)
	star := v.Star(v.of(30), 0.045, v.OnSea)
	return container.New(ui.Row{Gap: v.of(boardGap), RightToLeft: v.Language.RightToLeft, Grow: 1}, star, desk, line(clock))
}

// latin is how numbers and times are set, whatever the language around them.
var latin = lookup("en")

// foot says what helps in the language of the hall and in a second one.
func (v BoardView) foot() fyne.CanvasObject {
	key := "board.keep"
	switch {
	case v.Phase == queue.LastCall:
		key = "board.last-call"
	case v.Phase == queue.Paused:
		key = "board.paused"
	case !v.Phase.Running():
		return ui.Spacer()
	}
	parts := []fyne.CanvasObject{v.sized(v.Language, v.say(key), boardNote, false, v.OnSeaMuted, typeset.Start)}
	if v.Second != "" {
		l := lookup(v.Second)
		parts = append(parts, v.sized(l, v.Catalogue.Text(v.Second, key, nil), boardNote, false, v.OnSeaMuted, opposite(l, v.Language)))
	}
	return container.New(ui.Grid{Columns: len(parts), Gap: v.of(boardGap), RightToLeft: v.Language.RightToLeft}, parts...)
}

// opposite sets words against the end of reading of the language around them.
func opposite(l, around typeset.Language) typeset.Align {
	if l.RightToLeft == around.RightToLeft {
		return typeset.End
	}
	return typeset.Start
}

// idle is the board while nobody has been called, or the desk is closed.
func (v BoardView) idle() fyne.CanvasObject {
	key := "board.nobody"
	if !v.Phase.Running() {
		key = "board.closed"
	}
	lines := []fyne.CanvasObject{v.sized(v.Language, v.say(key), 60, true, v.OnSea, typeset.Center)}
	if v.Second != "" {
		lines = append(lines, v.sized(lookup(v.Second), v.Catalogue.Text(v.Second, key, nil), 60, true, v.OnSea, typeset.Center))
	}
	if !v.Phase.Running() && v.Next != "" {
		when := v.Catalogue.Text(v.Language.Tag, "board.next", assets.Args{"when": v.Next})
		lines = append(lines, v.sized(v.Language, when, 40, false, v.OnSeaMuted, typeset.Center))
	}
	return container.New(ui.Middle{}, container.New(ui.Column{Gap: v.of(boardGap)}, lines...))
}

// calls are the newest call, large, and those before it, which get the width that they need.
func (v BoardView) calls() fyne.CanvasObject {
	newest, before := v.newest(v.Calls[0]), v.before(v.Calls[1:])
	split := ui.Split{Part: 0.58, RightToLeft: v.Language.RightToLeft, Above: v.Portrait()}
	if !split.Above {
		width := v.Screen.Width - 2*v.of(boardMargin)
		split.Part = min(split.Part, 1-before.MinSize().Width/width)
	}
	return container.New(split, newest, before)
}

// newest is the call in strong relief, lit for a moment after it was made.
func (v BoardView) newest(c kiosk.Called) fyne.CanvasObject {
	ground := v.Surface
	if v.Flash {
		ground = v.Saffron
	}
	number := v.figures(c.Number.String(), v.of(newestDigits), v.Ink, typeset.Center)
	ink := v.Sea
	if v.Flash {
		ink = v.Ink
	}
	word, desk := v.sized(v.Language, v.say("board.desk"), 62, true, ink, typeset.Start), v.figures(strconv.Itoa(int(c.Desk)), 0, ink, typeset.Start)
	onOneLine := container.New(level{v.of(16), v.Language.RightToLeft}, word, desk)
	to := container.New(centered{}, container.New(ui.Row{Gap: v.of(16), RightToLeft: v.Language.RightToLeft, Grow: -1},
		ui.NewIcon(v.Engine, v.onward(), v.of(64), ink), onOneLine))
	title := v.sized(v.Language, v.say("board.ticket"), boardWord, false, v.Muted, typeset.Center)
	if v.Flash {
		title = v.sized(v.Language, v.say("board.ticket"), boardWord, false, v.Ink, typeset.Center)
	}
	content := container.New(ui.Middle{}, container.New(ui.Column{}, title, number, to))
	return v.Panel(content, ground, ground, boardRadius)
}

// onward is the arrow that points where reading goes.
func (v BoardView) onward() string {
	if v.Language.RightToLeft {
		return "arrow_back"
	}
	return "arrow_forward"
}

// before are the calls before the newest: as many as there is room for.
func (v BoardView) before(calls []kiosk.Called) fyne.CanvasObject {
	return container.New(&stack{theme: v.Theme, gap: v.of(boardGap * 0.75)}, v.rows(calls)...)
}

func (v BoardView) rows(calls []kiosk.Called) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, c := range calls {
		number := v.figures(c.Number.String(), 0, v.OnSea, typeset.Start)
		desk := v.figures(strconv.Itoa(int(c.Desk)), 0, v.OnSea, typeset.End)
		arrow := ui.NewIcon(v.Engine, v.onward(), v.of(36), v.OnSeaMuted)
		row := container.New(ui.Row{Gap: v.of(8), RightToLeft: v.Language.RightToLeft, Grow: 1}, line(number), arrow, line(desk))
		rows = append(rows, v.Panel(container.New(ui.Inset{X: v.of(22)}, row), v.SeaRow, v.SeaRow, boardRadius))
	}
	return rows
}

// level sets two texts side by side on one baseline, each on one line, from where reading begins.
type level struct {
	gap         float32
	rightToLeft bool
}

// Layout places both.
func (l level) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second := objects[0].(*ui.Text), objects[1].(*ui.Text)
	base := max(first.Baseline(), second.Baseline())
	x := float32(0)
	for _, t := range []*ui.Text{first, second} {
		width := t.NaturalWidth()
		t.Resize(fyne.NewSize(width, t.MinSize().Height))
		left := x
		if l.rightToLeft {
			left = size.Width - x - width
		}
		t.Move(fyne.NewPos(left, base-t.Baseline()))
		x += width + l.gap
	}
}

// MinSize is both side by side.
func (l level) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].(*ui.Text), objects[1].(*ui.Text)
	base := max(first.Baseline(), second.Baseline())
	below := max(first.MinSize().Height-first.Baseline(), second.MinSize().Height-second.Baseline())
	return fyne.NewSize(first.NaturalWidth()+l.gap+second.NaturalWidth(), base+below)
}

// centered puts an object in the middle of the width.
type centered struct{}

// Layout gives the object its least size.
func (centered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		width := min(least.Width, size.Width)
		o.Resize(fyne.NewSize(width, size.Height))
		o.Move(fyne.NewPos((size.Width-width)/2, 0))
	}
}

// MinSize is that of the object.
func (centered) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// HeightFor returns the height of the object at a width.
func (centered) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return ui.HeightFor(objects[0], min(width, objects[0].MinSize().Width))
}

// stack shows as many rows as have room at full height, and hides the others. It keeps a gap before the rows, so that they
// stand off what is beside or above them.
type stack struct {
	theme ui.Theme
	gap   float32
}

// boardRows is the most that are shown: who was called long ago is of no use to anybody.
const boardRows = 4

// Layout shares the height among the rows that are shown.
func (s *stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) == 0 {
		return
	}
	x, y := s.gap*2, float32(0)
	if s.theme.Portrait() {
		x, y = 0, s.gap*2
	}
	least := objects[0].MinSize().Height
	rows := min(boardRows, int((size.Height-y+s.gap)/(least+s.gap)))
	height := (size.Height - y - s.gap*float32(max(rows, 1)-1)) / float32(max(rows, 1))
	left := x
	if s.theme.Language.RightToLeft {
		left = 0
	}
	for i, o := range objects {
		if i >= rows {
			o.Hide()
			continue
		}
		o.Show()
		o.Resize(fyne.NewSize(size.Width-x, height))
		o.Move(fyne.NewPos(left, y+float32(i)*(height+s.gap)))
	}
}

// MinSize is that of one row.
func (s *stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.Size{}
	}
	return objects[0].MinSize().AddWidthHeight(2*s.gap, 0)
}
