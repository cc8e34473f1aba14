package kiosk

import "guichet/queue"

// BeginSession opens the session that the plan has now. The answer is [SessionAnswered].
type BeginSession struct {
	// Special opens outside the plan, and TrustDate although the date looks wrong.
	Special, TrustDate bool
}

// EndSession closes the session; with SendHome although people are in line. The answer is [SessionOver], or
// [SessionAnswered] when it is refused.
type EndSession struct{ SendHome bool }

// Told says that everybody has heard what the closed session left, so that its queue may be erased.
type Told struct{}

func (BeginSession) effect() {}
func (EndSession) effect()   {}
func (Told) effect()         {}

// Open is a touch on "open the session": as planned, and when that was not enough, as it was offered.
type Open struct{}

func (Open) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffOpening || s.Busy {
		return s, nil
	}
	s.Busy = true
	return s, []Effect{BeginSession{
		Special: s.Offer == OfferSpecial || s.Offer == OfferBoth, TrustDate: s.Offer == OfferDate || s.Offer == OfferBoth,
	}}
}

// SessionAnswered says what came of opening or closing a session.
type SessionAnswered struct {
	// Offer is what it takes to open it all the same.
	Offer  Offer
	Failed bool
	View   queue.View
}

func (e SessionAnswered) attend(s Staff) (Staff, []Effect) {
	s.Busy = false
	if s.Offer != NoOffer && e.Offer != NoOffer && s.Offer != e.Offer {
		e.Offer = OfferBoth // what was granted before is not taken back
	}
	s.Offer = e.Offer
	s = s.look(e.View)
	if e.Failed {
		return s.trouble("not-done"), nil
	}
	return s, nil
}

// Rest lets the desks rest; visitors may still take a ticket.
type Rest struct{}

// GoOn ends a pause, or takes a last call back.
type GoOn struct{}

// LastTickets ends the issuing of tickets.
type LastTickets struct{}

func (Rest) attend(s Staff) (Staff, []Effect) {
	return s.phase(queue.PauseSession{}, queue.Open)
}

func (GoOn) attend(s Staff) (Staff, []Effect) {
	return s.phase(queue.ResumeSession{}, queue.Paused, queue.LastCall)
}

func (LastTickets) attend(s Staff) (Staff, []Effect) {
	return s.phase(queue.MakeLastCall{}, queue.Open, queue.Paused)
}

// phase moves the session on from one of these phases.
func (s Staff) phase(c queue.Command, from ...queue.Phase) (Staff, []Effect) {
	if s.Screen() != StaffWork {
		return s, nil
	}
	for _, p := range from {
		if s.View.Phase == p {
			return s.decide(c)
		}
	}
	return s, nil
}

// Shut is a touch on "close the session": it shows who is in line, before anything is done.
type Shut struct{}

func (Shut) attend(s Staff) (Staff, []Effect) {
	if s.Screen() == StaffWork && !s.Busy {
		s.Ask = AskClose
	}
	return s, nil
}

// ShutNow closes the session. What was noted of a visit at this desk is recorded by its mediator first.
type ShutNow struct{}

func (ShutNow) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.Ask != AskClose || s.Busy {
		return s, nil
	}
	if s.Visit.Started() {
		s.Ask = NoQuestion
		return s.trouble("save-first"), nil
	}
	s.Busy, s.Ask = true, NoQuestion
	return s, []Effect{EndSession{SendHome: true}}
}

// SessionOver brings what the closed session leaves.
type SessionOver struct {
	Closed Closed
	View   queue.View
}

func (e SessionOver) attend(s Staff) (Staff, []Effect) {
	s.Busy = false
	s.Home = &e.Closed
	return s.look(e.View), nil
}

// AllTold is a touch on "everybody has a code": the last trace of the session goes.
type AllTold struct{}

func (AllTold) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffHome || s.Busy {
		return s, nil
	}
	s.Home = nil
	return s, []Effect{Told{}}
}
