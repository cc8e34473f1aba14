// Package report prints a release as a report of two to four pages: the unmet need first, a chart for
// each table, and one plain sentence for each chart. Every number in it is a published figure, or
// follows from published figures ([statistics.Indicators]).
package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"guichet/brochures"
	"guichet/brochures/typeset"
	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

// Render makes the report in a language ("fr", "ar" or "en") as a tagged PDF. The same release, fonts
// and language give the same bytes. Errors are those of the text engine: a [typeset.FontError] names
// the Debian package that is missing.
func Render(r statistics.Release, language string, fonts *typeset.Fonts) ([]byte, error) {
	of, err := typeset.LookupLanguage(language)
	if err != nil {
		return nil, fmt.Errorf("print the report of %v: %w", r.Period, err)
	}
	p := page{Release: r, language: language, words: statistics.Words().Report, measure: newMeasure(fonts, of)}
	text, err := brochures.Leaflet{Fonts: fonts, Language: of, Size: brochures.A4}.Render(p.document())
	if err != nil {
		return nil, fmt.Errorf("print the report of %v: %w", r.Period, err)
	}
	return text, nil
}

// page is a report in the making.
type page struct {
	statistics.Release
	language string
	words    statistics.ReportWording
	measure  measure
}

func (p page) in(l orientation.Label) string { return l.In(p.language) }

func (p page) document() brochures.Document {
	d := brochures.Document{
		Title: p.in(p.title()), Subtitle: isolated(p.Town) + " · " + p.dates(), Icon: "bar_chart", Notice: p.RuleText(p.language),
	}
	switch p.Period.Kind() {
	case statistics.Quarterly:
		d.Blocks = p.quarter()
	case statistics.Yearly:
		d.Blocks = p.year()
	default:
		d.Blocks = p.week()
	}
	d.Blocks = append(d.Blocks, p.withheld()...)
	d.Blocks = append(d.Blocks, p.reading()...)
	return d
}

func (p page) title() orientation.Label {
	switch p.Period.Kind() {
	case statistics.Quarterly:
		return p.words.Quarter
	case statistics.Yearly:
		return p.words.Year
	default:
		return p.words.Week
	}
}

// dates are the first and the last day, and the period's code, which keeps its own direction.
func (p page) dates() string {
	first, last := p.Period.First.Monday(time.UTC), p.Period.Last.Monday(time.UTC).AddDate(0, 0, 6)
	text := fmt.Sprintf("%s – %s (%s)", p.day(first), p.day(last), isolated(p.Period.String()))
	if p.Version > 1 {
		text += ", " + p.in(p.words.Corrected)
	}
	return text
}

// isolated keeps a name's or a code's own direction to itself.
func isolated(s string) string { return "\u2068" + s + "\u2069" }

func (p page) day(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), p.in(p.words.Months[t.Month()-1]), t.Year())
}

func heading(level int, text string) brochures.Block {
	return brochures.Heading{Level: level, Text: brochures.Inline{{Text: text}}}
}

func paragraph(text string) brochures.Block {
	return brochures.Paragraph{Text: brochures.Inline{{Text: text}}}
}

// section is a heading with what is published below it; nothing when nothing is.
func (p page) section(title orientation.Label, blocks ...brochures.Block) []brochures.Block {
	var there []brochures.Block
	for _, b := range blocks {
		if b != nil {
			there = append(there, b)
		}
	}
	if len(there) == 0 {
		return nil
	}
	return append([]brochures.Block{heading(2, p.in(title))}, there...)
}

func (p page) week() []brochures.Block {
	if len(p.Figures) == 1 { // the band
		return p.section(p.words.Desk, paragraph(p.Finding("visits", p.language)))
	}
	all := p.section(p.words.Unmet, p.charts("unmet"))
	all = append(all, p.section(p.words.Desk, p.tiles(), p.charts("end", "waiting"), p.charts("service", "estimate_error"),
		p.charts("seen_first", "estimate"))...)
	all = append(all, p.section(p.words.Asked, p.charts("topic"), p.charts("outcome"))...)
	all = append(all, p.section(p.words.People, p.charts("language", "region"), p.charts("age", "sex"), p.charts("group", "came_by"))...)
	return append(all, p.section(p.words.Printed, p.charts("brochure-topic", "brochure-language"))...)
}

func (p page) quarter() []brochures.Block {
	all := p.section(p.words.Unmet, p.charts("unmet"), p.ranges("no_service_rate", "unmet", "no_service"))
	all = append(all, p.section(p.words.Asked, p.charts("topic"), p.charts("outcome"), p.say("oriented_share"), p.charts("topic-outcome"))...)
	return append(all, p.section(p.words.People, p.charts("region"), p.charts("topic-language"), p.charts("topic-age"), p.charts("topic-sex"))...)
}

// year is the fact sheet: a table for each dimension of the Migration Governance Indicators.
func (p page) year() []brochures.Block {
	all := p.section(p.words.Desk, p.tiles(), p.charts("end"))
	var tables []brochures.Block
	for _, dimension := range statistics.Dimensions() {
		var rows [][2]string
		for _, i := range statistics.Indicators(p.Release) {
			if i.Dimension == dimension {
				rows = append(rows, [2]string{i.Label(p.language), i.Text(p.language)})
			}
		}
		if len(rows) > 0 {
			tables = append(tables, heading(3, p.in(statistics.DimensionLabel(dimension))), p.table(rows))
		}
	}
	return append(all, p.section(p.words.Dimensions, tables...)...)
}

// ranges are the indicators of a name as bars, from the least to the greatest that each may be.
func (p page) ranges(name, table, category string) brochures.Block {
	t, _ := statistics.LookupTable(table)
	label, _ := t.Category(0, category)
	topics, _ := statistics.LookupTable("topic")
	c := chart{title: p.in(label), sentence: p.in(p.words.Ranges)}
	for _, i := range statistics.Indicators(p.Release) {
		if i.Name == name {
			of, _ := topics.Category(0, i.Category)
			c.bars = append(c.bars, bar{label: p.in(of), text: i.Text(p.language), from: i.Least, value: max(i.Greatest, i.Least+1)})
		}
	}
	if len(c.bars) == 0 {
		return nil
	}
	return p.figure([]chart{c}, textWidth)
}

// say is an indicator as a sentence.
func (p page) say(name string) brochures.Block {
	for _, i := range statistics.Indicators(p.Release) {
		if i.Name == name {
			return paragraph(i.Label(p.language) + ": " + i.Text(p.language) + ".")
		}
	}
	return nil
}

func (p page) table(rows [][2]string) brochures.Block {
	cell := func(text string) brochures.Inline { return brochures.Inline{{Text: text}} }
	t := brochures.Table{Titles: []brochures.Inline{cell(p.in(p.words.Indicator)), cell(p.in(p.words.Value))}}
	for _, row := range rows {
		t.Rows = append(t.Rows, []brochures.Inline{cell(row[0]), cell(row[1])})
	}
	return t
}

// withheld names the tables that are not there, and says why.
func (p page) withheld() []brochures.Block {
	var names []string
	for _, name := range p.Withheld {
		t, _ := statistics.LookupTable(name)
		names = append(names, p.in(t.Label()))
	}
	if len(names) == 0 {
		return nil
	}
	return []brochures.Block{
		heading(2, p.in(p.words.Withheld)),
		paragraph(p.in(statistics.Words().Withheld) + ": " + strings.Join(names, p.in(statistics.Words().Finding["comma"])) + "."),
	}
}

func (p page) reading() []brochures.Block {
	list := brochures.List{}
	for _, line := range p.words.Method {
		list.Items = append(list.Items, []brochures.Block{paragraph(p.in(line))})
	}
	list.Items = append(list.Items, []brochures.Block{paragraph(p.in(p.words.Draft))})
	return []brochures.Block{heading(2, p.in(p.words.Reading)), list}
}

// tiles are the figures that a reader looks for first.
func (p page) tiles() brochures.Block {
	var tiles []tile
	for _, t := range []struct{ table, category string }{{"visits", "all"}, {"end", "served"}} {
		for _, f := range p.Table(t.table) {
			if f.Category == t.category {
				of, _ := statistics.LookupTable(t.table)
				label := p.in(of.Label())
				if t.table == "end" {
					label = f.Name(p.language)
				}
				tiles = append(tiles, tile{f.Text(p.language), label})
			}
		}
	}
	if held := p.Table("sessions"); len(held) == 2 {
		of, _ := statistics.LookupTable("sessions")
		tiles = append(tiles, tile{strconv.Itoa(held[0].Value) + " / " + strconv.Itoa(held[1].Value), p.in(of.Label()) + ": " +
			strings.ToLower(held[0].Name(p.language)) + " / " + strings.ToLower(held[1].Name(p.language))})
	}
	for _, i := range statistics.Indicators(p.Release) {
		if i.Name == "wait_median" {
			tiles = append(tiles, tile{i.Text(p.language), i.Label(p.language)})
		}
	}
	if len(tiles) == 0 {
		return nil
	}
	return p.tileRow(tiles)
}
