package day_test

import (
	"strconv"
	"time"
)

// pin is the PIN that the mediators of the day agree on.
const pin = "2580"

// signs types the PIN: twice where there is none yet, and once more where a window that was still changing took
// something else for it.
func (p *program) signs(window string) {
	p.t.Helper()
	p.wait(window, "the PIN", func(s shown) bool { return s.has("digit-1") })
	for range 4 {
		p.rests(window)
		for _, digit := range pin {
			p.taps(window, "digit-"+string(digit))
		}
		p.rests(window) // the button may be where the last finger was
		p.touch(window, "enter")
		if _, in := p.within(nothing, window, func(s shown) bool { return !s.has("digit-1") }); in {
			return
		}
	}
	p.wait(window, "what is behind the PIN", func(s shown) bool { return !s.has("digit-1") })
}

// taps touches a control that is drawn anew by it, until it is.
func (p *program) taps(window, control string) {
	p.t.Helper()
	for range 3 {
		drawn := p.times(window)
		p.touch(window, control)
		if _, changed := p.within(nothing, window, func(shown) bool { return p.times(window) != drawn }); changed {
			return
		}
		p.t.Logf("nothing came of %s in %s at first", control, window)
	}
}

// sits takes a mediator who speaks languages to a desk.
func (p *program) sits(window string, desk int, languages ...string) {
	p.t.Helper()
	p.touchFor(window, "seat-"+strconv.Itoa(desk), "the languages", func(s shown) bool { return s.has("speak-" + languages[0]) })
	for _, l := range languages {
		p.touch(window, "speak-"+l)
	}
	p.touchFor(window, "sit", "the desk", func(s shown) bool { return s.has("call") })
}

// looks is how long a mediator looks at what has changed before touching again. The window takes no second touch on the same
// place sooner: it may be the finger that has just been there.
const looks = 700 * time.Millisecond

// does touches a control once the window has been at rest, and waits until it shows what that leads to. A touch that nothing
// at all came of, because it fell into a change, is made again.
func (p *program) does(window, control, what string, ok func(shown) bool) shown {
	p.t.Helper()
	p.rests(window)
	return p.insists(window, control, what, ok)
}

// insists touches a control again, once the window has been at rest, when nothing at all came of it.
func (p *program) insists(window, control, what string, ok func(shown) bool) shown {
	p.t.Helper()
	for range int(patience / nothing) {
		p.touch(window, control)
		if s, shows := p.within(nothing, window, ok); shows {
			return s
		}
		p.t.Logf("nothing came of %s in %s at first", control, window)
		p.rests(window)
		if s := p.now(window); ok(s) { // it came late
			return s
		}
	}
	return p.wait(window, what+" after "+control, ok)
}

// nothing is how long it takes until a mediator sees that nothing has come of a touch.
const nothing = 4 * time.Second

// rests waits until a window has shown the same for as long as a mediator looks.
func (p *program) rests(window string) {
	for end := time.Now().Add(patience); time.Now().Before(end); {
		drawn := p.times(window)
		if _, changed := p.within(looks, window, func(shown) bool { return p.times(window) != drawn }); !changed {
			return
		}
	}
}

// calls has a desk call the next person, and gives the number, which the board shows first then.
func (p *program) calls(window, control string) string {
	p.t.Helper()
	before := p.now(window).atDesk()
	s := p.does(window, control, "a called person", func(s shown) bool { return s.has("serve") && s.atDesk() != before })
	n := s.atDesk()
	p.wait("board", n+" first", func(s shown) bool { return s.number() == n })
	return n
}

// atDesk is the number at the desk of a mediator's window: the one that is not in the line beside it.
func (s shown) atDesk() string {
	for _, text := range s.Texts {
		if number.MatchString(text) && !s.has("pick-"+text) {
			return text
		}
	}
	return ""
}

// serves has the called person come to the desk.
func (p *program) serves(window string) {
	p.t.Helper()
	p.does(window, "serve", "the visit", func(s shown) bool { return s.has("finish") })
}

// notes records what was asked, and what was done: three touches.
func (p *program) notes(window, topic, outcome string) {
	p.t.Helper()
	p.does(window, "topic-"+topic, "what can be done", func(s shown) bool { return s.has("outcome-" + outcome) })
	p.does(window, "outcome-"+outcome, "that it can be kept", func(s shown) bool { return s.has("save") })
	p.touchFor(window, "save", "that it is kept", func(s shown) bool { return !s.has("save") })
}

// finishes ends the visit.
func (p *program) finishes(window string) {
	p.t.Helper()
	p.does(window, "finish", "a free desk", func(s shown) bool { return s.has("call") })
}
