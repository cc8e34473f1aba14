package typeset

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// level is an embedding level of the Unicode bidirectional algorithm: odd levels run from right to left.
type level uint8

// maxLevel is max_depth of UAX #9: deeper isolates are ignored.
const maxLevel = 125

func (l level) class() bidi.Class {
	if l&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

// next returns the least level above l that runs right to left, or left to right.
func (l level) next(rightToLeft bool) level {
	if rightToLeft {
		return (l + 1) | 1
	}
	return (l + 2) &^ 1
}

// levels returns the embedding level of every letter of text by UAX #9 with one change: embeddings and overrides (LRE, RLE,
// LRO, RLO, PDF) are ignored, so that foreign text cannot reorder ours. Each paragraph separator resets to base.
//
// The libraries at hand give runs of one direction, which loses the difference between levels 0 and 2: a number after Arabic
// in a French sentence would change sides.
func levels(text []rune, base level) []level {
	b := bidiText{classes: make([]bidi.Class, len(text)), levels: make([]level, len(text)), text: text}
	mixed := base != 0
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		b.classes[i] = p.Class()
		mixed = mixed || reorders(b.classes[i])
	}
	if !mixed {
		return b.levels
	}
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && b.classes[end] != bidi.B {
			end++
		}
		b.paragraph(start, end, base)
		if end < len(text) {
			b.levels[end] = base
		}
		start = end + 1
	}
	return b.levels
}

func reorders(c bidi.Class) bool {
	switch c {
	case bidi.R, bidi.AL, bidi.AN, bidi.LRI, bidi.RLI, bidi.FSI:
		return true
	default:
		return false
	}
}

type bidiText struct {
	text    []rune
	classes []bidi.Class
	levels  []level
}

// sequence is an isolating run sequence (BD13): the indexes of its letters, and one level for all. Without embeddings,
// every isolate holds exactly one, and both of its ends (sos, eos) have the direction of its own level.
type sequence struct {
	level   level
	indexes []int
}

// paragraph resolves the levels of text[start:end], which holds no paragraph separator.
func (b *bidiText) paragraph(start, end int, base level) {
	for _, s := range b.sequences(start, end, base) {
		b.resolve(s)
	}
	previous := base
	for i := start; i < end; i++ {
		if ignored(b.classes[i]) {
			b.levels[i] = previous
		}
		previous = b.levels[i]
	}
}

// sequences applies X1 to X10.
func (b *bidiText) sequences(start, end int, base level) []*sequence {
	all := []*sequence{{level: base}}
	open := []*sequence{all[0]}
	overflow := 0
	for i := start; i < end; i++ {
		class, top := b.classes[i], open[len(open)-1]
		switch {
		case ignored(class):
			continue
		case class == bidi.PDI && overflow > 0:
			overflow--
		case class == bidi.PDI && len(open) > 1:
			open = open[:len(open)-1]
			top = open[len(open)-1]
		}
		top.indexes = append(top.indexes, i)
		if !isolates(class) {
			continue
		}
		inner := top.level.next(class == bidi.RLI || class == bidi.FSI && b.firstStrong(i+1, end))
		if inner > maxLevel || overflow > 0 {
			overflow++
			continue
		}
		all = append(all, &sequence{level: inner})
		open = append(open, all[len(all)-1])
	}
	return all
}

// ignored reports the classes that X9 takes out, to which overrides and embeddings belong here from the start.
func ignored(c bidi.Class) bool {
	switch c {
	case bidi.BN, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF:
		return true
	default:
		return false
	}
}

func isolates(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// firstStrong reports whether the first strong letter from start on, up to the matching PDI, is right to left (P2, P3).
func (b *bidiText) firstStrong(start, end int) bool {
	depth := 0
	for i := start; i < end; i++ {
		switch class := b.classes[i]; {
		case isolates(class):
			depth++
		case class == bidi.PDI:
			if depth--; depth < 0 {
				return false
			}
		case depth > 0:
		case class == bidi.L:
			return false
		case class == bidi.R, class == bidi.AL:
			return true
		}
	}
	return false
}

// resolve applies W1 to I2 to one sequence.
func (b *bidiText) resolve(s *sequence) {
	types := make([]bidi.Class, len(s.indexes))
	for k, i := range s.indexes {
		types[k] = b.classes[i]
	}
	weak(types, s.level.class())
	b.brackets(s, types)
	neutrals(types, s.level.class())
	for k, i := range s.indexes {
		b.levels[i] = s.level.implicit(types[k])
	}
}

// implicit applies I1 and I2.
func (l level) implicit(c bidi.Class) level {
	switch c {
	case bidi.R:
		return l | 1
	case bidi.L:
		return (l + 1) &^ 1
	case bidi.EN, bidi.AN:
		return (l &^ 1) + 2
	default:
		return l
	}
}

// weak applies W1 to W7. W4 to W6 look at neighbours, so they run over the result of W1 to W3.
func weak(t []bidi.Class, sos bidi.Class) {
	weakLetters(t, sos)
	weakSeparators(t)
	strong := sos
	for i, c := range t {
		switch {
		case c == bidi.L, c == bidi.R:
			strong = c
		case c == bidi.EN && strong == bidi.L:
			t[i] = bidi.L
		case c == bidi.ES, c == bidi.ET, c == bidi.CS:
			t[i] = bidi.ON
		}
	}
}

// weakLetters applies W1 to W3.
func weakLetters(t []bidi.Class, sos bidi.Class) {
	previous, strong := sos, sos
	for i, c := range t {
		if c == bidi.NSM {
			c = previous
			if isolates(c) || c == bidi.PDI {
				c = bidi.ON
			}
		}
		previous = c
		switch {
		case c == bidi.L, c == bidi.R, c == bidi.AL:
			strong = c
		case c == bidi.EN && strong == bidi.AL:
			c = bidi.AN
		}
		t[i] = c
	}
	for i, c := range t {
		if c == bidi.AL {
			t[i] = bidi.R
		}
	}
}

// weakSeparators applies W4 and W5: a separator between two numbers, a sign beside one.
func weakSeparators(t []bidi.Class) {
	for i := 1; i+1 < len(t); i++ {
		before, after := t[i-1], t[i+1]
		if before == after && (t[i] == bidi.CS && (before == bidi.EN || before == bidi.AN) || t[i] == bidi.ES && before == bidi.EN) {
			t[i] = before
		}
	}
	for i := 0; i < len(t); {
		end := i
		for end < len(t) && t[end] == bidi.ET {
			end++
		}
		if end > i && (i > 0 && t[i-1] == bidi.EN || end < len(t) && t[end] == bidi.EN) {
			fill(t[i:end], bidi.EN)
		}
		i = max(end, i+1)
	}
}

func fill(t []bidi.Class, c bidi.Class) {
	for i := range t {
		t[i] = c
	}
}

// neutrals applies N1 and N2.
func neutrals(t []bidi.Class, embedding bidi.Class) {
	before := embedding
	for i := 0; i < len(t); {
		if s := direction(t[i]); s != bidi.ON {
			before = s
			i++
			continue
		}
		end := i
		for end < len(t) && direction(t[end]) == bidi.ON {
			end++
		}
		after := embedding
		if end < len(t) {
			after = direction(t[end])
		}
		if before == after {
			fill(t[i:end], before)
		} else {
			fill(t[i:end], embedding)
		}
		i = end
	}
}

// direction maps a resolved type to L, R (numbers count as R) or ON for everything without a direction.
func direction(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	default:
		return bidi.ON
	}
}

// maxOpenBrackets is the depth at which BD16 stops looking for pairs.
const maxOpenBrackets = 63

type bracketPair struct{ open, close int }

// brackets applies N0: a pair of brackets takes the direction of what it holds.
func (b *bidiText) brackets(s *sequence, t []bidi.Class) {
	pairs := b.pairs(s, t)
	if len(pairs) == 0 {
		return
	}
	embedding := s.level.class()
	for _, p := range pairs {
		c := inside(t[p.open+1:p.close], embedding)
		if c != bidi.ON && c != embedding && strongBefore(t[:p.open], embedding) != c {
			c = embedding
		}
		if c == bidi.ON {
			continue
		}
		b.setBracket(s, t, p.open, c)
		b.setBracket(s, t, p.close, c)
	}
}

// setBracket gives a bracket its direction, and the marks that follow it.
func (b *bidiText) setBracket(s *sequence, t []bidi.Class, k int, c bidi.Class) {
	t[k] = c
	for k++; k < len(t) && b.classes[s.indexes[k]] == bidi.NSM; k++ {
		t[k] = c
	}
}

// inside returns embedding if the text of a pair holds it, else the other direction if it holds that, else ON.
func inside(t []bidi.Class, embedding bidi.Class) bidi.Class {
	found := bidi.ON
	for _, c := range t {
		d := direction(c)
		if d == embedding {
			return d
		}
		if d != bidi.ON {
			found = d
		}
	}
	return found
}

func strongBefore(t []bidi.Class, sos bidi.Class) bidi.Class {
	for _, c := range slices.Backward(t) {
		if d := direction(c); d != bidi.ON {
			return d
		}
	}
	return sos
}

// pairs finds bracket pairs by BD16, in the order of their opening brackets.
func (b *bidiText) pairs(s *sequence, t []bidi.Class) []bracketPair {
	var pairs []bracketPair
	type opening struct {
		closedBy rune
		at       int
	}
	var stack []opening
	for k, i := range s.indexes {
		if t[k] != bidi.ON || b.classes[i] != bidi.ON {
			continue
		}
		p, _ := bidi.LookupRune(b.text[i])
		switch {
		case !p.IsBracket():
		case p.IsOpeningBracket() && len(stack) == maxOpenBrackets:
			return nil
		case p.IsOpeningBracket():
			stack = append(stack, opening{canonical(partner(b.text[i])), k})
		default:
			for n, o := range slices.Backward(stack) {
				if o.closedBy == canonical(b.text[i]) {
					pairs, stack = append(pairs, bracketPair{o.at, k}), stack[:n]
					break
				}
			}
		}
	}
	slices.SortFunc(pairs, func(x, y bracketPair) int { return x.open - y.open })
	return pairs
}

// partner returns the bracket that closes an opening one. The table is the library's, which shows it only this way.
func partner(r rune) rune {
	for _, m := range bidi.ReverseString(string(r)) {
		return m
	}
	return r
}

// canonical folds the two brackets that have a canonical equivalent.
func canonical(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	default:
		return r
	}
}
