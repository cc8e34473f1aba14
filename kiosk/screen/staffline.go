package screen

import (
	"fmt"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// rowHeight is that of a person in line: two lines of small type, and never less than a finger needs.
func (v StaffView) rowHeight() float32 {
	two := 2 * (v.TypeSize(ui.DeskNote)*float32(v.Language.Leading) + 1)
	return max(v.Space(20), two+v.Space(2), v.Of(ui.DeskTarget))
}

const rowGap ui.MM = 3

// line is who waits, at a glance, and who was set aside. What does not fit the height is a page further.
func (v StaffView) line(height float32, touch StaffTouch) fyne.CanvasObject {
	waiting, held := v.Staff.View.Waiting, v.Staff.View.Held
	room := v.roomFor(height, len(held) > 0)
	asideRoom := min(len(held), max(1, room/3))
	if len(held) > 0 {
		room -= asideRoom
	}
	objects := v.people("waiting", waiting, room, touch)
	if len(waiting) == 0 {
		objects = append(objects, v.Words(v.plain("nobody-waits"), ui.DeskBody, v.Muted))
	}
	if len(held) > 0 {
		objects = append(objects, v.people("held", held, asideRoom, touch)...)
	}
	return v.column(rowGap, objects...)
}

// roomFor is how many rows fit below their headings.
func (v StaffView) roomFor(height float32, aside bool) int {
	step := v.rowHeight() + v.Space(rowGap)
	heading := ui.HeightFor(v.heading("A", "1"), v.Screen.Width) + v.Space(rowGap)
	room := int((height + v.Space(rowGap) - heading) / step)
	if aside {
		room = int((height + v.Space(rowGap) - 2*heading) / step)
	}
	if v.Staff.Picked != 0 {
		room -= 2 // what can be done with the ticket that was touched
	}
	return max(room, 1)
}

// people are the heading and the rows of a list, of which so many fit.
func (v StaffView) people(key string, all []queue.Ticket, room int, touch StaffTouch) []fyne.CanvasObject {
	out := []fyne.CanvasObject{v.heading(v.plain(key), strconv.Itoa(len(all)))}
	shown, more := pageOf(all, room, v.Staff.LinePage, v.Staff.Picked)
	for _, t := range shown {
		out = append(out, v.person(t, touch))
		if t.Number == v.Staff.Picked {
			out = append(out, v.picked(t, touch))
		}
	}
	if a, ok := v.acts["line-more"]; ok && more {
		title := fmt.Sprintf("%s  %d–%d / %d", v.plain("act.line-more"), place(all, shown)+1, place(all, shown)+len(shown), len(all))
		out = append(out, v.DeskButton("line-more-"+key, a.Icon, title, a.Key, ui.Plain, func() { touch(a.Event) }))
	}
	return out
}

// place is where in a list a page of it begins.
func place(all, shown []queue.Ticket) int {
	for i := range all {
		if len(shown) > 0 && all[i].Number == shown[0].Number {
			return i
		}
	}
	return 0
}

// pageOf is the part of a list that fits, and whether there is more: that with the ticket that was touched, else the page
// that was asked for, counted round.
func pageOf(all []queue.Ticket, room, page int, picked queue.Number) ([]queue.Ticket, bool) {
	if len(all) <= room {
		return all, false
	}
	room = max(room-1, 1) // one row leads to the next page
	page %= (len(all) + room - 1) / room
	for i, t := range all {
		if t.Number == picked && picked != 0 {
			page = i / room
		}
	}
	return all[page*room : min(page*room+room, len(all))], true
}

// person is a row: number, language, mark, wait.
func (v StaffView) person(t queue.Ticket, touch StaffTouch) fyne.CanvasObject {
	tone, ink := ui.Plain, v.Muted
	if t.Number == v.Staff.Picked {
		ink = v.Ink
	}
	number := v.latin(t.Number.String(), ui.DeskFigure)
	parts := []fyne.CanvasObject{number}
	switch {
	case v.Staff.Unserved(t.Number):
		tone, ink = ui.Trouble, v.Clay
		parts = append(parts, v.Words(v.text("unserved", assets.Args{"language": v.languageName(t.Language)}), ui.DeskNote, ink))
	default:
		parts = append(parts, v.Badge(v.languageName(t.Language), ui.Plain))
		parts = append(parts, v.marks(t, ink)...)
		parts = append(parts, ui.Spacer())
	}
	grow := len(parts) - 1
	parts = append(parts, whole(v.Words(v.minutes(v.Staff.Waited(t)), ui.DeskNote, ink)))
	a := v.acts["pick-"+t.Number.String()]
	row := v.DeskRow(a.ID, v.row(3, grow, parts...), t.Number == v.Staff.Picked, tone, func() { touch(a.Event) })
	return container.New(high{v.rowHeight()}, row)
}

// marks say why a ticket is called before others, or by one desk only.
func (v StaffView) marks(t queue.Ticket, ink color.NRGBA) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if t.Head {
		out = append(out, v.Badge(v.plain("head"), ui.Care))
	}
	if t.Priority {
		out = append(out, v.Badge(v.plain("first"), ui.Care))
	}
	if t.For != 0 {
		out = append(out, v.Badge(v.text("for-desk", assets.Args{"n": strconv.Itoa(int(t.For))}), ui.Done))
	}
	if t.State == queue.Held && t.Recalls > 0 {
		out = append(out, whole(v.Words("×"+strconv.Itoa(t.Recalls+1), ui.DeskNote, ink)))
	}
	return out
}

// picked is what can be done with a ticket that was touched.
func (v StaffView) picked(t queue.Ticket, touch StaffTouch) fyne.CanvasObject {
	left := v.button("left", ui.Plain, touch)
	if v.Staff.Sure == (kiosk.Left{Number: t.Number}).Name() {
		left = v.titled("left", v.plain("sure"), ui.Trouble, touch)
	}
	return v.grid(2, rowGap, v.button("resume", ui.Plain, touch), left, v.button("dismiss", ui.Plain, touch))
}

// high gives its object a height, and the whole width.
type high struct{ height float32 }

// Layout implements [fyne.Layout].
func (high) Layout(objects []fyne.CanvasObject, size fyne.Size) { over{}.Layout(objects, size) }

// MinSize implements [fyne.Layout].
func (h high) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(over{}.MinSize(objects).Width, h.height)
}

// HeightFor is the height at any width.
func (h high) HeightFor([]fyne.CanvasObject, float32) float32 { return h.height }
