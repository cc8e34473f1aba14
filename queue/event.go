package queue

import (
	"errors"
	"time"
)

// Seq numbers the events of one session from 1, without gaps. It is the only order there is.
type Seq int64

// Kind names what happened.
type Kind string

// The kinds of events.
const (
	SessionOpened  Kind = "session opened"
	SessionPaused  Kind = "session paused"
	SessionResumed Kind = "session resumed"
	LastCallMade   Kind = "last call made"
	SessionClosed  Kind = "session closed"

	DeskOpened Kind = "desk opened"
	DeskClosed Kind = "desk closed"

	TicketIssued      Kind = "ticket issued"
	TicketRestored    Kind = "ticket restored"
	TicketCalled      Kind = "ticket called"
	TicketUncalled    Kind = "ticket uncalled"
	TicketRecalled    Kind = "ticket recalled"
	TicketServed      Kind = "ticket served"
	TicketHeld        Kind = "ticket held"
	TicketResumed     Kind = "ticket resumed"
	TicketTransferred Kind = "ticket transferred"
	TicketFinished    Kind = "ticket finished"
	TicketMissed      Kind = "ticket missed"
	TicketAbandoned   Kind = "ticket abandoned"

	RangeTold         Kind = "range told"
	VisitorTurnedAway Kind = "visitor turned away"
)

// Event is one thing that happened, and cannot be taken back. Which fields are set depends on Kind;
// the others are zero.
type Event struct {
	Seq  Seq  `json:"seq"`
	Kind Kind `json:"kind"`
	// At is the session clock: the time since the session opened. It never runs backwards.
	At      time.Duration `json:"at"`
	Session *Session      `json:"session,omitempty"` // SessionOpened
	Ticket  Number        `json:"ticket,omitempty"`  // every ticket event, RangeTold
	Desk    Desk          `json:"desk,omitempty"`    // desk events, TicketCalled; TicketTransferred: the desk it goes to
	// Languages are those that the desk's mediator speaks (DeskOpened).
	Languages []string `json:"languages,omitempty"`
	// Language is the one the visitor speaks with the mediator (TicketIssued, VisitorTurnedAway, and
	// TicketTransferred when it changes).
	Language string `json:"language,omitempty"`
	Topic    string `json:"topic,omitempty"`    // TicketIssued
	Priority bool   `json:"priority,omitempty"` // TicketIssued
	// Key is the request's idempotency key (TicketIssued, VisitorTurnedAway).
	Key string `json:"key,omitempty"`
	// Code is the come-back code that was used (TicketIssued).
	Code string `json:"code,omitempty"`
	Told *Range `json:"told,omitempty"` // RangeTold
	// Closing says that the ticket ended because the session did (TicketFinished, TicketMissed, TicketAbandoned).
	Closing bool `json:"closing,omitempty"`
}

// Errors that a caller tells apart. Each is wrapped with the particulars.
var (
	ErrPhase       = errors.New("not possible in this phase of the session")
	ErrNotOpen     = errors.New("no session is open")
	ErrFull        = errors.New("the session is full")
	ErrLastCall    = errors.New("it is last call: no new tickets")
	ErrPaused      = errors.New("the session is paused")
	ErrClosed      = errors.New("the session is closed")
	ErrNoDesk      = errors.New("no such desk")
	ErrDeskClosed  = errors.New("the desk is not open")
	ErrDeskBusy    = errors.New("the desk has a ticket")
	ErrDeskFree    = errors.New("the desk has no ticket")
	ErrTooLate     = errors.New("too late to undo the call: hold the ticket and resume it")
	ErrNobody      = errors.New("nobody waits whom this desk can serve")
	ErrNoTicket    = errors.New("no such ticket in this session")
	ErrLanguage    = errors.New("language not offered")
	ErrTopic       = errors.New("not a topic code")
	ErrTransfer    = errors.New("a transfer needs another desk or another language")
	ErrKey         = errors.New("this key was used for another request")
	ErrCodeSpent   = errors.New("this come-back code was used already")
	ErrCodeSession = errors.New("this come-back code is for another session")
	ErrStillHere   = errors.New("people are still in line or at a desk")
	ErrNumbers     = errors.New("every number of this session has been given")
	ErrEvent       = errors.New("the event does not fit the floor")
)
