package content

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"guichet/brochures"
	"guichet/brochures/strip"
	"guichet/brochures/typeset"
)

// ErrWithheld says that something may not be printed today.
var ErrWithheld = errors.New("this may not be printed")

// Direction is what a visitor needs to go to a place: it says nothing of the visitor.
type Direction struct {
	Language string
	// Title is what the slip is: where to go. Card is the place. Say is the sentence to say there, and Sound how it sounds; empty
	// where there is none.
	Title      string
	Card       brochures.Card
	Say, Sound string
	// SayIn is the language of the sentence.
	SayIn string
	// Verified is when somebody last found it true, in words.
	Verified string
	Town     string
}

// Direction is the way to a place, in a visitor's language. The topic may be empty; with one that the place serves, it has the
// sentence to say.
func (c *Content) Direction(place, topic, language string, on Date, town Town) (Direction, error) {
	i := slices.IndexFunc(c.Places, func(p Place) bool { return p.ID == place })
	if i < 0 {
		return Direction{}, fmt.Errorf("%w: %q", ErrUnknown, place)
	}
	p := c.Places[i]
	v := c.Place(p, on)
	if !v.Printed() {
		return Direction{}, fmt.Errorf("%w: %s is %s", ErrWithheld, place, v.Reason)
	}
	written := c.written(language)
	b := builder{Content: c, words: wordsOf(written, c.Languages), key: Key{topic, written}, on: on}
	d := Direction{
		Language: written, Title: b.words.text("slip.title"), Card: b.placeCard(p), Town: town.Name,
		Verified: b.words.text("page.verified", "on", Day(v.Verified), "until", Day(v.Until)),
	}
	if slices.Contains(p.Topics, topic) { // elsewhere it would say what the visitor came for, and help nobody
		d.Say, d.SayIn, d.Sound = c.sayAt(topic, p)
	}
	return d, nil
}

// written is a language, or the country's first where not everything is written in it.
func (c *Content) written(language string) string {
	if slices.Contains(c.Languages, language) || len(c.Languages) == 0 {
		return language
	}
	return c.Languages[0]
}

// sayAt is the sentence about a topic in the first language that is spoken at a place, and how it sounds if it is not written
// in Latin letters.
func (c *Content) sayAt(topic string, p Place) (say, language, sound string) {
	i := slices.IndexFunc(c.Topics, func(t Topic) bool { return t.Code == topic })
	if i < 0 || c.Topics[i].Private { // nobody who finds the slip learns what it was about
		return "", "", ""
	}
	t := c.Topics[i]
	for _, language := range append(slices.Clone(p.Languages), c.Languages...) {
		said := t.Say[language]
		switch {
		case said == "" || c.bans.find(said) >= 0:
		case strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Latin, r) }):
			return said, language, ""
		default:
			return said, language, t.Sound
		}
	}
	return "", "", ""
}

// Strip lays the direction out for a printer of slips, for paper of a width in dots.
func (d Direction) Strip(width float64) (strip.Strip, error) {
	language, err := typeset.LookupLanguage(d.Language)
	if err != nil {
		return strip.Strip{}, err
	}
	s := strip.Strip{Width: width, Margin: width / 24, Language: language}
	text := func(size float64, bold bool, icon, said string) {
		if said != "" {
			s.Blocks = append(s.Blocks, strip.Text{Icon: icon, Spans: []typeset.Span{{Text: said, Style: typeset.Style{Size: size, Bold: bold}}}})
		}
	}
	space := func(dots float64) { s.Blocks = append(s.Blocks, strip.Space(dots)) }
	space(24)
	text(24, false, "", d.Town)
	text(28, false, "", d.Title)
	space(14)
	text(40, true, "", d.Card.Title)
	space(10)
	for _, phone := range d.Card.Phones {
		text(36, true, "call", phone)
	}
	for _, line := range d.Card.Lines {
		space(4)
		text(27, false, "", line)
	}
	if d.Say != "" {
		space(14)
		s.Blocks = append(s.Blocks, strip.Rule{Weight: 2, Dashed: true})
		space(10)
		saying, err := typeset.LookupLanguage(d.SayIn)
		if err != nil {
			return strip.Strip{}, err
		}
		s.Blocks = append(s.Blocks, strip.Text{
			Icon: "record_voice_over", Language: &saying,
			Spans: []typeset.Span{{Text: d.Say, Style: typeset.Style{Size: 30, Bold: true}}},
		})
		text(26, false, "", d.Sound)
	}
	space(14)
	s.Blocks = append(s.Blocks, strip.Rule{Weight: 2})
	space(8)
	text(22, false, "", d.Verified)
	space(16)
	return s, nil
}
