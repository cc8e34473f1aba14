package queue

import (
	"fmt"
	"maps"
	"time"
)

// folds says how each kind of event changes the floor. A fold checks everything before it changes
// anything, so that a refused event leaves the floor as it was.
var folds = map[Kind]func(*Floor, Event) error{
	SessionOpened:     foldOpened,
	SessionPaused:     foldPhase,
	SessionResumed:    foldPhase,
	LastCallMade:      foldPhase,
	SessionClosed:     foldClosed,
	DeskOpened:        foldDeskOpened,
	DeskClosed:        foldDeskClosed,
	TicketIssued:      foldIssued,
	TicketRestored:    foldRestored,
	TicketCalled:      foldCalled,
	TicketUncalled:    foldUncalled,
	TicketRecalled:    foldRecalled,
	TicketServed:      foldServed,
	TicketHeld:        foldHeld,
	TicketResumed:     foldResumed,
	TicketTransferred: foldTransferred,
	TicketFinished:    foldEnded,
	TicketMissed:      foldEnded,
	TicketAbandoned:   foldEnded,
	RangeTold:         foldTold,
	VisitorTurnedAway: foldTurnedAway,
}

// Apply folds one event into the floor. An event that does not fit (out of sequence, against the
// clock, or a transition that is not allowed) is refused and changes nothing.
func (f *Floor) Apply(e Event) error {
	fold, known := folds[e.Kind]
	switch {
	case !known:
		return fmt.Errorf("event %d: unknown kind %q: %w", e.Seq, e.Kind, ErrEvent)
	case e.Seq != f.seq+1:
		return fmt.Errorf("event %d follows event %d: %w", e.Seq, f.seq, ErrEvent)
	case e.At < f.at:
		return fmt.Errorf("event %d is before event %d on the session clock: %w", e.Seq, f.seq, ErrEvent)
	case e.Kind != SessionOpened && !f.Phase().Running():
		return fmt.Errorf("event %d: %s while the session is %s: %w", e.Seq, e.Kind, f.Phase(), ErrPhase)
	}
	if err := fold(f, e); err != nil {
		return fmt.Errorf("event %d: %w", e.Seq, err)
	}
	f.seq, f.at = e.Seq, e.At
	return nil
}

func foldOpened(f *Floor, e Event) error {
	phase, err := f.Phase().after(e.Kind)
	if err != nil {
		return err
	}
	if e.Session == nil {
		return fmt.Errorf("%s without a session: %w", e.Kind, ErrEvent)
	}
	if err := e.Session.Validate(); err != nil {
		return err
	}
	f.phase, f.session = phase, e.Session.clone()
	f.desks = make([]desk, f.session.Desks+1)
	f.keys = map[string]*Ticket{}
	f.turned, f.spent = map[string]bool{}, map[string]bool{}
	for _, c := range f.session.Spent {
		f.spent[c] = true
	}
	f.measures = newMeasures()
	return nil
}

func foldPhase(f *Floor, e Event) error {
	phase, err := f.Phase().after(e.Kind)
	if err == nil {
		f.phase = phase
	}
	return err
}

// foldClosed ends the session: nobody sits at a desk any more. The decision has ended every ticket before it.
func foldClosed(f *Floor, e Event) error {
	for _, t := range f.tickets {
		if !t.State.Ended() {
			return fmt.Errorf("%s is %s: %w", t.Number, t.State, ErrStillHere)
		}
	}
	if err := foldPhase(f, e); err != nil {
		return err
	}
	clear(f.desks)
	return nil
}

func foldDeskOpened(f *Floor, e Event) error {
	p, err := vacant(f.desk(e.Desk))
	if err != nil {
		return err
	}
	set, err := f.session.languageSet(e.Languages)
	if err != nil {
		return err
	}
	*p = desk{open: true, languages: set, tags: e.Languages}
	return nil
}

func foldDeskClosed(f *Floor, e Event) error {
	p, err := vacant(f.openDesk(e.Desk))
	if err != nil {
		return err
	}
	*p = desk{}
	for _, t := range f.line { // who was sent there may go to any desk
		if t.For == e.Desk {
			t.For = 0
		}
	}
	return nil
}

func foldIssued(f *Floor, e Event) error {
	set, err := f.session.languageSet([]string{e.Language})
	if err != nil {
		return err
	}
	switch {
	case !f.phase.Issues():
		return fmt.Errorf("%s during %s: %w", e.Kind, f.phase, ErrPhase)
	case e.Ticket != f.nextNumber() || len(f.tickets) >= NumberSpace:
		return fmt.Errorf("%s is not the next number: %w", e.Ticket, ErrEvent)
	case e.Key != "" && f.knownKey(e.Key):
		return fmt.Errorf("key %q: %w", e.Key, ErrKey)
	case e.Code != "" && f.spent[e.Code]:
		return fmt.Errorf("%w", ErrCodeSpent)
	}
	t := f.place(e)
	t.language, t.asked, t.code = trailingZeros(set), e.Language, e.Code
	if e.Key != "" {
		f.keys[e.Key] = t
	}
	if e.Code != "" {
		f.spent[e.Code] = true
	}
	if t.Priority {
		f.preferred = append(f.preferred, t.language)
	}
	f.measures.issued(t, f.spoken()&set != 0)
	return nil
}

// foldRestored puts a number back in line that people hold and the journal had lost.
func foldRestored(f *Floor, e Event) error {
	if e.Ticket != f.nextNumber() || len(f.tickets) >= NumberSpace {
		return fmt.Errorf("%s is not the next number: %w", e.Ticket, ErrEvent)
	}
	t := f.place(Event{Seq: e.Seq, At: e.At, Ticket: e.Ticket}) // nothing else of it is known
	t.Restored, t.language = true, anyLanguage
	f.measures.count(CountRestored)
	return nil
}

// place makes the next ticket and puts it at the end of the line.
func (f *Floor) place(e Event) *Ticket {
	t := &Ticket{
		Number: e.Ticket, State: Issued, Language: e.Language, Topic: e.Topic, Priority: e.Priority,
		Head: e.Code != "", Arrival: e.Seq, Since: e.At, IssuedAt: e.At,
	}
	f.tickets, f.last = append(f.tickets, t), t.Number
	f.line = append(f.line, t)
	return t
}

func (f *Floor) nextNumber() Number {
	if f.last == 0 {
		return f.session.First
	}
	return f.last.Next()
}

func (f *Floor) knownKey(key string) bool {
	return f.keys[key] != nil || f.turned[key]
}

func foldCalled(f *Floor, e Event) error {
	p, err := vacant(f.openDesk(e.Desk))
	if err != nil {
		return err
	}
	t, err := f.ticket(e.Ticket)
	if err != nil {
		return err
	}
	next, err := t.State.after(e.Kind)
	if err != nil {
		return fmt.Errorf("%s: %w", t.Number, err)
	}
	switch {
	case !f.phase.Calls():
		return fmt.Errorf("%s during %s: %w", e.Kind, f.phase, ErrPhase)
	case !f.serves(e.Desk, p, t, f.spoken(), e.At):
		return fmt.Errorf("desk %d cannot serve %s: %w", e.Desk, t.Number, ErrEvent)
	}
	p.before, p.passed = *t, f.pass(e.Desk, p, t, e.At)
	f.dequeue(t)
	f.measures.called(t, e.At)
	t.State, t.Desk, t.For, t.Since, t.CalledAt, t.Recalls = next, e.Desk, 0, e.At, e.At, 0
	t.called = true
	p.ticket = t
	return nil
}

// foldUncalled makes a call not have been: the ticket is as it was, at its place, its wait is not
// measured yet, and those whom it passed have not been passed.
func foldUncalled(f *Floor, e Event) error {
	t, _, err := f.step(e)
	if err != nil {
		return err
	}
	p := &f.desks[t.Desk]
	f.measures.uncalled(&p.before, t.CalledAt)
	for _, o := range p.passed {
		o.Passes--
	}
	passes := t.Passes // another desk may have given it some back meanwhile
	*t = p.before
	t.Passes = passes
	p.vacate()
	f.enqueue(t)
	return nil
}

// step checks that a ticket's state allows the event and gives both.
func (f *Floor) step(e Event) (*Ticket, State, error) {
	t, err := f.ticket(e.Ticket)
	if err != nil {
		return nil, "", err
	}
	next, err := t.State.after(e.Kind)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", t.Number, err)
	}
	return t, next, nil
}

func foldRecalled(f *Floor, e Event) error {
	t, next, err := f.step(e)
	if err != nil {
		return err
	}
	if t.Recalls >= f.session.Rules.Recalls {
		return fmt.Errorf("%s was recalled %d times: %w", t.Number, t.Recalls, ErrEvent)
	}
	t.State = next
	t.Recalls++
	return nil
}

func foldServed(f *Floor, e Event) error {
	t, next, err := f.step(e)
	if err != nil {
		return err
	}
	t.State, t.Since = next, e.At
	t.Legs++
	f.measures.served(t)
	return nil
}

func foldHeld(f *Floor, e Event) error {
	t, next, err := f.step(e)
	if err != nil {
		return err
	}
	t.HeldAt = t.Desk
	f.release(t, next, e.At)
	return nil
}

func foldResumed(f *Floor, e Event) error {
	t, next, err := f.step(e)
	if err != nil {
		return err
	}
	t.State, t.Since, t.HeldAt = next, e.At, 0
	f.enqueue(t)
	return nil
}

func foldTransferred(f *Floor, e Event) error {
	t, next, err := f.step(e)
	if err != nil {
		return err
	}
	if e.Desk != 0 {
		if _, err := f.openDesk(e.Desk); err != nil {
			return err
		}
	}
	language := t.language
	if e.Language != "" {
		set, err := f.session.languageSet([]string{e.Language})
		if err != nil {
			return err
		}
		language = trailingZeros(set)
		t.Language = e.Language
	}
	f.release(t, next, e.At)
	t.For, t.language = e.Desk, language
	f.enqueue(t)
	f.measures.count(CountTransferred)
	return nil
}

// foldEnded is finished, missed or abandoned, from wherever the ticket stands.
func foldEnded(f *Floor, e Event) error {
	t, next, err := f.step(e)
	if err != nil {
		return err
	}
	if t.State.Waiting() {
		f.dequeue(t)
		t.sentHome = e.Closing
	}
	f.release(t, next, e.At)
	f.measures.ended(t)
	return nil
}

// release moves a ticket on and frees the desk it occupied, if any.
func (f *Floor) release(t *Ticket, next State, at time.Duration) {
	if t.State.AtDesk() {
		f.measures.released(t, at)
		f.desks[t.Desk].vacate()
	}
	t.State, t.Desk, t.Since = next, 0, at
}

func foldTold(f *Floor, e Event) error {
	t, err := f.ticket(e.Ticket)
	if err != nil {
		return err
	}
	if e.Told == nil || t.Told != nil || !t.State.Waiting() {
		return fmt.Errorf("a range for %s, %s: %w", t.Number, t.State, ErrEvent)
	}
	told := *e.Told
	t.Told = &told
	return nil
}

func foldTurnedAway(f *Floor, e Event) error {
	if e.Key != "" {
		if f.knownKey(e.Key) {
			return fmt.Errorf("key %q: %w", e.Key, ErrKey)
		}
		f.turned[e.Key] = true
	}
	f.measures.count(CountTurnedAway)
	return nil
}

// Measures are the counts and histograms of the session so far.
func (f *Floor) Measures() Measures {
	return Measures{Counts: maps.Clone(f.measures.Counts), Histograms: maps.Clone(f.measures.Histograms)}
}
