package queue

import (
	"errors"
	"fmt"
	"time"
)

// State is where a ticket is in its life.
type State string

// The states of a ticket. Issued and Transferred wait in line; Called, Recalled and Serving are at a
// desk; Held is set aside; the last three are ends.
const (
	Issued      State = "issued"
	Called      State = "called"
	Recalled    State = "recalled"
	Serving     State = "serving"
	Held        State = "held"
	Transferred State = "transferred"
	Finished    State = "finished"
	NoShow      State = "no-show"
	Abandoned   State = "abandoned"
)

// Waiting says that a ticket in this state stands in line.
func (s State) Waiting() bool { return s == Issued || s == Transferred }

// AtDesk says that a ticket in this state occupies a desk.
func (s State) AtDesk() bool { return s == Called || s == Recalled || s == Serving }

// Ended says that no transition leaves this state.
func (s State) Ended() bool { return s == Finished || s == NoShow || s == Abandoned }

// ErrTransition says that a ticket cannot do this in the state it is in.
var ErrTransition = errors.New("not possible for a ticket in this state")

// transitions is every allowed change of a ticket's state. What is not here is refused. An undone
// call leads back to what the ticket was before it, which may be Transferred.
var transitions = map[State]map[Kind]State{
	Issued:      {TicketCalled: Called, TicketAbandoned: Abandoned},
	Transferred: {TicketCalled: Called, TicketAbandoned: Abandoned},
	Called: {
		TicketRecalled: Recalled, TicketServed: Serving, TicketHeld: Held,
		TicketTransferred: Transferred, TicketMissed: NoShow, TicketUncalled: Issued,
	},
	Recalled: {
		TicketRecalled: Recalled, TicketServed: Serving, TicketHeld: Held,
		TicketTransferred: Transferred, TicketMissed: NoShow, TicketUncalled: Issued,
	},
	Serving: {TicketFinished: Finished, TicketHeld: Held, TicketTransferred: Transferred},
	Held:    {TicketResumed: Issued, TicketMissed: NoShow, TicketAbandoned: Abandoned, TicketFinished: Finished},
}

// after gives the state that follows s by an event of kind k.
func (s State) after(k Kind) (State, error) {
	next, ok := transitions[s][k]
	if !ok {
		return s, fmt.Errorf("%s while %s: %w", k, s, ErrTransition)
	}
	return next, nil
}

// Desk is the number of a place where one visitor is served, from 1. Zero means none.
type Desk int

// Ticket is one visitor's place in the session. It names no one: a language to speak, a topic, and
// whether to be seen first. In JSON it is without its durations: a program gives them the unit that its
// readers think in.
type Ticket struct {
	Number   Number `json:"number"`
	State    State  `json:"state"`
	Language string `json:"language"`
	Topic    string `json:"topic,omitempty"`
	Priority bool   `json:"priority,omitempty"`
	// Head is a place won by a come-back code of an earlier session.
	Head bool `json:"head,omitempty"`
	// Restored is a number that had been given and that a damaged journal had lost. Its language is
	// not known, so every desk may call it, until a transfer says which it is.
	Restored bool `json:"restored,omitempty"`
	// Arrival is the sequence of its issue: the order of the line.
	Arrival Seq `json:"arrival"`
	// Desk is where it is called or served; zero elsewhere.
	Desk Desk `json:"desk,omitempty"`
	// HeldAt is the desk that last set it aside.
	HeldAt Desk `json:"held_at,omitempty"`
	// For is the desk it was transferred to; only that desk calls it while it is open.
	For Desk `json:"for,omitempty"`
	// Recalls counts the unanswered calls after the first, in this leg.
	Recalls int `json:"recalls,omitempty"`
	// Passes counts the later tickets that a desk able to serve it called before it.
	Passes int `json:"passes,omitempty"`
	// Legs counts the desks that served it.
	Legs int `json:"legs,omitempty"`
	// Since is the session clock when it joined the line, a desk or those set aside, as its state says.
	Since time.Duration `json:"-"`
	// IssuedAt is the session clock when the visitor took it.
	IssuedAt time.Duration `json:"-"`
	// CalledAt is the session clock of its last call; zero before the first.
	CalledAt time.Duration `json:"-"`
	// Told is the range of waiting that the visitor was told, if one was.
	Told *Range `json:"-"`

	language int    // index in the session's languages, or anyLanguage
	asked    string // the language that was asked for: a transfer changes only the one that is spoken
	code     string // the come-back code that was used
	sentHome bool   // was in line when the session closed
	called   bool   // has been called before: its waiting is measured
}

// ordinary is the rank of who has no preference.
const ordinary = 2

// rank orders the preferences: a place at the head, then priority, then everybody.
func (t *Ticket) rank() int {
	switch {
	case t.Head:
		return 0
	case t.Priority:
		return 1
	default:
		return ordinary
	}
}
