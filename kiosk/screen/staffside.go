package screen

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// side is the session: what it has been so far, and what can be done with it.
func (v StaffView) side(touch StaffTouch) fyne.CanvasObject {
	view := v.Staff.View
	today := v.column(rowGap, v.heading(v.plain("today"), ""), v.DeskCard(v.column(2,
		v.counted("issued", view.Counts[queue.CountIssued]), v.Rule(),
		v.counted("served", view.Counts[queue.CountServed]), v.Rule(),
		v.figure(strconv.Itoa(int(v.longest().Minutes()))+"′", v.plain("longest"))), ui.Plain))
	session := append([]fyne.CanvasObject{v.heading(v.plain("session"), v.phase())}, v.sessionButtons(touch)...)
	return container.New(ui.Frame{Gap: v.Space(5)}, v.column(7, today, v.column(rowGap, session...)), ui.Spacer(), v.sideTools(touch))
}

// sessionButtons are the way in for who comes back, and what can be done with the session now.
func (v StaffView) sessionButtons(touch StaffTouch) []fyne.CanvasObject {
	return some(v.button("come-back", ui.Plain, touch), v.button("last-call", ui.Plain, touch), v.button("pause", ui.Plain, touch),
		v.button("go-on", ui.Plain, touch), v.button("close", ui.Plain, touch))
}

// phase is how the session stands, when that is not simply open.
func (v StaffView) phase() string {
	switch v.Staff.View.Phase {
	case queue.Paused:
		return v.plain("paused")
	case queue.LastCall:
		return v.plain("last-call")
	default:
		return ""
	}
}

func (v StaffView) longest() (longest time.Duration) {
	for _, t := range v.Staff.View.Waiting {
		longest = max(longest, v.Staff.Waited(t))
	}
	return longest
}

// figure is a number and what it counts.
func (v StaffView) figure(n, of string) fyne.CanvasObject {
	number := container.New(wide{v.Space(22), 0}, v.latin(n, ui.DeskFigure))
	return v.row(3, 1, number, v.Words(of, ui.DeskBody, v.Ink))
}

// counted is a figure whose word agrees with it.
func (v StaffView) counted(key string, n int) fyne.CanvasObject {
	return v.figure(strconv.Itoa(n), v.Catalogue.Count(v.Language.Tag, "staff."+key, n))
}

// sideTools are the language, the size and the contrast of the window, in little room. On a shared screen the language is
// chosen at its door.
func (v StaffView) sideTools(touch StaffTouch) fyne.CanvasObject {
	if v.Staff.Options().Shared {
		return v.grid(2, 2.5, v.sizeTools(touch)...)
	}
	var objects []fyne.CanvasObject
	for _, l := range v.Staff.Options().Screens {
		a := v.acts["language-"+l]
		objects = append(objects, v.speaking(l).DeskChoice(a.ID, "", v.Catalogue.Name(l), a.Key, l == v.Staff.Language, ui.Plain, func() { touch(a.Event) }))
	}
	return v.grid(2, 2.5, append(objects, v.sizeTools(touch)...)...)
}

// sizeTools are the size and the contrast of the window.
func (v StaffView) sizeTools(touch StaffTouch) (objects []fyne.CanvasObject) {
	for _, id := range []string{"larger", "contrast"} {
		a := v.acts[id]
		objects = append(objects, v.DeskChoice(id, "", v.plain("act."+id), a.Key, false, ui.Plain, func() { touch(a.Event) }))
	}
	return objects
}

// staffDevices is the health of the machine: a line for each part, and what can be done about it.
func staffDevices(v StaffView, _ StaffTouch) fyne.CanvasObject {
	lines := []fyne.CanvasObject{v.Strong(v.plain("devices"), ui.DeskTitle, v.Ink)}
	for _, d := range v.Devices {
		lines = append(lines, v.device(d))
	}
	return v.inset(12, 8, v.column(4, lines...))
}

func (v StaffView) device(d Device) fyne.CanvasObject {
	words := []fyne.CanvasObject{v.Strong(d.Words.Title, ui.DeskBody, v.Ink)}
	if d.Words.Note != "" {
		words = append(words, v.Words(d.Words.Note, ui.DeskNote, v.Ink)) // the soft grounds are too dark for muted words
	}
	parts := []fyne.CanvasObject{v.Plate(d.Icon, 16, d.Tone), v.column(0.5, words...)}
	for _, a := range d.Acts {
		parts = append(parts, v.full(v.DeskButton(d.ID+"-"+a.ID, a.Icon, a.Title, "", ui.Plain, a.Touched)))
	}
	tone := d.Tone
	if tone == ui.Done {
		tone = ui.Plain
	}
	return v.DeskCard(v.row(5, 1, parts...), tone)
}

// staffWeek are the week's plain counts.
func staffWeek(v StaffView, touch StaffTouch) fyne.CanvasObject {
	w := v.Staff.Week
	if w == nil {
		return v.inset(12, 8, ui.Spacer())
	}
	title := v.row(ui.Gap, 1, whole(v.Strong(v.text("week", assets.Args{"week": isolated(w.Name)}), ui.DeskTitle, v.Ink)), ui.Spacer(),
		v.Badge(v.plain("week-note"), ui.Care), v.full(v.button("publish", ui.Plain, touch)))
	var figures []fyne.CanvasObject
	for _, f := range []kiosk.Count{{Code: "sessions", N: w.Sessions}, {Code: "visits", N: w.Visits}, {Code: "served", N: w.Served}, {Code: "requests", N: w.Requests}} {
		figures = append(figures, v.DeskCard(v.counted("week-"+f.Code, f.N), ui.Plain))
	}
	lines := some(title, v.noticeLine(), v.grid(4, 5, figures...), v.heading(v.plain("week-topics"), ""))
	if len(w.Topics) == 0 {
		lines = append(lines, v.Words(v.plain("week-none"), ui.DeskBody, v.Muted))
	} else {
		lines = append(lines, v.bars(w.Topics))
	}
	return v.inset(12, 8, v.column(6, lines...))
}

// bars are the topics by how often they were recorded, in two columns.
func (v StaffView) bars(counts []kiosk.Count) fyne.CanvasObject {
	most := 1
	for _, c := range counts {
		most = max(most, c.N)
	}
	var rows []fyne.CanvasObject
	for _, c := range counts {
		bar := canvas.NewRectangle(v.Sea)
		bar.CornerRadius = v.Space(1.5)
		name := container.New(wide{v.Space(52), 0}, v.Words(v.plain("topic."+c.Code), ui.DeskBody, v.Ink))
		line := container.New(part{float32(c.N) / float32(most), v.Language.RightToLeft, v.Space(7)}, bar)
		number := container.New(wide{v.Space(14), 0}, v.latin(strconv.Itoa(c.N), ui.DeskBody))
		rows = append(rows, v.row(4, 2, v.Picture(kiosk.TopicIcon(c.Code), 9, v.Sea), name, line, number))
	}
	return v.grid(2, 4, rows...)
}

// part gives an object a part of the width from where reading begins, and a height.
type part struct {
	of          float32
	rightToLeft bool
	height      float32
}

// Layout implements [fyne.Layout].
func (p part) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := max(size.Width*p.of, p.height/2)
	x := float32(0)
	if p.rightToLeft {
		x = size.Width - width
	}
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, p.height))
		o.Move(fyne.NewPos(x, (size.Height-p.height)/2))
	}
}

// MinSize implements [fyne.Layout].
func (p part) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(p.height) }

// homePage is how many people with their codes are shown at once.
const homePage = 12

// staffHome is what a closed session leaves: who comes back with which code.
func staffHome(v StaffView, touch StaffTouch) fyne.CanvasObject {
	home := v.Staff.Home
	note, done := "home-note", "told"
	if len(home.People) == 0 {
		note, done = "home-nobody", "told-nobody"
	}
	lines := []fyne.CanvasObject{v.Strong(v.plain("home"), ui.DeskTitle, v.Ink), v.Words(v.plain(note), ui.DeskBody, v.Muted)}
	if v.Opening != "" {
		lines = append(lines, v.Strong(v.text("home-next", assets.Args{"when": v.Opening}), ui.DeskBody, v.Sea))
	}
	from := 0
	if pages := (len(home.People) + homePage - 1) / homePage; pages > 1 {
		from = v.Staff.LinePage % pages * homePage
	}
	var people []fyne.CanvasObject
	for _, p := range home.People[from:min(from+homePage, len(home.People))] {
		row := v.row(4, 2, v.latin(p.Number.String(), ui.DeskFigure), v.Badge(v.languageName(p.Language), ui.Plain), ui.Spacer(), v.latin(p.Code, ui.DeskFigure))
		people = append(people, v.DeskCard(row, ui.Plain))
	}
	foot := []fyne.CanvasObject{ui.Spacer(), v.full(v.lead("told", v.plain("act."+done), touch))}
	if len(home.People) > homePage {
		foot = append([]fyne.CanvasObject{v.full(v.button("line-more", ui.Plain, touch))}, foot...)
	}
	columns := 2
	if v.tall() {
		columns = 1
	}
	lines = append(lines, v.grid(columns, 3, people...), v.row(4, len(foot)-2, foot...))
	return v.inset(12, 8, v.column(5, lines...))
}
