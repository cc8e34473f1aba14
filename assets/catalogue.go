// Package assets holds what is data and not code: the words of the screens in each language. A
// language is a file; adding one needs no code.
package assets

import (
	"embed"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed strings/*.toml
var files embed.FS

// namesFile holds the languages' own names; every other file is one language.
const namesFile = "languages.toml"

// ErrStrings says that the files of words do not fit together; the text lists every reason.
var ErrStrings = errors.New("the files of words do not fit together")

// Words are the words of every language.
type Words struct {
	languages map[string]tongue
	names     map[string]string
}

// tongue is one language's words, by dotted key. A key that counts ends in a plural category.
type tongue struct {
	tag    language.Tag
	right  bool // from right to left
	status string
	texts  map[string]string
}

// Catalogue is the words that are compiled into the program.
var Catalogue = sync.OnceValue(func() *Words {
	w, err := load()
	if err != nil {
		panic(err) // a broken program: the files are embedded, and tested
	}
	return w
})

func load() (*Words, error) {
	w := &Words{languages: map[string]tongue{}, names: map[string]string{}}
	entries, err := files.ReadDir("strings")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		text, err := files.ReadFile(path.Join("strings", e.Name()))
		if err != nil {
			return nil, err
		}
		if err := w.add(e.Name(), string(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
	}
	return w, w.check()
}

func (w *Words) add(name, text string) error {
	if name == namesFile {
		_, err := toml.Decode(text, &w.names)
		return err
	}
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		return err
	}
	code := strings.TrimSuffix(name, ".toml")
	tag, err := language.Parse(code)
	if err != nil {
		return err
	}
	t := tongue{tag: tag, texts: map[string]string{}}
	flatten(tree, "", t.texts)
	t.right, t.status = t.texts["direction"] == "rtl", t.texts["status"]
	w.languages[code] = t
	return nil
}

// flatten turns nested tables into dotted keys.
func flatten(tree map[string]any, prefix string, into map[string]string) {
	for k, v := range tree {
		switch v := v.(type) {
		case map[string]any:
			flatten(v, prefix+k+".", into)
		case string:
			into[prefix+k] = v
		default:
			into[prefix+k] = fmt.Sprint(v)
		}
	}
}

// categories are the forms that a count may take, by what CLDR calls them.
var categories = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// check reports the keys that a language lacks or has alone, plural forms aside.
func (w *Words) check() error {
	all := map[string]bool{}
	for _, t := range w.languages {
		for key := range t.texts {
			all[stem(key)] = true
		}
	}
	var faults []string
	for _, code := range slices.Sorted(maps.Keys(w.languages)) {
		has := map[string]bool{}
		for key := range w.languages[code].texts {
			has[stem(key)] = true
		}
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if !has[key] {
				faults = append(faults, code+" lacks "+key)
			}
		}
		if w.names[code] == "" {
			faults = append(faults, code+" has no name of its own")
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%w:\n  %s", ErrStrings, strings.Join(faults, "\n  "))
	}
	return nil
}

// stem is a key without its plural category.
func stem(key string) string {
	for _, c := range categories {
		if s, ok := strings.CutSuffix(key, "."+c); ok {
			return s
		}
	}
	return key
}

// Languages are those that have words, sorted.
func (w *Words) Languages() []string { return slices.Sorted(maps.Keys(w.languages)) }

// Name is what a language calls itself; the tag where that is not known.
func (w *Words) Name(tag string) string {
	if name := w.names[tag]; name != "" {
		return name
	}
	return tag
}

// RightToLeft says in which direction a language is written. It is stored, never guessed.
func (w *Words) RightToLeft(code string) bool { return w.languages[code].right }

// Draft says that no speaker has approved a language's words yet.
func (w *Words) Draft(code string) bool { return w.languages[code].status != "approved" }

// Args are what stands for {name} in a text.
type Args map[string]string

// Text is a text in a language, with its arguments in place. A key that no file has is given back in
// brackets: ugly, and seen at once.
func (w *Words) Text(code, key string, args Args) string {
	text, ok := w.languages[code].texts[key]
	if !ok {
		return "[" + key + "]"
	}
	for name, value := range args {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// Count is a text that depends on a number, in the form that the language asks for: Arabic has six.
// A form of its own for zero holds in any language.
func (w *Words) Count(code, key string, n int) string {
	t := w.languages[code]
	form := categories[plural.Cardinal.MatchPlural(t.tag, n, 0, 0, 0, 0)]
	if _, ok := t.texts[key+".zero"]; ok && n == 0 {
		form = "zero"
	}
	if _, ok := t.texts[key+"."+form]; !ok {
		form = "other"
	}
	return w.Text(code, key+"."+form, Args{"n": strconv.Itoa(n)})
}
