package kiosk

import (
	"slices"
	"time"
)

// Event is something that happens to a visitor's screen: a touch, an answer, or time.
type Event interface {
	visit(Visitor) (Visitor, []Effect)
}

// Effect is something to be done outside. The shell does it and brings what comes of it back as an
// event.
type Effect interface{ effect() }

// AskTicket asks the hub for a ticket.
type AskTicket struct {
	Key, Language, Topic string
	Priority             bool
}

// Say speaks a cue; whatever was being said stops.
type Say struct{ Cue Cue }

// Hush stops speaking.
type Hush struct{}

// Forget ends a visit: the shell gives the screen a new key by [Begin].
type Forget struct{}

func (AskTicket) effect() {}
func (Say) effect()       {}
func (Hush) effect()      {}
func (Forget) effect()    {}

// Next is the state after an event that happened at a clock that never runs backwards, and what is to
// be done. A touch that makes no sense in the state changes nothing.
func (v Visitor) Next(e Event, at time.Duration) (Visitor, []Effect) {
	if tick, isTick := e.(Tick); isTick {
		return v.tick(tick, at)
	}
	if isTouch(e) {
		v.touched = at
		if v.StillThere {
			return v.wake()
		}
	}
	return e.visit(v)
}

// isTouch says that a person is there.
func isTouch(e Event) bool {
	switch e.(type) {
	case Answered, TurnedAway, Failed, DeskChanged, ShelfChanged, LeafletReady, LeafletPrinted, Begin, Tick:
		return false
	default:
		return true
	}
}

// wake puts the question "still there?" away; the touch that answered it does nothing else.
func (v Visitor) wake() (Visitor, []Effect) {
	v.StillThere = false
	return v, []Effect{Say{v.Cue()}}
}

// show moves to a screen and says its cue.
func (v Visitor) show(s Screen) (Visitor, []Effect) {
	v.Screen, v.Page = s, 0
	return v, []Effect{Say{v.Cue()}}
}

// Tick is the passing of time.
type Tick struct{}

func (Tick) visit(v Visitor) (Visitor, []Effect) { return v, nil }

// tick asks, and then forgets, a visit that nobody goes on with.
func (v Visitor) tick(_ Tick, at time.Duration) (Visitor, []Effect) {
	idle := at - v.touched
	switch {
	case v.Asked, v.Screen == Welcome && !v.changed():
		return v, nil
	case idle >= v.options.Idle+v.options.Grace:
		return v.forget()
	case idle >= v.options.Idle && !v.StillThere:
		v.StillThere = true
		return v, []Effect{Say{v.Cue()}}
	default:
		return v, nil
	}
}

// changed says that the welcome is not as the next visitor should find it.
func (v Visitor) changed() bool {
	return v.Text != Normal || v.Contrast || v.Language != v.options.Screens[0]
}

// forget wipes all that the visitor chose.
func (v Visitor) forget() (Visitor, []Effect) {
	next := NewVisitor(v.options, "")
	next.Desk, next.Shelf, next.touched = v.Desk, v.Shelf, v.touched
	return next, []Effect{Hush{}, Forget{}}
}

// Begin gives the visit to come its key.
type Begin struct{ Key string }

func (e Begin) visit(v Visitor) (Visitor, []Effect) {
	if v.Key == "" {
		v.Key = e.Key
	}
	return v, nil
}

// ChooseLanguage is a touch on a language's name.
type ChooseLanguage struct{ Language string }

func (e ChooseLanguage) visit(v Visitor) (Visitor, []Effect) {
	if !slices.Contains(v.options.Languages, e.Language) {
		return v, nil
	}
	switch v.Screen {
	case Welcome, Languages:
		v.Language, v.Speak, v.spoke = v.options.ScreenLanguage(e.Language), e.Language, e.Language
		if !v.Desk.Phase.Issues() {
			return v.show(Welcome)
		}
		return v.show(Need)
	case Speak:
		v.Speak = e.Language
	default:
	}
	return v, nil
}

// TurnPage shows further languages or needs.
type TurnPage struct{}

func (TurnPage) visit(v Visitor) (Visitor, []Effect) {
	switch {
	case v.More() == 0:
		return v, nil
	case v.Screen == Welcome:
		return v.show(Languages)
	case v.Screen == Leaflet:
		v.Reading.Sheet++
		return v, nil
	default:
		v.Page++
		return v, nil
	}
}

// ChooseNeed is a touch on a need.
type ChooseNeed struct{ Need NeedKey }

func (e ChooseNeed) visit(v Visitor) (Visitor, []Effect) {
	if v.Screen != Need || e.Need.topic() == "" {
		return v, nil
	}
	v.Need = e.Need
	return v.show(Speak)
}

// AskFirst is a touch on "I need to be seen first"; a second one takes it back.
type AskFirst struct{}

func (AskFirst) visit(v Visitor) (Visitor, []Effect) {
	if v.Screen == Speak && !v.Asked {
		v.First = !v.First
	}
	return v, nil
}

// TakeTicket is a touch on "take a ticket". A second one while the answer is under way is none.
type TakeTicket struct{}

func (TakeTicket) visit(v Visitor) (Visitor, []Effect) {
	if v.Asked || v.Key == "" || v.Screen != Speak && v.Screen != Trouble {
		return v, nil
	}
	v.Asked = true
	return v, []Effect{AskTicket{Key: v.Key, Language: v.Speak, Topic: v.Need.topic(), Priority: v.First}}
}

// Answered brings a ticket, durable by now.
type Answered struct {
	Key    string
	Answer Answer
}

func (e Answered) visit(v Visitor) (Visitor, []Effect) {
	if e.Key != v.Key || !v.Asked {
		return v, nil
	}
	v.Asked, v.Answer = false, e.Answer
	return v.show(Given)
}

// TurnedAway says that there is no ticket to be had today, and when to come back.
type TurnedAway struct {
	Key    string
	Answer Answer
}

func (e TurnedAway) visit(v Visitor) (Visitor, []Effect) {
	if e.Key != v.Key || !v.Asked {
		return v, nil
	}
	v.Asked, v.Answer = false, e.Answer
	return v.show(Refused)
}

// Failed says that the ticket could not be kept. Trying again asks for the same one.
type Failed struct{ Key string }

func (e Failed) visit(v Visitor) (Visitor, []Effect) {
	if e.Key != v.Key || !v.Asked {
		return v, nil
	}
	v.Asked = false
	return v.show(Trouble)
}

// DeskChanged says how the desk stands.
type DeskChanged struct{ Desk DeskState }

func (e DeskChanged) visit(v Visitor) (Visitor, []Effect) {
	v.Desk = e.Desk
	return v, nil
}

// Back is a touch on the back arrow. After a fault there is no way back to another wish under the same
// key: the first may have been granted.
type Back struct{}

func (Back) visit(v Visitor) (Visitor, []Effect) {
	switch {
	case v.Asked:
		return v, nil
	case (v.Screen == Need || v.Screen == Languages) && v.Page > 0:
		v.Page--
		return v, nil
	case v.Screen == Speak:
		return v.show(Need)
	case v.Screen == Brochures, v.Screen == Leaflet, v.Screen == Places, v.Screen == Directory:
		return v.leaveReading()
	default:
		return v.forget()
	}
}

// Done is a touch on "finish": the next visitor finds the welcome.
type Done struct{}

func (Done) visit(v Visitor) (Visitor, []Effect) {
	if v.Asked {
		return v, nil
	}
	return v.forget()
}

// OpenBrochures is a touch on the door to the brochures.
type OpenBrochures struct{}

// OpenPlaces is a touch on the door to the places.
type OpenPlaces struct{}

func (OpenBrochures) visit(v Visitor) (Visitor, []Effect) { return v.door(Brochures) }
func (OpenPlaces) visit(v Visitor) (Visitor, []Effect)    { return v.door(Places) }

func (v Visitor) door(s Screen) (Visitor, []Effect) {
	if v.Asked {
		return v, nil
	}
	v.Reading = Reading{}
	return v.show(s)
}

// HideNow is a touch on the corner that hides everything at once: what was chosen is forgotten. A ticket
// that is being asked for is still given, and waits at the desk.
type HideNow struct{}

func (HideNow) visit(v Visitor) (Visitor, []Effect) {
	next, effects := v.forget()
	next.Screen = Hidden
	return next, effects
}

// Enlarge sets text one size larger, and after the largest normal again.
type Enlarge struct{}

func (Enlarge) visit(v Visitor) (Visitor, []Effect) {
	v.Text = (v.Text + 1) % (Largest + 1)
	return v, nil
}

// Strengthen switches to high contrast and back.
type Strengthen struct{}

func (Strengthen) visit(v Visitor) (Visitor, []Effect) {
	v.Contrast = !v.Contrast
	return v, nil
}

// Repeat says the screen's cue again.
type Repeat struct{}

func (Repeat) visit(v Visitor) (Visitor, []Effect) { return v, []Effect{Say{v.Cue()}} }
