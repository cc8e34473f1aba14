package kiosk

import (
	"slices"
	"time"

	"guichet/queue"
)

// SignIn is the PIN being typed. It is the desk's, not a person's: nothing says which mediator is there.
type SignIn struct {
	// Asked says that the window is behind the PIN.
	Asked bool
	// New says that the desk has no PIN yet: one is chosen, typed twice.
	New bool
	// Typed are the digits so far, and First those of the first time while a new PIN is repeated.
	Typed, First string
	// Wrong says that the last PIN was not the desk's.
	Wrong bool
	until time.Duration // until when none is taken
}

// Lengths of a PIN.
const (
	ShortestPIN = 4
	LongestPIN  = 8
)

func (s SignIn) wait(now time.Duration) time.Duration { return max(0, s.until-now) }

// CheckPIN asks whether this is the desk's PIN. The answer is [PINChecked].
type CheckPIN struct{ PIN string }

// SetPIN gives the desk its PIN. The answer is [PINSet].
type SetPIN struct{ PIN string }

func (CheckPIN) effect() {}
func (SetPIN) effect()   {}

// Digit is a digit of the PIN.
type Digit struct{ Digit string }

func (e Digit) attend(s Staff) (Staff, []Effect) {
	if !s.Sign.Asked || s.Busy || s.WaitFor() > 0 || len(s.Sign.Typed) == LongestPIN {
		return s, nil
	}
	s.Sign.Typed, s.Sign.Wrong = s.Sign.Typed+e.Digit, false
	return s, nil
}

// EraseDigit takes the last digit back.
type EraseDigit struct{}

func (EraseDigit) attend(s Staff) (Staff, []Effect) {
	if s.Sign.Asked && !s.Busy && s.Sign.Typed != "" {
		s.Sign.Typed = s.Sign.Typed[:len(s.Sign.Typed)-1]
	}
	return s, nil
}

// EnterPIN says that the PIN is complete.
type EnterPIN struct{}

func (EnterPIN) attend(s Staff) (Staff, []Effect) {
	if !s.Sign.Asked || s.Busy || s.WaitFor() > 0 {
		return s, nil
	}
	typed := s.Sign.Typed
	s.Sign.Typed = ""
	switch {
	case len(typed) < ShortestPIN:
		s.Sign.Typed = typed
		return s.trouble("short-pin"), nil
	case !s.Sign.New:
		s.Busy = true
		return s, []Effect{CheckPIN{PIN: typed}}
	case obvious(typed):
		return s.trouble("obvious-pin"), nil
	case s.Sign.First == "":
		s.Sign.First = typed
		return s, nil
	case s.Sign.First != typed:
		s.Sign.First = ""
		return s.trouble("other-pin"), nil
	default:
		s.Busy, s.Sign.First = true, ""
		return s, []Effect{SetPIN{PIN: typed}}
	}
}

// obvious says that a PIN is one digit again and again, or counts up or down: what anybody tries first.
func obvious(pin string) bool {
	step := int(pin[1]) - int(pin[0])
	for i := 1; i < len(pin); i++ {
		if int(pin[i])-int(pin[i-1]) != step {
			return false
		}
	}
	return step >= -1 && step <= 1
}

// PINChecked answers [CheckPIN].
type PINChecked struct {
	OK bool
	// Wait is how long no further PIN is taken.
	Wait time.Duration
	// Failed says that the PIN could not be read at all.
	Failed bool
}

func (e PINChecked) attend(s Staff) (Staff, []Effect) {
	s.Busy = false
	switch {
	case e.Failed:
		return s.trouble("pin-unread"), nil
	case !e.OK:
		s.Sign.Wrong, s.Sign.until = true, s.now+e.Wait
		return s, nil
	default:
		s.Sign = SignIn{}
		return s, nil
	}
}

// PINSet answers [SetPIN].
type PINSet struct{ Failed bool }

func (e PINSet) attend(s Staff) (Staff, []Effect) {
	s.Busy = false
	if e.Failed {
		return s.trouble("pin-unkept"), nil
	}
	s.Sign = SignIn{}
	return s, nil
}

// LockWindow puts the window behind the PIN, and what was typed of one away. The desk, and who is at it, stay as they are. On a
// screen that is shared it hands the screen to the visitors.
type LockWindow struct{}

func (LockWindow) attend(s Staff) (Staff, []Effect) { return s.lock(), nil }

func (s Staff) lock() Staff {
	s.Sign = SignIn{Asked: true, New: s.Sign.New, until: s.Sign.until}
	s.Ask, s.Sure, s.Picked, s.Notice = NoQuestion, "", 0, Notice{}
	if s.Page == StaffComeBack { // a code is worth a place: nobody finds one behind the PIN
		s.Page, s.Return = StaffWork, Return{}
	}
	return s
}

// SpeakTo sets the language of the window.
type SpeakTo struct{ Language string }

func (e SpeakTo) attend(s Staff) (Staff, []Effect) {
	if slices.Contains(s.options.Screens, e.Language) {
		s.Language = e.Language
	}
	return s, nil
}

// ChooseSeat is a touch on a desk: an open one is taken over as it is, at another the languages come next.
type ChooseSeat struct{ Desk queue.Desk }

func (e ChooseSeat) attend(s Staff) (Staff, []Effect) {
	d := s.desk(e.Desk)
	if s.Screen() != StaffSeat || d.Desk == 0 {
		return s, nil
	}
	if d.Open {
		s.Desk, s.Seat, s.Page = e.Desk, 0, StaffWork
		return s, nil
	}
	s.Seat = e.Desk
	return s, nil
}

// ChooseSpoken says that the mediator speaks a language; a second touch takes it back.
type ChooseSpoken struct{ Language string }

func (e ChooseSpoken) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffSeat || s.Busy || !slices.Contains(s.options.Languages, e.Language) {
		return s, nil
	}
	if i := slices.Index(s.Speaks, e.Language); i >= 0 {
		s.Speaks = slices.Delete(slices.Clone(s.Speaks), i, i+1)
		return s, nil
	}
	s.Speaks = append(slices.Clone(s.Speaks), e.Language)
	return s, nil
}

// TakeSeat opens the desk that was chosen, for the languages that were.
type TakeSeat struct{}

func (TakeSeat) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffSeat || s.Busy {
		return s, nil
	}
	if s.Seat == 0 || len(s.Speaks) == 0 {
		return s.notice("choose-seat"), nil
	}
	return s.decide(queue.OpenDesk{Desk: s.Seat, Languages: slices.Clone(s.Speaks)})
}

// seated follows the floor: a desk that was asked for and is open is the mediator's; one that somebody has closed is
// nobody's.
func (s Staff) seated() Staff {
	switch {
	case s.Desk != 0 && !s.desk(s.Desk).Open:
		s.Desk, s.Visit, s.Ask, s.after = 0, Visit{}, NoQuestion, nil
	case s.Desk == 0 && s.Seat != 0 && s.desk(s.Seat).Open:
		s.Desk, s.Seat, s.Page = s.Seat, 0, StaffWork
	}
	return s
}

// LeaveSeat closes the desk.
type LeaveSeat struct{}

func (LeaveSeat) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.Busy {
		return s, nil
	}
	if s.AtDesk() != nil {
		return s.trouble("still-serving"), nil
	}
	return s.leave(queue.CloseDesk{Desk: s.Desk})
}
