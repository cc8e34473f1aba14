package export

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"guichet/queue/statistics"
)

// firstFigure is the row of a table's first figure, below title, rule, finding and headings.
const firstFigure = 6

// plotted is a table with its place in the workbook.
type plotted struct {
	title, sheet string
	figures      string // the letter of their column
	rows         int
}

// tables writes a sheet for each table, and gives those that a chart can show.
func (b *book) tables() []plotted {
	var charts []plotted
	for _, t := range statistics.TablesOf(b.Period.Kind()) {
		figures := b.Table(t.Name)
		if len(figures) == 0 {
			continue
		}
		sheet := b.add(b.in(t.Label()))
		columns := columnsOf(t)
		b.stream(sheet, columns.widths(), b.table(t, figures, columns))
		if len(t.Fields) < 2 && len(figures) > 1 {
			charts = append(charts, plotted{b.in(t.Label()), sheet, columns.last(), len(figures)})
		}
	}
	return charts
}

// columns are the places, among the words of a line for people, of those that a table's sheet shows.
type columns []int

// columnsOf leaves out what a table does not have: a second category, or themes.
func columnsOf(t statistics.Table) columns {
	switch {
	case len(t.Fields) == 2:
		return columns{1, 2, 3, 4}
	case len(t.Fields) == 1 && t.Fields[0] == "topic":
		return columns{1, 3, 4}
	default:
		return columns{1, 4}
	}
}

func (c columns) widths() []float64 {
	all := []float64{0, 46, 46, 30, 18}
	var widths []float64
	for _, i := range c {
		widths = append(widths, all[i])
	}
	return widths
}

// last is the letter of the column that holds the figures.
func (c columns) last() string { return string(rune('A' + len(c) - 1)) }

func (b *book) table(t statistics.Table, figures []statistics.Figure, c columns) [][]any {
	lines := b.head(b.in(t.Label()))
	lines = append(lines, []any{b.cell(b.styles.note, b.Finding(t.Name, b.language))})
	var headings []any
	for _, i := range c {
		headings = append(headings, b.cell(b.styles.heading, statistics.Words().Headings[i].In(b.language)))
	}
	lines = append(lines, headings)
	for _, f := range figures {
		words := line(f, b.language)
		var cells []any
		for _, i := range c[:len(c)-1] {
			cells = append(cells, b.cell(b.styles.text, words[i]))
		}
		lines = append(lines, append(cells, b.cell(b.styles.number, b.value(f))))
	}
	return lines
}

// value is a number where the figure is one, so that a spreadsheet can draw it.
func (b *book) value(f statistics.Figure) any {
	if f.Flag == "" || f.Flag == statistics.FlagPlain {
		return f.Value
	}
	return f.Text(b.language)
}

// The measures of charts, in pixels: a line of a sheet without text is 20 high.
const (
	chartWidth  = 760
	chartHead   = 70
	chartBar    = 26
	sheetLine   = 20
	chartMargin = 2 // lines
)

// charts puts a bar chart of each table on one sheet. Bars begin where reading begins.
func (b *book) charts(tables []plotted) {
	if len(tables) == 0 {
		return
	}
	sheet, at := b.add(b.in(b.words.Charts)), 1
	for _, t := range tables {
		height := chartHead + chartBar*t.rows
		if b.err == nil {
			b.fail(b.file.AddChart(sheet, fmt.Sprintf("A%d", at), b.chart(t, uint(height))))
		}
		at += height/sheetLine + chartMargin
	}
}

func (b *book) chart(t plotted, height uint) *excelize.Chart {
	column := func(letter string) string {
		return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", t.sheet, letter, firstFigure, letter, firstFigure+t.rows-1)
	}
	title := excelize.RichTextRun{Text: t.title + " (" + b.in(b.words.Chart) + ")", Font: &excelize.Font{Bold: true, Size: 12}}
	return &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{{
			Name: fmt.Sprintf("'%s'!$A$1", t.sheet), Categories: column("A"), Values: column(t.figures),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"0B4F6C"}},
		}},
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: height},
		Legend:    excelize.ChartLegend{Position: "none"},
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{title}},
		XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: excelize.Font{Color: "10273D", Size: 9}}, // the first category stands at the top
		YAxis:     excelize.ChartAxis{ReverseOrder: b.language == "ar", None: true},
		PlotArea:  excelize.ChartPlotArea{ShowVal: true},
	}
}
