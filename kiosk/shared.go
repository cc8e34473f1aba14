package kiosk

import "time"

// Side says whose the only screen of a town is at the moment.
type Side string

// The sides.
const (
	VisitorsSide  Side = "visitors"
	DoorSide      Side = "door"     // the keys for the PIN: nothing of either side is shown
	MediatorsSide Side = "mediator" // the whole of a mediator's window
)

// Times of a screen that is shared.
const (
	// Knock is how long a finger rests in the corner until the door shows itself. A child at play taps, and does not wait.
	Knock = 3 * time.Second
	// DefaultSharedIdle is how long a mediator may not touch until the screen is the visitors' again: time enough to hear an
	// answer and to note it, and not so long that whoever comes in finds no welcome, or reads the line over a shoulder.
	DefaultSharedIdle = 2 * time.Minute
	// doorIdle is how long the door stays without a touch, and firstIdle how long while the desk has no PIN yet.
	doorIdle  = 30 * time.Second
	firstIdle = 2 * time.Minute
)

// Shared is the state of a screen that visitors and one mediator take turns at, where a town has no second one. Visitors have
// it unless somebody with the desk's PIN is there: a finger that rests in the corner opens the door, the PIN leads through
// it, and the mediator hands the screen back by a touch, or by going away.
//
// A touch counts only on the side that is shown. What a visitor was doing is forgotten when the door opens. The mediator's
// side goes on unseen: it follows the desk, and is found again as it was left.
type Shared struct {
	Visitor Visitor
	Staff   Staff

	door    bool          // the door is shown, as long as nobody is through it
	resting bool          // a finger rests in the corner
	rested  time.Duration // since when
	touched time.Duration // at the last touch of the door
}

// NewShared is a screen on the visitors' side. While the desk has no PIN it begins at the door instead, so that the PIN is
// chosen by whoever sets the screen up, and not by whoever finds the corner.
func NewShared(v Options, o StaffOptions, key string, hasPIN bool) Shared {
	o.Shared = true
	return Shared{Visitor: NewVisitor(v, key), Staff: NewStaff(o, hasPIN), door: !hasPIN}
}

// Side says whose the screen is.
func (s Shared) Side() Side {
	switch {
	case !s.Staff.Sign.Asked:
		return MediatorsSide
	case s.door:
		return DoorSide
	default:
		return VisitorsSide
	}
}

// Cue is what the side that is shown says aloud.
func (s Shared) Cue() Cue {
	if s.Side() == VisitorsSide {
		return s.Visitor.Cue()
	}
	return s.Staff.Cue()
}

// Looks says that two states are the same to the eye.
func (s Shared) Looks(other Shared) bool {
	switch {
	case s.Side() != other.Side():
		return false
	case s.Side() == VisitorsSide:
		return s.Visitor.Looks(other.Visitor)
	default:
		return s.Staff.Looks(other.Staff)
	}
}

// CornerDown is a finger that comes down in the corner where staff knock. On a screen that is the visitors' alone it means
// nothing.
type CornerDown struct{}

// CornerUp is that finger lifting, or leaving the corner.
type CornerUp struct{}

func (CornerDown) visit(v Visitor) (Visitor, []Effect) { return v, nil }
func (CornerUp) visit(v Visitor) (Visitor, []Effect)   { return v, nil }

// Visit is the state after something that happened to the visitors' side.
func (s Shared) Visit(e Event, at time.Duration) (Shared, []Effect) {
	if isTouch(e) && s.Side() != VisitorsSide {
		return s, nil
	}
	var effects []Effect
	s.Visitor, effects = s.Visitor.Next(e, at)
	switch e.(type) {
	case CornerDown:
		s.resting, s.rested = true, at
	case CornerUp:
		if s.knocked(at) {
			return s.open(at)
		}
		s.resting = false
	}
	return s, effects
}

// knocked says that a finger has rested in the corner for long enough. While a PIN that was typed before is still being
// judged the door stays closed: it would let in whoever stands there now.
func (s Shared) knocked(at time.Duration) bool {
	return s.resting && at-s.rested >= Knock && !s.Staff.Busy
}

// open shows the door, and forgets what a visitor was doing.
func (s Shared) open(at time.Duration) (Shared, []Effect) {
	var effects []Effect
	s.door, s.resting, s.touched = true, false, at
	s.Staff = s.Staff.lock()
	s.Visitor, effects = s.Visitor.forget()
	return s, effects
}

// Attend is the state after something that happened to the mediator's side. Nobody gets through a door that has closed
// meanwhile.
func (s Shared) Attend(e StaffEvent, at time.Duration) (Shared, []Effect) {
	closed, touch := s.Side() == VisitorsSide, s.Staff.touches(e)
	if closed && touch {
		return s, nil
	}
	var effects []Effect
	s.Staff, effects = s.Staff.Next(e, at)
	if touch {
		s.touched = at
	}
	if closed && !s.Staff.Sign.Asked {
		s.Staff = s.Staff.lock()
	}
	if _, left := e.(LockWindow); left || !s.Staff.Sign.Asked {
		s.door = false
	}
	return s, effects
}

// Tick is the passing of time, on both sides.
func (s Shared) Tick(at time.Duration) (Shared, []Effect) {
	if s.knocked(at) {
		return s.open(at)
	}
	s, effects := s.Visit(Tick{}, at)
	s, more := s.Attend(StaffTick{}, at)
	if s.Side() == DoorSide && at-s.touched >= s.patience() {
		s.door, s.Staff = false, s.Staff.lock()
	}
	return s, append(effects, more...)
}

// patience is how long the door waits for a touch.
func (s Shared) patience() time.Duration {
	if s.Staff.Sign.New {
		return firstIdle
	}
	return doorIdle
}
