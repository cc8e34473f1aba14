package export

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

// workbook is the release as a spreadsheet in one language: how to read it, what follows from the
// figures, a sheet for each table, charts, and a dictionary of codes. Texts are stored as texts, so
// none can be a formula. Arabic sheets run from right to left, and so do their bars.
func workbook(r statistics.Release, language string) ([]byte, error) {
	b := &book{Release: r, file: excelize.NewFile(), language: language, words: statistics.Words().Report, names: map[string]bool{}}
	b.prepare()
	b.methods()
	b.indicatorSheet()
	charts := b.tables()
	b.charts(charts)
	b.dictionary()
	if b.err == nil {
		b.err = b.file.DeleteSheet(emptySheet)
	}
	b.file.SetActiveSheet(0)
	var text bytes.Buffer
	if b.err == nil {
		b.err = b.file.Write(&text)
	}
	sorted := []byte(nil)
	if b.err == nil {
		sorted, b.err = inOrder(text.Bytes())
	}
	if err := errors.Join(b.err, b.file.Close()); err != nil {
		return nil, fmt.Errorf("write the workbook of %v: %w", r.Period, err)
	}
	return sorted, nil
}

// emptySheet is the one that every new workbook has.
const emptySheet = "Sheet1"

// book is a workbook in the making. The first error is kept, and ends it.
type book struct {
	statistics.Release
	file     *excelize.File
	language string
	words    statistics.ReportWording
	names    map[string]bool
	styles   styles
	err      error
}

type styles struct{ title, note, heading, text, number int }

func (b *book) in(l orientation.Label) string { return l.In(b.language) }

// fail keeps the first error.
func (b *book) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// prepare sets the styles, and dates that are the same in every export.
func (b *book) prepare() {
	const epoch = "2000-01-01T00:00:00Z"
	b.fail(b.file.SetDocProps(&excelize.DocProperties{
		Title: title(b.Release), Creator: "Guichet", Language: b.language, Created: epoch, Modified: epoch,
	}))
	start, end, order := "left", "right", uint64(1)
	if b.language == "ar" {
		start, end, order = "right", "left", 2 // 2: what begins with a number is read from the right all the same
	}
	text := &excelize.Alignment{WrapText: true, Vertical: "top", Horizontal: start, ReadingOrder: order}
	b.styles = styles{
		title:   b.style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 15, Color: "0B4F6C"}, Alignment: &excelize.Alignment{Horizontal: start, ReadingOrder: order}}),
		note:    b.style(excelize.Style{Font: &excelize.Font{Color: "435365"}, Alignment: text}),
		heading: b.style(excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E4EFF3"}}, Alignment: text}),
		text:    b.style(excelize.Style{Alignment: text}),
		number:  b.style(excelize.Style{Alignment: &excelize.Alignment{Horizontal: end, Vertical: "top", ReadingOrder: order}}),
	}
}

func (b *book) style(s excelize.Style) int {
	id, err := b.file.NewStyle(&s)
	if err != nil {
		b.fail(err)
	}
	return id
}

// add makes a sheet, with a name that no other sheet has and that a spreadsheet takes: at most 31
// letters, and none of :\/?*[]. Its views follow the language's direction.
func (b *book) add(title string) string {
	name := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, c) {
			return ' '
		}
		return c
	}, title)
	name = clip(name, 31)
	for n := 2; b.names[strings.ToLower(name)]; n++ {
		end := fmt.Sprintf(" %d", n)
		name = clip(name, 31-len(end)) + end
	}
	b.names[strings.ToLower(name)] = true
	_, err := b.file.NewSheet(name)
	b.fail(err)
	rightToLeft := b.language == "ar"
	b.fail(b.file.SetSheetView(name, -1, &excelize.ViewOptions{RightToLeft: &rightToLeft}))
	b.onPaper(name)
	return name
}

// onPaper prints a sheet as wide as a page of A4, however long.
func (b *book) onPaper(sheet string) {
	fit, a4, one, many := true, 9, 1, 0
	b.fail(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.fail(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, FitToWidth: &one, FitToHeight: &many}))
}

func clip(s string, most int) string {
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most])
	}
	return s
}

// stream writes the lines of a sheet, with columns as wide as given, in letters. A line with one cell
// runs over all columns, and is as high as its text needs there.
func (b *book) stream(name string, widths []float64, lines [][]any) {
	if b.err != nil {
		return
	}
	w, err := b.file.NewStreamWriter(name)
	if err != nil {
		b.fail(err)
		return
	}
	for i, width := range widths {
		b.fail(w.SetColWidth(i+1, i+1, width))
	}
	across := 0.0
	for _, width := range widths {
		across += width
	}
	last := string(rune('A' + len(widths) - 1))
	for i, cells := range lines {
		height := lineHeight
		if len(cells) == 1 {
			height = b.height(cells[0], across)
			if len(widths) > 1 {
				b.fail(w.MergeCell(fmt.Sprintf("A%d", i+1), fmt.Sprintf("%s%d", last, i+1)))
			}
		}
		b.fail(w.SetRow(fmt.Sprintf("A%d", i+1), cells, excelize.RowOpts{Height: height}))
	}
	b.fail(w.Flush())
}

// lineHeight is that of a line of text, in points.
const lineHeight = 15.0

// height of a text that runs over a width in letters: titles have one line, of larger type.
func (b *book) height(cell any, width float64) float64 {
	c, styled := cell.(excelize.Cell)
	if !styled || c.StyleID == b.styles.title {
		return 1.6 * lineHeight
	}
	letters := float64(len([]rune(fmt.Sprint(c.Value))))
	return lineHeight * (1 + math.Floor(letters/(0.95*width)))
}

func (b *book) cell(style int, value any) excelize.Cell {
	return excelize.Cell{StyleID: style, Value: value}
}

// head are the first lines of every sheet: its title, and the rule.
func (b *book) head(title string) [][]any {
	return [][]any{{b.cell(b.styles.title, title)}, {b.cell(b.styles.note, b.RuleText(b.language))}, {}}
}

// methods is the first sheet: what this is, how to read it, what is not there.
func (b *book) methods() {
	lines := b.head(title(b.Release))
	for _, line := range b.words.Method {
		lines = append(lines, []any{b.cell(b.styles.note, b.in(line))})
	}
	for _, name := range b.Withheld {
		t, _ := statistics.LookupTable(name)
		lines = append(lines, []any{b.cell(b.styles.note, b.in(t.Label())+": "+b.in(statistics.Words().Withheld))})
	}
	lines = append(lines, []any{b.cell(b.styles.note, b.in(b.words.Draft))})
	b.stream(b.add(b.in(b.words.Methods)), []float64{80}, lines)
}

func (b *book) indicatorSheet() {
	lines := b.head(b.in(b.words.Indicators))
	lines = append(lines, b.headings(b.words.Indicator, b.words.Dimension, b.words.Value))
	for _, i := range statistics.Indicators(b.Release) {
		dimension := b.in(statistics.DimensionLabel(i.Dimension))
		lines = append(lines, []any{b.cell(b.styles.text, i.Label(b.language)), b.cell(b.styles.text, dimension), b.cell(b.styles.number, i.Text(b.language))})
	}
	b.stream(b.add(b.in(b.words.Indicators)), []float64{56, 36, 24}, lines)
}

func (b *book) headings(labels ...orientation.Label) []any {
	var cells []any
	for _, l := range labels {
		cells = append(cells, b.cell(b.styles.heading, b.in(l)))
	}
	return cells
}

// dictionary lists every code in three languages, with the theme of a topic.
func (b *book) dictionary() {
	lines := b.head(b.in(b.words.Dictionary))
	heading := func(text string) any { return b.cell(b.styles.heading, text) }
	lines = append(lines, []any{heading(b.in(b.words.Table)), heading("code"), heading("fr"), heading("ar"), heading("en"), heading("theme")})
	seen := map[[2]string]bool{}
	for _, f := range b.Figures {
		t, _ := statistics.LookupTable(f.Table)
		for position, code := range []string{f.Category, f.Category2} {
			key := [2]string{f.Table, fmt.Sprint(position, code)}
			if l, known := t.Category(position, code); known && !seen[key] {
				seen[key] = true
				theme, _ := statistics.ThemeOf(code)
				lines = append(lines, []any{f.Table, code, l.FR, l.AR, l.EN, theme.Code})
			}
		}
	}
	b.stream(b.add(b.in(b.words.Dictionary)), []float64{20, 14, 36, 36, 36, 18}, lines)
}
