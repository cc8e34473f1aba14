package brochures_test

import (
	"os"
	"path/filepath"
	"testing"

	"guichet/brochures"
	"guichet/brochures/pdf"
	"guichet/brochures/pdf/pdftest"
	"guichet/brochures/pdf/rules"
	"guichet/brochures/typeset"
)

// bars is a chart of two bars with their labels.
func bars(labels [2]string) brochures.Figure {
	return brochures.Figure{Alt: labels[0] + " 40, " + labels[1] + " 25", Height: 60, Draw: func(d *brochures.Drawing) {
		for i, value := range []float64{40, 25} {
			y := float64(i) * 30
			d.Text(brochures.Inline{{Text: labels[i]}}, 0, y, 0.2*d.Width, d.Body, typeset.Start, pdf.RGB(0x10273d))
			d.Rect(0.2*d.Width, y, value/150*d.Width, 20, 3, pdf.RGB(0x0b4f6c))
		}
		d.Line(pdf.Point{X: 0.2 * d.Width}, pdf.Point{X: 0.2 * d.Width, Y: d.Height}, 0.7, pdf.RGB(0x10273d))
		d.Outline(0, 0, d.Width, d.Height, 4, 0.7, pdf.RGB(0xddd3c3))
		d.Icon("school", d.Width-20, 30, 20, pdf.RGB(0x10273d))
	}}
}

// TestFiguresMirror draws a chart in both directions: the longer bar begins where reading begins. GUICHET_PICTURES=folder
// keeps the leaflets.
func TestFiguresMirror(t *testing.T) {
	for tag, labels := range map[string][2]string{"fr": {"École", "Soins de santé"}, "ar": {"\u0645\u062f\u0631\u0633\u0629", "\u0635\u062d\u0629"}} {
		language, err := typeset.LookupLanguage(tag)
		if err != nil {
			t.Fatal(err)
		}
		document := brochures.Document{Title: labels[0], Blocks: []brochures.Block{bars(labels)}}
		out, err := brochures.Leaflet{Fonts: fonts, Language: language, Size: brochures.A4}.Render(document)
		if err != nil {
			t.Fatal(err)
		}
		if folder := os.Getenv("GUICHET_PICTURES"); folder != "" {
			write(t, filepath.Join(folder, "figure-"+tag+".pdf"), out)
		}
		for _, wrong := range rules.Check(out) {
			t.Errorf("%s: %s", tag, wrong)
		}
		left, right := sides(decoded(t, lastPage(t, pdftest.Save(t, out), "72")))
		if (right > left) != language.RightToLeft {
			t.Errorf("%s: %d dark points at the left and %d at the right", tag, left, right)
		}
	}
}
