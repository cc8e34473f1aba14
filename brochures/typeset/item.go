package typeset

import (
	"fmt"
	"unicode"

	"github.com/go-text/typesetting/language"
)

// MissingError names a letter that no font has.
type MissingError struct {
	Letter rune
	// Language is the tag of the language of the text.
	Language string
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("typeset: no font has the letter %q (%U) of a text in language %s", e.Letter, e.Letter, e.Language)
}

// item is a piece of text with one level, script, face and span: what HarfBuzz shapes at once.
type item struct {
	start, end int
	level      level
	script     language.Script
	face       *Face
	span       int
}

func (i item) joins(o item) bool {
	return i.level == o.level && i.script == o.script && i.face == o.face && i.span == o.span && i.end == o.start && i.end-i.start < maxItem
}

// maxItem bounds what is shaped at once, in letters: HarfBuzz needs more than linear time for absurd clusters.
const maxItem = 2048

// itemise cuts the paragraph into items, in the order of the text.
func (p *Paragraph) itemise(levels []level) ([]item, error) {
	var items []item
	scripts := scripts(p.text)
	span := 0
	var face *Face
	for i, r := range p.text {
		for i >= p.spanEnds[span] {
			span++
			face = nil
		}
		var err error
		if face, err = p.faceOf(i, r, scripts[i], span, face); err != nil {
			return nil, err
		}
		next := item{i, i + 1, levels[i], scripts[i], face, span}
		if n := len(items) - 1; n >= 0 && items[n].joins(next) {
			items[n].end = i + 1
		} else {
			items = append(items, next)
		}
	}
	return items, nil
}

// scripts gives each letter its script; signs and marks that are common to all take that of the letter before them, and
// at the start of a text that of the first letter.
func scripts(text []rune) []language.Script {
	out := make([]language.Script, len(text))
	current := language.Common
	for i, r := range text {
		s := language.LookupScript(r)
		if s != language.Common && s != language.Inherited && s != language.Unknown {
			if current == language.Common {
				for k := range i {
					out[k] = s
				}
			}
			current = s
		}
		out[i] = current
	}
	return out
}

// faceOf chooses the face of letter i. Signs, marks and spaces stay in the face before them if it has them, so that
// "A042" or a letter with its accent is one run.
func (p *Paragraph) faceOf(i int, r rune, script language.Script, span int, before *Face) (*Face, error) {
	style := p.spans[span].Style
	if before != nil && (invisible(r) || isShared(r) && before.has(r)) {
		return before, nil
	}
	wanted := []rune{r}
	if i+1 < len(p.text) && unicode.Is(unicode.Mn, p.text[i+1]) && !invisible(r) {
		wanted = append(wanted, p.text[i+1])
	}
	return p.setter.resolve(wanted, script, style, p.language)
}

// isShared reports letters that belong to no script of their own.
func isShared(r rune) bool {
	s := language.LookupScript(r)
	return s == language.Common || s == language.Inherited
}

// invisible reports letters that need no glyph: controls and spaces that a face may lack, and what Unicode calls default
// ignorable (joiners, direction marks, variation selectors).
func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.IsSpace(r) || unicode.In(r, unicode.Zs, unicode.Cf, unicode.Variation_Selector) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// resolve returns the first face of the language, of the script, or of the common ones that has all the wanted letters (a letter
// and a mark on it); failing that, the first that has the letter.
func (t *Typesetter) resolve(wanted []rune, script language.Script, style Style, l Language) (*Face, error) {
	key := resolution{wanted[0], 0, script, style.variant(), l.script}
	if len(wanted) > 1 {
		key.mark = wanted[1]
	}
	if face, ok := t.resolved[key]; ok {
		return face, nil
	}
	face, err := t.search(wanted, script, style, l)
	if err != nil {
		return nil, err
	}
	if len(t.resolved) < maxResolved {
		t.resolved[key] = face
	}
	return face, nil
}

// resolution is what the choice of a face depends on.
type resolution struct {
	letter, mark rune
	script       language.Script
	variant      string
	of           language.Script
}

// maxResolved bounds the memory of a typesetter that meets every letter of Unicode.
const maxResolved = 1 << 14

func (t *Typesetter) search(wanted []rune, script language.Script, style Style, l Language) (*Face, error) {
	var second *Face
	own := language.LookupScript(wanted[0])
	for _, family := range append([]string{families[l.script], families[script], families[own], families[language.Latin]}, common...) {
		if family == "" {
			continue
		}
		face, err := t.face(family, style)
		if err != nil {
			return nil, err
		}
		if !face.has(wanted[0]) && !invisible(wanted[0]) {
			continue
		}
		if len(wanted) == 1 || face.has(wanted[1]) {
			return face, nil
		}
		if second == nil {
			second = face
		}
	}
	if second == nil {
		return nil, &MissingError{wanted[0], l.Tag}
	}
	return second, nil
}
