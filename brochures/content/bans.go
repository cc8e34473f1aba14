package content

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// bans is the do-not-print list, ready to search with.
type bans struct {
	words   map[string]int // words without anything between them, by entry
	first   map[rune]bool  // the letters that they begin with
	longest int
	phones  map[string]int // digits, by entry
	shape   Shape
}

// newBans folds the entries. Words that are nothing but signs, and phones without digits, are left out: check reports them.
func newBans(entries []Entry, shape Shape) bans {
	b := bans{words: map[string]int{}, first: map[rune]bool{}, phones: map[string]int{}, shape: shape}
	for i, e := range entries {
		for _, w := range e.Words {
			if joined := join(fold(w)); joined != "" {
				b.words[joined] = i
				b.first[[]rune(joined)[0]] = true
				b.longest = max(b.longest, len(joined))
			}
		}
		for _, p := range e.Phones {
			if digits := digitsOf(p); digits != "" {
				b.phones[digits] = i
			}
			if national, ok := shape.Digits(p); ok {
				b.phones[national] = i
			}
		}
	}
	return b
}

// find returns the entry that forbids a text, or -1.
func (b bans) find(text string) int {
	words := fold(text)
	for i := range words {
		if e := b.wordAt(words[i:]); e >= 0 {
			return e
		}
	}
	return b.phoneIn(text)
}

// wordAt looks for forbidden words at the first of some words. "C.T.R." and "c t r" are CTR.
func (b bans) wordAt(words []string) int {
	for _, start := range stems(words[0]) {
		if start == "" || !b.first[[]rune(start)[0]] {
			continue
		}
		joined := start
		for n := 1; ; n++ {
			if e, ok := b.words[joined]; ok {
				return e
			}
			if n == len(words) || len(joined) >= b.longest {
				break
			}
			joined += words[n]
		}
	}
	return -1
}

// longPhone is from how many digits on a forbidden number is sought inside longer rows of digits.
const longPhone = 6

// phoneIn looks for a forbidden number, whatever stands between its digits.
func (b bans) phoneIn(text string) int {
	for _, row := range digitRows(text) {
		for phone, e := range b.phones {
			national, _ := b.shape.Digits(row)
			if row == phone || national == phone || len(phone) >= longPhone && strings.Contains(row, phone) {
				return e
			}
		}
	}
	return -1
}

// digitRows are the rows of digits of a text that no letter parts; and each group of digits alone, so that a short code is found
// beside other numbers.
func digitRows(text string) (rows []string) {
	var row, group []byte
	flush := func(s *[]byte) {
		if len(*s) > 0 {
			rows = append(rows, string(*s))
			*s = nil
		}
	}
	for _, r := range norm.NFKC.String(text) {
		switch d := digit(r); {
		case d >= 0:
			row, group = append(row, byte('0'+d)), append(group, byte('0'+d))
		case unicode.In(r, unicode.Cf, unicode.Mn):
		case unicode.IsLetter(r):
			flush(&group)
			flush(&row)
		default: // people read a number whatever signs stand between its digits
			flush(&group)
		}
	}
	flush(&group)
	flush(&row)
	return rows
}

func digitsOf(text string) string {
	var out strings.Builder
	for _, r := range norm.NFKC.String(text) {
		if d := digit(r); d >= 0 {
			out.WriteByte(byte('0' + d))
		}
	}
	return out.String()
}

// fold splits a text into words without case, accents, vowel signs and signs that cannot be seen.
func fold(text string) []string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf), r == tatweel:
		case digit(r) >= 0:
			out.WriteByte(byte('0' + digit(r)))
		case unicode.IsLetter(r):
			out.WriteRune(sameLetter(unicode.ToLower(r)))
		default:
			out.WriteByte(' ')
		}
	}
	return strings.Fields(out.String())
}

func join(words []string) string { return strings.Join(words, "") }

// Arabic letters that are written one for another, and the letter that only stretches a word.
const (
	tatweel     = '\u0640'
	tehMarbuta  = '\u0629'
	heh         = '\u0647'
	alefMaqsura = '\u0649'
	yeh         = '\u064a'
	farsiYeh    = '\u06cc'
	keheh       = '\u06a9'
	kaf         = '\u0643'
	alefWasla   = '\u0671'
	alef        = '\u0627'
	lam         = '\u0644'
)

var written = map[rune]rune{tehMarbuta: heh, alefMaqsura: yeh, farsiYeh: yeh, keheh: kaf, alefWasla: alef}

func sameLetter(r rune) rune {
	if other, ok := written[r]; ok {
		return other
	}
	return r
}

// prefixes are the Arabic words of one letter that are written together with the next: and, so, with, as, for.
var prefixes = []rune{'\u0648', '\u0641', '\u0628', kaf, lam}

// stems are the forms of a word that a forbidden one may have: itself, and without the short words joined to its front.
func stems(word string) []string {
	all := []string{word}
	letters := []rune(word)
	for len(letters) > 2 && slices.Contains(prefixes, letters[0]) {
		if letters[0] == lam && letters[1] == lam {
			all = append(all, string(append([]rune{alef}, letters[1:]...))) // "to the" loses its alef
		}
		letters = letters[1:]
		all = append(all, string(letters))
	}
	return all
}
