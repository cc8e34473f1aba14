package day_test

import (
	"strconv"
	"time"
)

// pin is the PIN that the mediators of the day agree on.
const pin = "2580"

// signs types the PIN; twice where there is none yet.
func (p *program) signs(window string) {
	p.t.Helper()
	if p.wait(window, "the PIN", func(s shown) bool { return s.has("digit-1") }).mentions("Choisissez un code") {
		p.types(window)
		p.wait(window, "that it is asked for again", func(s shown) bool { return s.mentions("Le même code") })
	}
	p.types(window)
	p.wait(window, "what is behind the PIN", func(s shown) bool { return !s.has("digit-1") })
}

// types types the PIN. Each digit is drawn before the next is touched.
func (p *program) types(window string) {
	p.t.Helper()
	p.rests(window)
	for _, digit := range pin {
		drawn := p.times(window)
		p.touchFor(window, "digit-"+string(digit), "one digit more", func(shown) bool { return p.times(window) != drawn })
	}
	p.rests(window)
	p.touch(window, "enter")
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

// does touches a control once the window has been at rest, and waits until it shows what that leads to. It touches once: a
// second touch, meant for the same, would be one on what the first has led to.
func (p *program) does(window, control, what string, ok func(shown) bool) shown {
	p.t.Helper()
	p.rests(window)
	return p.touchFor(window, control, what, ok)
}

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
