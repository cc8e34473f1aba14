package content

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"guichet/brochures"
)

// ErrNoBrochure says that there is no text about a topic in a language.
var ErrNoBrochure = errors.New("there is no brochure about this topic in this language")

// ErrForbidden says that a page holds what must not be printed, in a way that sentences cannot be told apart.
var ErrForbidden = errors.New("the page holds what is on the do-not-print list")

// Town is what a page says of the town that hands it out.
type Town struct {
	Name  string
	Links []Link
}

// Link is an address of the town's, for one purpose: a key of the words "page.link.".
type Link struct{ Purpose, Address string }

// Page is what is printed about a topic on a day.
type Page struct {
	Key
	brochures.Document
	Draft bool
	// Until is the first day on which the page must be made anew; empty when it holds for ever.
	Until Date
	// Withheld is what the page would hold if the rules let it.
	Withheld []Withheld
}

// Withheld is something that is not on a page, and why.
type Withheld struct {
	ID     string `json:"id"`
	Reason Reason `json:"reason"`
}

// Page makes the page of a topic in a language as of a day.
func (c *Content) Page(key Key, on Date, town Town) (Page, error) {
	i, ok := c.texts[key]
	if !ok {
		return Page{}, fmt.Errorf("%w: %s, %s", ErrNoBrochure, key.Topic, key.Language)
	}
	text := c.Brochures[i]
	blocks, err := brochures.ParseBlocks([]byte(text.Body))
	if err != nil {
		return Page{}, fmt.Errorf("%s: %w", text.File, err)
	}
	b := builder{Content: c, words: wordsOf(key.Language, c.Languages), key: key, on: on, seen: map[string]bool{}}
	b.page = Page{Key: key, Draft: !c.Approved(text)}
	d := &b.page.Document
	d.Title, d.Subtitle, d.Icon = text.Title, text.Subtitle, c.icon(key.Topic)
	d.From = town.Name
	d.Blocks = b.section(blocks)
	if b.page.Draft {
		d.Notice = b.words.text("page.draft")
	}
	if b.ask {
		d.Blocks = append(d.Blocks, brochures.Quote{Icon: "support_agent", Blocks: []brochures.Block{paragraph(b.words.text("page.ask"))}})
	}
	for _, l := range town.Links {
		d.Links = append(d.Links, brochures.Address{Label: b.words.text("page.link." + l.Purpose), Target: l.Address})
	}
	d.Small = b.small(c.Edition(text))
	if c.bans.find(b.page.Text()) >= 0 {
		return Page{}, fmt.Errorf("%s: %w", text.File, ErrForbidden)
	}
	return b.page, nil
}

func paragraph(text string) brochures.Paragraph {
	return brochures.Paragraph{Text: brochures.Inline{{Text: text}}}
}

func (c *Content) icon(topic string) string {
	for _, t := range c.Topics {
		if t.Code == topic {
			return t.Icon
		}
	}
	return ""
}

// builder makes one page.
type builder struct {
	*Content
	words words
	key   Key
	on    Date
	page  Page
	// ask says that something is missing that the desk may know.
	ask bool
	// verified is the oldest day on which something printed was verified.
	verified Date
	sources  []string
	seen     map[string]bool
}

// holds applies a verdict: it is noted once for each thing.
func (b *builder) holds(id string, v Verdict, source string) bool {
	if !v.Printed() {
		w := Withheld{id, v.Reason}
		if !slices.Contains(b.page.Withheld, w) {
			b.page.Withheld = append(b.page.Withheld, w)
		}
		return false
	}
	b.expires(v.Until)
	if b.verified == "" || v.Verified < b.verified {
		b.verified = v.Verified
	}
	if !b.seen[source] {
		b.seen[source] = true
		b.sources = append(b.sources, "\u2068"+source+"\u2069") // isolated: in Arabic, each stays whole
	}
	return true
}

// expires shortens the life of the page.
func (b *builder) expires(until Date) {
	if b.page.Until == "" || until < b.page.Until {
		b.page.Until = until
	}
}

// small is the small print: when things were verified, until when the page holds, which edition it is, and the sources.
func (b *builder) small(edition string) []string {
	if b.verified == "" {
		return nil
	}
	return []string{
		b.words.text("page.verified", "on", Day(b.verified), "until", Day(b.page.Until)) + " " + b.words.text("page.edition", "edition", edition),
		b.words.text("page.sources", "sources", strings.Join(b.sources, " \u00b7 ")),
	}
}

// Day writes a date as people read it, 23/11/2026.
func Day(d Date) string {
	if !d.Valid() {
		return string(d)
	}
	return string(d[8:] + "/" + d[5:7] + "/" + d[:4])
}

// section leaves out what may not be printed, and the headings that have nothing left.
func (b *builder) section(in []brochures.Block) (out []brochures.Block) {
	for _, one := range in {
		if h, ok := one.(brochures.Heading); ok {
			out = closeSections(out, h.Level)
		}
		if kept := b.block(one); kept != nil {
			out = append(out, kept)
		}
	}
	return closeSections(out, 0)
}

// closeSections takes away headings at the end that a heading of some level would leave empty.
func closeSections(blocks []brochures.Block, level int) []brochures.Block {
	for len(blocks) > 0 {
		h, ok := blocks[len(blocks)-1].(brochures.Heading)
		if !ok || h.Level < level {
			break
		}
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// block is what may be printed of a block, or nil.
func (b *builder) block(in brochures.Block) brochures.Block {
	switch in := in.(type) {
	case brochures.Heading:
		text, _ := b.inline(in.Text)
		return unless(len(text) == 0, brochures.Heading{Level: in.Level, Text: text})
	case brochures.Paragraph:
		if m, ok := cardMark(in.Text); ok {
			return b.cards(m)
		}
		text, _ := b.inline(in.Text)
		return unless(len(text) == 0, brochures.Paragraph{Text: text})
	case brochures.List:
		var items [][]brochures.Block
		for _, item := range in.Items {
			if kept := b.section(item); len(kept) > 0 {
				items = append(items, kept)
			}
		}
		in.Items = items
		return unless(len(items) == 0, in)
	case brochures.Quote:
		in.Blocks = b.section(in.Blocks)
		return unless(len(in.Blocks) == 0, in)
	case brochures.Table:
		return b.table(in)
	case brochures.Address:
		text, _ := b.inline(brochures.Inline{{Text: in.Label}})
		return unless(len(text) == 0, brochures.Paragraph{Text: text})
	default:
		return in
	}
}

func unless(gone bool, b brochures.Block) brochures.Block {
	if gone {
		return nil
	}
	return b
}

// table leaves out the rows that lost something: half a row says something else than the whole.
func (b *builder) table(in brochures.Table) brochures.Block {
	titles, lost := b.row(in.Titles)
	out := brochures.Table{Titles: titles}
	for _, cells := range in.Rows {
		if kept, lost := b.row(cells); !lost {
			out.Rows = append(out.Rows, kept)
		}
	}
	return unless(lost || len(out.Rows) == 0, out)
}

func (b *builder) row(cells []brochures.Inline) (out []brochures.Inline, lost bool) {
	for _, cell := range cells {
		text, less := b.inline(cell)
		out, lost = append(out, text), lost || less
	}
	return out, lost
}

// inline is what may be printed of a text; lost says that it is not all of it.
func (b *builder) inline(in brochures.Inline) (out brochures.Inline, lost bool) {
	for _, s := range sentences(in, b.said(b.key.Language)) {
		if !b.sentence(s) {
			lost = true
			continue
		}
		for _, span := range s.text {
			span.Link = "" // the addresses of a page are the town's, at its foot
			out = append(out, span)
		}
	}
	out = trimmed(out)
	if b.bans.find(out.Plain()) >= 0 {
		b.forbid()
		return nil, true
	}
	return out, lost
}

// trimmed is a text without white space at its ends.
func trimmed(in brochures.Inline) brochures.Inline {
	for len(in) > 0 {
		if in[0].Text = strings.TrimLeft(in[0].Text, " \n\t"); in[0].Text != "" {
			break
		}
		in = in[1:]
	}
	for n := len(in) - 1; n >= 0; n-- {
		if in[n].Text = strings.TrimRight(in[n].Text, " \n\t"); in[n].Text != "" {
			break
		}
		in = in[:n]
	}
	return in
}

// said gives the texts of facts in a language.
func (c *Content) said(language string) func(id string) string {
	return func(id string) string {
		if i, ok := c.facts[id]; ok {
			return c.Facts[i].Text[language]
		}
		return ""
	}
}

// sentence says whether a sentence may be printed.
func (b *builder) sentence(s sentence) bool {
	printed := true
	for _, id := range s.facts {
		i, known := b.facts[id]
		if !known {
			return false
		}
		f := b.Facts[i]
		if !b.holds(id, b.Fact(f, b.on), f.Source) {
			printed = false
			b.ask = b.ask || f.Otherwise != "vanish"
		}
	}
	if printed && b.bans.find(s.text.Plain()) >= 0 {
		b.forbid()
		return false
	}
	return printed
}

// forbid notes that the text itself held what must not be printed.
func (b *builder) forbid() {
	b.ask = true
	b.holds(b.key.Topic, Verdict{Reason: Forbidden}, "")
}

// Text is all the text of a page in reading order, a part on each line, but the town's links.
func (p Page) Text() string {
	parts := []string{p.Title, p.Subtitle, p.Notice}
	parts = append(parts, textsOf(p.Blocks)...)
	return strings.Join(append(parts, p.Small...), "\n")
}

func textsOf(blocks []brochures.Block) (parts []string) {
	for _, b := range blocks {
		switch b := b.(type) {
		case brochures.Heading:
			parts = append(parts, b.Text.Plain())
		case brochures.Paragraph:
			parts = append(parts, b.Text.Plain())
		case brochures.List:
			for _, item := range b.Items {
				parts = append(parts, textsOf(item)...)
			}
		case brochures.Quote:
			parts = append(parts, textsOf(b.Blocks)...)
		case brochures.Table:
			for _, row := range append([][]brochures.Inline{b.Titles}, b.Rows...) {
				for _, cell := range row {
					parts = append(parts, cell.Plain())
				}
			}
		case brochures.Cards:
			for _, card := range b.Cards {
				parts = append(append(append(parts, card.Title), card.Phones...), card.Lines...)
			}
		}
	}
	return parts
}
