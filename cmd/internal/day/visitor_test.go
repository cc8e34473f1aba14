package day_test

import (
	"regexp"
)

// visit is what one visitor wants.
type visit struct {
	language, need string
	first          bool   // asks to be seen first
	speak          string // another language to speak, or empty
}

var number = regexp.MustCompile(`^[A-Z][0-9]{3}$`)

// number is the first ticket number that a window shows, or empty.
func (s shown) number() string {
	for _, text := range s.Texts {
		if number.MatchString(text) {
			return text
		}
	}
	return ""
}

// visits touches the way of one visitor to a ticket, and gives its number.
func (p *program) visits(v visit) string {
	p.t.Helper()
	const w = "visitor"
	language, need := "language-"+v.language, "need-"+v.need
	p.wait(w, "the languages", func(s shown) bool { return s.has(language) || s.has("more") })
	p.turnTo(language)
	p.touchFor(w, language, "the needs", func(s shown) bool { return s.has("need-health") || s.has(need) })
	p.turnTo(need)
	p.touchFor(w, need, "the last question", func(s shown) bool { return s.has("take") })
	if v.first {
		p.touch(w, "first")
	}
	if v.speak != "" {
		p.touch(w, "speak-"+v.speak)
	}
	s := p.touchFor(w, "take", "a number", func(s shown) bool { return s.number() != "" && s.has("done") })
	given := s.number()
	p.touchFor(w, "done", "the welcome", func(s shown) bool { return s.has("language-fr") && s.number() == "" })
	return given
}

// turnTo turns pages until a control is shown.
func (p *program) turnTo(control string) {
	p.t.Helper()
	for range 4 {
		if p.wait("visitor", control, func(s shown) bool { return s.has(control) || s.has("more") }).has(control) {
			return
		}
		p.touchFor("visitor", "more", "the next page", func(s shown) bool { return s.has(control) || s.has("back") })
	}
}
