// Package assets holds what is data and not code: the words of the screens in each language. A
// language is a folder, with a file for each part of the product; adding one needs no code.
package assets

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
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

//go:embed strings
var files embed.FS

// namesFile holds the languages' own names; each folder beside it is one language.
const namesFile = "strings/languages.toml"

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
	names, err := files.ReadFile(namesFile)
	if err != nil {
		return nil, err
	}
	if err := toml.Unmarshal(names, &w.names); err != nil {
		return nil, fmt.Errorf("%s: %w", namesFile, err)
	}
	texts, err := fs.Glob(files, "strings/*/*.toml")
	if err != nil {
		return nil, err
	}
	for _, name := range texts {
		if err := w.add(name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return w, w.check()
}

// add takes the words of one file into its folder's language.
func (w *Words) add(name string) error {
	text, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	var tree map[string]any
	if err := toml.Unmarshal(text, &tree); err != nil {
		return err
	}
	code := path.Base(path.Dir(name))
	t, ok := w.languages[code]
	if !ok {
		t.texts = map[string]string{}
		if t.tag, err = language.Parse(code); err != nil {
			return err
		}
	}
	if err := flatten(tree, "", t.texts); err != nil {
		return err
	}
	t.right, t.status = t.texts["direction"] == "rtl", t.texts["status"]
	w.languages[code] = t
	return nil
}

// flatten turns nested tables into dotted keys. A key has one text in one file.
func flatten(tree map[string]any, prefix string, into map[string]string) error {
	for k, v := range tree {
		if table, ok := v.(map[string]any); ok {
			if err := flatten(table, prefix+k+".", into); err != nil {
				return err
			}
			continue
		}
		if _, twice := into[prefix+k]; twice {
			return fmt.Errorf("%w: %s has a text already", ErrStrings, prefix+k)
		}
		into[prefix+k] = fmt.Sprint(v)
	}
	return nil
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
