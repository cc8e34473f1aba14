package queue_test

import (
	"fmt"
	"slices"
	"time"

	"guichet/queue"
)

// model is the oracle of the discipline. It shares no code with the floor and knows only who waits,
// who sits where with which languages, and who was called before whom. It learns from events.
type model struct {
	session queue.Session
	desks   map[queue.Desk][]string
	people  []*person // in order of arrival
}

// person is a ticket as the model knows it.
type person struct {
	number         queue.Number
	language       string // empty when nobody knows it
	head, priority bool
	waiting        bool
	since          time.Duration
	sentTo         queue.Desk
	passedBy       []queue.Number
	before         struct { // its last call
		since  time.Duration
		sentTo queue.Desk
		passed []*person
	}
}

func newModel(s queue.Session) *model {
	return &model{session: s, desks: map[queue.Desk][]string{}}
}

func (m *model) person(n queue.Number) *person {
	i := slices.IndexFunc(m.people, func(p *person) bool { return p.number == n })
	return m.people[i]
}

// able says that a desk may call a person at a time.
func (m *model) able(d queue.Desk, p *person, at time.Duration) bool {
	if _, open := m.desks[p.sentTo]; open {
		return p.sentTo == d
	}
	if p.language == "" || slices.Contains(m.desks[d], p.language) {
		return true
	}
	for _, spoken := range m.desks {
		if slices.Contains(spoken, p.language) {
			return false
		}
	}
	return at >= p.since+m.session.Rules.Patience
}

// callable are those whom a desk may call, in order of arrival.
func (m *model) callable(d queue.Desk, at time.Duration) []*person {
	var out []*person
	for _, p := range m.people {
		if p.waiting && m.able(d, p, at) {
			out = append(out, p)
		}
	}
	return out
}

// choice is whom the rule calls: who cannot be passed again, else who came with a code, else
// priority, else who came first.
func (m *model) choice(d queue.Desk, at time.Duration) *person {
	callable := m.callable(d, at)
	for _, wanted := range []func(*person) bool{
		func(p *person) bool { return len(p.passedBy) >= m.session.Rules.Overtakes },
		func(p *person) bool { return p.head },
		func(p *person) bool { return p.priority },
		func(*person) bool { return true },
	} {
		if i := slices.IndexFunc(callable, wanted); i >= 0 {
			return callable[i]
		}
	}
	return nil
}

// learn follows an event and returns what is wrong with it.
func (m *model) learn(e queue.Event) error {
	switch e.Kind {
	case queue.DeskOpened:
		m.desks[e.Desk] = e.Languages
	case queue.DeskClosed:
		delete(m.desks, e.Desk)
		for _, p := range m.people {
			if p.sentTo == e.Desk && p.waiting {
				p.sentTo = 0
			}
		}
	case queue.TicketIssued, queue.TicketRestored:
		m.people = append(m.people, &person{
			number: e.Ticket, language: e.Language, head: e.Code != "", priority: e.Priority, waiting: true, since: e.At,
		})
	case queue.TicketCalled:
		return m.called(e)
	case queue.TicketUncalled:
		m.uncalled(e)
	case queue.TicketResumed:
		p := m.person(e.Ticket)
		p.waiting, p.since = true, e.At
	case queue.TicketTransferred:
		p := m.person(e.Ticket)
		p.waiting, p.since, p.sentTo = true, e.At, e.Desk
		if e.Language != "" {
			p.language = e.Language
		}
	case queue.TicketAbandoned:
		m.person(e.Ticket).waiting = false
	default:
	}
	return nil
}

// called checks a call: of somebody waiting whom the desk may call, chosen by the rule, and nobody
// passed once too often.
func (m *model) called(e queue.Event) error {
	p := m.person(e.Ticket)
	callable := m.callable(e.Desk, e.At)
	if !slices.Contains(callable, p) {
		return fmt.Errorf("desk %d called %s, whom it may not call", e.Desk, p.number)
	}
	if want := m.choice(e.Desk, e.At); want != p {
		return fmt.Errorf("desk %d called %s, want %s", e.Desk, p.number, want.number)
	}
	for _, earlier := range callable[:slices.Index(callable, p)] {
		earlier.passedBy = append(earlier.passedBy, p.number)
		if len(earlier.passedBy) > m.session.Rules.Overtakes {
			return fmt.Errorf("%s was passed by %v, more than %d", earlier.number, earlier.passedBy, m.session.Rules.Overtakes)
		}
	}
	p.before.since, p.before.sentTo, p.before.passed = p.since, p.sentTo, callable[:slices.Index(callable, p)]
	p.waiting, p.sentTo = false, 0
	return nil
}

// uncalled forgets a call: nobody was passed by it.
func (m *model) uncalled(e queue.Event) {
	p := m.person(e.Ticket)
	p.waiting, p.since, p.sentTo = true, p.before.since, p.before.sentTo
	for _, o := range p.before.passed {
		last := len(o.passedBy) - 1
		for o.passedBy[last] != p.number {
			last--
		}
		o.passedBy = slices.Delete(o.passedBy, last, last+1)
	}
}
