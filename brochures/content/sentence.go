package content

import (
	"regexp"
	"strings"
	"unicode"

	"guichet/brochures"
)

// mark is something in braces that a clerk wrote into a text.
type mark struct {
	verb string   // fact, from, number, numbers, place, places
	ids  []string // what it names
}

var markForm = regexp.MustCompile(`\{(fact|from|number|place):([a-z0-9, -]+)\}|\{(numbers|places)\}`)

// parseMark reads what markForm found.
func parseMark(text string) mark {
	verb, ids, _ := strings.Cut(strings.Trim(text, "{}"), ":")
	m := mark{verb: verb}
	for id := range strings.SplitSeq(ids, ",") {
		if id = strings.TrimSpace(id); id != "" {
			m.ids = append(m.ids, id)
		}
	}
	return m
}

// sentence is the least part of a text that is left out: with the facts that it states.
type sentence struct {
	text  brochures.Inline
	facts []string
	// stray are marks that have no meaning within a text.
	stray []string
}

func (s sentence) empty() bool { return strings.TrimSpace(s.text.Plain()) == "" }

// sentences splits a text. A fact's mark is replaced by what say returns of it, printable or not.
func sentences(in brochures.Inline, say func(id string) string) []sentence {
	s := splitter{say: say}
	for _, span := range in {
		from := 0
		for _, at := range markForm.FindAllStringIndex(span.Text, -1) {
			s.add(span, span.Text[from:at[0]])
			s.mark(span, span.Text[at[0]:at[1]])
			from = at[1]
		}
		s.add(span, span.Text[from:])
	}
	s.end()
	return s.done
}

// splitter takes a text piece by piece, and ends a sentence where one ends.
type splitter struct {
	say  func(id string) string
	done []sentence
	now  sentence
	// closing says that what was added last ends a sentence if white space follows.
	closing bool
}

func (s *splitter) end() {
	if len(s.now.text) > 0 || len(s.now.facts) > 0 || len(s.now.stray) > 0 {
		s.done = append(s.done, s.now)
	}
	s.now, s.closing = sentence{}, false
}

// add adds running text.
func (s *splitter) add(style brochures.Span, text string) {
	from := 0
	for i, r := range text {
		if s.closing && parts(r) && !continues(text[i:]) {
			s.append(style, text[from:i])
			s.end()
			from = i
		}
		if !unicode.IsSpace(r) {
			s.closing = closes(r) || s.closing && afterClose(r)
		}
	}
	s.append(style, text[from:])
}

func (s *splitter) append(style brochures.Span, text string) {
	if text == "" {
		return
	}
	style.Text = text
	s.now.text = append(s.now.text, style)
}

// parts says that a letter is white space at which sentences may part: not the one before a French sign.
func parts(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

// closes says that a letter ends a sentence.
func closes(r rune) bool { return strings.ContainsRune(".!?\u2026\u061f\u06d4\u0964", r) }

// afterClose says that a letter may stand between the end of a sentence and the white space after it.
func afterClose(r rune) bool { return strings.ContainsRune("\u00bb\u201d\u2019\")", r) }

// continues says that what follows a full stop goes on with the sentence: "art. 22", "etc. and".
func continues(after string) bool {
	for _, r := range strings.TrimLeftFunc(after, unicode.IsSpace) {
		return unicode.IsLower(r) || unicode.IsDigit(r)
	}
	return false
}

// mark carries out a mark within a text: it names the facts of the sentence before it, or says a fact.
func (s *splitter) mark(style brochures.Span, text string) {
	m := parseMark(text)
	switch m.verb {
	case "from":
		s.trim()
		if s.now.empty() && len(s.done) > 0 {
			last := &s.done[len(s.done)-1]
			last.facts = append(last.facts, m.ids...)
		} else {
			s.now.facts = append(s.now.facts, m.ids...)
		}
	case "fact":
		for _, id := range m.ids {
			s.now.facts = append(s.now.facts, id)
			s.append(style, s.say(id))
			s.closing = true
		}
	default:
		s.now.stray = append(s.now.stray, text)
	}
}

// trim takes away the white space before a mark that leaves nothing behind.
func (s *splitter) trim() {
	for n := len(s.now.text) - 1; n >= 0; n-- {
		s.now.text[n].Text = strings.TrimRightFunc(s.now.text[n].Text, unicode.IsSpace)
		if s.now.text[n].Text != "" {
			return
		}
		s.now.text = s.now.text[:n]
	}
}
