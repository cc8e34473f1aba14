package content

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"guichet/brochures"
)

// texts checks the brochures: each alone, and whether they belong together.
func (k *checker) texts() {
	used := map[Key][]string{}
	for _, b := range k.Brochures {
		used[Key{b.Topic, b.Language}] = k.brochure(b)
	}
	for _, t := range k.Topics {
		for _, language := range k.Languages {
			key := Key{t.Code, language}
			i, there := k.Content.texts[key]
			first, known := k.Content.texts[Key{t.Code, k.Languages[0]}]
			switch {
			case !there && t.Brochure:
				k.fault(t.Origin, "the brochure brochures/%s/%s.md is missing", language, t.Code)
			case there && known && !slices.Equal(used[key], used[Key{t.Code, k.Languages[0]}]):
				k.fault(k.Brochures[i].Origin, "it uses other facts than %s: translations say the same", k.Brochures[first].File)
			}
		}
	}
}

// brochure checks one text and returns the facts that it uses, sorted.
func (k *checker) brochure(b Brochure) []string {
	t := textChecker{checker: k, brochure: b, used: map[string]bool{}}
	t.front()
	blocks, err := brochures.ParseBlocks([]byte(b.Body))
	if err != nil {
		at := b.Origin
		var source *brochures.SourceError
		if errors.As(err, &source) {
			at.Line = b.BodyLine + source.Line - 1
			k.fault(at, "%s", source.Reason)
		}
		return nil
	}
	t.blocks(blocks)
	for _, id := range b.Facts {
		if !t.used[id] && !k.unread["facts.toml"] {
			k.fault(b.Origin, "facts lists %q, which the text does not use", id)
		}
	}
	var used []string
	for id := range t.used {
		used = append(used, id)
	}
	slices.Sort(used)
	return used
}

// textChecker checks the text of one brochure.
type textChecker struct {
	*checker
	brochure Brochure
	used     map[string]bool
}

func (t *textChecker) front() {
	b := t.brochure
	if strings.TrimSpace(b.Title) == "" {
		t.fault(b.Origin, "title is missing")
	}
	t.topics(b.Origin, []string{b.Topic})
	for _, head := range []string{b.Title, b.Subtitle} {
		if hasDigit(head) {
			t.fault(b.Origin, "%q: a figure states a fact: say it in the text, tied to the fact", head)
		}
		if e := t.bans.find(head); e >= 0 {
			t.fault(b.Origin, "%q is on the do-not-print list (%s)", head, t.Entries[e].Reason)
		}
	}
	if a := b.Approval; a != (Approval{}) {
		t.one(b.Origin, "approval.by", a.By, t.Roles...)
		if !a.On.Valid() {
			t.fault(b.Origin, "approval.on is %q: it must be a date", a.On)
		}
		if !t.Approved(b) {
			t.notice(b.Origin, "the text or a fact in it has changed since %s approved it on %s: it is a draft again", a.By, a.On)
		}
	}
}

// at is where a text stands: the first line of the file that has its beginning.
func (t *textChecker) at(text string) Origin {
	o := t.brochure.Origin
	words := strings.Fields(text)
	for i, line := range strings.Split(t.brochure.Body, "\n") {
		bare := strings.NewReplacer("*", "", "_", "", "`", "").Replace(line)
		if len(words) > 0 && strings.Contains(bare, strings.Join(words[:min(3, len(words))], " ")) {
			o.Line = t.brochure.BodyLine + i
			return o
		}
	}
	return o
}

func (t *textChecker) blocks(blocks []brochures.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case brochures.Heading:
			t.inline(b.Text)
		case brochures.Paragraph:
			if m, ok := cardMark(b.Text); ok {
				t.card(m, t.at(b.Text.Plain()))
			} else {
				t.inline(b.Text)
			}
		case brochures.List:
			for _, item := range b.Items {
				t.blocks(item)
			}
		case brochures.Quote:
			t.blocks(b.Blocks)
		case brochures.Table:
			for _, row := range append([][]brochures.Inline{b.Titles}, b.Rows...) {
				for _, cell := range row {
					t.inline(cell)
				}
			}
		case brochures.Address:
			t.fault(t.at(b.Label), "%q is an address: the links of a page are settings of the town, [links] in site.toml", b.Target)
		}
	}
}

// card checks that what a card's mark names is there.
func (t *textChecker) card(m mark, at Origin) {
	for _, id := range m.ids {
		known := slices.ContainsFunc(t.Numbers, func(n UsefulNumber) bool { return m.verb == "number" && n.ID == id }) ||
			slices.ContainsFunc(t.Places, func(p Place) bool { return m.verb == "place" && p.ID == id })
		if !known && !t.unread[m.verb+"s.toml"] {
			t.fault(at, "there is no %s %q", m.verb, id)
		}
	}
}

func (t *textChecker) inline(in brochures.Inline) {
	at := t.at(in.Plain())
	for _, span := range in {
		if span.Link != "" {
			t.fault(at, "%q is an address: the links of a page are settings of the town, [links] in site.toml", span.Link)
		}
	}
	for _, s := range sentences(in, t.said(t.brochure.Language)) {
		t.sentence(s, at)
	}
	if e := t.bans.find(in.Plain()); e >= 0 {
		t.notice(at, "the text names what is on the do-not-print list (%s): it will not be printed", t.Entries[e].Reason)
	}
}

func (t *textChecker) sentence(s sentence, at Origin) {
	text := strings.TrimSpace(s.text.Plain())
	if len(s.stray) > 0 {
		t.fault(at, "%s must stand on a line of its own", strings.Join(s.stray, " "))
	}
	if strings.ContainsAny(text, "{}") {
		t.fault(at, "%q: braces are for marks such as {fact:ID}, {from:ID}, {number:ID}, {numbers}, {place:ID}, {places}", text)
	}
	if hasDigit(text) && len(s.facts) == 0 {
		t.fault(at, "%q states a figure, but no fact: put {from:ID} after the sentence", text)
	}
	for _, id := range s.facts {
		if _, known := t.facts[id]; !known && t.unread["facts.toml"] {
			continue // the file has a fault of its own
		} else if !known {
			t.fault(at, "there is no fact %q", id)
		} else if !slices.Contains(t.brochure.Facts, id) {
			t.fault(at, "the text uses the fact %q, which facts in the front matter does not list", id)
		}
		t.used[id] = true
	}
}

func hasDigit(text string) bool { return strings.ContainsFunc(text, unicode.IsDigit) }
