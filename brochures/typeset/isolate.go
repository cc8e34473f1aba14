package typeset

import (
	"unicode"
)

// levels returns the levels of the paragraph's letters, with telephone numbers and addresses isolated from the text around
// them: by Unicode's rules alone "71 000 000" inside Arabic would read "000 000 71", and "+216" would end in its plus.
func (p *Paragraph) levels() []level {
	base := level(0)
	if p.language.RightToLeft {
		base = 1
	}
	p.isolated = isolated(p.text)
	if len(p.isolated) == 0 {
		return levels(p.text, base)
	}
	return withIsolates(p.text, base, p.isolated)
}

const (
	leftToRightIsolate = 0x2066
	popIsolate         = 0x2069
)

// withIsolates computes levels as if the ranges stood between isolates.
func withIsolates(text []rune, base level, ranges [][2]int) []level {
	padded := make([]rune, 0, len(text)+2*len(ranges))
	from := 0
	for _, r := range ranges {
		padded = append(append(padded, text[from:r[0]]...), leftToRightIsolate)
		padded = append(append(padded, text[r[0]:r[1]]...), popIsolate)
		from = r[1]
	}
	padded = append(padded, text[from:]...)
	all := levels(padded, base)
	out := make([]level, 0, len(text))
	from = 0
	for n, r := range ranges {
		out = append(out, all[from+2*n:r[0]+2*n]...)
		out = append(out, all[r[0]+2*n+1:r[1]+2*n+1]...)
		from = r[1]
	}
	return append(out, all[from+2*len(ranges):]...)
}

// isolated finds the ranges of text that keep their own order in any surroundings.
func isolated(text []rune) (ranges [][2]int) {
	for i := 0; i < len(text); {
		end := max(addressEnd(text, i), numberEnd(text, i))
		if end == i {
			i = skipWord(text, i)
			continue
		}
		ranges = append(ranges, [2]int{i, end})
		i = end
	}
	return ranges
}

// skipWord goes on to where the next number or address could begin.
func skipWord(text []rune, i int) int {
	inside := isDigit(text[i]) || isAddressLetter(text[i])
	for i++; i < len(text) && inside && (isDigit(text[i]) || isAddressLetter(text[i])); i++ {
		continue
	}
	return i
}

// isDigit reports Western and Persian digits. Arabic-Indic ones keep an order of their own even in an isolate.
func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= 0x06F0 && r <= 0x06F9 }

// numberEnd returns the end of a telephone number or service code that starts at i, or i. A number has a sign before its
// first digit ("+216...", "*101#"), or several groups of two digits and more with one space or sign between them.
func numberEnd(text []rune, i int) int {
	end, groups, digits := i, 0, 0
	for end < len(text) && isSign(text[end]) && !isDigit(text[end]) {
		end++
	}
	signed := end > i && text[i] != '('
	last := i
	for end < len(text) {
		from := end
		for end < len(text) && isDigit(text[end]) {
			end++
		}
		if end == from || end-from < 2 && !signed {
			break
		}
		groups, digits, last = groups+1, digits+end-from, end
		if end+1 < len(text) && isGroupSign(text[end]) {
			end++
			if end+1 < len(text) && text[end-1] == ')' && unicode.IsSpace(text[end]) {
				end++
			}
		}
	}
	if last < len(text) && last > i && text[last] == '#' {
		last++
	}
	if digits > 0 && signed || digits >= 4 && groups > 1 {
		return last
	}
	return i
}

// isSign reports what a telephone number may begin with.
func isSign(r rune) bool { return isDigit(r) || r == '+' || r == '*' || r == '#' || r == '(' }

// isGroupSign reports what may stand between two groups of a telephone number: spaces, hyphens, a full stop, a slash.
func isGroupSign(r rune) bool {
	switch r {
	case ' ', 0xA0, 0x2009, 0x202F, '-', 0x2011, '.', '/', ')', '*':
		return true
	default:
		return false
	}
}

// addressEnd returns the end of a web or mail address that starts at i, or i. Punctuation at its end belongs to the sentence.
func addressEnd(text []rune, i int) int {
	end, marks := i, 0
	for end < len(text) && isAddressLetter(text[end]) {
		switch {
		case text[end] == '@' && end > i:
			marks++
		case text[end] == ':' && end+2 < len(text) && text[end+1] == '/' && text[end+2] == '/':
			marks++
		}
		end++
	}
	for end > i && isFinalSign(text[end-1]) {
		end--
	}
	if marks > 0 || end-i > 4 && string(text[i:i+4]) == "www." {
		return end
	}
	return i
}

func isAddressLetter(r rune) bool {
	return r > ' ' && r < 0x7F && r != '<' && r != '>' && r != '"' && r != '(' && r != ')'
}

func isFinalSign(r rune) bool {
	return r == '.' || r == ',' || r == ';' || r == ':' || r == '!' || r == '?'
}
