package kiosk

import (
	"errors"
	"time"

	"guichet/queue"
)

// StaffEvent is something that happens to a mediator's window: a touch, an answer, news of the desk, or time.
type StaffEvent interface {
	attend(Staff) (Staff, []Effect)
}

// Decide has commands decided by the hub, one after the other, until one is refused. The answer is [Decided]. A window has
// one under way at most.
type Decide struct{ Commands []queue.Command }

func (Decide) effect() {}

// Next is the state after an event that happened at a clock that never runs backwards, and what is to be done. A touch that
// makes no sense in the state changes nothing.
func (s Staff) Next(e StaffEvent, at time.Duration) (Staff, []Effect) {
	before := s.Stand()
	s.now = max(at, s.now)
	if s.lapse != 0 && s.now >= s.lapse {
		s.Sure, s.Notice, s.lapse = "", Notice{}, 0
	}
	sure := s.Sure
	if s.touches(e) {
		s.touched, s.Notice = s.now, Notice{}
		s.Sure = ""
	}
	next, effects := s.with(sure, e)
	if s.later != nil && !next.asked { // this is the answer that the news wait for: they are older
		next, effects = s.hear(*s.later).with(sure, e)
	}
	if next.Stand() != before {
		next.moved = next.now
	}
	return next, effects
}

// with lets an event happen that may confirm the act before it.
func (s Staff) with(sure string, e StaffEvent) (Staff, []Effect) {
	c, ok := e.(grave)
	if !ok || sure == c.Name() {
		return e.attend(s)
	}
	if !c.possible(s) {
		return s, nil
	}
	s.Sure, s.lapse = c.Name(), s.now+unsure
	return s, nil
}

// grave is an act that cannot be undone and that a slip of the hand would do: it takes two touches.
type grave interface {
	StaffEvent
	Name() string
	possible(Staff) bool
}

// touches says that a person is there.
func (s Staff) touches(e StaffEvent) bool {
	switch e.(type) {
	case PINChecked, PINSet, Decided, Recorded, Follow, SessionAnswered, SessionOver, WeekRead, Drafted, Written, PlacesChanged, KeyMade, CodeUsed, DirectionPrinted, StaffTick:
		return false
	default:
		return true
	}
}

// notice tells something for a few seconds.
func (s Staff) notice(key string) Staff {
	s.Notice, s.lapse = Notice{Key: "staff.notice." + key}, s.now+noticed
	return s
}

// trouble tells that something did not work.
func (s Staff) trouble(key string) Staff {
	s = s.notice(key)
	s.Notice.Trouble = true
	return s
}

// decide asks the hub, unless it has not answered the last question.
func (s Staff) decide(commands ...queue.Command) (Staff, []Effect) {
	if s.Busy {
		return s, nil
	}
	s.Busy, s.asked, s.Ask, s.Picked = true, true, NoQuestion, 0
	return s, []Effect{Decide{Commands: commands}}
}

// leave ends the visit at the desk by commands. What was noted of it is recorded first; a request without its outcome
// holds it up, for nobody else can complete it.
func (s Staff) leave(commands ...queue.Command) (Staff, []Effect) {
	switch {
	case s.Busy:
		return s, nil
	case !s.Visit.Started():
		return s.decide(commands...)
	case s.Visit.Step() == StepOutcome:
		return s.trouble("no-outcome"), nil
	case s.Visit.Step() == StepTopic: // another request was begun, and is none
		s.Visit.Topic = ""
	}
	s.after, s.Ask = commands, NoQuestion
	return s.record()
}

// Decided answers [Decide], with the floor after it.
type Decided struct {
	Err  error
	View queue.View
}

func (e Decided) attend(s Staff) (Staff, []Effect) {
	s.Busy, s.asked = false, false
	s = s.look(e.View)
	if e.Err == nil {
		return s, nil
	}
	key, known := refusals.key(e.Err)
	if known && key == "nobody" {
		return s.notice(key), nil
	}
	return s.trouble(key), nil
}

// refusalWords are what a mediator is told of a refusal.
type refusalWords []struct {
	err error
	key string
}

var refusals = refusalWords{
	{queue.ErrNobody, "nobody"},
	{queue.ErrPaused, "paused"},
	{queue.ErrTooLate, "too-late"},
	{queue.ErrTransition, "changed"},
	{queue.ErrDeskFree, "changed"},
	{queue.ErrDeskBusy, "desk-busy"},
	{queue.ErrDeskClosed, "desk-closed"},
	{queue.ErrNoTicket, "changed"},
	{queue.ErrPhase, "changed"},
	{queue.ErrNotOpen, "not-open"},
	{queue.ErrClosed, "not-open"},
}

func (r refusalWords) key(err error) (string, bool) {
	for _, w := range r {
		if errors.Is(err, w.err) {
			return w.key, true
		}
	}
	return "not-done", false
}

// Follow brings the floor as it stands, after something happened at any desk.
type Follow struct {
	View queue.View
	// Opening is the next planned one; nil when it is not known.
	Opening *queue.Slot
}

// late is news that waits, and when it came.
type late struct {
	Follow
	at time.Duration
}

// News of what an act has led to may come before the act is answered, and until then its desk takes no other. So the window
// shows it no earlier.
func (e Follow) attend(s Staff) (Staff, []Effect) {
	if s.asked {
		s.later = &late{e, s.now}
		return s, nil
	}
	return s.hear(late{e, s.now}), nil
}

// hear takes in news, as of when it came.
func (s Staff) hear(l late) Staff {
	now := s.now
	s.now, s.Opening, s.later = l.at, l.Opening, nil
	s = s.look(l.View)
	s.now = now
	return s
}

// look takes in a floor. A visit that is not at the desk any more is forgotten; a floor older than the one that was seen is
// late news.
func (s Staff) look(v queue.View) Staff {
	if s.View.Session.Day == v.Session.Day && s.View.Session.Serial == v.Session.Serial && v.Seq < s.View.Seq {
		return s
	}
	before := s.AtDesk()
	if s.View.Phase == queue.Closed && v.Phase != queue.Closed {
		s.Home = nil // somebody said at another window that everybody was told
	}
	s.View, s.seen = v, s.now
	s = s.seated()
	s.undo = s.now + s.desk(s.Desk).UndoFor
	if t := s.AtDesk(); before != nil && (t == nil || t.Number != before.Number) {
		s.Visit, s.Ask, s.Sure = Visit{}, NoQuestion, ""
	}
	if s.AtDesk() == nil && s.Ask == AskWhere {
		s.Ask = NoQuestion
	}
	if s.find(s.Picked) == nil {
		s.Picked = 0
	}
	return s
}

// StaffTick is the passing of time.
type StaffTick struct{}

func (StaffTick) attend(s Staff) (Staff, []Effect) {
	if s.options.Idle > 0 && s.now-s.touched >= s.options.Idle && !s.Sign.Asked {
		return s.lock(), nil
	}
	if s.Sign.Asked && s.Sign.Typed != "" && s.now-s.touched >= time.Minute {
		s.Sign.Typed, s.Sign.First = "", "" // somebody went away in the middle of it
	}
	return s, nil
}

// Turn shows a page of the window: [StaffWork], [StaffDevices] or [StaffWeek].
type Turn struct{ Page StaffScreen }

func (e Turn) attend(s Staff) (Staff, []Effect) {
	if !s.atDesk() {
		return s, nil
	}
	s.Page, s.Ask, s.Picked, s.Return = e.Page, NoQuestion, 0, Return{}
	if e.Page == StaffWeek {
		return s, []Effect{ReadWeek{}}
	}
	return s, nil
}

// atDesk says that a mediator sits at a desk of a running session, on any page.
func (s Staff) atDesk() bool {
	switch s.Screen() {
	case StaffWork, StaffDevices, StaffWeek, StaffPublish, StaffPlaces, StaffComeBack:
		return true
	default:
		return false
	}
}

// ReadWeek asks for the week's plain counts. The answer is [WeekRead].
type ReadWeek struct{}

func (ReadWeek) effect() {}

// WeekRead answers [ReadWeek]; a nil week could not be read.
type WeekRead struct{ Week *Week }

func (e WeekRead) attend(s Staff) (Staff, []Effect) {
	if e.Week == nil {
		return s.trouble("week-unread"), nil
	}
	s.Week = e.Week
	return s, nil
}

// EnlargeStaff sets text one size larger, and after the largest normal again.
type EnlargeStaff struct{}

func (EnlargeStaff) attend(s Staff) (Staff, []Effect) {
	s.Text = (s.Text + 1) % (Largest + 1)
	return s, nil
}

// StrengthenStaff switches to high contrast and back.
type StrengthenStaff struct{}

func (StrengthenStaff) attend(s Staff) (Staff, []Effect) {
	s.Contrast = !s.Contrast
	return s, nil
}
