package day_test

import (
	"context"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	deskpin "guichet/kiosk/pin"
	"guichet/queue/hub"
	"guichet/queue/site"
)

// TestOneScreen plays a town that has one screen: it is set up, a visitor takes a ticket, the mediator comes in while another
// visitor is in the middle of something, serves, records, and hands the screen back; and when the machine dies on the
// mediator's side, visitors find their welcome.
func TestOneScreen(t *testing.T) {
	d, data, site := display(t), t.TempDir(), town(t)
	const screen = "visitor"
	p := start(t, d, []string{screen}, "--site", site, "--data", data)
	p.signs(screen) // there is no PIN yet: it is chosen
	p.touchFor(screen, "open", "the seats", func(s shown) bool { return s.has("seat-1") })
	p.sits(screen, 1, "fr", "ar")
	p.handsOver(screen)

	given := p.visits(visit{language: "fr", need: "health"})
	p.touchFor(screen, "language-ar", "the needs", func(s shown) bool { return s.has("need-health") })
	p.knocks(screen)
	p.signs(screen)
	p.does(screen, "call", given+" called", func(s shown) bool { return s.has("serve") && s.atDesk() == given })
	p.serves(screen)
	p.notes(screen, "HLT", "PUB")
	p.finishes(screen)
	s := p.handsOver(screen)
	if s.mentions(given) || s.has("need-health") || !s.has("language-fr") {
		t.Errorf("visitors find %q with %q", s.Texts, keys(s))
	}

	p.knocks(screen)
	p.does(screen, "welcome", "the welcome", func(s shown) bool { return s.has("language-fr") })
	p.knocks(screen)
	p.signs(screen)
	p.check(t)
	p.kill()
	p = start(t, d, []string{screen}, "--site", site, "--data", data)
	p.wait(screen, "the welcome", func(s shown) bool { return s.has("language-fr") && s.has("corner") })
	p.check(t)
	p.kill()
	recorded(t, data, site, 1)
}

// handsOver gives the screen to the visitors.
func (p *program) handsOver(window string) shown {
	p.t.Helper()
	return p.does(window, "hand-over", "the welcome", func(s shown) bool { return s.has("language-fr") && !s.has("hand-over") })
}

// knocks holds a finger that wobbles in the corner until the door shows itself.
func (p *program) knocks(window string) {
	p.t.Helper()
	s := p.wait(window, "the corner", func(s shown) bool { return s.has("corner") })
	c, at := s.Controls["corner"], p.places[window]
	x, y := at[0]+int(c[0]+c[2]/2), at[1]+int(c[1]+c[3]/2)
	xdotool(p.t, p.display, "mousemove", strconv.Itoa(x), strconv.Itoa(y), "mousedown", "1")
	for range int(patience / (300 * time.Millisecond)) {
		if _, open := p.within(300*time.Millisecond, window, func(s shown) bool { return s.has("digit-1") }); open {
			break
		}
		xdotool(p.t, p.display, "mousemove", strconv.Itoa(x+wobble()), strconv.Itoa(y+wobble()))
	}
	xdotool(p.t, p.display, "mouseup", "1")
	p.wait(window, "the door", func(s shown) bool { return s.has("digit-1") })
}

// recorded checks how many requests are stored.
func recorded(t *testing.T, data, sitePath string, want int) {
	t.Helper()
	town, err := site.Load(sitePath)
	if err != nil {
		t.Fatal(err)
	}
	a, err := hub.Start(context.Background(), data, town, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	week, err := a.Week(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	report, err := a.Report(context.Background(), week)
	if err != nil {
		t.Fatal(err)
	}
	if got := report.Counts.Requests; got != want {
		t.Errorf("%d requests are stored, want %d", got, want)
	}
}

// settled is a data folder of a desk that has its PIN: a screen that is shared begins with its welcome there.
func settled(t *testing.T) string {
	t.Helper()
	data := t.TempDir()
	k := deskpin.Keeper{Path: filepath.Join(data, deskpin.File), Now: time.Now, Write: hub.WriteSynced}
	if err := k.Set(pin); err != nil {
		t.Fatal(err)
	}
	return data
}
