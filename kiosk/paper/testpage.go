package paper

import (
	_ "embed"
	"image"
	"strings"

	"guichet/assets"
	"guichet/brochures"
	"guichet/brochures/pdf"
	"guichet/brochures/strip"
	"guichet/brochures/typeset"
)

// scripts are languages by their own names, one of each script that the fonts have.
//
//go:embed scripts.txt
var scripts string

// named is a language and what it calls itself.
type named struct{ tag, name string }

func namedLanguages() (all []named) {
	for line := range strings.Lines(scripts) {
		tag, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		all = append(all, named{tag, name})
	}
	return all
}

// rulerLength is that of the ruler on a test page, in millimetres.
const rulerLength = 100

// TestPage is what shows at a glance whether an office printer is right: every script, a ruler, a code.
func TestPage(w *assets.Words, language, link string) brochures.Document {
	say := func(key string) string { return w.Text(language, "test."+key, nil) }
	var names []string
	for _, n := range namedLanguages() {
		names = append(names, n.name)
	}
	d := brochures.Document{
		Title: say("title"), Subtitle: say("sub"), Icon: "print",
		Blocks: []brochures.Block{
			brochures.Figure{Alt: say("ruler"), Height: 36, Draw: drawRuler},
			brochures.Paragraph{Text: inline(say("ruler"))},
			brochures.Heading{Level: 2, Text: inline(say("scripts"))},
			brochures.Paragraph{Text: inline(strings.Join(names, " · "))},
		},
	}
	if link != "" {
		d.Links = []brochures.Address{{Label: say("code"), Target: link}}
	}
	return d
}

// millimetre in points.
const millimetre = 72 / 25.4

func drawRuler(d *brochures.Drawing) {
	black := pdf.RGB(0)
	for mm := 0; mm <= rulerLength; mm++ {
		x, height := float64(mm)*millimetre, 8.0
		switch {
		case mm%10 == 0:
			height = 20
		case mm%5 == 0:
			height = 13
		}
		d.Line(pdf.Point{X: x, Y: 0}, pdf.Point{X: x, Y: height}, 0.5, black)
	}
	d.Line(pdf.Point{}, pdf.Point{X: rulerLength * millimetre}, 0.8, black)
}

// dotsPerMillimetre is the resolution of roll printers, 203 dpi.
const dotsPerMillimetre = 8

// TestSlip is the same for a roll printer: its ruler is dots along the upper edge.
func (p *Press) TestSlip(w *assets.Words, l typeset.Language, link string, width int) (Document, error) {
	b := slipBuilder{unit: float64(width) / Wide}
	b.add(strip.Space(40), b.text(w.Text(l.Tag, "test.title", nil), headingSize, true), strip.Space(8), dashes, strip.Space(8))
	for _, n := range namedLanguages() {
		own, err := typeset.LookupLanguage(n.tag)
		if err != nil {
			return Document{}, err
		}
		t := b.text(n.name, lineSize, false)
		t.Language = &own
		b.add(t)
	}
	if link != "" {
		b.add(strip.Space(8), strip.Code{Target: link, Alt: link, Module: 8}, b.text(link, leastSize, false))
	}
	b.add(strip.Space(16))
	sheet, err := strip.Lay(p.setter, strip.Strip{Width: float64(width), Margin: 28 * b.unit, Language: l, Blocks: b.blocks})
	if err != nil {
		return Document{}, err
	}
	dots := sheet.Bitmap(p.masks)
	for x := 0; x < width; x += dotsPerMillimetre {
		height := 10
		if x%(10*dotsPerMillimetre) == 0 {
			height = 24
		}
		dots.Fill(image.Rect(x, 0, x+1, height))
	}
	page, err := sheet.PDF(w.Text(l.Tag, "test.title", nil))
	return Document{Name: "Guichet", Dots: dots, PDF: page}, err
}
