package kiosk

import (
	"slices"

	"guichet/queue"
)

// Forward is the one act that leads on: a free desk calls the next person, a called person comes to the desk, and after one
// who was served comes the next.
type Forward struct{}

func (Forward) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.now-s.moved < steady && s.moved != 0 {
		return s, nil
	}
	switch s.Stand() {
	case Calling:
		return s.decide(queue.Serve{Desk: s.Desk})
	case Serving:
		return s.leave(s.calls(queue.Finish{Desk: s.Desk})...)
	case Resting:
		return s.notice("paused"), nil
	default:
		return s.leave(queue.Call{Desk: s.Desk})
	}
}

// calls adds the next call to a command, while desks may call.
func (s Staff) calls(c queue.Command) []queue.Command {
	if s.View.Phase.Calls() {
		return []queue.Command{c, queue.Call{Desk: s.Desk}}
	}
	return []queue.Command{c}
}

// Finish ends the visit, and calls nobody.
type Finish struct{}

func (Finish) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.Stand() != Serving {
		return s, nil
	}
	return s.leave(queue.Finish{Desk: s.Desk})
}

// Again calls the ticket at the desk once more.
type Again struct{}

func (Again) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.Stand() != Calling {
		return s, nil
	}
	return s.decide(queue.Recall{Desk: s.Desk})
}

// SetAside holds the ticket at the desk.
type SetAside struct{}

func (SetAside) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.AtDesk() == nil {
		return s, nil
	}
	return s.leave(queue.Hold{Desk: s.Desk})
}

// NotHere says that who was called did not come. It cannot be undone, so it takes two touches.
type NotHere struct{}

// Name is what [Staff.Sure] says while the act waits for its second touch.
func (NotHere) Name() string { return "no-show" }

func (NotHere) possible(s Staff) bool {
	return s.Screen() == StaffWork && s.Stand() == Calling && !s.Busy
}

func (e NotHere) attend(s Staff) (Staff, []Effect) {
	if !e.possible(s) {
		return s, nil
	}
	return s.leave(queue.Miss{Desk: s.Desk})
}

// TakeBack undoes a mistaken call.
type TakeBack struct{}

func (TakeBack) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.UndoFor() == 0 {
		return s, nil
	}
	return s.decide(queue.UndoCall{Desk: s.Desk})
}

// SendOn asks to which desk or language the ticket goes on.
type SendOn struct{}

func (SendOn) attend(s Staff) (Staff, []Effect) {
	if s.Screen() == StaffWork && s.AtDesk() != nil && !s.Busy {
		s.Ask = AskWhere
	}
	return s, nil
}

// SendTo sends the ticket on, to a desk or to a language: one of them is set.
type SendTo struct {
	Desk     queue.Desk
	Language string
}

func (e SendTo) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.Ask != AskWhere {
		return s, nil
	}
	known := slices.Contains(s.OtherDesks(), e.Desk) || e.Desk == 0 && slices.Contains(s.OtherLanguages(), e.Language)
	if !known {
		return s, nil
	}
	return s.leave(queue.Transfer{Desk: s.Desk, To: e.Desk, Language: e.Language})
}

// Dismiss puts a question away.
type Dismiss struct{}

func (Dismiss) attend(s Staff) (Staff, []Effect) {
	s.Ask, s.Picked, s.Seat = NoQuestion, 0, 0
	return s, nil
}

// Pick is a touch on a ticket in line or set aside; a second one lets it go.
type Pick struct{ Number queue.Number }

func (e Pick) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.find(e.Number) == nil {
		return s, nil
	}
	if s.Picked == e.Number {
		e.Number = 0
	}
	s.Picked = e.Number
	return s, nil
}

// PickNext picks the next ticket of the line and of those set aside, or with -1 the one before.
type PickNext struct{ Step int }

func (e PickNext) attend(s Staff) (Staff, []Effect) {
	all := append(slices.Clone(s.View.Waiting), s.View.Held...)
	if s.Screen() != StaffWork || len(all) == 0 {
		return s, nil
	}
	at := slices.IndexFunc(all, func(t queue.Ticket) bool { return t.Number == s.Picked })
	if at < 0 && e.Step < 0 {
		at = 0
	}
	s.Picked = all[(at+e.Step+len(all))%len(all)].Number
	return s, nil
}

// TurnLine shows further people of the line, or of those who are sent home.
type TurnLine struct{}

func (TurnLine) attend(s Staff) (Staff, []Effect) {
	s.LinePage++
	s.Picked = 0
	return s, nil
}

// find is a ticket in line or set aside; nil for any other.
func (s Staff) find(n queue.Number) *queue.Ticket {
	for _, list := range [][]queue.Ticket{s.View.Waiting, s.View.Held} {
		for i := range list {
			if list[i].Number == n {
				return &list[i]
			}
		}
	}
	return nil
}

// BackInLine puts the ticket that was picked, and is set aside, back at its place in line.
type BackInLine struct{ Number queue.Number }

func (e BackInLine) attend(s Staff) (Staff, []Effect) {
	t := s.find(e.Number)
	if s.Screen() != StaffWork || t == nil || t.State != queue.Held {
		return s, nil
	}
	return s.decide(queue.Resume{Ticket: e.Number})
}

// Left says that the person with a ticket in line, or set aside, has gone. It cannot be undone, so it takes two touches.
type Left struct{ Number queue.Number }

// Name is what [Staff.Sure] says while the act waits for its second touch.
func (e Left) Name() string { return "left " + e.Number.String() }

func (e Left) possible(s Staff) bool {
	return s.Screen() == StaffWork && s.find(e.Number) != nil && !s.Busy
}

func (e Left) attend(s Staff) (Staff, []Effect) {
	if !e.possible(s) {
		return s, nil
	}
	return s.decide(queue.Abandon{Ticket: e.Number})
}
