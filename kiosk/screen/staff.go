package screen

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue"
	"guichet/queue/orientation"
)

// StaffView is all that a mediator's window depends on. Of the [View] in it the visitor's state is not used.
type StaffView struct {
	View
	Staff kiosk.Staff
	// Clock is the time of day, and Until that of the planned end; empty where they are not known.
	Clock, Until string
	// Opening is the next opening in words, and Day what the machine believes to be today; empty where they are not known.
	Opening, Day string
	// Devices are the parts of the machine, those in trouble first.
	Devices []Device

	acts map[string]kiosk.Act
}

// Device is a part of the machine as staff see it: one line, and what can be done about it.
type Device struct {
	ID    string
	Icon  string
	Words ui.Words
	// Tone is [ui.Done] when all is well, [ui.Care] or [ui.Trouble].
	Tone ui.Tone
	Acts []DeviceAct
}

// DeviceAct is something that a mediator can do about a device.
type DeviceAct struct {
	ID, Icon, Title string
	Touched         func()
}

// StaffTouch says what a touch in a mediator's window means.
type StaffTouch func(kiosk.StaffEvent)

// staffPages are the pages of a mediator's window: what is below the bar. A page of another part of the product is one more
// line here, and one more act of [kiosk.Staff] that leads to it.
var staffPages = map[kiosk.StaffScreen]func(StaffView, StaffTouch) fyne.CanvasObject{
	kiosk.StaffPIN: staffPIN, kiosk.StaffNewPIN: staffPIN, kiosk.StaffOpening: staffOpening, kiosk.StaffSeat: staffSeat,
	kiosk.StaffWork: staffWork, kiosk.StaffDevices: staffDevices, kiosk.StaffWeek: staffWeek, kiosk.StaffPublish: staffPublish,
	kiosk.StaffHome:   staffHome,
	kiosk.StaffPlaces: staffPlaces, kiosk.StaffComeBack: staffComeBack,
}

// Staff is a mediator's window.
func Staff(v StaffView, touch StaffTouch) fyne.CanvasObject {
	v.Theme = v.In(lookup(v.Staff.Language))
	v.acts = map[string]kiosk.Act{}
	for _, a := range v.Staff.Acts() {
		if v.Staff.Options().Shared {
			a.Key = "" // there is hardly a keyboard: its keys work, and their names would take room from fingers
		}
		v.acts[a.ID] = a
	}
	return v.fit(func(w View) fyne.CanvasObject {
		v.View = w
		if v.Staff.Sign.Asked && v.Staff.Options().Shared {
			return door(v, touch)
		}
		if v.Portrait() {
			return v.upright(touch)
		}
		return v.window(touch)
	})
}

// window is the bar and the page below it.
func (v StaffView) window(touch StaffTouch) fyne.CanvasObject {
	page := staffPages[v.Staff.Screen()](v, touch)
	return container.New(ui.Frame{}, staffBar(v, touch), page, ui.Spacer())
}

// text is a text of the window's language with its arguments.
func (v StaffView) text(key string, args assets.Args) string {
	return v.Catalogue.Text(v.Language.Tag, "staff."+key, args)
}

// plain is a text without arguments.
func (v StaffView) plain(key string) string { return v.text(key, nil) }

// icon is an act's pictogram: arrows along the direction of reading turn with it.
func (v StaffView) icon(name string) string {
	if name == "arrow_back" && v.Language.RightToLeft {
		return "arrow_forward"
	}
	return name
}

// button is an act that is possible now; nil for one that is not.
func (v StaffView) button(id string, tone ui.Tone, touch StaffTouch) fyne.CanvasObject {
	return v.titled(id, v.plain("act."+id), tone, touch)
}

func (v StaffView) titled(id, title string, tone ui.Tone, touch StaffTouch) fyne.CanvasObject {
	a, ok := v.acts[id]
	if !ok {
		return nil
	}
	return v.DeskButton(id, v.icon(a.Icon), title, a.Key, tone, func() { touch(a.Event) })
}

// lead is the act that leads on.
func (v StaffView) lead(id, title string, touch StaffTouch) fyne.CanvasObject {
	a, ok := v.acts[id]
	if !ok {
		return nil
	}
	return v.DeskLead(id, a.Icon, title, a.Key, func() { touch(a.Event) })
}

// choice is an act that chooses from a list.
func (v StaffView) choice(id, title string, chosen bool, tone ui.Tone, touch StaffTouch) fyne.CanvasObject {
	a, ok := v.acts[id]
	if !ok {
		return nil
	}
	return v.DeskChoice(id, a.Icon, title, a.Key, chosen, tone, func() { touch(a.Event) })
}

// full asks for the whole width of a button's words.
func (v StaffView) full(o fyne.CanvasObject) fyne.CanvasObject {
	c, ok := o.(*ui.Control)
	if !ok {
		return o
	}
	return container.New(wide{c.NaturalWidth(), 0}, o)
}

// some leaves out what is nil.
func some(objects ...fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range objects {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

// grid places what is there in rows of columns.
func (v StaffView) grid(columns int, gap ui.MM, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(ui.Grid{Columns: columns, Gap: v.Space(gap), RightToLeft: v.Language.RightToLeft}, some(objects...)...)
}

// whole is a text that asks for its whole width.
func whole(t *ui.Text) fyne.CanvasObject { return container.New(ui.Column{Width: t.NaturalWidth()}, t) }

// heading is the small title of a list, with a figure at the end of the line.
func (v StaffView) heading(title, figure string) fyne.CanvasObject {
	words := v.Strong(title, ui.DeskBody, v.Muted)
	if figure == "" {
		return words
	}
	return v.row(ui.Near, 0, words, v.latin(figure, ui.DeskBody))
}

// latin are figures and numbers, which read from left to right in every language.
func (v StaffView) latin(content string, size ui.Type) fyne.CanvasObject {
	t := v.In(lookup("en"))
	return whole(t.Strong(content, size, v.Ink))
}

// languageName is how the window's language calls a language.
func (v StaffView) languageName(tag string) string {
	if tag == "" {
		return v.plain("unknown-language")
	}
	base, _, _ := strings.Cut(tag, "-")
	for _, f := range orientation.Fields() {
		if f.Name != "language" {
			continue
		}
		if c, known := f.Lookup(base); known {
			return c.In(v.Language.Tag)
		}
	}
	return v.Catalogue.Name(tag)
}

func (v StaffView) languageNames(tags []string) string {
	var names []string
	for _, t := range tags {
		names = append(names, v.languageName(t))
	}
	return strings.Join(names, " · ")
}

// minutes is how long something has lasted.
func (v StaffView) minutes(d time.Duration) string {
	return v.text("minutes", assets.Args{"n": strconv.Itoa(int(d.Minutes()))})
}

// seconds is a short wait, as "0:05".
func seconds(d time.Duration) string {
	whole := int((d + time.Second - 1) / time.Second)
	tens := strconv.Itoa(whole % 60)
	if len(tens) == 1 {
		tens = "0" + tens
	}
	return strconv.Itoa(whole/60) + ":" + tens
}

// deskName is what a desk is called.
func (v StaffView) deskName(d queue.Desk) string {
	return v.text("name", assets.Args{"n": strconv.Itoa(int(d))})
}

// staffBar is the upper edge of a mediator's window: which desk it is, the pages, the time, and the lock.
func staffBar(v StaffView, touch StaffTouch) fyne.CanvasObject {
	name := v.Town
	if v.Staff.Desk != 0 && !v.Staff.Sign.Asked {
		name = v.deskName(v.Staff.Desk)
	}
	parts := []fyne.CanvasObject{v.Star(v.Space(11), 0.06, v.OnSea), whole(v.Strong(name, ui.DeskTitle, v.OnSea))}
	if spoken := v.Staff.Spoken(); len(spoken) > 0 && !v.Staff.Sign.Asked {
		parts = append(parts, v.Words(v.languageNames(spoken), ui.DeskBody, v.OnSeaMuted))
	} else {
		parts = append(parts, ui.Spacer())
	}
	grow := len(parts) - 1
	pages := some(v.pagePill("work", touch), v.pagePill("devices", touch), v.pagePill("week", touch))
	leave := some(v.leavePill("lock", touch), v.leavePill("hand-over", touch))
	if v.tall() {
		return v.stackedBar(append(parts, v.time()), append(pages, leave...))
	}
	parts = append(append(parts, pages...), v.time())
	parts = append(parts, leave...)
	row := v.row(4, grow, parts...)
	height := v.Of(ui.DeskTarget) + 2*v.Space(1.6)
	return container.New(wide{0, height}, ui.Fill(v.Sea), v.inset(8, 1.6, row))
}

// pagePill leads to a page. That of the devices says what is wrong with the first that is in trouble.
func (v StaffView) pagePill(id string, touch StaffTouch) fyne.CanvasObject {
	a, ok := v.acts[id]
	if !ok {
		return nil
	}
	icon, title := a.Icon, v.plain("act."+id)
	if id == "devices" && len(v.Devices) > 0 && v.Devices[0].Tone != ui.Done {
		icon, title = "warning", v.Devices[0].Words.Title
	}
	turn, _ := a.Event.(kiosk.Turn)
	return v.DeskPill(id, icon, title, a.Key, turn.Page == v.Staff.Screen(), func() { touch(a.Event) })
}

// leavePill leaves the window. Shortly before that happens by itself it counts down, in the place of its words.
func (v StaffView) leavePill(id string, touch StaffTouch) fyne.CanvasObject {
	a, ok := v.acts[id]
	if !ok {
		return nil
	}
	pill := func(title string) *ui.Control {
		return v.DeskPill(id, a.Icon, title, a.Key, v.Staff.LocksIn() > 0, func() { touch(a.Event) })
	}
	words := pill(v.plain("act." + id))
	if v.Staff.LocksIn() == 0 {
		return words
	}
	return container.New(wide{words.MinSize().Width, 0}, pill(seconds(v.Staff.LocksIn())))
}

// time is the time of day and until when the session is planned.
func (v StaffView) time() fyne.CanvasObject {
	words := v.Clock
	if v.Until != "" && v.Staff.View.Phase.Running() {
		until := v.text("until", assets.Args{"time": v.Until})
		words = strings.Trim(words+" · "+until, " ·")
	}
	return whole(v.Words(words, ui.DeskBody, v.OnSea))
}

// over lays objects one over the other, each as large as the whole.
type over struct{}

// Layout implements [fyne.Layout].
func (over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize is that of the largest.
func (over) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// HeightFor returns the height of the highest at a width.
func (over) HeightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	for _, o := range objects {
		height = max(height, ui.HeightFor(o, width))
	}
	return height
}
