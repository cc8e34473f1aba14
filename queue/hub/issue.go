package hub

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"hash/fnv"
	"math"

	"guichet/queue"
)

// Wish is a visitor's request for a ticket.
type Wish struct {
	// Key makes the touch one: said twice, it gives the same ticket.
	Key      string
	Language string
	Topic    string
	Priority bool
	// Code is a come-back code as typed or scanned; empty for none.
	Code string
}

// Refusal says why a visitor gets no ticket, and when to come back. It wraps the reason.
type Refusal struct {
	Reason error
	// Next is the next opening; nil when none is planned or the clock is wrong.
	Next *queue.Slot
	// Code is a place at the head of that opening.
	Code string
}

func (r *Refusal) Error() string {
	if r.Next == nil {
		return r.Reason.Error()
	}
	return fmt.Sprintf("%v; come back on %s with the code %s", r.Reason, dayAndTime(r.Next.From), r.Code)
}

// Unwrap gives the reason.
func (r *Refusal) Unwrap() error { return r.Reason }

// Issue gives a visitor a ticket: when it returns one, the ticket is durable, and nobody else has
// its number. When the session is full, in last call or closed, the error is a [Refusal].
func (h *Hub) Issue(ctx context.Context, w Wish) (queue.Ticket, error) {
	command := queue.Issue{Key: w.Key, Language: w.Language, Topic: w.Topic, Priority: w.Priority}
	if w.Code != "" {
		code, err := queue.ParseComeBack(h.secret, w.Code)
		if err != nil {
			return queue.Ticket{}, err
		}
		command.Code = &code
	}
	ticket, err := h.Do(ctx, command)
	if turnsAway(err) {
		return queue.Ticket{}, h.turnAway(ctx, w, err)
	}
	return ticket, err
}

// turnsAway says that the reason is no fault of the request: the visitor may come back.
func turnsAway(err error) bool {
	for _, reason := range []error{queue.ErrFull, queue.ErrLastCall, queue.ErrNotOpen, queue.ErrClosed} {
		if errors.Is(err, reason) {
			return true
		}
	}
	return false
}

// turnAway counts a visitor who gets no ticket, and says when to come back.
func (h *Hub) turnAway(ctx context.Context, w Wish, reason error) error {
	_, err := h.Do(ctx, queue.TurnAway{Key: w.Key, Language: w.Language})
	if err != nil && !turnsAway(err) {
		return errors.Join(reason, err)
	}
	r := &Refusal{Reason: reason}
	seed := []byte(w.Key)
	if w.Key == "" {
		seed = []byte(rand.Text())
	}
	err = h.alone(ctx, func() {
		if next, ok := h.nextSlot(); ok {
			r.Next, r.Code = &next, queue.NewComeBack(h.secret, next, seed)
		}
	})
	if err != nil {
		return err
	}
	return r
}

// Forecast is what a ticket in line can be told.
type Forecast struct {
	Ahead int
	// Range is the wait from now on; nil while it is not known.
	Range *queue.Range
}

// String says a forecast in words, for staff: whole minutes, rounded so that the range gets no narrower.
func (f Forecast) String() string {
	ahead := fmt.Sprintf("%d ahead", f.Ahead)
	switch {
	case f.Range == nil:
		return ahead + "; the wait is not known yet"
	case f.AtOnce():
		return ahead + "; a desk is free"
	default:
		low, high := math.Floor(f.Range.Low.Minutes()), math.Ceil(f.Range.High.Minutes())
		return fmt.Sprintf("%s; %.0f to %.0f minutes", ahead, low, high)
	}
}

// AtOnce says that a free desk can call the ticket now.
func (f Forecast) AtOnce() bool { return f.Range != nil && f.Range.High == 0 }

// Forecast tells a ticket how many are ahead and how long it will take. The floor is copied on the
// deciding goroutine and played elsewhere, so that nobody waits for a forecast.
func (h *Hub) Forecast(ctx context.Context, n queue.Number) (Forecast, error) {
	return h.forecast(ctx, func() (queue.Outlook, error) { return h.floor.Outlook(n, h.at()) })
}

// TellForecast is [Hub.Forecast] for a visitor who is about to see or hear it: what is told is noted,
// so that its error can be published. Who can go to a desk at once is told no range.
func (h *Hub) TellForecast(ctx context.Context, n queue.Number) (Forecast, error) {
	f, err := h.Forecast(ctx, n)
	if errors.Is(err, queue.ErrTransition) {
		return Forecast{}, nil // called already: a desk was free
	}
	if err != nil || f.Range == nil || f.AtOnce() {
		return f, err
	}
	if _, err = h.Do(ctx, queue.Tell{Ticket: n, Range: *f.Range}); err != nil {
		return f, err
	}
	if t, err := h.Ticket(ctx, n); err == nil && t.Told != nil {
		f.Range = t.Told // the screen and the slip say the same
	}
	return f, nil
}

// Prospect tells a visitor what a ticket taken now would wait.
func (h *Hub) Prospect(ctx context.Context, w Wish) (Forecast, error) {
	i := queue.Issue{Language: w.Language, Priority: w.Priority}
	return h.forecast(ctx, func() (queue.Outlook, error) { return h.floor.OutlookFor(i, h.at()) })
}

func (h *Hub) forecast(ctx context.Context, look func() (queue.Outlook, error)) (Forecast, error) {
	var o queue.Outlook
	var times *queue.ServiceTimes
	var seed uint64
	var failed error
	err := h.alone(ctx, func() {
		if h.journal == nil {
			failed = queue.ErrNotOpen
			return
		}
		o, failed = look()
		times, seed = h.times, h.seed()
	})
	if err := errors.Join(err, failed); err != nil {
		return Forecast{}, err
	}
	f := Forecast{Ahead: o.Ahead}
	if r, known := o.Forecast(times, seed); known {
		f.Range = &r
	}
	return f, nil
}

// seed is the session's: the same floor gives the same forecast.
func (h *Hub) seed() uint64 {
	s := h.floor.Session()
	sum := fnv.New64a()
	fmt.Fprintf(sum, "%s %d", s.Day, s.Serial)
	return sum.Sum64()
}

// View copies the floor as it stands.
func (h *Hub) View(ctx context.Context) (queue.View, error) {
	var v queue.View
	err := h.alone(ctx, func() { v = h.floor.View(h.at()) })
	return v, err
}

// Ticket is a copy of the ticket with this number.
func (h *Hub) Ticket(ctx context.Context, n queue.Number) (queue.Ticket, error) {
	var t queue.Ticket
	var failed error
	err := h.alone(ctx, func() { t, failed = h.floor.Ticket(n) })
	return t, errors.Join(err, failed)
}
