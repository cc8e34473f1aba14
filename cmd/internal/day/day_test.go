package day_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/site"
)

// town writes the site.toml of a town like the demonstration, whose session the mediators open themselves.
func town(t *testing.T) string {
	t.Helper()
	text := strings.Replace(site.DemonstrationText(), "by_time = true", "by_time = false", 1)
	path := filepath.Join(t.TempDir(), "site.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The mediators' windows.
const one, two = "staff", "staff-2"

var windows = []string{"visitor", "board", "staff", "staff"}

// TestDay plays a desk's day: twelve visitors in three languages, two desks, somebody who is called again, somebody who does
// not come, one who is set aside, one who is sent on, a call that was a mistake; the machine dies in the middle, and comes
// back; and in the end the counts are right.
func TestDay(t *testing.T) {
	d, data, site := display(t), t.TempDir(), town(t)
	p := start(t, d, windows, "--site", site, "--data", data)
	p.opens()
	given := map[string]bool{}
	arrive := func(visits ...visit) {
		for _, v := range visits {
			n := p.visits(v)
			if given[n] {
				t.Errorf("%s was given twice", n)
			}
			given[n] = true
		}
	}
	arrive(visit{language: "fr", need: "health"}, visit{language: "ar", need: "papers"}, visit{language: "en", need: "work"},
		visit{language: "fr", need: "school", first: true}, visit{language: "ar", need: "mother"}, visit{language: "en", need: "private", speak: "fr"})
	aside := p.morning(t)
	before := p.wait("board", "who was called", func(s shown) bool { return s.number() != "" }).number()
	p.check(t)
	p.kill()

	p = start(t, d, windows, "--site", site, "--data", data)
	p.wait("board", before+" again", func(s shown) bool { return s.number() == before })
	p.wait("visitor", "the welcome", func(s shown) bool { return s.has("language-fr") })
	arrive(visit{language: "fr", need: "work"}, visit{language: "ar", need: "living"}, visit{language: "en", need: "justice"},
		visit{language: "fr", need: "registry"}, visit{language: "ar", need: "health", speak: "fr"}, visit{language: "en", need: "other"})
	p.returns(one, 1)
	p.returns(two, 2)
	p.afternoon(aside)
	p.closes()
	p.check(t)
	p.kill()
	if len(given) != 12 {
		t.Errorf("%d numbers were given, want 12", len(given))
	}
	counts(t, data, site)
}

// opens signs both mediators in, opens the session, and sits them down.
func (p *program) opens() {
	p.t.Helper()
	p.signs(one)
	p.touchFor(one, "open", "the seats", func(s shown) bool { return s.has("seat-1") })
	p.sits(one, 1, "fr", "ar")
	p.signs(two)
	p.sits(two, 2, "fr", "en")
	p.wait("visitor", "an open desk", func(s shown) bool { return len(s.Texts) > 0 && s.has("language-fr") })
}

// morning is what happens to the first six. It gives the number of the one who was set aside.
func (p *program) morning(t *testing.T) string {
	t.Helper()
	first := p.calls(one, "call") // the one who asked to be seen first
	p.serves(one)
	p.notes(one, "EDU", "PUB")

	mistaken := p.calls(two, "call")
	p.does(two, "undo", "a free desk", func(s shown) bool { return s.has("call") })
	if n := p.calls(two, "call"); n != mistaken {
		t.Errorf("after an undone call of %s, %s is called", mistaken, n)
	}
	p.does(two, "no-show", "that it must be touched twice, or a free desk", func(shown) bool { return true })
	p.does(two, "no-show", "a free desk", func(s shown) bool { return s.has("call") })

	again := p.calls(two, "call")
	p.does(two, "again", "the call again", func(s shown) bool { return s.atDesk() == again && s.mentions("Appels") })
	p.serves(two)
	p.does(two, "aside", "a free desk", func(s shown) bool { return s.has("call") })

	next := p.calls(one, "next") // finishes, and calls the next in one touch
	if next == first {
		t.Errorf("%s is called twice", next)
	}
	p.serves(one)
	p.does(one, "transfer", "where to", func(s shown) bool { return s.has("to-desk-2") })
	p.does(one, "to-desk-2", "a free desk", func(s shown) bool { return s.has("call") })
	p.calls(two, "call")
	p.serves(two)
	p.notes(two, "WRK", "CSO")
	return again
}

// returns takes a mediator back to the desk after the machine died.
func (p *program) returns(window string, desk int) {
	p.t.Helper()
	p.signs(window)
	p.touchFor(window, "seat-"+strconv.Itoa(desk), "the desk as it was", func(s shown) bool { return s.has("work") })
}

// afternoon serves everybody who still waits, who was set aside included.
func (p *program) afternoon(aside string) {
	p.t.Helper()
	p.finishes(two)
	p.does(one, "pick-"+aside, "what can be done with "+aside, func(s shown) bool { return s.has("resume") })
	p.does(one, "resume", aside+" in line", func(s shown) bool { return !s.has("resume") })
	for range 12 {
		for _, w := range []string{one, two} {
			if waiting(p.now(w)) {
				p.serveNext(w)
			}
		}
	}
}

// serveNext serves the next whom a mediator can speak with, if there is one.
func (p *program) serveNext(window string) {
	p.t.Helper()
	if !p.now(window).has("serve") {
		called := p.does(window, "call", "a called person, or that there is none", func(s shown) bool { return s.has("serve") || s.mentions("Personne n’attend") })
		if !called.has("serve") {
			return
		}
	}
	p.serves(window)
	p.finishes(window)
}

// mentions says that a text of the window has a word in it.
func (s shown) mentions(word string) bool {
	return slices.ContainsFunc(s.Texts, func(text string) bool { return strings.Contains(text, word) })
}

// waiting says that somebody stands in line.
func waiting(s shown) bool {
	for key := range s.Controls {
		if strings.HasPrefix(key, "pick-") {
			return true
		}
	}
	return false
}

// closes ends the session.
func (p *program) closes() {
	p.t.Helper()
	p.does(one, "last-call", "last call", func(s shown) bool { return !s.has("last-call") })
	p.wait("visitor", "that there are no more tickets", func(s shown) bool { return s.has("language-fr") })
	p.does(one, "close", "the question, or a closed desk", func(s shown) bool { return s.has("close-now") || s.has("told") || s.has("open") })
	if p.now(one).has("close-now") {
		p.does(one, "close-now", "a closed desk", func(s shown) bool { return s.has("told") || s.has("open") })
	}
	if p.now(one).has("told") {
		p.does(one, "told", "a closed desk", func(s shown) bool { return s.has("open") })
	}
}

// check fails if the program says that it is wrong.
func (p *program) check(t *testing.T) {
	t.Helper()
	if faults := p.faults(); len(faults) > 0 {
		t.Errorf("the program says:\n%s", strings.Join(faults, "\n"))
	}
}

// counts compares what is stored with what happened.
func counts(t *testing.T, data, sitePath string) {
	t.Helper()
	ctx := context.Background()
	town, err := site.Load(sitePath)
	if err != nil {
		t.Fatal(err)
	}
	a, err := hub.Start(ctx, data, town, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	week, err := a.Week(ctx)
	if err != nil {
		t.Fatal(err)
	}
	report, err := a.Report(ctx, week)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{
		queue.CountIssued: 12, queue.CountServed: 11, queue.CountNoShow: 1, queue.CountAbandoned: 0, queue.CountPriority: 1, queue.CountTransferred: 1,
	}
	for name, n := range want {
		if got := report.Measures[name]; got != n {
			t.Errorf("%s: %d are stored, want %d", name, got, n)
		}
	}
	if got := report.Counts.Requests; got != 2 {
		t.Errorf("%d requests are stored, want 2", got)
	}
}
