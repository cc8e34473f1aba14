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
	return card
}

func (b *builder) placeCard(p Place) brochures.Card {
	w, language := b.words, b.key.Language
	card := brochures.Card{Icon: "place", Title: p.Name[language], Phones: b.phones(p.Phones)}
	card.Lines = appendSaid(card.Lines, p.Address[language], w.hours(p.Hours), w.text("answers."+p.Answers), w.cost(p.Cost), w.papers(p.Papers))
	if bring := p.Bring[language]; bring != "" {
		card.Lines = append(card.Lines, w.text("card.bring", "what", bring))
	}
	if p.Status != "active" {
		card.Lines = append(card.Lines, w.text("card.ask-first"))
	}
	card.Lines = appendSaid(card.Lines, p.Note[language])
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
