package ui_test

import (
	"image"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"guichet/brochures/picture/picturetest"
	"guichet/brochures/typeset"
	"guichet/kiosk/ui"
)

func language(t testing.TB, tag string) typeset.Language {
	t.Helper()
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func engine() *ui.Engine { return ui.NewEngine(typeset.OpenFonts("")) }

// words is a screen's words in two languages, read from a file because Go sources hold no right-to-left text.
func words(t testing.TB) map[string][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		tag, text, _ := strings.Cut(line, "\t")
		all[tag] = append(all[tag], text)
	}
	return all
}

// screen is a small screen of a title, four tiles and two buttons.
func screen(t testing.TB, e *ui.Engine, tag string) fyne.CanvasObject {
	t.Helper()
	w := words(t)[tag]
	th := theme(t, e, tag, fyne.NewSize(1280, 900))
	var tiles []fyne.CanvasObject
	for i, icon := range []string{"school", "medical_services", "gavel", "badge"} {
		tiles = append(tiles, th.Tile(icon, icon, ui.Words{Title: w[1+i], Note: w[5]}, ui.Plain, nil))
	}
	return container.New(ui.Inset{X: 56, Y: 56}, container.New(ui.Column{Gap: 28},
		th.Strong(w[0], ui.TitleType, th.Ink),
		container.New(ui.Grid{Columns: 2, Gap: 28, RightToLeft: th.Language.RightToLeft}, tiles...),
		th.Words(w[8], ui.BodyType, th.Ink),
		container.New(ui.Row{Gap: 28, RightToLeft: th.Language.RightToLeft, Grow: -1},
			th.Button("back", "arrow_back", w[6], ui.Plain, nil),
			th.Button("next", "", w[7], ui.Primary, nil))))
}

func theme(t testing.TB, e *ui.Engine, tag string, size fyne.Size) ui.Theme {
	return ui.Theme{Metrics: ui.MetricsOf(size, 21.5), Palette: ui.Civic, Engine: e, Language: language(t, tag), Hand: &ui.Hand{}}
}

func capture(t testing.TB, o fyne.CanvasObject, width, height float32) image.Image {
	t.Helper()
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(ui.Civic.Paper), o))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w.Canvas().Capture()
}

// TestScreensMirror compares where ink is in a French and an Arabic screen, and saves both pictures when asked for.
func TestScreensMirror(t *testing.T) {
	test.NewTempApp(t)
	e := engine()
	for tag, rightToLeft := range map[string]bool{"fr": false, "ar": true} {
		picture := capture(t, screen(t, e, tag), 1280, 900)
		if folder := os.Getenv("GUICHET_PICTURES"); folder != "" {
			picturetest.Save(t, folder+"/ui-"+tag+".png", picture)
		}
		left, right := ink(picture, image.Rect(56, 56, 300, 140)), ink(picture, image.Rect(980, 56, 1224, 140))
		if (right > left) != rightToLeft {
			t.Errorf("%s: the title has %d dark points at the left and %d at the right", tag, left, right)
		}
	}
}

func ink(picture image.Image, in image.Rectangle) (dark int) {
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if r, _, _, _ := picture.At(x, y).RGBA(); r < 0x6000 {
				dark++
			}
		}
	}
	return dark
}

func TestTextIsAsHighAsItsLines(t *testing.T) {
	test.NewTempApp(t)
	text := ui.NewText(engine(), language(t, "fr"), "un deux trois quatre cinq six", ui.Style{Size: 20, Color: ui.Civic.Ink})
	one := text.MinSize().Height
	text.Resize(fyne.NewSize(100, 100))
	if got := text.MinSize().Height; got < 3*one || got != text.HeightFor(100) {
		t.Errorf("at 100 units: got height %g, want at least three lines of %g and HeightFor's %g", got, one, text.HeightFor(100))
	}
	text.Resize(fyne.NewSize(1000, 100))
	if got := text.MinSize().Height; got != one {
		t.Errorf("at 1000 units: got height %g, want one line of %g", got, one)
	}
}

func TestTextChangesLanguage(t *testing.T) {
	test.NewTempApp(t)
	w := words(t)
	text := ui.NewText(engine(), language(t, "fr"), w["fr"][0], ui.Style{Size: 40, Color: ui.Civic.Ink})
	before := capture(t, text, 1000, 80)
	text.Change(language(t, "ar"), w["ar"][0])
	after := capture(t, text, 1000, 80)
	if ink(before, image.Rect(0, 0, 200, 80)) == 0 || ink(after, image.Rect(800, 0, 1000, 80)) == 0 || ink(after, image.Rect(0, 0, 100, 80)) != 0 {
		t.Error("the text did not move to the other side")
	}
	if text.Content() != w["ar"][0] || !text.Language().RightToLeft || text.Err() != nil {
		t.Errorf("got %q, %v", text.Content(), text.Err())
	}
	text.Change(language(t, "ar"), "\u4e2d")
	if text.Err() == nil {
		t.Error("a letter without a font is no error")
	}
}

func TestGridAndRowMirror(t *testing.T) {
	test.NewTempApp(t)
	for _, rightToLeft := range []bool{false, true} {
		a, b, c := canvas.NewRectangle(ui.Civic.Ink), canvas.NewRectangle(ui.Civic.Ink), canvas.NewRectangle(ui.Civic.Ink)
		for _, r := range []*canvas.Rectangle{a, b, c} {
			r.SetMinSize(fyne.NewSize(40, 10))
		}
		container.New(ui.Grid{Columns: 2, Gap: 20, RightToLeft: rightToLeft}, a, b, c).Resize(fyne.NewSize(220, 100))
		if first := a.Position().X < b.Position().X; first == rightToLeft || a.Position().X != c.Position().X || c.Position().Y <= a.Position().Y {
			t.Errorf("grid, right to left %v: at %v, %v, %v", rightToLeft, a.Position(), b.Position(), c.Position())
		}
		container.New(ui.Row{Gap: 20, RightToLeft: rightToLeft, Grow: 1}, a, b).Resize(fyne.NewSize(220, 100))
		if first := a.Position().X < b.Position().X; first == rightToLeft || b.Size().Width != 160 {
			t.Errorf("row, right to left %v: at %v, %v, second %g wide", rightToLeft, a.Position(), b.Position(), b.Size().Width)
		}
	}
}

func TestControlsAnswerFingersAndKeys(t *testing.T) {
	test.NewTempApp(t)
	touched := 0
	b := theme(t, engine(), "fr", fyne.NewSize(1920, 1080)).Button("next", "", "Suite", ui.Primary, func() { touched++ })
	w := test.NewTempWindow(t, b)
	test.Tap(b)
	w.Canvas().Focus(b)
	test.Type(b, " ")
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if touched != 3 {
		t.Errorf("a tap, a space and an enter: got %d touches, want 3", touched)
	}
}

// BenchmarkParagraph sets and paints a paragraph of 170 letters, with its glyphs painted before.
func BenchmarkParagraph(b *testing.B) {
	test.NewTempApp(b)
	e, w := engine(), words(b)
	l := language(b, "ar")
	text := []rune(strings.Repeat(w["ar"][8]+" ", 4))[:170]
	t := ui.NewText(e, l, string(text), ui.Style{Size: 28, Color: ui.Civic.Ink})
	t.Resize(fyne.NewSize(600, 300))
	paint := test.WidgetRenderer(t).Objects()[0].(*canvas.Raster).Generator
	paint(600, 300)
	b.ReportAllocs()
	for b.Loop() {
		t.Change(l, string(text))
		paint(600, 300)
	}
}
