// Package export writes releases: files for people and for machines, a manifest that the site signs,
// and a folder that is whole or not there. It reads such folders back, verifies them, and makes one
// table of several towns.
package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"

	"guichet/queue/statistics"
)

// tidyHeader is the first line of tidy.csv, indicatorHeader that of indicators.csv.
var (
	tidyHeader      = []string{"period", "town", "table", "category", "category2", "value", "flag"}
	indicatorHeader = []string{"period", "town", "indicator", "category", "unit", "dimension", "least", "greatest"}
)

// HXL renders tidy.csv with a row of humanitarian hashtags below the header.
func HXL(r statistics.Release) ([]byte, error) {
	return tidy(r, []string{
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

func tidy(r statistics.Release, tags []string) ([]byte, error) {
	lines := [][]string{tidyHeader}
	if tags != nil {
		lines = append(lines, tags)
	}
	return plainCSV(append(lines, rows(r)...))
}

// plainCSV is for machines: commas, no byte order mark.
func plainCSV(lines [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.WriteAll(lines)
	return b.Bytes(), err
}

// rows are the figures as lines of tidy.csv.
func rows(r statistics.Release) [][]string {
	var lines [][]string
	for _, f := range r.Figures {
		value := ""
		if f.Flag == "" || f.Flag == statistics.FlagPlain {
			value = strconv.Itoa(f.Value)
		}
		lines = append(lines, []string{r.Period.String(), harmless(r.Town), f.Table, f.Category, f.Category2, value, f.Flag})
	}
	return lines
}

// indicators is indicators.csv.
func indicators(r statistics.Release) ([]byte, error) {
	return plainCSV(append([][]string{indicatorHeader}, indicatorRows(r)...))
}

// indicatorRows are the indicators as lines. What has no end has no greatest.
func indicatorRows(r statistics.Release) [][]string {
	var lines [][]string
	for _, i := range statistics.Indicators(r) {
		greatest := strconv.Itoa(i.Greatest)
		if i.Unit == statistics.Minutes && i.Greatest == 0 {
			greatest = ""
		}
		lines = append(lines, []string{
			r.Period.String(), harmless(r.Town), i.Name, i.Category, string(i.Unit), i.Dimension, strconv.Itoa(i.Least), greatest,
		})
	}
	return lines
}

// harmless keeps a spreadsheet from taking a text for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}

// sheet is the table for people: UTF-8 with a byte order mark, semicolons, CRLF, the rule in words.
func sheet(r statistics.Release, language string) ([]byte, error) {
	b := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(b)
	w.Comma, w.UseCRLF = ';', true
	words := statistics.Words()
	var headings []string
	for _, h := range words.Headings {
		headings = append(headings, h.In(language))
	}
	lines := [][]string{{title(r)}, {r.RuleText(language)}, headings}
	for _, f := range r.Figures {
		lines = append(lines, line(f, language))
	}
	for _, name := range r.Withheld {
		t, _ := statistics.LookupTable(name)
		lines = append(lines, []string{t.Label().In(language), words.Withheld.In(language)})
	}
	for _, i := range statistics.Indicators(r) {
		dimension := statistics.DimensionLabel(i.Dimension).In(language)
		lines = append(lines, []string{words.Report.Indicator.In(language), i.Label(language), dimension, "", i.Text(language)})
	}
	err := w.WriteAll(lines)
	return b.Bytes(), err
}

// title is the town and the period, and the version of a correction.
func title(r statistics.Release) string {
	text := harmless(r.Town) + " " + r.Period.String()
	if r.Version > 1 {
		text += " (" + strconv.Itoa(r.Version) + ")"
	}
	return text
}

// line is one figure in words: table, category, second category, theme, figure.
func line(f statistics.Figure, language string) []string {
	t, _ := statistics.LookupTable(f.Table)
	one, _ := t.Category(0, f.Category)
	two := ""
	if f.Category2 != "" {
		label, _ := t.Category(1, f.Category2)
		two = label.In(language)
	}
	var theme statistics.Theme
	if len(t.Fields) > 0 && t.Fields[0] == "topic" {
		theme, _ = statistics.ThemeOf(f.Category)
	}
	return []string{t.Label().In(language), one.In(language), two, theme.In(language), f.Text(language)}
}
