package hub

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"guichet/queue"
	"guichet/queue/journal"
)

// Errors of opening a session.
var (
	// ErrOpenAlready says that a session is running.
	ErrOpenAlready = errors.New("a session is open already")
	// ErrNotPlanned says that the town's plan has no opening now.
	ErrNotPlanned = errors.New("the plan has no opening now")
	// ErrDate says that the clock shows a day that cannot be right.
	ErrDate = errors.New("the date cannot be right")
	// ErrLength says that no session lasts so long, or so short.
	ErrLength = errors.New("not a length of a session")
)

// What length a special session may be given.
const (
	shortestSession = time.Minute
	longestSession  = 24 * time.Hour
)

// specialLength is how long a session lasts that no plan bounds.
const specialLength = 3 * time.Hour

// Opening says how a session is to be opened.
type Opening struct {
	// Special opens outside the plan.
	Special bool
	// Length is for a special session; three hours unless set.
	Length time.Duration
	// TrustDate accepts a date long after the last session.
	TrustDate bool
}

// OpenSession begins the session that the plan has now, or a special one.
func (h *Hub) OpenSession(ctx context.Context, o Opening) (queue.Session, error) {
	var s queue.Session
	var failed error
	err := h.alone(ctx, func() { s, failed = h.openSession(ctx, o) })
	return s, errors.Join(err, failed)
}

func (h *Hub) openSession(ctx context.Context, o Opening) (queue.Session, error) {
	if h.broken != nil {
		return queue.Session{}, h.broken
	}
	if h.journal != nil {
		return queue.Session{}, fmt.Errorf("%w: that of %s", ErrOpenAlready, h.floor.Session().Day)
	}
	s, err := h.describe(ctx, o)
	if err != nil {
		return queue.Session{}, err
	}
	letter, err := letterAbove(h.dir, h.last)
	if err != nil {
		return queue.Session{}, err
	}
	id := SessionID{Day: s.Day, Serial: s.Serial, Letter: letter}
	s.First = queue.FirstNumber(id.Letter)
	if err := h.options.Archive.BeginSession(ctx, id); err != nil {
		return queue.Session{}, fmt.Errorf("remember the session: %w", err)
	}
	h.last = id
	if err := h.begin(ctx, id, s); err != nil {
		return queue.Session{}, err
	}
	return s, nil
}

// begin creates the journal and commits the first event.
func (h *Hub) begin(ctx context.Context, id SessionID, s queue.Session) error {
	path := h.journalPath(id)
	j, err := journal.Open(ctx, path)
	if err != nil {
		return err
	}
	j.Now = h.options.Now
	h.journal, h.path = j, path
	h.floor = &queue.Floor{}
	h.clock, _ = resumeClock(h.options.Now, 0, time.Time{})
	out, err := h.floor.Decide(nil, queue.OpenSession{Session: s}, 0)
	if err == nil {
		err = h.applyAndCommit(out.Events)
	}
	if err != nil {
		return errors.Join(err, h.discard())
	}
	return nil
}

// describe says which session it would be.
func (h *Hub) describe(ctx context.Context, o Opening) (queue.Session, error) {
	now := h.wall()
	day, sense := today(now, h.last.Day)
	if sense == dateAhead && !o.TrustDate {
		return queue.Session{}, fmt.Errorf("the clock shows %s, the last session was on %s: %w", day, h.last.Day, ErrDate)
	}
	slot, planned := h.options.Site.Plan.Current(now)
	if sense == dateBehind {
		planned = false
	}
	if !planned && !o.Special && !h.options.Site.Plan.Anytime {
		return queue.Session{}, h.notPlanned(now, sense)
	}
	if err := h.learn(ctx); err != nil {
		return queue.Session{}, err
	}
	spent, err := h.options.Archive.SpentCodes(ctx, day)
	if err != nil {
		return queue.Session{}, err
	}
	s := queue.Session{
		Day: day, Serial: 1, Desks: h.options.Site.Desks, Languages: h.options.Site.Languages,
		Rules: h.options.Site.Rules, MeanBusy: h.times.Mean(), Spent: spent,
	}
	if h.last.Day == day {
		s.Serial = h.last.Serial + 1
	}
	if o.Length != 0 && (o.Length < shortestSession || o.Length > longestSession) {
		return s, fmt.Errorf("%v, not %v to %v: %w", o.Length, shortestSession, longestSession, ErrLength)
	}
	switch {
	case planned && (!o.Special || o.Length <= 0):
		s.Slot, s.Special, s.Length = slot.Number, slot.Special, slot.To.Sub(now)
	case o.Length > 0:
		s.Special, s.Length = o.Special, o.Length
	default:
		s.Special, s.Length = o.Special, specialLength
	}
	return s, nil
}

func (h *Hub) notPlanned(now time.Time, sense dateSense) error {
	if sense != dateRight {
		return fmt.Errorf("the clock shows %s, the last session was on %s: %w", queue.DayOf(now), h.last.Day, ErrDate)
	}
	next, ok := h.options.Site.Plan.Next(now)
	if !ok {
		return ErrNotPlanned
	}
	return fmt.Errorf("the next is on %s: %w", dayAndTime(next.From), ErrNotPlanned)
}

// Closing is what a closed session leaves.
type Closing struct {
	Measures queue.Measures `json:"measures"`
	// SentHome are the tickets that were waiting, each with its place at the next session.
	SentHome []SentHome `json:"sent_home"`
	// Next is the next opening; nil when none is planned or the clock is wrong.
	Next *queue.Slot `json:"next,omitempty"`
}

// SentHome is a ticket that waited to the end, and what its visitor is given for it.
type SentHome struct {
	Ticket   queue.Number `json:"ticket"`
	Language string       `json:"language"`
	Code     string       `json:"code,omitempty"`
}

// tickets is a number of tickets in English.
func tickets(n int) string {
	if n == 1 {
		return "1 ticket"
	}
	return fmt.Sprintf("%d tickets", n)
}

// String says for staff what was closed, and who comes back with which code.
func (c Closing) String() string {
	n := c.Measures.Counts
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d served, %d did not come, %d left before, %d sent home.",
		tickets(n[queue.CountIssued]+n[queue.CountRestored]), n[queue.CountServed], n[queue.CountNoShow],
		n[queue.CountAbandoned]-len(c.SentHome), len(c.SentHome))
	if c.Next != nil {
		fmt.Fprintf(&b, "\nThe next session is on %s.", dayAndTime(c.Next.From))
	}
	for _, s := range c.SentHome {
		fmt.Fprintf(&b, "\n%s (%s) comes back with %s", s.Ticket, s.Language, s.Code)
	}
	return b.String()
}

func dayAndTime(t time.Time) string { return t.Format("Monday 2 January 2006 at 15:04") }

// CloseSession ends the session: its measures go to the archive, and its journal is erased once tell
// has told what is left, so that a power cut in between loses nobody's code: the next start tells it
// again. People still in line are a refusal unless sendHome says that they are known of. When tell fails the
// session is closed and nothing is erased: closing again tells again, until tell does not fail.
func (h *Hub) CloseSession(ctx context.Context, sendHome bool, tell func(Closing) error) error {
	var failed error
	err := h.alone(ctx, func() { failed = h.closeSession(ctx, sendHome, tell) })
	return errors.Join(err, failed)
}

func (h *Hub) closeSession(ctx context.Context, sendHome bool, tell func(Closing) error) error {
	if h.broken != nil {
		return h.broken
	}
	if h.floor.Phase() != queue.Closed { // else it was told to nobody yet
		out, err := h.floor.Decide(nil, queue.CloseSession{SendHome: sendHome}, h.at())
		if err != nil {
			return err
		}
		if err := h.applyAndCommit(out.Events); err != nil {
			return err
		}
	}
	if err := tell(h.closing()); err != nil {
		return err
	}
	return h.forget(ctx)
}

// closing is what the closed session on the floor leaves: everybody who stood in line has a place at the
// head of the next one.
func (h *Hub) closing() Closing {
	c := Closing{Measures: h.floor.Measures(), SentHome: []SentHome{}}
	next, known := h.nextSlot()
	if known {
		c.Next = &next
	}
	session := h.floor.Session()
	for _, t := range h.floor.SentHome() {
		s := SentHome{Ticket: t.Number, Language: t.Language}
		if known {
			seed := fmt.Sprintf("%s %d %s", session.Day, session.Serial, t.Number)
			s.Code = queue.NewComeBack(h.secret, next, []byte(seed))
		}
		c.SentHome = append(c.SentHome, s)
	}
	return c
}

func (h *Hub) nextSlot() (queue.Slot, bool) {
	now := h.wall()
	if _, sense := today(now, h.last.Day); sense != dateRight {
		return queue.Slot{}, false
	}
	return h.options.Site.Plan.Next(now)
}

// NextSlot is the next planned opening; false when there is none, or the clock cannot be believed.
func (h *Hub) NextSlot(ctx context.Context) (queue.Slot, bool, error) {
	var next queue.Slot
	var ok bool
	err := h.alone(ctx, func() { next, ok = h.nextSlot() })
	return next, ok, err
}
