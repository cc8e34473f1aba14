package main

import (
	"cmp"
	"errors"
	"log/slog"
	"reflect"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"guichet/brochures/content"
	"guichet/kiosk"
	"guichet/kiosk/paper"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/orientation"
)

// staffWindow shows a [kiosk.Staff] and carries out what it asks for.
type staffWindow struct {
	*shell
	*frame
	state *kiosk.Staff
	// event takes the flow on by one thing that happened, and draw shows where it is.
	event func(kiosk.StaffEvent)
	draw  func()
	news  news
	lines []paper.Line // how the printers are
	until time.Time    // the planned end of the session
	clock string       // the time of day that is shown
	// places are where people can be sent to, as the window was told last, and on which day.
	places   *content.Content
	placesOn content.Date
}

func openStaff(s *shell, f *frame) window {
	state := kiosk.NewStaff(s.staffOptions(kiosk.DefaultStaffIdle), s.pin.Known())
	w := &staffWindow{shell: s, frame: f, state: &state}
	w.event, w.draw = w.happen, w.paint
	w.takeKeys()
	f.resized = w.draw
	w.draw()
	return w
}

func (s *shell) staffOptions(idle time.Duration) kiosk.StaffOptions {
	return kiosk.StaffOptions{Languages: s.desk.Site.Languages, Screens: screenLanguages(s), Desks: s.desk.Site.Desks, Idle: idle}
}

// takeKeys gives the keyboard of the window its meaning, and lets other windows find the mediator.
func (w *staffWindow) takeKeys() {
	w.hand.Keys = w.key
	w.Canvas().SetOnTypedKey(w.key)
	w.hand.Runes = w.typed
	w.Canvas().SetOnTypedRune(w.typed)
	w.mediators = append(w.mediators, w)
}

// keyNames are the toolkit's names of keys where ours differ.
var keyNames = map[fyne.KeyName]string{fyne.KeyEnter: "Return", fyne.KeyPageDown: "PageDown"}

// key does what a key of the keyboard means now.
func (w *staffWindow) key(k *fyne.KeyEvent) {
	if e := w.state.Pressed(cmp.Or(keyNames[k.Name], string(k.Name))); e != nil {
		w.event(e)
	}
}

// happen takes the flow of a mediator's own window on, carries out what it asks for, and shows where it is.
func (w *staffWindow) happen(e kiosk.StaffEvent) {
	before := *w.state
	next, effects := w.state.Next(e, time.Since(w.started))
	*w.state = next
	for _, effect := range effects {
		w.carryOut(effect)
	}
	if ticked := w.clockTicked(); !w.state.Looks(before) || ticked {
		w.draw()
	}
}

// clockTicked says that the time of day that is shown is another one now.
func (w *staffWindow) clockTicked() bool {
	before := w.clock
	w.clock = w.timeOfDay()
	return w.clock != before
}

// answer does something that may wait, and takes what comes of it as an event.
func (w *staffWindow) answer(work func() kiosk.StaffEvent) {
	w.elsewhere(func() func() {
		e := work()
		return func() { w.event(e) }
	})
}

func (w *staffWindow) carryOut(effect kiosk.Effect) {
	switch e := effect.(type) {
	case kiosk.CheckPIN:
		w.answer(func() kiosk.StaffEvent { return w.checkPIN(e.PIN) })
	case kiosk.SetPIN:
		w.answer(func() kiosk.StaffEvent { return kiosk.PINSet{Failed: w.failed("keep the PIN", w.pin.Set(e.PIN))} })
	case kiosk.Decide:
		w.answer(func() kiosk.StaffEvent { return w.decide(e.Commands) })
	case kiosk.MakeKey:
		w.event(kiosk.KeyMade{Key: w.desk.Hub.NewKey()})
	case kiosk.UseCode:
		w.answer(func() kiosk.StaffEvent { return w.useCode(e) })
	case kiosk.Record:
		w.answer(func() kiosk.StaffEvent { return w.record(e.Visit) })
	case kiosk.BeginSession:
		w.answer(func() kiosk.StaffEvent { return w.begin(e) })
	case kiosk.EndSession:
		w.elsewhere(func() func() { return w.end(e.SendHome) })
	case kiosk.Told:
		w.elsewhere(w.forget)
	case kiosk.ReadWeek:
		w.answer(func() kiosk.StaffEvent { return kiosk.WeekRead{Week: w.week()} })
	case kiosk.DraftWeek:
		w.answer(w.draftWeek)
	case kiosk.WriteWeek:
		w.answer(func() kiosk.StaffEvent { return w.writeWeek(e.Dir) })
	case kiosk.PrintDirection:
		w.printDirection(e)
	default: // speech follows with the voice
	}
}

// failed writes to the log what a disk or a file did not do, and says whether that was so. Refusals of the queue are not
// written: they name tickets.
func (w *staffWindow) failed(what string, err error) bool {
	if err != nil {
		slog.Error("the mediator's window could not "+what, "error", err)
	}
	return err != nil
}

func (w *staffWindow) checkPIN(typed string) kiosk.StaffEvent {
	ok, wait, err := w.pin.Check(typed)
	return kiosk.PINChecked{OK: ok, Wait: wait, Failed: w.failed("read the PIN", err)}
}

// decide has commands decided one after the other, until one is refused.
func (w *staffWindow) decide(commands []queue.Command) kiosk.StaffEvent {
	var err error
	for _, c := range commands {
		if _, err = w.desk.Hub.Do(w.ctx, c); err != nil {
			break
		}
	}
	for _, disk := range diskErrors {
		if errors.Is(err, disk) {
			w.failed("keep what was done", disk)
		}
	}
	return kiosk.Decided{Err: err, View: w.floor()}
}

// floor is the floor as it stands; the zero view when the desk is being shut down.
func (w *staffWindow) floor() queue.View {
	v, err := w.desk.Hub.View(w.ctx)
	w.failed("look at the floor", err)
	return v
}

func (w *staffWindow) record(visit []orientation.Request) kiosk.StaffEvent {
	week, err := w.desk.Week(w.ctx)
	if err == nil {
		err = w.desk.Stats.Record(w.ctx, week, visit)
	}
	return kiosk.Recorded{Doubtful: errors.Is(err, orientation.ErrInDoubt), Failed: w.failed("record requests", err)}
}

func (w *staffWindow) begin(b kiosk.BeginSession) kiosk.StaffEvent {
	_, err := w.desk.Hub.OpenSession(w.ctx, hub.Opening{Special: b.Special, TrustDate: b.TrustDate})
	a := kiosk.SessionAnswered{View: w.floor()}
	switch {
	case errors.Is(err, hub.ErrNotPlanned):
		a.Offer = kiosk.OfferSpecial
	case errors.Is(err, hub.ErrDate):
		a.Offer = kiosk.OfferDate
	case errors.Is(err, hub.ErrOpenAlready):
	default:
		a.Failed = w.failed("open the session", err)
	}
	return a
}

// errShown keeps a closed session until somebody says that everybody was told.
var errShown = errors.New("shown, and not yet said to have been told")

// end closes the session and shows at every mediator's window what it leaves.
func (w *staffWindow) end(sendHome bool) (show func()) {
	var left hub.Closing
	err := w.desk.Hub.CloseSession(w.ctx, sendHome, func(c hub.Closing) error { left = c; return errShown })
	if !errors.Is(err, errShown) {
		a := kiosk.SessionAnswered{Failed: w.failed("close the session", err), View: w.floor()}
		return func() { w.event(a) }
	}
	over := kiosk.SessionOver{Closed: closed(left), View: w.floor()}
	return func() {
		for _, m := range w.mediators {
			m.event(over)
		}
	}
}

func closed(c hub.Closing) kiosk.Closed {
	k := kiosk.Closed{Counts: c.Measures.Counts, Next: c.Next}
	for _, s := range c.SentHome {
		k.People = append(k.People, kiosk.Homeward{Number: s.Ticket, Language: s.Language, Code: s.Code})
	}
	return k
}

// forget lets the hub erase the session that was closed, and tells all windows.
func (w *staffWindow) forget() (show func()) {
	err := w.desk.Hub.CloseSession(w.ctx, true, func(hub.Closing) error { return nil })
	if err != nil && !errors.Is(err, queue.ErrPhase) { // else it is erased already: another window was first
		w.failed("erase the session", err)
		a := kiosk.SessionAnswered{Failed: true, View: w.floor()}
		return func() { w.event(a) }
	}
	w.tell(news{})
	return nil
}

// week adds the session that runs to what the closed ones of this week have left. It is nil when that cannot be read.
func (w *staffWindow) week() *kiosk.Week {
	week, err := w.desk.Week(w.ctx)
	if w.failed("tell the week", err) {
		return nil
	}
	r, err := w.desk.Report(w.ctx, week)
	if w.failed("read the week's counts", err) {
		return nil
	}
	k := &kiosk.Week{
		Name: week.String(), Sessions: r.Sessions, Visits: r.Visits,
		Served: r.Measures[queue.CountServed], Requests: r.Counts.Requests,
	}
	if v := w.floor(); v.Phase.Running() {
		k.Sessions++
		k.Visits += v.Counts[queue.CountIssued] + v.Counts[queue.CountRestored]
		k.Served += v.Counts[queue.CountServed]
	}
	for code, n := range r.Counts.By["topic"] {
		if n > 0 {
			k.Topics = append(k.Topics, kiosk.Count{Code: code, N: n})
		}
	}
	slices.SortFunc(k.Topics, func(a, b kiosk.Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Code, b.Code)) })
	return k
}

func (w *staffWindow) follow(n news) {
	n.Events = nil
	lines := w.paper.Lines()
	other := !reflect.DeepEqual(lines, w.lines) || !slices.Equal(n.Conditions, w.news.Conditions)
	w.news, w.lines = n, lines
	w.until = w.now().Add(n.View.Session.Length - n.View.At)
	w.event(kiosk.Follow{View: n.View, Opening: n.Next})
	if other {
		w.draw()
	}
}

func (w *staffWindow) tick(time.Time) {
	w.look()
	w.event(kiosk.StaffTick{})
}

// now is the time of day in the town.
func (w *staffWindow) now() time.Time { return time.Now().In(w.desk.Site.Plan.Zone) }

func (w *staffWindow) timeOfDay() string {
	if w.news.unsure() {
		return ""
	}
	return w.now().Format("15:04")
}

func (w *staffWindow) paint() {
	w.show(func() fyne.CanvasObject { return screen.Staff(w.view(), w.event) })
}

func (w *staffWindow) view() screen.StaffView {
	palette := ui.Civic
	if w.state.Contrast {
		palette = ui.Strong
	}
	language, zone := w.state.Language, w.desk.Site.Plan.Zone
	v := screen.StaffView{
		View: screen.View{
			Theme: w.theme(w.shell, palette, language, sizes[w.state.Text]), Catalogue: w.catalogue, Town: w.desk.Site.Town,
		},
		Staff: *w.state, Clock: w.clock, Devices: w.devices(),
		Day: w.catalogue.Date(language, w.now()) + " " + strconv.Itoa(w.now().Year()),
	}
	if w.news.View.Phase.Running() && !w.news.unsure() {
		v.Until = w.catalogue.Clock(language, w.until)
	}
	if w.news.Next != nil {
		v.Opening = w.catalogue.Moment(language, w.news.Next.From.In(zone))
	}
	return v
}
