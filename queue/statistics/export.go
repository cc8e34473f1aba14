package statistics

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"guichet/queue/orientation"
)

// tidyHeader is the first line of tidy.csv.
var tidyHeader = []string{"period", "town", "table", "category", "category2", "value", "flag"}

// Files renders a release: the same release gives the same bytes, always. The names are those of the
// files in the folder, without the manifest: figures-fr.csv, figures-ar.csv and figures-en.csv for
// people (UTF-8 with a byte order mark, semicolons, CRLF), tidy.csv for machines (codes, commas),
// release.json (everything), datapackage.json (Frictionless, the rule in words).
func Files(r Release) (map[string][]byte, error) {
	if err := r.Validate(); err != nil {
		return nil, fmt.Errorf("render %v: %w", r.Period, err)
	}
	files := map[string][]byte{}
	var err error
	for _, language := range []string{"fr", "ar", "en"} {
		if files["figures-"+language+".csv"], err = r.sheet(language); err != nil {
			return nil, err
		}
	}
	if files["tidy.csv"], err = r.tidy(nil); err != nil {
		return nil, err
	}
	if files["release.json"], err = indented(r); err != nil {
		return nil, err
	}
	files["datapackage.json"], err = indented(r.datapackage())
	return files, err
}

// HXL renders tidy.csv with a row of humanitarian hashtags below the header.
func HXL(r Release) ([]byte, error) {
	return r.tidy([]string{
		"#date+period", "#loc+town", "#indicator+table", "#indicator+category", "#indicator+category2", "#indicator+value+num", "#meta+flag",
	})
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

func (r Release) tidy(tags []string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{tidyHeader}
	if tags != nil {
		rows = append(rows, tags)
	}
	rows = append(rows, r.rows()...)
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// rows are the figures as lines of tidy.csv.
func (r Release) rows() [][]string {
	var rows [][]string
	for _, f := range r.Figures {
		value := ""
		if f.Flag == "" || f.Flag == FlagPlain {
			value = strconv.Itoa(f.Value)
		}
		rows = append(rows, []string{r.Period.String(), harmless(r.Town), f.Table, f.Category, f.Category2, value, f.Flag})
	}
	return rows
}

// harmless keeps a spreadsheet from taking a text for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}

// sheet is the table for people.
func (r Release) sheet(language string) ([]byte, error) {
	b := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(b)
	w.Comma, w.UseCRLF = ';', true
	words := labels()
	title := harmless(r.Town) + " " + r.Period.String()
	if r.Version > 1 {
		title += " (" + strconv.Itoa(r.Version) + ")"
	}
	var headings []string
	for _, h := range words.Headings {
		headings = append(headings, h.In(language))
	}
	rows := [][]string{{title}, {words.Rule.In(language)}, headings}
	for _, f := range r.Figures {
		rows = append(rows, r.line(f, language))
	}
	for _, name := range r.Withheld {
		label, _ := pick(words.Tables, name)
		rows = append(rows, []string{label.In(language), words.Withheld.In(language)})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// line is one figure in words.
func (r Release) line(f Figure, language string) []string {
	t, _ := tableNamed(f.Table)
	table, _ := pick(labels().Tables, f.Table)
	one, _ := labelOf(t, 0, f.Category)
	var two orientation.Label
	if f.Category2 != "" {
		two, _ = labelOf(t, 1, f.Category2)
	}
	var theme Theme
	if len(t.Fields) > 0 && t.Fields[0] == "topic" {
		theme, _ = themeOf(f.Category)
	}
	value := strconv.Itoa(f.Value)
	switch f.Flag {
	case FlagLess:
		value = labels().Less.In(language)
	case FlagBand:
		value = labels().Band.In(language)
	}
	return []string{table.In(language), one.In(language), two.In(language), theme.In(language), value}
}

// object is a JSON object of the data package, whose keys the standard fixes.
type object = map[string]any

// datapackage describes tidy.csv by the Frictionless Data Package standard, version 1.
func (r Release) datapackage() object {
	var tables []string
	for _, t := range tablesOf(r.Period.Kind()) {
		tables = append(tables, t.Name)
	}
	text := func(name string, constraints object) object {
		return object{"name": name, "type": "string", "constraints": constraints}
	}
	return object{
		"profile": "tabular-data-package", "name": "guichet-" + strings.ToLower(r.Period.String()),
		"title": r.Town + " " + r.Period.String(), "version": strconv.Itoa(r.Version), "rule": labels().Rule,
		"themes": labels().Themes, "withheld": r.Withheld,
		"resources": []object{{
			"name": "figures", "path": "tidy.csv", "profile": "tabular-data-resource", "format": "csv",
			"mediatype": "text/csv", "encoding": "utf-8",
			"schema": object{
				"missingValues": []string{""},
				"fields": []object{
					text("period", object{"required": true, "enum": []string{r.Period.String()}}),
					text("town", object{"required": true}),
					text("table", object{"required": true, "enum": tables}),
					text("category", object{"required": true}),
					text("category2", object{}),
					{"name": "value", "type": "integer", "constraints": object{"minimum": 0}},
					text("flag", object{"enum": []string{FlagLess, FlagBand, FlagPlain}}),
				},
			},
		}},
	}
}
