package hub

import (
	"context"

	"guichet/queue"
)

// slack is how many events a subscriber may fall behind before it is dropped.
const slack = 1024

// Subscription is one listener's view of the desk.
type Subscription struct {
	// Events gives every event once, in order. It is closed when the subscriber is dropped because it
	// was slow, and when the hub closes: subscribe again after the last event seen. An event of
	// sequence 1 begins a new session.
	Events <-chan queue.Event
	events chan queue.Event
	hub    *Hub
}

// Subscribe gives the events after a given one of the running session, then those to come.
func (h *Hub) Subscribe(ctx context.Context, after queue.Seq) (*Subscription, error) {
	var s *Subscription
	var failed error
	err := h.alone(ctx, func() { s, failed = h.subscribe(after) })
	if err != nil {
		return nil, err
	}
	return s, failed
}

func (h *Hub) subscribe(after queue.Seq) (*Subscription, error) {
	var missed []queue.Event
	if h.journal != nil {
		var err error
		if missed, err = h.journal.Since(context.Background(), after); err != nil {
			return nil, err
		}
	}
	s := &Subscription{events: make(chan queue.Event, len(missed)+slack), hub: h}
	s.Events = s.events
	for _, e := range missed {
		s.events <- e
	}
	h.subscribers[s] = struct{}{}
	return s, nil
}

// Close ends the subscription.
func (s *Subscription) Close(ctx context.Context) error {
	return s.hub.alone(ctx, func() { s.hub.drop(s) })
}

func (h *Hub) drop(s *Subscription) {
	if _, listens := h.subscribers[s]; listens {
		delete(h.subscribers, s)
		close(s.events)
	}
}

// publish hands events to every subscriber that has room for them, and drops the others: a stuck
// board must not stall the desk.
func (h *Hub) publish(events []queue.Event) {
	for s := range h.subscribers {
		if cap(s.events)-len(s.events) < len(events) {
			h.drop(s)
			continue
		}
		for _, e := range events {
			s.events <- e
		}
	}
}
