// Package demo plays a short day at the desk of the demonstration town, on the real hub, journal and
// statistics, in a folder of its own that it removes. The clock is the demonstration's: a morning
// passes in seconds.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/orientation"
	"guichet/queue/site"
)

// Options set the pace.
type Options struct {
	Out io.Writer
	// Pace is how long the demonstration rests after each thing that happens.
	Pace time.Duration
	Seed uint64
}

// day is the demonstration while it plays.
type day struct {
	Options
	ctx    context.Context
	rng    *rand.Rand
	now    time.Time
	a      *hub.Appliance
	leaves [desks + 1]time.Time // when the visitor at a desk will leave; zero while it is free
}

// The desks of the demonstration town, and what their mediators speak.
const desks = 2

var speaks = [desks + 1][]string{1: {"fr", "ar"}, 2: {"fr", "en", "bm"}}

// visitors come in this order, a few minutes apart.
var visitors = []hub.Wish{
	{Language: "fr", Topic: "HLT"},
	{Language: "ar", Topic: "CIV"},
	{Language: "en", Topic: "WRK"},
	{Language: "fr", Topic: "EDU"},
	{Language: "bm", Topic: "MCH", Priority: true},
	{Language: "ti", Topic: "STA"},
	{Language: "ar", Topic: "HLT"},
	{Language: "fr", Topic: "WRK"},
	{Language: "fr", Topic: "HOU"},
	{Language: "en", Topic: "JUS", Priority: true},
	{Language: "ar", Topic: "EDU"},
	{Language: "fr", Topic: "INF"},
}

// absent is the visitor who does not answer.
const absent = 7

// Run plays the day and writes what happens.
func Run(ctx context.Context, o Options) (err error) {
	dir, err := os.MkdirTemp("", "guichet-demo-")
	if err != nil {
		return fmt.Errorf("make a folder for the demonstration: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	town := site.Demonstration()
	d := &day{
		Options: o, ctx: ctx, rng: rand.New(rand.NewPCG(o.Seed, 1)),
		now: time.Date(2026, 11, 24, 9, 0, 0, 0, town.Plan.Zone),
	}
	if d.a, err = hub.Start(ctx, dir, town, func() time.Time { return d.now }); err != nil {
		return err
	}
	fmt.Fprintf(o.Out, "A demonstration: a morning at the desk of %s, in seconds. Nothing of it is kept.\n\n", town.Town)
	err = d.play()
	if err = errors.Join(err, d.a.Close()); err != nil {
		return err
	}
	return d.inventory(dir)
}

func (d *day) play() error {
	if err := d.open(); err != nil {
		return err
	}
	arrivals := d.arrivals()
	for len(arrivals) > 0 || d.busy() {
		d.now = d.now.Add(time.Minute)
		for len(arrivals) > 0 && !arrivals[0].After(d.now) {
			if err := d.arrive(len(visitors) - len(arrivals)); err != nil {
				return err
			}
			if arrivals = arrivals[1:]; len(arrivals) == 0 {
				if err := d.lastCall(); err != nil {
					return err
				}
			}
		}
		for n := queue.Desk(1); n <= desks; n++ {
			if err := d.work(n); err != nil {
				return err
			}
		}
	}
	return d.close()
}

func (d *day) open() error {
	s, err := d.a.Hub.OpenSession(d.ctx, hub.Opening{})
	if err != nil {
		return err
	}
	d.say("%s opens its desk. The first number is %s.", d.a.Site.Town, s.First)
	for n := queue.Desk(1); n <= desks; n++ {
		if err := d.do(queue.OpenDesk{Desk: n, Languages: speaks[n]}); err != nil {
			return err
		}
		d.say("Desk %d: a mediator who speaks %s.", n, strings.Join(speaks[n], ", "))
	}
	return nil
}

func (d *day) arrivals() []time.Time {
	at := d.now
	var out []time.Time
	for range visitors {
		at = at.Add(time.Duration(1+d.rng.IntN(3)) * time.Minute)
		out = append(out, at)
	}
	return out
}

func (d *day) arrive(i int) error {
	t, err := d.a.Hub.Issue(d.ctx, visitors[i])
	if err != nil {
		return err
	}
	f, err := d.a.Hub.TellForecast(d.ctx, t.Number)
	if err != nil {
		return err
	}
	priority := ""
	if t.Priority {
		priority = ", to be seen first"
	}
	d.say("%s  a visitor who speaks %s%s: %s", t.Number, t.Language, priority, f)
	return nil
}

// work lets a desk do the next thing.
func (d *day) work(n queue.Desk) error {
	if leaves := d.leaves[n]; !leaves.IsZero() {
		if leaves.After(d.now) {
			return nil
		}
		if err := d.finish(n); err != nil {
			return err
		}
	}
	t, err := d.a.Hub.Do(d.ctx, queue.Call{Desk: n})
	if errors.Is(err, queue.ErrNobody) {
		return nil
	}
	if err != nil {
		return err
	}
	d.say("%s  -> desk %d", t.Number, n)
	if int(t.Number) == absent {
		return d.await(n)
	}
	d.leaves[n] = d.now.Add(time.Duration(4+d.rng.IntN(12)) * time.Minute)
	return d.do(queue.Serve{Desk: n})
}

// await calls a visitor who does not answer, until the ticket is held.
func (d *day) await(n queue.Desk) error {
	for {
		t, err := d.a.Hub.Do(d.ctx, queue.Recall{Desk: n})
		if err != nil {
			return err
		}
		d.say("%s  does not answer at desk %d: %s", t.Number, n, t.State)
		if t.State == queue.Held {
			return nil
		}
	}
}

// finish ends a visit and records what was asked, without the ticket and the time.
func (d *day) finish(n queue.Desk) error {
	v, err := d.a.Hub.View(d.ctx)
	if err != nil {
		return err
	}
	t := v.Desks[n-1].Ticket
	if err := d.do(queue.Finish{Desk: n}); err != nil {
		return err
	}
	d.leaves[n] = time.Time{}
	week, err := d.a.Week(d.ctx)
	if err != nil {
		return err
	}
	request := orientation.Request{
		Topic: t.Topic, Outcome: "PUB", Profile: orientation.Profile{Language: orientation.LanguageCode(t.Language)},
	}
	d.say("%s  leaves desk %d", t.Number, n)
	return d.a.Stats.Record(d.ctx, week, []orientation.Request{request})
}

func (d *day) lastCall() error {
	d.say("Last call: no new tickets.")
	if err := d.do(queue.MakeLastCall{}); err != nil {
		return err
	}
	_, err := d.a.Hub.Issue(d.ctx, hub.Wish{Key: "late", Language: "fr"})
	var refusal *hub.Refusal
	if errors.As(err, &refusal) {
		d.say("A visitor comes too late: %v.", refusal)
		return nil
	}
	return err
}

// busy says that somebody is served, or waits whom a desk may still call.
func (d *day) busy() bool {
	v, err := d.a.Hub.View(d.ctx)
	return err == nil && (len(v.Waiting) > 0 || d.leaves != [desks + 1]time.Time{})
}

func (d *day) close() error {
	return d.a.Hub.CloseSession(d.ctx, false, func(closing hub.Closing) error {
		c := closing.Measures.Counts
		waiting := closing.Measures.Histograms[queue.HistogramWaiting]
		d.say("The desk closes: %d tickets, %d served, %d no-show, %d turned away. Half waited less than %.0f min.",
			c[queue.CountIssued], c[queue.CountServed], c[queue.CountNoShow], c[queue.CountTurnedAway], waiting.Quantile(0.5).Minutes())
		d.say("The wait was inside the range that was told for %d of %d.", c[queue.CountTruthful], c[queue.CountTold])
		return nil
	})
}

// inventory shows what a day leaves on the disk.
func (d *day) inventory(dir string) error {
	fmt.Fprintln(d.Out, "\nWhat the day leaves on the disk (the queue is destroyed, the counts are kept):")
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(d.Out, "  %-12s %9d bytes\n", e.Name(), info.Size())
		return nil
	})
}

func (d *day) do(c queue.Command) error {
	_, err := d.a.Hub.Do(d.ctx, c)
	return err
}

// say writes one line with the demonstration's time.
func (d *day) say(format string, args ...any) {
	fmt.Fprintf(d.Out, "%s  %s\n", d.now.Format("15:04"), fmt.Sprintf(format, args...))
	time.Sleep(d.Pace)
}
