package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Layer is a folder of content: a country's pack, or what a town puts over it.
type Layer struct {
	// Name is how problems call the folder.
	Name  string
	Files fs.FS
}

// maxFile bounds what is read of one file.
const maxFile = 1 << 20

// Load reads a country's pack and the folders over it, the later over the earlier. The error is [Problems] with everything
// that is wrong; what the rules leave out by themselves is in Content.Notices.
func Load(layers ...Layer) (*Content, error) {
	l := loader{content: &Content{unread: map[string]bool{}}}
	for _, layer := range layers {
		l.layer(layer)
	}
	l.content.index()
	l.problems = append(l.problems, check(l.content)...)
	all := l.problems.sorted()
	if bad := all.fatal(); len(bad) > 0 {
		return nil, all
	}
	l.content.Notices = all
	return l.content, nil
}

// Bans reads nothing but the do-not-print lists of folders, as far as they can be read.
func Bans(layers ...Layer) (all []Entry) {
	l := loader{content: &Content{unread: map[string]bool{}}}
	for _, layer := range layers {
		all = append(all, read[Entry](&l, layer, "donotprint.toml", "entry")...)
	}
	return all
}

// forbidding is the content with another do-not-print list over its own.
func (c *Content) forbidding(entries []Entry) *Content {
	other := *c
	other.Entries = slices.Clone(c.Entries)
	for _, e := range entries {
		k := checker{Content: &other}
		if k.entry(e); len(k.problems) == 0 {
			other.Entries = append(other.Entries, e)
		}
	}
	other.index()
	return &other
}

// loader reads layers and collects what is wrong with them.
type loader struct {
	content  *Content
	problems Problems
}

func (l *loader) fault(o Origin, format string, args ...any) {
	l.problems = append(l.problems, Problem{File: o.File, Line: o.Line, Reason: fmt.Sprintf(format, args...)})
}

func (l *loader) layer(from Layer) {
	c := l.content
	l.country(from)
	c.Topics = merge(l, c.Topics, read[Topic](l, from, "topics.toml", "topic"))
	c.Facts = merge(l, c.Facts, read[Fact](l, from, "facts.toml", "fact"))
	c.Numbers = merge(l, c.Numbers, read[UsefulNumber](l, from, "numbers.toml", "number"))
	c.Places = merge(l, c.Places, read[Place](l, from, "places.toml", "place"))
	l.holidays(from)
	c.Entries = merge(l, c.Entries, read[Entry](l, from, "donotprint.toml", "entry"))
	c.Confirmations = merge(l, c.Confirmations, read[Confirmation](l, from, "confirmations.toml", "confirmation"))
	l.brochures(from)
}

func (l *loader) holidays(from Layer) {
	l.content.Holidays = merge(l, l.content.Holidays, read[Holiday](l, from, "holidays.toml", "holiday"))
}

// entry is one [[...]] of a file. Its key is the name by which a later folder replaces it, empty for what only adds up.
type entry[T any] interface {
	*T
	key() string
	origin() *Origin
}

func (o *Origin) origin() *Origin { return o }

func (t *Topic) key() string        { return t.Code }
func (f *Fact) key() string         { return f.ID }
func (n *UsefulNumber) key() string { return n.ID }
func (p *Place) key() string        { return p.ID }
func (*Holiday) key() string        { return "" }
func (*Entry) key() string          { return "" }
func (*Confirmation) key() string   { return "" }

// merge puts entries over those of the folders before: one with the same key replaces the old one, in its place.
func merge[T any, P entry[T]](l *loader, old, entries []T) []T {
	lines := map[string]int{}
	for i := range entries {
		e := P(&entries[i])
		key, at := e.key(), *e.origin()
		if first, twice := lines[key]; twice && key != "" {
			l.fault(at, "%q is given twice, first on line %d: each needs a name of its own", key, first)
		}
		lines[key] = at.Line
		same := slices.IndexFunc(old, func(o T) bool { return key != "" && P(&o).key() == key })
		if same < 0 {
			old = append(old, entries[i])
		} else {
			old[same] = entries[i]
		}
	}
	return old
}

// open reads a file of a layer; a file that is not there is empty.
func (l *loader) open(from Layer, name string) (text string, at Origin, ok bool) {
	at = Origin{File: path.Join(from.Name, name)}
	data, err := fs.ReadFile(from.Files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", at, false
	case err != nil:
		l.fault(at, "the file cannot be read: %v", err)
		return "", at, false
	case len(data) > maxFile:
		l.fault(at, "the file is longer than 1 MB")
		return "", at, false
	}
	return strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n"), at, true
}

// decode reads TOML; every setting that nobody knows is a fault.
func (l *loader) decode(text string, at Origin, first int, into any) bool {
	meta, err := toml.Decode(text, into)
	if err != nil {
		at.Line = first
		var syntax toml.ParseError
		if errors.As(err, &syntax) {
			at.Line += syntax.Position.Line
			l.fault(at, "%s", syntax.Message)
		} else {
			l.fault(at, "%v", err)
		}
		return false
	}
	seen := map[string]bool{}
	for _, key := range meta.Undecoded() {
		if name := key.String(); !seen[name] {
			seen[name] = true
			at.Line = first + lineOf(text, 1, key[len(key)-1])
			l.fault(at, "%q is not a setting of this file", name)
		}
	}
	return true
}

// read decodes the entries of a file.
func read[T any, P entry[T]](l *loader, from Layer, name, table string) []T {
	text, at, ok := l.open(from, name)
	if !ok {
		return nil
	}
	var file map[string][]T
	if !l.decode(text, at, 0, &file) {
		l.content.unread[name] = true
		return nil
	}
	for other := range file {
		if other != table {
			l.fault(at, "%q is not known here: this file holds entries [[%s]]", other, table)
		}
	}
	lines := headers(text, table)
	for i := range file[table] {
		at.Line = 1
		if i < len(lines) {
			at.Line = lines[i]
		}
		*P(&file[table][i]).origin() = at
	}
	return file[table]
}

// headers are the lines on which the entries of a file begin.
func headers(text, table string) (lines []int) {
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "[["+table+"]]" {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// lineOf is the first line from a line on that sets a key, or that line.
func lineOf(text string, from int, key string) int {
	for i, line := range strings.Split(text, "\n") {
		name, _, _ := strings.Cut(line, "=")
		if i+1 >= from && strings.Trim(strings.TrimSpace(name), "\"[]") == key {
			return i + 1
		}
	}
	return from
}

func (l *loader) country(from Layer) {
	text, at, ok := l.open(from, "pack.toml")
	if !ok {
		return
	}
	var c Country
	if l.decode(text, at, 0, &c) {
		l.content.Country = c
	}
}

func (l *loader) brochures(from Layer) {
	names, err := fs.Glob(from.Files, "brochures/*/*.md")
	if err != nil {
		panic(err) // a broken program: the pattern is wrong
	}
	for _, name := range names {
		text, at, ok := l.open(from, name)
		if !ok {
			continue
		}
		b, ok := l.brochure(text, at)
		if !ok {
			continue
		}
		at.Line = 1
		if want := path.Join("brochures", b.Language, b.Topic+".md"); want != name {
			l.fault(at, "topic %q and language %q belong into %s", b.Topic, b.Language, want)
		}
		same := func(o Brochure) bool { return o.Topic == b.Topic && o.Language == b.Language }
		if i := slices.IndexFunc(l.content.Brochures, same); i >= 0 {
			l.content.Brochures[i] = b
		} else {
			l.content.Brochures = append(l.content.Brochures, b)
		}
	}
}

// fence stands before and after the front matter.
const fence = "+++"

// brochure reads the front matter of a brochure.
func (l *loader) brochure(text string, at Origin) (b Brochure, ok bool) {
	lines := strings.Split(text, "\n")
	at.Line = 1
	if strings.TrimSpace(lines[0]) != fence {
		l.fault(at, "a brochure begins with a line %s, then its title, topic, language, facts and approval, then another line %s", fence, fence)
		return b, false
	}
	end := 1 + slices.IndexFunc(lines[1:], func(s string) bool { return strings.TrimSpace(s) == fence })
	if end == 0 {
		l.fault(at, "the second line %s is missing: it stands between the front matter and the text", fence)
		return b, false
	}
	ok = l.decode(strings.Join(lines[1:end], "\n"), at, 1, &b)
	b.Origin, b.BodyLine, b.Body = at, end+2, strings.Join(lines[end+1:], "\n")
	return b, ok
}

// UnmarshalTOML reads "draft", or a table with by, on and text.
func (a *Approval) UnmarshalTOML(value any) error {
	switch v := value.(type) {
	case string:
		if v == "draft" {
			return nil
		}
	case map[string]any:
		by, okBy := v["by"].(string)
		text, okText := v["text"].(string)
		if err := a.On.UnmarshalTOML(v["on"]); err == nil && okBy && okText && len(v) == 3 {
			a.By, a.Text = by, text
			return nil
		}
	}
	return errors.New(`approval is "draft", or what guichetctl content approve writes: by, on and text`)
}
