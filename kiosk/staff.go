package kiosk

import (
	"reflect"
	"slices"
	"time"

	"guichet/assets"
	"guichet/queue"
)

// StaffScreen names what a mediator sees.
type StaffScreen string

// The mediator's screens.
const (
	StaffPIN     StaffScreen = "pin"     // type the PIN
	StaffNewPIN  StaffScreen = "new-pin" // choose the desk's PIN, then repeat it
	StaffOpening StaffScreen = "opening" // no session runs: open one
	StaffSeat    StaffScreen = "seat"    // which desk, which languages
	StaffWork    StaffScreen = "work"    // the line, the visit, the session
	StaffDevices StaffScreen = "devices" // the health of the machine
	StaffWeek    StaffScreen = "week"    // the week's plain counts
	StaffHome    StaffScreen = "home"    // closed: who comes back with which code
)

// Question is what the mediator is asked before something is done.
type Question string

// The questions.
const (
	NoQuestion Question = ""
	AskWhere   Question = "where" // to which desk or language a ticket goes on
	AskClose   Question = "close" // close, although people are in line
)

// StaffOptions are what a town decides of its mediators' windows.
type StaffOptions struct {
	// Languages of the session, BCP 47, in the order in which they are shown.
	Languages []string
	// Screens are the languages that the window itself speaks.
	Screens []string
	Desks   int
	// Idle is how long without a touch until the PIN is asked anew.
	Idle time.Duration
	// Shared says that visitors have the same screen: see [Shared].
	Shared bool
}

// Times of a mediator's window.
const (
	DefaultStaffIdle = 15 * time.Minute
	// steady is how long the same place takes no second touch after it has changed its meaning: a finger that
	// bounces must not call and serve at once.
	steady = 600 * time.Millisecond
	// unsure is how long an act that cannot be undone waits for its second touch.
	unsure = 5 * time.Second
	// noticed is how long a notice stays.
	noticed = 8 * time.Second
	// warned is how long before the window locks by itself it says so.
	warned = 20 * time.Second
)

// Staff is the state of one mediator's window. The zero Staff is not usable; see [NewStaff].
type Staff struct {
	// Language is the one that the window speaks; each mediator has their own.
	Language string
	Text     TextSize
	Contrast bool
	Sign     SignIn
	// Desk is where the mediator sits; zero before that.
	Desk queue.Desk
	// Seat is the desk that is being chosen, and Speaks the languages for it.
	Seat   queue.Desk
	Speaks []string
	// Page is which of the window's pages is shown at a desk.
	Page StaffScreen
	Ask  Question
	// Sure is an act that waits for its second touch.
	Sure string
	// Picked is the ticket of the line that was touched.
	Picked queue.Number
	// LinePage is how often further people were asked for, where they do not fit: the screen counts round.
	LinePage int
	// View is the floor as it was last seen.
	View queue.View
	// Busy says that something is under way and not answered yet.
	Busy   bool
	Notice Notice
	Visit  Visit
	// Offer is what opening a session may need: see [Offer].
	Offer Offer
	// Home is what the closed session leaves, until the mediator says that everybody was told.
	Home *Closed
	// Opening is the next planned one; nil when it is not known.
	Opening *queue.Slot
	// Week are the plain counts of this week; nil until they were read.
	Week *Week
	// Places are where visitors can be sent to, and PlacePage is which of their pages is shown.
	Places    []Destination
	PlacePage int
	// Return is the come-back code that is being entered.
	Return Return
	// Publication is the last week on its way out; nil until it was drafted.
	Publication *Publication

	options StaffOptions
	now     time.Duration // the clock at the last event
	touched time.Duration // at the last touch
	moved   time.Duration // when the primary act last changed its meaning
	seen    time.Duration // when View was looked at
	undo    time.Duration // until when the call can be undone
	lapse   time.Duration // when Sure and Notice go
	after   []queue.Command
	asked   bool  // a question about the desk is not answered yet, see [Follow]
	later   *late // the news that wait for the answer
}

// Notice is one line that tells what came of a touch, in words of the catalogue.
type Notice struct {
	Key  string
	Args assets.Args
	// Trouble says that it is about something that did not work.
	Trouble bool
}

// Offer is a way to open a session that needs a second word.
type Offer string

// The offers.
const (
	NoOffer      Offer = ""
	OfferSpecial Offer = "special" // the plan has no opening now
	OfferDate    Offer = "date"    // the date looks wrong: is it right?
	OfferBoth    Offer = "both"    // neither: a special session, on a date that looks wrong
)

// Closed is what a closed session leaves for the people who were still in line.
type Closed struct {
	Counts map[string]int
	People []Homeward
	// Next is when to come back; nil when it is not known.
	Next *queue.Slot
}

// Homeward is a ticket that waited to the end, and the code that its visitor is given.
type Homeward struct {
	Number   queue.Number
	Language string
	Code     string
}

// Week are the plain counts of one week. They are not for publication.
type Week struct {
	Name string // as in 2026-W48
	// Sessions, Visits, Served and Requests are whole numbers of the week so far.
	Sessions, Visits, Served, Requests int
	Topics                             []Count
}

// Count is how often a code was recorded.
type Count struct {
	Code string
	N    int
}

// NewStaff is a window that asks for the PIN, or for a new one when the desk has none yet.
func NewStaff(o StaffOptions, hasPIN bool) Staff {
	return Staff{Language: o.Screens[0], Sign: SignIn{Asked: true, New: !hasPIN}, Page: StaffWork, options: o}
}

// Screen is what the state shows.
func (s Staff) Screen() StaffScreen {
	switch {
	case s.Sign.Asked && s.Sign.New:
		return StaffNewPIN
	case s.Sign.Asked:
		return StaffPIN
	case s.Home != nil:
		return StaffHome
	case !s.View.Phase.Running():
		return StaffOpening
	case s.Desk == 0:
		return StaffSeat
	default:
		return s.Page
	}
}

// Cue is what this state says aloud. Every state has one.
func (s Staff) Cue() Cue {
	key := "staff.say." + string(s.Screen())
	switch {
	case s.Screen() == StaffPIN && s.Sign.wait(s.now) > 0:
		key = "staff.say.wait"
	case s.Screen() == StaffNewPIN && s.Sign.First != "":
		key = "staff.say.repeat-pin"
	case s.Screen() == StaffComeBack && s.Return.Number != 0:
		key = "staff.say.come-back-given"
	case s.Screen() == StaffWork && s.Ask != NoQuestion:
		key = "staff.say.ask-" + string(s.Ask)
	case s.Screen() == StaffWork:
		key = "staff.say.desk-" + string(s.Stand())
	}
	return Cue{Key: key, Language: s.Language}
}

// Stand is how a mediator's desk stands.
type Stand string

// How a desk may stand.
const (
	Free    Stand = "free"
	Calling Stand = "calling"
	Serving Stand = "serving"
	Resting Stand = "resting" // the session is paused, and nobody is at the desk
)

// Stand says whether somebody was called to this desk, or is served at it.
func (s Staff) Stand() Stand {
	t := s.AtDesk()
	switch {
	case t == nil && s.View.Phase == queue.Paused:
		return Resting
	case t == nil:
		return Free
	case t.State == queue.Serving:
		return Serving
	default:
		return Calling
	}
}

// desk is a desk as it was last seen; the zero view for one that there is not.
func (s Staff) desk(d queue.Desk) queue.DeskView {
	i := slices.IndexFunc(s.View.Desks, func(v queue.DeskView) bool { return v.Desk == d })
	if i < 0 {
		return queue.DeskView{}
	}
	return s.View.Desks[i]
}

// AtDesk is the ticket at the mediator's own desk; nil when the desk is free.
func (s Staff) AtDesk() *queue.Ticket { return s.desk(s.Desk).Ticket }

// Spoken are the languages of the mediator's own desk.
func (s Staff) Spoken() []string { return s.desk(s.Desk).Languages }

// Waited is how long a ticket has been in line by now.
func (s Staff) Waited(t queue.Ticket) time.Duration {
	waited := s.View.Waited(t)
	if t.State.Waiting() || t.State == queue.Held {
		waited += s.now - s.seen
	}
	return waited
}

// Lasted is how long the ticket at the desk has been served by now.
func (s Staff) Lasted() time.Duration {
	t := s.AtDesk()
	if t == nil {
		return 0
	}
	return s.View.At - t.Since + s.now - s.seen
}

// Unserved says that no open desk speaks the language of a ticket.
func (s Staff) Unserved(n queue.Number) bool { return slices.Contains(s.View.Unserved, n) }

// ForMe is how many of those who wait could be called to this desk by their language.
func (s Staff) ForMe() int {
	n := 0
	for _, t := range s.View.Waiting {
		if (t.For == 0 || t.For == s.Desk) && (t.Language == "" || slices.Contains(s.Spoken(), t.Language) || t.Since+s.View.Session.Rules.Patience <= s.View.At) {
			n++
		}
	}
	return n
}

// UndoFor is how much longer the call at this desk can be undone.
func (s Staff) UndoFor() time.Duration {
	if s.Stand() != Calling {
		return 0
	}
	return max(0, s.undo-s.now)
}

// WaitFor is how long no PIN is taken, after too many that were wrong.
func (s Staff) WaitFor() time.Duration { return s.Sign.wait(s.now) }

// LocksIn is how soon the window locks unless it is touched; zero while that is not near.
func (s Staff) LocksIn() time.Duration {
	left := s.options.Idle - (s.now - s.touched)
	if s.Sign.Asked || s.options.Idle == 0 || left > warned {
		return 0
	}
	return max(0, left)
}

// Options are what the town decided.
func (s Staff) Options() StaffOptions { return s.options }

// OtherDesks are the open desks to which a ticket could go on.
func (s Staff) OtherDesks() []queue.Desk {
	var out []queue.Desk
	for _, d := range s.View.Desks {
		if d.Open && d.Desk != s.Desk {
			out = append(out, d.Desk)
		}
	}
	return out
}

// OtherLanguages are those to which a ticket at the desk could go on.
func (s Staff) OtherLanguages() []string {
	t := s.AtDesk()
	return slices.DeleteFunc(slices.Clone(s.options.Languages), func(l string) bool { return t != nil && t.Language == l })
}

// InLine is how many people a closing session would send home or leave at a desk.
func (s Staff) InLine() int {
	n := len(s.View.Waiting)
	for _, d := range s.View.Desks {
		if d.Ticket != nil {
			n++
		}
	}
	return n
}

// Missing are those whose tickets a closing session ends without a code: who was set aside and has not come back, and who was
// called and has not come, in the order of their numbers.
func (s Staff) Missing() []queue.Number {
	var all []queue.Number
	for _, t := range s.View.Held {
		all = append(all, t.Number)
	}
	for _, d := range s.View.Desks {
		if d.Ticket != nil && d.Ticket.State != queue.Serving {
			all = append(all, d.Ticket.Number)
		}
	}
	slices.Sort(all)
	return all
}

// Looks says that two states are the same to the eye: to the minute, and to the second while seconds are shown.
func (s Staff) Looks(other Staff) bool {
	if s.now.Truncate(time.Minute) != other.now.Truncate(time.Minute) || s.seconds() != other.seconds() || s.ForMe() != other.ForMe() {
		return false
	}
	s.now, s.touched, s.moved, s.seen, s.undo, s.lapse = other.now, other.touched, other.moved, other.seen, other.undo, other.lapse
	s.Sign.until, s.asked, s.later = other.Sign.until, other.asked, other.later
	if s.Screen() != StaffPublish { // where there is nothing to touch meanwhile
		s.Busy = other.Busy
	}
	s.View, other.View = still(s.View), still(other.View)
	return reflect.DeepEqual(s, other)
}

// still is what a floor shows apart from the passing of time.
func still(v queue.View) queue.View {
	v.Seq, v.At, v.Desks = 0, 0, slices.Clone(v.Desks)
	for i := range v.Desks {
		v.Desks[i].UndoFor = 0
	}
	return v
}

// seconds are those that the screen counts down, the last one to its end.
func (s Staff) seconds() time.Duration {
	return (s.UndoFor() + s.WaitFor() + s.LocksIn() + time.Second - 1).Truncate(time.Second)
}
