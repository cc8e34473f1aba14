package orientation

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Report holds the plain counts of a week, for the desk itself. It is not for publication: small
// counts point to people.
type Report struct {
	// Town is the heading; it may be empty.
	Town     string `json:"town,omitempty"`
	Week     Week   `json:"week"`
	Sessions int    `json:"sessions"`
	// Visits are the tickets issued. A visit is not a person.
	Visits int    `json:"visits"`
	Counts Counts `json:"counts"`
	// Measures are the sessions' counts by name, added up.
	Measures map[string]int `json:"measures"`
	// Extra are further figures, shown after the measures in the order given.
	Extra []Figure `json:"extra,omitempty"`
}

// Figure is one more line of a [Report], such as a median in minutes.
type Figure struct {
	Name  string `json:"name"` // a code of the report's measures, such as waiting_p50
	Value string `json:"value"`
}

// reportWords are the words around the figures.
type reportWords struct {
	Marking  Label `toml:"marking"`
	Why      Label `toml:"why"`
	Week     Label `toml:"week"`
	Sessions Label `toml:"sessions"`
	Visits   Label `toml:"visits"`
	Requests Label `toml:"requests"`
	Session  Label `toml:"session"`
	// Measures name the sessions' counts and figures.
	Measures  []Code `toml:"measure"`
	Protected Label  `toml:"protected"`
	Sudan     Label  `toml:"sudan"`
}

// Report adds up the requests and the sessions of a week.
func (s *Store) Report(ctx context.Context, week Week) (Report, error) {
	counts, err := s.Counts(ctx, week)
	if err != nil {
		return Report{}, err
	}
	sessions, err := s.Measures(ctx, week, week)
	if err != nil {
		return Report{}, err
	}
	sums := sumCounts(sessions)
	return Report{
		Week: week, Sessions: len(sessions), Visits: sums[CountIssued], Counts: counts, Measures: sums,
	}, nil
}

// WriteCounts writes the report into a folder, which it makes if need be, as counts-2026-W47.csv (for
// spreadsheets: UTF-8 with a byte order mark, semicolons, CRLF, labels in three languages) and
// counts-2026-W47.txt (labels in the language: "fr", "ar", else English). The first line of both
// says NOT FOR PUBLICATION. Files of the same names are replaced whole or not at all. It returns the
// files' names.
func WriteCounts(dir, language string, r Report) ([]string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("write the counts: %w", err)
	}
	sheet, err := r.csv()
	if err != nil {
		return nil, fmt.Errorf("write the counts: %w", err)
	}
	var names []string
	for ending, text := range map[string][]byte{".csv": sheet, ".txt": r.text(language)} {
		name := filepath.Join(dir, "counts-"+r.Week.String()+ending)
		if err := replace(name, text); err != nil {
			return nil, fmt.Errorf("write the counts: %w", err)
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

// replace puts a file in place under its final name only when the disk has all of it.
func replace(name string, text []byte) error {
	unfinished := name + ".unfinished"
	if err := writeSynced(unfinished, text); err != nil {
		return errors.Join(err, os.Remove(unfinished))
	}
	if err := os.Rename(unfinished, name); err != nil {
		return errors.Join(err, os.Remove(unfinished))
	}
	return syncPath(filepath.Dir(name))
}

// line is one figure on its way to paper: the list it belongs to, its code, what it means.
type line struct {
	list, code string
	label      Label
	value      string
}

// measure is the label of a session's count; the words for any of them when it has none of its own.
func (w reportWords) measure(name string) Label {
	for _, m := range w.Measures {
		if m.Code == name {
			return m.Label
		}
	}
	return w.Session
}

// lines are the figures in the order of both files.
func (r Report) lines() []line {
	words := taxonomy().Report
	all := []line{
		{"week", "", words.Week, r.Week.String()},
		{"sessions", "", words.Sessions, strconv.Itoa(r.Sessions)},
		{"visits", "", words.Visits, strconv.Itoa(r.Visits)},
		{"requests", "", words.Requests, strconv.Itoa(r.Counts.Requests)},
	}
	for _, f := range taxonomy().Fields {
		for _, code := range f.Stored() {
			c, _ := f.Lookup(code)
			all = append(all, line{f.Name, code, c.Label, strconv.Itoa(r.Counts.By[f.Name][code])})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Measures)) {
		all = append(all, line{"session", name, words.measure(name), strconv.Itoa(r.Measures[name])})
	}
	for _, x := range r.Extra {
		all = append(all, line{"session", x.Name, words.measure(x.Name), x.Value})
	}
	return all
}

func (r Report) csv() ([]byte, error) {
	words := taxonomy().Report
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	w.Comma, w.UseCRLF = ';', true
	rows := [][]string{
		{words.Marking.all()},
		{words.Why.all()},
		{r.Town, words.Protected.all(), words.Sudan.all()},
		{"list", "code", "en", "fr", "ar", "count"},
	}
	for _, l := range r.lines() {
		rows = append(rows, []string{l.list, l.code, l.label.EN, l.label.FR, l.label.AR, l.value})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// harmless keeps a spreadsheet from running a cell as a formula.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// all is a label in every language, English first.
func (l Label) all() string { return l.EN + " / " + l.FR + " / " + l.AR }

func (r Report) text(language string) []byte {
	words := taxonomy().Report
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s\n\n", words.Marking.all(), words.Why.In(language))
	if r.Town != "" {
		fmt.Fprintf(&b, "%s\n", r.Town)
	}
	list := ""
	for _, l := range r.lines() {
		if heading := fieldLabel(l.list).In(language); l.code != "" && l.list != list {
			fmt.Fprintf(&b, "\n%s\n", heading)
			list = l.list
		}
		fmt.Fprintf(&b, "%10s  %s%s\n", l.value, l.label.In(language), inBrackets(l.code))
	}
	fmt.Fprintf(&b, "\n%s\n%s\n", words.Protected.In(language), words.Sudan.In(language))
	return b.Bytes()
}

// fieldLabel is the label of a list, or that of the session's measures.
func fieldLabel(list string) Label {
	for _, f := range taxonomy().Fields {
		if f.Name == list {
			return f.Label
		}
	}
	return taxonomy().Report.Session
}

func inBrackets(code string) string {
	if code == "" {
		return ""
	}
	return " [" + code + "]"
}
