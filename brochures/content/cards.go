package content

import (
	"slices"
	"strings"

	"guichet/brochures"
)

// emergencies is the topic whose page has every emergency line.
const emergencies = "EMG"

// cardMark reads a mark that stands alone and asks for cards.
func cardMark(text brochures.Inline) (mark, bool) {
	written := strings.TrimSpace(text.Plain())
	if at := markForm.FindStringIndex(written); at == nil || at[0] != 0 || at[1] != len(written) {
		return mark{}, false
	}
	m := parseMark(written)
	return m, slices.Contains([]string{"number", "numbers", "place", "places"}, m.verb)
}

// cards are the cards of a mark that may be printed. Where none may, the desk is asked.
func (b *builder) cards(m mark) brochures.Block {
	var cards []brochures.Card
	for _, n := range b.Numbers {
		if m.verb == "number" && slices.Contains(m.ids, n.ID) || m.verb == "numbers" && n.serves(b.key.Topic) {
			if b.holds(n.ID, b.Number(n, b.on), n.Source) {
				cards = append(cards, b.numberCard(n))
			}
		}
	}
	for _, p := range b.Places {
		if m.verb == "place" && slices.Contains(m.ids, p.ID) || m.verb == "places" && slices.Contains(p.Topics, b.key.Topic) {
			if b.holds(p.ID, b.Place(p, b.on), p.Source) {
				cards = append(cards, b.placeCard(p))
			}
		}
	}
	if len(cards) == 0 {
		b.ask = true
		return nil
	}
	return brochures.Cards{Cards: cards}
}

// serves says that a line belongs on the page of a topic.
func (n UsefulNumber) serves(topic string) bool {
	return slices.Contains(n.Topics, topic) || n.Emergency && topic == emergencies
}

func (b *builder) numberCard(n UsefulNumber) brochures.Card {
	w, language := b.words, b.key.Language
	card := brochures.Card{Icon: n.Icon, Title: n.Name[language], Phones: b.phones(n.Phones)}
	card.Lines = appendSaid(card.Lines, n.Note[language], w.text("answers."+n.Answers), w.hours(n.Hours))
	if n.Free != nil && *n.Free {
		card.Lines = append(card.Lines, w.text("card.free-call"))
	}
	card.Lines = appendSaid(card.Lines, b.checked(n.Evidence, b.Number(n, b.on)))
	return card
}

// checked is when two roles found true what may harm somebody if it is not; empty for anything else.
func (b *builder) checked(e Evidence, v Verdict) string {
	if e.Needed() < 2 {
		return ""
	}
	return b.words.text("card.checked", "on", Day(v.Verified))
}

func (b *builder) placeCard(p Place) brochures.Card {
	w, language := b.words, b.key.Language
	card := brochures.Card{Icon: "place", Title: p.Name[language], Phones: b.phones(p.Phones)}
	card.Lines = appendSaid(card.Lines, p.Address[language], w.hours(p.Hours), w.text("answers."+p.Answers), w.cost(p.Cost), w.papers(p.Papers))
	if len(p.Languages) > 0 {
		card.Lines = append(card.Lines, w.text("card.languages", "languages", w.names(p.Languages)))
	}
	if bring := p.Bring[language]; bring != "" {
		card.Lines = append(card.Lines, w.text("card.bring", "what", bring))
	}
	if p.Status != "active" {
		card.Lines = append(card.Lines, w.text("card.ask-first"))
	}
	card.Lines = appendSaid(card.Lines, p.Note[language], b.checked(p.Evidence, b.Place(p, b.on)))
	return card
}

// appendSaid appends the lines that say something.
func appendSaid(lines []string, more ...string) []string {
	for _, m := range more {
		if m = strings.TrimSpace(m); m != "" {
			lines = append(lines, m)
		}
	}
	return lines
}

// Directory are the lines and places that may be shown about a topic, in a language that everything is written in: what may be
// called first. A place that has nothing to offer is left out.
func (c *Content) Directory(topic, language string, on Date) (cards []brochures.Card) {
	b := builder{Content: c, words: wordsOf(language, c.Languages), key: Key{topic, c.written(language)}, on: on}
	for _, n := range c.Numbers {
		if n.serves(topic) && c.Number(n, on).Printed() {
			cards = append(cards, b.numberCard(n))
		}
	}
	for _, p := range c.Places {
		if slices.Contains(p.Topics, topic) && p.Reachable() && c.Place(p, on).Printed() {
			cards = append(cards, b.placeCard(p))
		}
	}
	return cards
}

// HowToSay is the sentence about a topic that the country's places understand, for somebody who speaks another language; with
// the language it is in and how it sounds. A private topic has none: the screen is seen by others.
func (c *Content) HowToSay(topic, language string) (say, in, sound string) {
	spoken := slices.DeleteFunc(slices.Clone(c.Languages), func(l string) bool { return l == language })
	return c.sayAt(topic, Place{Languages: spoken})
}
