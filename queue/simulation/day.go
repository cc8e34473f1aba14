// Package simulation plays random sessions through the real floor, discipline and forecast of
// package queue, and measures how well visitors were told how long they would wait: against the wait
// they then had, and against what other queue systems would have told them.
package simulation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"guichet/queue"
)

// visitor is one told and served ticket of a simulated day.
type visitor struct {
	number   queue.Number
	language string
	issued   time.Duration
	called   time.Duration
	waiting  bool
	told     queue.Range
	known    bool
	peers    [peerCount]time.Duration
	// overtakes counts the later visitors called before by a desk that speaks the language. It is
	// counted here, apart from the floor that it judges.
	overtakes int
}

// day plays one session on the real floor.
type day struct {
	setup   Setup
	floor   *queue.Floor
	times   *queue.ServiceTimes
	rng     *rand.Rand
	service func(*rand.Rand) time.Duration
	free    []time.Duration // when each busy desk finishes; idle desks are at never
	told    map[queue.Number]*visitor
	order   []*visitor
	waits   []time.Duration
	seed    uint64
}

const never = time.Duration(1<<63 - 1)

// play runs a session from its opening until the last visitor was called.
func (d *day) play() error {
	if err := d.open(); err != nil {
		return err
	}
	arrivals := d.arrivals()
	for {
		desk, finish := d.nextFinish()
		switch {
		case len(arrivals) > 0 && arrivals[0] <= finish:
			if err := d.arrive(arrivals[0]); err != nil {
				return err
			}
			arrivals = arrivals[1:]
		case finish == never:
			return nil
		default:
			if err := d.finish(desk, finish); err != nil {
				return err
			}
		}
	}
}

func (d *day) open() error {
	rules := queue.DefaultRules()
	rules.Overtakes = d.setup.Overtakes
	s := queue.Session{
		Day: "2026-11-24", Serial: 1, First: 1, Length: d.setup.Length, Desks: d.setup.Desks,
		Languages: d.setup.languages(), Rules: rules,
	}
	if err := d.do(queue.OpenSession{Session: s}, 0); err != nil {
		return err
	}
	d.free = make([]time.Duration, d.setup.Desks+1)
	for i := 1; i <= d.setup.Desks; i++ {
		d.free[i] = never
		if err := d.do(queue.OpenDesk{Desk: queue.Desk(i), Languages: d.setup.speaks(i)}, 0); err != nil {
			return err
		}
	}
	return nil
}

// arrivals are a Poisson stream at the load that was asked for.
func (d *day) arrivals() []time.Duration {
	gap := float64(d.setup.ServiceMean) / (d.setup.Load * float64(d.setup.Desks))
	var out []time.Duration
	for at := d.rng.ExpFloat64() * gap; at < float64(d.setup.Length); at += d.rng.ExpFloat64() * gap {
		out = append(out, time.Duration(at))
	}
	return out
}

func (d *day) nextFinish() (int, time.Duration) {
	first, at := 0, never
	for i := 1; i < len(d.free); i++ {
		if d.free[i] < at {
			first, at = i, d.free[i]
		}
	}
	return first, at
}

func (d *day) arrive(at time.Duration) error {
	issue := queue.Issue{Language: d.setup.draw(d.rng), Priority: d.rng.Float64() < d.setup.Priority}
	if err := d.do(issue, at); err != nil {
		return err
	}
	v := &visitor{issued: at, number: d.floor.LastNumber(), language: issue.Language, waiting: true}
	if !d.setup.untold {
		if err := d.tell(v); err != nil {
			return err
		}
	}
	d.told[v.number] = v
	d.order = append(d.order, v)
	return d.callAll(at)
}

// tell forecasts a visitor's wait, by our rule and by those of the peers.
func (d *day) tell(v *visitor) error {
	outlook, err := d.floor.Outlook(v.number, v.issued)
	if err != nil {
		return err
	}
	v.told, v.known = outlook.Forecast(d.times, d.seed)
	v.peers = d.peers(outlook.Ahead)
	return nil
}

func (d *day) finish(desk int, at time.Duration) error {
	d.free[desk] = never
	if err := d.do(queue.Finish{Desk: queue.Desk(desk)}, at); err != nil {
		return err
	}
	return d.callAll(at)
}

// callAll lets every idle desk call, in order.
func (d *day) callAll(at time.Duration) error {
	for i := 1; i < len(d.free); i++ {
		if d.free[i] != never {
			continue
		}
		next, err := d.floor.Next(queue.Desk(i), at)
		if err != nil {
			continue // nobody whom this desk can serve
		}
		d.call(i, d.told[next.Number], at)
		for _, c := range []queue.Command{queue.Call{Desk: queue.Desk(i)}, queue.Serve{Desk: queue.Desk(i)}} {
			if err := d.do(c, at); err != nil {
				return err
			}
		}
		d.free[i] = at + d.service(d.rng)
	}
	return nil
}

// call notes a visitor's wait and whom the call overtakes.
func (d *day) call(desk int, v *visitor, at time.Duration) {
	v.called, v.waiting = at, false
	d.waits = append(d.waits, at-v.issued)
	for _, earlier := range d.order {
		if earlier == v {
			return
		}
		if earlier.waiting && slices.Contains(d.setup.speaks(desk), earlier.language) {
			earlier.overtakes++
		}
	}
}

func (d *day) do(c queue.Command, at time.Duration) error {
	out, err := d.floor.Decide(nil, c, at)
	if err != nil {
		return fmt.Errorf("simulate %T: %w", c, err)
	}
	for _, e := range out.Events {
		if err := d.floor.Apply(e); err != nil {
			return fmt.Errorf("simulate %T: %w", c, err)
		}
	}
	return nil
}
