package screen

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// Widths of what stands alone in the middle of a mediator's window.
const (
	padWidth   ui.MM = 150
	sheetWidth ui.MM = 300
)

// alone puts a card of a width in the middle of the page.
func (v StaffView) alone(width ui.MM, content fyne.CanvasObject, touch StaffTouch) fyne.CanvasObject {
	card := container.New(middled{v.Space(width)}, v.DeskCard(v.inset(4, 3, content), ui.Plain))
	return v.inset(8, 6, container.New(ui.Frame{Gap: v.Space(3)}, ui.Spacer(), card, v.tools(touch)))
}

// tools are the languages of the window, the size of its text and its contrast.
func (v StaffView) tools(touch StaffTouch) fyne.CanvasObject {
	objects := []fyne.CanvasObject{ui.Spacer()}
	for _, l := range v.Staff.Options().Screens {
		a := v.acts["language-"+l]
		t := v.speaking(l)
		objects = append(objects, v.full(t.DeskButton(a.ID, "", v.Catalogue.Name(l), a.Key, chosenTone(l == v.Staff.Language), func() { touch(a.Event) })))
	}
	for _, id := range []string{"larger", "contrast"} {
		a := v.acts[id]
		objects = append(objects, v.full(v.DeskButton(id, a.Icon, v.plain("act."+id), a.Key, ui.Plain, func() { touch(a.Event) })))
	}
	return v.row(3, 0, objects...)
}

// chosenTone lets what is chosen stand out among buttons.
func chosenTone(chosen bool) ui.Tone {
	if chosen {
		return ui.Primary
	}
	return ui.Plain
}

// staffPIN asks for the PIN, or for a new one.
func staffPIN(v StaffView, touch StaffTouch) fyne.CanvasObject {
	title, note := v.pinTitle()
	content := v.column(4,
		v.Centered(title, ui.DeskTitle, true, v.Ink),
		v.Centered(note, ui.DeskBody, false, v.Muted),
		v.dots(len(v.Staff.Sign.Typed), 5),
		v.pinNotice(ui.DeskBody),
		v.pad(touch))
	return v.alone(padWidth, content, touch)
}

// pinTitle says what is asked, and what there is to know of it.
func (v StaffView) pinTitle() (title, note string) {
	switch s := v.Staff.Sign; {
	case s.New && s.First != "":
		return v.plain("repeat-pin"), v.plain("new-pin-note")
	case s.New:
		return v.plain("new-pin"), v.plain("new-pin-note")
	default:
		return v.plain("pin"), v.plain("pin-note") + " " + v.plain("pin-lost")
	}
}

// dots are the digits typed so far.
func (v StaffView) dots(typed int, size ui.MM) fyne.CanvasObject {
	var dots []fyne.CanvasObject
	for i := range kiosk.LongestPIN {
		dot := canvas.NewCircle(v.Surface)
		dot.StrokeColor, dot.StrokeWidth = v.Edge, v.Of(ui.Stroke)
		if i < typed {
			dot.FillColor, dot.StrokeColor = v.Sea, v.Sea
		}
		dots = append(dots, container.New(sized{fyne.NewSquareSize(v.Space(size))}, dot))
	}
	return container.New(middled{0}, v.row(4, -1, dots...))
}

// pinNotice says what was wrong, in a room of two lines that is always there: the pad must not move under a finger.
func (v StaffView) pinNotice(size ui.Type) fyne.CanvasObject {
	words := " "
	switch {
	case v.Staff.WaitFor() > 0:
		words = v.patience(v.Staff.WaitFor())
	case v.Staff.Notice.Key != "":
		words = v.Catalogue.Text(v.Language.Tag, v.Staff.Notice.Key, v.Staff.Notice.Args)
	case v.Staff.Sign.Wrong:
		words = v.plain("wrong-pin")
	}
	said := v.Centered(words, size, true, v.Clay)
	two := 2 * ui.HeightFor(v.Centered(" ", size, true, v.Clay), v.Screen.Width)
	return container.New(wide{0, two}, said)
}

// patience is how long somebody must wait, in words: seconds, and what is longer in minutes.
func (v StaffView) patience(wait time.Duration) string {
	key, unit := "staff.wait-seconds", time.Second
	if wait > time.Minute {
		key, unit = "staff.wait-minutes", time.Minute
	}
	return v.Catalogue.Count(v.Language.Tag, key, int((wait+unit-1)/unit))
}

// pad are the digits, as on a telephone in every language.
func (v StaffView) pad(touch StaffTouch) fyne.CanvasObject {
	var keys []fyne.CanvasObject
	for _, d := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9} {
		keys = append(keys, v.digit(d, touch))
	}
	erase, enter := v.acts["erase"], v.acts["enter"]
	keys = append(keys,
		v.DeskButton("erase", erase.Icon, "", "", ui.Plain, func() { touch(erase.Event) }), v.digit(0, touch),
		v.DeskButton("enter", enter.Icon, "", "", ui.Primary, func() { touch(enter.Event) }))
	return container.New(ui.Grid{Columns: 3, Gap: v.Space(3)}, keys...)
}

func (v StaffView) digit(d int, touch StaffTouch) fyne.CanvasObject {
	a := v.acts["digit-"+strconv.Itoa(d)]
	t := v.In(lookup("en"))
	return t.DeskDigit(a.ID, strconv.Itoa(d), func() { touch(a.Event) })
}

// staffOpening is what there is to do when no session runs.
func staffOpening(v StaffView, touch StaffTouch) fyne.CanvasObject {
	id, note := "open", ""
	title := v.plain("act.open")
	switch v.Staff.Offer {
	case kiosk.OfferSpecial:
		title, note = v.plain("act.open-special"), v.plain("opening-special")
	case kiosk.OfferDate, kiosk.OfferBoth:
		title, note = v.plain("act.open-date"), v.text("opening-date", assets.Args{"day": v.Day})
	default:
	}
	if v.Staff.View.Phase == queue.Closed {
		note = v.plain("opening-closing")
	}
	lines := []fyne.CanvasObject{
		container.NewCenter(v.Plate("event_seat", 26, ui.Plain)),
		v.Centered(v.plain("opening"), ui.DeskTitle, true, v.Ink),
	}
	if v.Opening != "" {
		lines = append(lines, v.Centered(v.text("opening-next", assets.Args{"when": v.Opening}), ui.DeskBody, false, v.Muted))
	}
	if note != "" {
		lines = append(lines, v.DeskCard(v.Centered(note, ui.DeskBody, false, v.OnSaffron), ui.Care))
	}
	if n := v.noticeLine(); n != nil {
		lines = append(lines, n)
	}
	lines = append(lines, some(v.lead(id, title, touch))...)
	return v.alone(padWidth*1.2, v.column(5, lines...), touch)
}

// staffSeat asks which desk it is, and then what the mediator speaks.
func staffSeat(v StaffView, touch StaffTouch) fyne.CanvasObject {
	if v.Staff.Seat != 0 {
		return v.alone(sheetWidth, v.spoken(touch), touch)
	}
	var desks []fyne.CanvasObject
	for _, d := range v.Staff.View.Desks {
		words := v.plain("seat-free")
		if d.Open {
			words = v.text("seat-open", assets.Args{"languages": v.languageNames(d.Languages)})
		}
		a := v.acts["seat-"+strconv.Itoa(int(d.Desk))]
		lines := v.column(1, v.Strong(v.deskName(d.Desk), ui.DeskFigure, v.Ink), v.Words(words, ui.DeskBody, v.Muted))
		row := v.row(5, 1, v.Plate("desk", 18, ui.Plain), lines)
		desks = append(desks, v.DeskRow(a.ID, v.inset(1, 3, row), false, ui.Plain, func() { touch(a.Event) }))
	}
	content := v.column(5, v.Centered(v.plain("seat"), ui.DeskTitle, true, v.Ink),
		v.Centered(v.plain("seat-note"), ui.DeskBody, false, v.Muted), v.grid(2, 4, desks...))
	return v.alone(sheetWidth, content, touch)
}

// spoken asks for the languages of the mediator.
func (v StaffView) spoken(touch StaffTouch) fyne.CanvasObject {
	var languages []fyne.CanvasObject
	for _, l := range v.Staff.Options().Languages {
		chosen := strings.Contains(" "+strings.Join(v.Staff.Speaks, " ")+" ", " "+l+" ")
		languages = append(languages, v.choice("speak-"+l, v.languageName(l), chosen, ui.Plain, touch))
	}
	foot := v.row(4, 1, some(v.full(v.button("dismiss", ui.Plain, touch)), ui.Spacer(), v.full(v.lead("sit", v.plain("act.sit"), touch)))...)
	return v.column(5, v.Centered(v.deskName(v.Staff.Seat)+" · "+v.plain("speak"), ui.DeskTitle, true, v.Ink),
		v.Centered(v.plain("speak-note"), ui.DeskBody, false, v.Muted), v.grid(4, 3, languages...), foot)
}

// middled gives an object a width, or its own, in the middle of the place.
type middled struct{ width float32 }

func (m middled) of(o fyne.CanvasObject, most float32) float32 {
	return min(max(m.width, o.MinSize().Width), most)
}

// Layout implements [fyne.Layout].
func (m middled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		width := m.of(o, size.Width)
		height := min(ui.HeightFor(o, width), size.Height)
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos((size.Width-width)/2, (size.Height-height)/2))
	}
}

// MinSize implements [fyne.Layout].
func (m middled) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		width := max(m.width, least.Width)
		size = size.Max(fyne.NewSize(width, ui.HeightFor(o, width)))
	}
	return size
}

// HeightFor returns the height at a width.
func (m middled) HeightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	for _, o := range objects {
		height = max(height, ui.HeightFor(o, m.of(o, width)))
	}
	return height
}

// sized gives objects one size.
type sized struct{ size fyne.Size }

// Layout implements [fyne.Layout].
func (s sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(s.size)
		o.Move(fyne.NewPos((size.Width-s.size.Width)/2, (size.Height-s.size.Height)/2))
	}
}

// MinSize implements [fyne.Layout].
func (s sized) MinSize([]fyne.CanvasObject) fyne.Size { return s.size }
