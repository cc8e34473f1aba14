package report

import (
	"cmp"
	"slices"

	"guichet/brochures"
	"guichet/brochures/pdf"
	"guichet/brochures/typeset"
	"guichet/queue/statistics"
)

// The colors of charts: one hue, dark against pale, so that they say the same printed in grey and to
// whoever does not tell red from green.
var (
	ink   = pdf.RGB(0x10273d)
	muted = pdf.RGB(0x435365)
	sea   = pdf.RGB(0x0b4f6c)
	pale  = pdf.RGB(0xe4eff3)
	white = pdf.RGB(0xffffff)
)

// The measures of charts, in points.
const (
	titleSize    = 11.0
	sentenceSize = 9.5
	labelSize    = 9.0
	gutter       = 22.0  // between two charts side by side
	textWidth    = 487.0 // of a page of A4, between its margins
	barHeight    = 9.0
	rowGap       = 3.5
	valueRoom    = 62.0 // for the figure behind the longest bar
	labelShare   = 0.42
	pairsShown   = 6 // of a two-way table, the largest
)

// bar is one figure of a chart.
type bar struct {
	label, text string
	// from is where the bar begins: 0 for a count, the least for a range.
	from, value int
	// small stands for "less than 8": the bar is pale, for its length is no count.
	small bool
}

// chart is one table as bars.
type chart struct {
	title, sentence string
	bars            []bar
}

// charts draws one or two tables side by side; nil when none of them was published.
func (p page) charts(tables ...string) brochures.Block {
	var all []chart
	for _, name := range tables {
		if c, published := p.chart(name); published {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return nil
	}
	width := textWidth
	if len(tables) > 1 {
		width = (textWidth - gutter) / 2
	}
	return p.figure(all, width)
}

// figure is charts side by side, each of a width.
func (p page) figure(all []chart, width float64) brochures.Block {
	height, alt := 0.0, ""
	for _, c := range all {
		height = max(height, p.measure.chart(c, width))
		alt += c.alt() + " "
	}
	return brochures.Figure{Alt: alt, Height: height, Draw: func(d *brochures.Drawing) {
		for i, c := range all {
			p.draw(d, c, float64(i)*(width+gutter), width)
		}
	}}
}

func (p page) chart(name string) (chart, bool) {
	t, _ := statistics.LookupTable(name)
	figures := p.Table(name)
	c := chart{title: p.in(t.Label()), sentence: p.Finding(name, p.language)}
	if len(t.Fields) == 2 {
		figures = largest(figures)
		c.sentence += " " + p.in(p.words.Largest)
	}
	for _, f := range figures {
		c.bars = append(c.bars, bar{label: f.Name(p.language), text: f.Text(p.language), value: f.Value, small: f.Flag == statistics.FlagLess})
	}
	return c, len(c.bars) > 0
}

// largest are the largest figures of a two-way table, in order. One that equals the last is not cut off.
func largest(figures []statistics.Figure) []statistics.Figure {
	shown := slices.DeleteFunc(slices.Clone(figures), func(f statistics.Figure) bool { return f.Flag != "" })
	slices.SortStableFunc(shown, func(a, b statistics.Figure) int { return cmp.Compare(b.Value, a.Value) })
	n := min(len(shown), pairsShown)
	for n > 0 && n < len(shown) && shown[n].Value == shown[n-1].Value && n < 2*pairsShown-3 {
		n++
	}
	return shown[:n]
}

// alt says the chart in words.
func (c chart) alt() string {
	text := c.title + ". " + c.sentence
	for _, b := range c.bars {
		text += " " + b.label + ": " + b.text + "."
	}
	return text
}

// chart is the height of a chart.
func (m measure) chart(c chart, width float64) float64 {
	height := m.height(c.title, true, width, titleSize) + m.height(c.sentence, false, width, sentenceSize) + rowGap
	for _, b := range c.bars {
		height += m.row(b, width)
	}
	return height
}

// row is the height of a bar with its label, which may need two lines.
func (m measure) row(b bar, width float64) float64 {
	return max(barHeight, m.height(b.label, false, width*labelShare-6, labelSize)) + rowGap
}

func (p page) draw(d *brochures.Drawing, c chart, x, width float64) {
	plain := func(text string) brochures.Inline { return brochures.Inline{{Text: text}} }
	y := d.Text(brochures.Inline{{Text: c.title, Bold: true}}, x, 0, width, titleSize, typeset.Start, ink)
	y += d.Text(plain(c.sentence), x, y, width, sentenceSize, typeset.Start, muted) + rowGap
	labels := width * labelShare
	room := width - labels - valueRoom
	scale := room / float64(c.longest())
	for _, b := range c.bars {
		d.Text(plain(b.label), x, y, labels-6, labelSize, typeset.Start, ink)
		p.bar(d, b, scale, x+labels, y, room+valueRoom)
		y += p.measure.row(b, width)
	}
}

// bar draws a bar and its figure from x on, within a width.
func (p page) bar(d *brochures.Drawing, b bar, scale, x, y, width float64) {
	const radius, line, space = 1.5, 0.5, 4
	top := y + (labelSize*p.measure.of.Leading-barHeight)/2
	start, length, color := float64(b.from)*scale, float64(b.value-b.from)*scale, ink
	if b.small {
		length, color = 7*scale, muted
		d.Rect(x, top, length, barHeight, radius, pale)
		d.Outline(x, top, length, barHeight, radius, line, sea)
	} else {
		d.Rect(x+start, top, length, barHeight, radius, sea)
	}
	end := start + length + space
	d.Text(brochures.Inline{{Text: b.text, Bold: !b.small}}, x+end, y, width-end, labelSize, typeset.Start, color)
}

// longest is what the longest bar stands for; never so little that "less than 8" fills the page.
func (c chart) longest() int {
	most := 20
	for _, b := range c.bars {
		most = max(most, b.value)
	}
	return most
}

// tile is one figure that a reader looks for first.
type tile struct{ value, label string }

const (
	tileGap     = 10.0
	tilePadding = 9.0
	tileValue   = 17.0
)

func (p page) tileRow(tiles []tile) brochures.Block {
	width := (textWidth - float64(len(tiles)-1)*tileGap) / float64(len(tiles))
	inner := width - 2*tilePadding
	values, labels, alt := 0.0, 0.0, ""
	for _, t := range tiles {
		values = max(values, p.measure.height(t.value, true, inner, tileValue))
		labels = max(labels, p.measure.height(t.label, false, inner, labelSize))
		alt += t.label + ": " + t.value + ". "
	}
	height := values + labels + 2*tilePadding
	return brochures.Figure{Alt: alt, Height: height, Draw: func(d *brochures.Drawing) {
		for i, t := range tiles {
			x := float64(i) * (width + tileGap)
			d.Rect(x, 0, width, height, 6, sea)
			d.Text(brochures.Inline{{Text: t.value, Bold: true}}, x+tilePadding, tilePadding, inner, tileValue, typeset.Start, white)
			d.Text(brochures.Inline{{Text: t.label}}, x+tilePadding, tilePadding+values, inner, labelSize, typeset.Start, pale)
		}
	}}
}
