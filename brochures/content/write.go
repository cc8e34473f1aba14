package content

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Folder is a town's folder over a country's pack, to be written to. What is written is read first as the kiosk would read it:
// nothing is written that could not be used.
type Folder struct {
	Pack string
	Path string
}

// ErrNoFolder says that a town has nowhere to write to.
var ErrNoFolder = errors.New("the town has no folder of content: name one in site.toml, [content] folder = \"content\"")

// ErrUnknown says that there is no such thing.
var ErrUnknown = errors.New("there is no such fact, number, place or brochure")

// ErrRole says that a role may not do this.
var ErrRole = errors.New("this is none of the roles of pack.toml")

// open loads the content of the folder, which is made if it is not there.
func (f Folder) open(role string) (*Content, error) {
	if f.Path == "" {
		return nil, ErrNoFolder
	}
	if err := os.MkdirAll(f.Path, 0o755); err != nil {
		return nil, fmt.Errorf("make the town's folder: %w", err)
	}
	c, err := Open(f.Pack, f.Path)
	if err != nil {
		return nil, err
	}
	if role != "" && !slices.Contains(c.Roles, role) {
		return nil, fmt.Errorf("%w: %q; they are %s", ErrRole, role, strings.Join(c.Roles, ", "))
	}
	return c, nil
}

// Confirm notes that a role found facts, numbers or places true as they are written now.
func (f Folder) Confirm(ids []string, role string, on Date) (*Content, error) {
	c, err := f.open(role)
	if err != nil {
		return nil, err
	}
	text, err := f.read("confirmations.toml")
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		of, known := c.digests[id]
		if !known {
			return nil, fmt.Errorf("%w: %q", ErrUnknown, id)
		}
		text += entryText("confirmation", pairs{{"id", id}, {"by", role}, {"on", on}, {"of", of}})
	}
	return f.write("confirmations.toml", text)
}

// Approve notes that a role agrees that a brochure is handed out as it is now. The brochure is copied into the town's folder: a
// later version of the pack does not change it.
func (f Folder) Approve(key Key, role string, on Date) (*Content, error) {
	c, err := f.open(role)
	if err != nil {
		return nil, err
	}
	i, ok := c.texts[key]
	if !ok {
		return nil, fmt.Errorf("%w: %s, %s", ErrUnknown, key.Topic, key.Language)
	}
	b := c.Brochures[i]
	text := frontText(b, inlineTable(pairs{{"by", role}, {"on", on}, {"text", c.Approvable(b)}})) + b.Body
	return f.write(filepath.Join("brochures", key.Language, key.Topic+".md"), text)
}

// frontText is the front matter of a brochure, with its fences.
func frontText(b Brochure, approval string) string {
	var t strings.Builder
	fmt.Fprintln(&t, fence)
	for _, p := range (pairs{{"title", b.Title}, {"subtitle", b.Subtitle}, {"topic", b.Topic}, {"language", b.Language}, {"facts", b.Facts}}) {
		if value := tomlValue(p.value); value != "" {
			fmt.Fprintf(&t, "%s = %s\n", p.key, value)
		}
	}
	fmt.Fprintf(&t, "approval = %s\n%s\n", approval, fence)
	return t.String()
}

// Take writes the places of an import into the town's folder: those that are new or changed, and no others.
func (f Folder) Take(in Import) (*Content, error) {
	if _, err := f.open(""); err != nil {
		return nil, err
	}
	text, err := f.read("places.toml")
	if err != nil {
		return nil, err
	}
	for _, p := range in.Places {
		text = replaceEntry(text, "place", p.ID, p.text())
	}
	return f.write("places.toml", text)
}

// text is a place as it is written in a file.
func (p Place) text() string {
	return entryText("place", pairs{
		{"id", p.ID},
		{"kind", p.Kind},
		{"topics", p.Topics},
		{"area", p.Area},
		{"name", p.Name},
		{"address", p.Address},
		{"phones", p.Phones},
		{"hours", p.Hours},
		{"languages", p.Languages},
		{"cost", p.Cost},
		{"papers", p.Papers},
		{"bring", p.Bring},
		{"answers", p.Answers},
		{"note", p.Note},
		{"status", p.Status},
		{"status_since", p.StatusSince},
		{"certainty", p.Certainty},
		{"confirm", p.Confirm},
		{"safety_critical", p.Critical},
		{"source", p.Source},
		{"verified_on", p.VerifiedOn},
		{"expires_on", p.ExpiresOn},
	})
}

// replaceEntry puts the text of an entry in the place of the one with its id, or at the end of a file. What stands between
// entries stays. The file is one that was loaded.
func replaceEntry(file, table, id, text string) string {
	var entries map[string][]struct{ ID string }
	_, err := toml.Decode(file, &entries)
	n := slices.IndexFunc(entries[table], func(e struct{ ID string }) bool { return e.ID == id })
	starts := headers(file, table)
	if err != nil || n < 0 || len(starts) != len(entries[table]) {
		if file != "" && !strings.HasSuffix(file, "\n") {
			file += "\n"
		}
		return file + text
	}
	lines := strings.SplitAfter(file, "\n")
	begin, end := starts[n]-1, len(lines)
	if n+1 < len(starts) {
		end = starts[n+1] - 1
	}
	for end > begin+1 && aside(lines[end-1]) {
		end--
	}
	return strings.Join(lines[:begin], "") + strings.TrimPrefix(text, "\n") + strings.Join(lines[end:], "")
}

// aside says that a line is blank or a comment: before an entry, it belongs to that one.
func aside(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || strings.HasPrefix(line, "#")
}

type pairs []struct {
	key   string
	value any
}

// entryText writes one [[...]] of a file, leaving out what is empty.
func entryText(table string, p pairs) string {
	var t strings.Builder
	fmt.Fprintf(&t, "\n[[%s]]\n", table)
	for _, one := range p {
		if value := tomlValue(one.value); value != "" {
			fmt.Fprintf(&t, "%s = %s\n", one.key, value)
		}
	}
	return t.String()
}

func inlineTable(p pairs) string {
	var parts []string
	for _, one := range p {
		parts = append(parts, one.key+" = "+tomlValue(one.value))
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// tomlValue writes a value, or nothing for an empty one.
func tomlValue(value any) string {
	switch v := value.(type) {
	case string:
		return quoted(v)
	case Date:
		return string(v)
	case bool:
		if v {
			return "true"
		}
	case []string:
		parts := make([]string, len(v))
		for i, s := range v {
			parts[i] = quoted(s)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Text:
		var p pairs
		for _, language := range slices.Sorted(maps.Keys(v)) {
			p = append(p, struct {
				key   string
				value any
			}{language, v[language]})
		}
		if len(p) > 0 {
			return inlineTable(p)
		}
	}
	return ""
}

// quoted writes a TOML string: JSON's escapes are among TOML's.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a broken program: a string can be written
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), "\x7f", `\u007f`)
}

// read is the text of a file of the folder, empty where there is none.
func (f Folder) read(name string) (string, error) {
	data, err := os.ReadFile(filepath.Join(f.Path, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read the town's content: %w", err)
	}
	return string(data), nil
}

// write puts a file into the folder, if the whole content can be used with it. The file is there whole or not at all.
func (f Folder) write(name, text string) (*Content, error) {
	trial, err := os.MkdirTemp("", "guichet-content-")
	if err != nil {
		return nil, fmt.Errorf("try the content: %w", err)
	}
	defer func() { _ = os.RemoveAll(trial) }()
	copied := filepath.Join(trial, filepath.Base(f.Path))
	if err := os.CopyFS(copied, os.DirFS(f.Path)); err != nil {
		return nil, fmt.Errorf("try the content: %w", err)
	}
	if err := put(filepath.Join(copied, name), text); err != nil {
		return nil, err
	}
	c, err := Open(f.Pack, copied)
	if err != nil {
		return nil, err
	}
	return c, put(filepath.Join(f.Path, name), text)
}

// put writes a file beside its place, and then moves it there.
func put(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("write content: %w", err)
	}
	beside := path + ".new"
	if err := os.WriteFile(beside, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write content: %w", err)
	}
	if err := os.Rename(beside, path); err != nil {
		return fmt.Errorf("write content: %w", err)
	}
	return nil
}
