package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// Parts of the width of the window: the line, the desk, the session.
const (
	lineColumn = 0.278
	sideColumn = 0.22
	// columnEdge is the room around the content of a column.
	columnX, columnY ui.MM = 7, 6
)

// staffWork is the page at which a mediator works: the line, the desk with the visit, the session.
func staffWork(v StaffView, touch StaffTouch) fyne.CanvasObject {
	if v.tall() {
		return v.stacked(touch)
	}
	right := v.Language.RightToLeft
	height := v.Screen.Height - ui.HeightFor(staffBar(v, touch), v.Screen.Width) - 2*v.Space(columnY)
	line := v.columned(v.line(height, touch))
	desk := v.columned(v.deskColumn(touch))
	side := v.columned(v.side(touch))
	rest := container.New(ui.Split{Part: 1 - sideColumn/(1-lineColumn), RightToLeft: right}, desk, v.parted(side))
	return container.New(ui.Split{Part: lineColumn, RightToLeft: right}, line, v.parted(rest))
}

func (v StaffView) columned(o fyne.CanvasObject) fyne.CanvasObject {
	return v.inset(columnX, columnY, o)
}

// parted draws a hairline before a column.
func (v StaffView) parted(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(edged{v.Of(ui.Stroke), v.Language.RightToLeft}, canvas.NewRectangle(v.Hairline), o)
}

// edged draws its first object as an edge of its second, where reading begins.
type edged struct {
	width       float32
	rightToLeft bool
}

// Layout implements [fyne.Layout].
func (e edged) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	if e.rightToLeft {
		x = size.Width - e.width
	}
	objects[0].Move(fyne.NewPos(x, 0))
	objects[0].Resize(fyne.NewSize(e.width, size.Height))
	objects[1].Move(fyne.NewPos(0, 0))
	objects[1].Resize(size)
}

// MinSize implements [fyne.Layout].
func (e edged) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

// HeightFor returns the height at a width.
func (e edged) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return ui.HeightFor(objects[1], width)
}

// deskColumn is the desk and what is noted of the visit, or the question that is asked.
func (v StaffView) deskColumn(touch StaffTouch) fyne.CanvasObject {
	body := v.column(5, v.deskCard(touch), v.visit(touch))
	switch {
	case v.Staff.Ask == kiosk.AskWhere:
		body = v.column(5, v.where(touch))
	case v.Staff.Ask == kiosk.AskClose:
		body = v.column(5, v.closing(touch))
	case v.Staff.Visit.Step() == kiosk.StepProfile: // its lists need the room of the whole column
		body = v.column(5, v.visit(touch))
	}
	notice := v.noticeLine()
	if notice == nil {
		notice = ui.Spacer()
	}
	return container.New(ui.Frame{Gap: v.Space(3)}, body, ui.Spacer(), notice)
}

// noticeLine is what came of the last touch; nil for nothing.
func (v StaffView) noticeLine() fyne.CanvasObject {
	n := v.Staff.Notice
	if n.Key == "" {
		return nil
	}
	icon, ink, tone := "info", v.Sea, ui.Primary
	if n.Trouble {
		icon, ink, tone = "error_outline", v.Clay, ui.Trouble
	}
	words := v.Strong(v.Catalogue.Text(v.Language.Tag, n.Key, n.Args), ui.DeskBody, ink)
	return v.DeskCard(v.row(4, 1, v.Picture(icon, 9, ink), words), tone)
}

// deskCard is who is at the desk, and what can be done.
func (v StaffView) deskCard(touch StaffTouch) fyne.CanvasObject {
	t := v.Staff.AtDesk()
	if t == nil {
		return v.freeCard(touch)
	}
	heading, lead := "called-to-desk", v.lead("serve", v.plain("act.serve"), touch)
	if v.Staff.Stand() == kiosk.Serving {
		heading, lead = "at-desk", v.lead("next", v.plain("act.next"), touch)
	}
	number := v.In(lookup("en")).Strong(t.Number.String(), ui.DeskNumber, v.Ink)
	about := v.column(0, v.Words(v.plain(heading), ui.DeskBody, v.Muted), v.start(whole(number)), v.Words(v.about(*t), ui.DeskBody, v.Ink))
	acts := v.deskActs(touch)
	return v.DeskCard(v.column(5, v.row(6, 0, about, v.large(lead)), v.grid(v.actColumns(len(acts)), 3.5, acts...)), ui.Primary)
}

// The size of the act that leads on.
const (
	leadWidth  ui.MM = 88
	leadHeight ui.MM = 34
)

// large gives the act that leads on its size, or as much width as its words need on one line.
func (v StaffView) large(lead fyne.CanvasObject) fyne.CanvasObject {
	return container.New(wide{v.Space(leadWidth), v.Space(leadHeight)}, v.full(lead))
}

// lowest is the height of a window in which the acts of a desk must do with fewer rows.
const lowest ui.MM = 150

// actColumns is how many of so many acts of a desk stand side by side: no act is left alone in its row.
func (v StaffView) actColumns(acts int) int {
	switch {
	case v.Screen.Height < v.Of(lowest) || v.tall():
		return 4
	case acts == 4:
		return 2
	default:
		return 3
	}
}

// start puts an object where reading begins.
func (v StaffView) start(o fyne.CanvasObject) fyne.CanvasObject { return v.row(0, 1, o, ui.Spacer()) }

// about says what is known of a ticket at the desk.
func (v StaffView) about(t queue.Ticket) string {
	parts := []string{v.languageName(t.Language)}
	if t.Topic != "" {
		parts = append(parts, v.plain("topic."+t.Topic))
	}
	if t.Priority {
		parts = append(parts, v.plain("first"))
	}
	if v.Staff.Stand() == kiosk.Serving {
		parts = append(parts, v.minutes(v.Staff.Lasted()))
	}
	if t.Recalls > 0 {
		parts = append(parts, v.text("calls", assets.Args{"n": strconv.Itoa(t.Recalls + 1)}))
	}
	return strings.Join(parts, " · ")
}

// deskActs are the acts of a desk with somebody at it, in the order in which they are used. The one
// that lapses is the last, so that no other moves under a finger.
func (v StaffView) deskActs(touch StaffTouch) []fyne.CanvasObject {
	absent := v.button("no-show", ui.Plain, touch)
	if v.Staff.Sure == (kiosk.NotHere{}).Name() {
		absent = v.titled("no-show", v.plain("sure"), ui.Trouble, touch)
	}
	return some(
		v.button("finish", ui.Plain, touch), v.button("again", ui.Plain, touch), v.button("aside", ui.Plain, touch),
		absent, v.button("transfer", ui.Plain, touch), v.button("slip", ui.Plain, touch), v.button("undo", ui.Care, touch))
}

// freeCard is the desk when nobody is at it.
func (v StaffView) freeCard(touch StaffTouch) fyne.CanvasObject {
	title, note := "free", "free-note"
	switch {
	case v.Staff.Stand() == kiosk.Resting:
		title, note = "resting", "resting-note"
	case v.Staff.ForMe() == 0:
		note = "free-empty"
	}
	words := v.column(2, v.Strong(v.plain(title), ui.DeskTitle, v.Ink), v.Words(v.plain(note), ui.DeskBody, v.Muted))
	lead := v.lead("call", v.plain("act.call"), touch)
	if lead == nil {
		lead = v.lead("go-on", v.plain("act.go-on"), touch)
	}
	lines := []fyne.CanvasObject{v.row(6, 0, words, v.large(lead))}
	if leave := v.button("leave", ui.Plain, touch); leave != nil {
		lines = append(lines, v.start(v.full(leave)))
	}
	return v.DeskCard(v.column(5, lines...), ui.Plain)
}

// where asks to which desk or language a ticket goes on.
func (v StaffView) where(touch StaffTouch) fyne.CanvasObject {
	number := ""
	if t := v.Staff.AtDesk(); t != nil {
		number = t.Number.String()
	}
	lines := []fyne.CanvasObject{v.Strong(v.text("where", assets.Args{"number": number}), ui.DeskTitle, v.Ink)}
	var desks, languages []fyne.CanvasObject
	for _, d := range v.Staff.OtherDesks() {
		desks = append(desks, v.choice("to-desk-"+strconv.Itoa(int(d)), v.deskName(d), false, ui.Plain, touch))
	}
	for _, l := range v.Staff.OtherLanguages() {
		languages = append(languages, v.choice("to-"+l, v.languageName(l), false, ui.Plain, touch))
	}
	if len(desks) > 0 {
		lines = append(lines, v.heading(v.plain("where-desk"), ""), v.grid(4, 3, desks...))
	}
	lines = append(lines, v.heading(v.plain("where-language"), ""), v.grid(4, 3, languages...),
		v.start(v.full(v.button("dismiss", ui.Plain, touch))))
	return v.DeskCard(v.column(5, lines...), ui.Primary)
}

// closing shows who is still here before the session is closed, and whose ticket ends with it.
func (v StaffView) closing(touch StaffTouch) fyne.CanvasObject {
	lines := []fyne.CanvasObject{v.Strong(v.plain("close"), ui.DeskTitle, v.Ink)}
	note := "close-empty"
	if n := v.Staff.InLine(); n > 0 {
		note = "close-note"
		lines = append(lines, v.Strong(v.Catalogue.Count(v.Language.Tag, "staff.people", n), ui.DeskBody, v.Clay), v.numbers(v.present()))
	}
	lines = append(lines, v.Words(v.plain(note), ui.DeskBody, v.Ink))
	if missing := v.Staff.Missing(); len(missing) > 0 {
		words := v.Strong(v.Catalogue.Count(v.Language.Tag, "staff.close-missing", len(missing)), ui.DeskBody, v.Clay)
		lines = append(lines, v.column(1, words, v.numbers(missing)))
	}
	lines = append(lines,
		v.row(4, 1, v.full(v.button("dismiss", ui.Plain, touch)), ui.Spacer(), v.full(v.button("close-now", ui.Trouble, touch))))
	return v.DeskCard(v.column(6, lines...), ui.Trouble)
}

// present are the tickets of those whom a closing session finds at a desk or in line.
func (v StaffView) present() (all []queue.Number) {
	for _, d := range v.Staff.View.Desks {
		if d.Ticket != nil {
			all = append(all, d.Ticket.Number)
		}
	}
	for _, t := range v.Staff.View.Waiting {
		all = append(all, t.Number)
	}
	return all
}

// mostNumbers is how many numbers are shown of those whom a closing session finds, before the rest is only counted.
const mostNumbers = 24

// numbers are numbers of tickets, from where reading begins.
func (v StaffView) numbers(of []queue.Number) fyne.CanvasObject {
	var all []string
	for _, n := range of[:min(len(of), mostNumbers)] {
		all = append(all, n.String())
	}
	if len(of) > mostNumbers {
		all = append(all, "…")
	}
	align := typeset.Start
	if v.Language.RightToLeft {
		align = typeset.End
	}
	return ui.NewText(v.Engine, latin, strings.Join(all, "  "), ui.Style{Size: v.TypeSize(ui.DeskBody), Bold: true, Color: v.Ink, Align: align})
}

// wide gives objects at least a size.
type wide struct{ width, height float32 }

// Layout implements [fyne.Layout].
func (wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize implements [fyne.Layout].
func (w wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return over{}.MinSize(objects).Max(fyne.NewSize(w.width, w.height))
}

// HeightFor returns the height at a width.
func (w wide) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return max(over{}.HeightFor(objects, width), w.height)
}
