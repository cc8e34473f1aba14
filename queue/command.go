package queue

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Command is a wish that [Floor.Decide] grants or refuses. The commands are the types of this file.
type Command interface {
	// decide appends what the command leads to; after a refusal, what was given stands as it was.
	decide(events []Event, f *Floor, at time.Duration) ([]Event, error)
}

// Outcome is what a granted command leads to.
type Outcome struct {
	// Events are those that [Floor.Decide] was given and, behind them, what is to be made durable, then
	// applied, in this order. Nothing is added when the wish was granted before under the same key.
	Events []Event
	// Ticket is the one concerned, if any.
	Ticket Number
}

// Decide grants or refuses a command at a session clock, without changing the floor. What happens is
// appended to events, which may be nil or hold what was decided and applied before: whoever decides
// often brings the room. A clock behind the floor's counts as the floor's: time never runs backwards
// here. A refusal wraps one of the errors of this package.
func (f *Floor) Decide(events []Event, c Command, at time.Duration) (Outcome, error) {
	at = max(at, f.at)
	if i, ok := c.(Issue); ok {
		if n, err := f.repeated(i); n != 0 || err != nil {
			return Outcome{Events: events, Ticket: n}, err
		}
	}
	all, err := c.decide(events, f, at)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Events: all}
	fresh := all[len(events):]
	for i := range fresh {
		fresh[i].Seq, fresh[i].At = f.seq+Seq(i)+1, at
		if fresh[i].Ticket != 0 {
			out.Ticket = fresh[i].Ticket
		}
	}
	return out, nil
}

// repeated finds the ticket that this very request was given before.
func (f *Floor) repeated(i Issue) (Number, error) {
	t := f.keys[i.Key]
	if t == nil {
		return 0, nil
	}
	if t.asked != i.Language || t.Topic != i.Topic || t.code != i.nonce() || t.Priority != i.Priority {
		return 0, fmt.Errorf("key %q belongs to %s: %w", i.Key, t.Number, ErrKey)
	}
	return t.Number, nil
}

// OpenSession begins the session that it describes.
type OpenSession struct{ Session Session }

func (c OpenSession) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if _, err := f.Phase().after(SessionOpened); err != nil {
		return nil, err
	}
	if err := c.Session.Validate(); err != nil {
		return nil, err
	}
	s := c.Session.clone()
	return append(events, Event{Kind: SessionOpened, Session: &s}), nil
}

// PauseSession lets the desks rest; visitors may still take a ticket.
type PauseSession struct{}

func (PauseSession) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	return f.phaseEvent(events, SessionPaused)
}

// ResumeSession goes on after a pause, or takes a last call back.
type ResumeSession struct{}

func (ResumeSession) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	return f.phaseEvent(events, SessionResumed)
}

// MakeLastCall ends the issuing of tickets; those in line are served.
type MakeLastCall struct{}

func (MakeLastCall) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	return f.phaseEvent(events, LastCallMade)
}

func (f *Floor) phaseEvent(events []Event, k Kind) ([]Event, error) {
	if _, err := f.Phase().after(k); err != nil {
		return nil, err
	}
	return append(events, Event{Kind: k}), nil
}

// CloseSession ends the session and every ticket in it: who is being served has been served, who was
// called or set aside and did not come is a no-show, who waits has left.
type CloseSession struct {
	// SendHome says that the people still in line are known of. Without it they are a refusal.
	SendHome bool
}

func (c CloseSession) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if _, err := f.Phase().after(SessionClosed); err != nil {
		return nil, err
	}
	inLine := 0
	for _, t := range f.tickets {
		switch {
		case t.State.Ended():
			continue
		case t.State == Held && t.Legs == 0, t.State == Called, t.State == Recalled:
			events = append(events, Event{Kind: TicketMissed, Ticket: t.Number, Closing: true})
		case t.State == Held, t.State == Serving:
			events = append(events, Event{Kind: TicketFinished, Ticket: t.Number, Closing: true})
		default:
			events = append(events, Event{Kind: TicketAbandoned, Ticket: t.Number, Closing: true})
		}
		if t.State != Held {
			inLine++
		}
	}
	if inLine > 0 && !c.SendHome {
		return nil, fmt.Errorf("%w: %d", ErrStillHere, inLine)
	}
	return append(events, Event{Kind: SessionClosed}), nil
}

// OpenDesk seats a mediator who speaks these languages. Said again of an open desk without a ticket,
// it changes its languages.
type OpenDesk struct {
	Desk      Desk
	Languages []string
}

func (c OpenDesk) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	if _, err := vacant(f.desk(c.Desk)); err != nil {
		return nil, err
	}
	if _, err := f.session.languageSet(c.Languages); err != nil {
		return nil, err
	}
	return append(events, Event{Kind: DeskOpened, Desk: c.Desk, Languages: slices.Clone(c.Languages)}), nil
}

// CloseDesk says that nobody sits there any more.
type CloseDesk struct{ Desk Desk }

func (c CloseDesk) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	if _, err := vacant(f.openDesk(c.Desk)); err != nil {
		return nil, err
	}
	return append(events, Event{Kind: DeskClosed, Desk: c.Desk}), nil
}

// Issue asks for a ticket.
type Issue struct {
	// Key makes the request one: said twice, it gives the same ticket. Empty for no key.
	Key      string
	Language string
	Topic    string // a code of three capitals, or empty
	Priority bool
	// Code is a come-back code whose signature the caller has checked.
	Code *ComeBack
}

func (c Issue) decide(events []Event, f *Floor, at time.Duration) ([]Event, error) {
	if err := f.issuing(); err != nil {
		return nil, err
	}
	if _, err := f.session.languageSet([]string{c.Language}); err != nil {
		return nil, err
	}
	if c.Topic != "" && !isTopic(c.Topic) {
		return nil, fmt.Errorf("%q: %w", c.Topic, ErrTopic)
	}
	if len(f.tickets) >= NumberSpace {
		return nil, ErrNumbers
	}
	if f.turned[c.Key] {
		return nil, fmt.Errorf("key %q was turned away: %w", c.Key, ErrFull)
	}
	e := Event{
		Kind: TicketIssued, Ticket: f.nextNumber(), Key: c.Key, Code: c.nonce(),
		Language: c.Language, Topic: c.Topic, Priority: c.Priority,
	}
	if c.Code == nil {
		return append(events, e), f.room(at)
	}
	return append(events, e), f.admits(*c.Code)
}

// isTopic says that a text has the form of a topic's code: three capitals.
func isTopic(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// nonce is what is remembered of the come-back code, if there is one.
func (c Issue) nonce() string {
	if c.Code == nil {
		return ""
	}
	return c.Code.Nonce
}

// admits says whether a come-back code holds for this session.
func (f *Floor) admits(c ComeBack) error {
	switch {
	case c.Nonce == "":
		return ErrCode
	case c.Day != f.session.Day || c.Slot != f.session.Slot:
		return &OtherSession{Day: c.Day, Slot: c.Slot}
	case f.spent[c.Nonce]:
		return ErrCodeSpent
	}
	return nil
}

// room says whether the session takes one more ticket.
func (f *Floor) room(at time.Duration) error {
	c := f.session.Rules.Capacity
	if c.Tickets > 0 && len(f.tickets) >= c.Tickets {
		return fmt.Errorf("%d tickets: %w", c.Tickets, ErrFull)
	}
	if !c.ByTime || f.session.MeanBusy <= 0 {
		return nil
	}
	desks, present := f.openDesks(), len(f.line)
	if desks == 0 {
		desks = f.session.Desks
	}
	for _, p := range f.desks {
		if p.ticket != nil {
			present++
		}
	}
	left := max(0, f.session.Length-at)
	if float64(present+1)*float64(f.session.MeanBusy) > float64(desks)*float64(left) {
		return fmt.Errorf("%d min left for %d people: %w", int(left.Round(time.Minute).Minutes()), present, ErrFull)
	}
	return nil
}

// TurnAway counts a visitor who was refused a ticket. The same key is not given one later.
type TurnAway struct {
	Key      string
	Language string // one of the session's, or empty
}

func (c TurnAway) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	if c.Language != "" {
		if _, err := f.session.languageSet([]string{c.Language}); err != nil {
			return nil, err
		}
	}
	if c.Key != "" && f.knownKey(c.Key) {
		return events, nil
	}
	return append(events, Event{Kind: VisitorTurnedAway, Key: c.Key, Language: c.Language}), nil
}

// Restore puts numbers back in line that were given and that the journal has lost: all from the next
// one through this. None when it is there; [ErrNumbers] when there would be more than a letter's worth,
// for then it is not this session's number.
type Restore struct{ Through Number }

func (c Restore) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	if !c.Through.valid() {
		return nil, fmt.Errorf("%d: %w", c.Through, ErrNumber)
	}
	if f.numbered(c.Through) != nil {
		return events, nil
	}
	n := f.nextNumber()
	for range min(perLetter, NumberSpace-len(f.tickets)) {
		events = append(events, Event{Kind: TicketRestored, Ticket: n})
		if n == c.Through {
			return events, nil
		}
		n = n.Next()
	}
	return nil, ErrNumbers
}

// Tell notes the range of waiting that a visitor was told, so that its error can be published.
type Tell struct {
	Ticket Number
	Range  Range
}

func (c Tell) decide(events []Event, f *Floor, _ time.Duration) ([]Event, error) {
	if err := f.running(); err != nil {
		return nil, err
	}
	t, err := f.ticket(c.Ticket)
	if err != nil {
		return nil, err
	}
	if t.Told != nil || !t.State.Waiting() {
		return events, nil
	}
	r := c.Range
	return append(events, Event{Kind: RangeTold, Ticket: c.Ticket, Told: &r}), nil
}

func (f *Floor) running() error {
	switch f.Phase() {
	case Planned:
		return ErrNotOpen
	case Closed:
		return ErrClosed
	default:
		return nil
	}
}

func (f *Floor) issuing() error {
	if f.phase == LastCall {
		return ErrLastCall
	}
	return f.running()
}

func (f *Floor) calling() error {
	if f.phase == Paused {
		return ErrPaused
	}
	return f.running()
}
