package screen_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"guichet/assets"
	"guichet/brochures/picture/picturetest"
	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// glass is a screen that Guichet is to fit.
type glass struct {
	name     string
	size     fyne.Size
	diagonal float32
}

var glasses = []glass{
	{"landscape", fyne.NewSize(1920, 1080), 21.5},
	{"portrait", fyne.NewSize(1080, 1920), 27},
	{"tablet", fyne.NewSize(1280, 800), 10.1},
	{"tablet-portrait", fyne.NewSize(800, 1280), 10.1},
	{"laptop", fyne.NewSize(1366, 768), 15.6},
	{"window", fyne.NewSize(1280, 720), 21.5},
}

var engine = ui.NewEngine(typeset.OpenFonts(""))

func theme(t testing.TB, g glass, p ui.Palette, tag string, text float32) ui.Theme {
	t.Helper()
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		t.Fatal(err)
	}
	m := ui.MetricsOf(g.size, g.diagonal)
	m.Text = text
	return ui.Theme{Metrics: m, Palette: p, Engine: engine, Language: l, Hand: &ui.Hand{}}
}

func board(t testing.TB, g glass, tag string, change func(*screen.BoardView)) fyne.CanvasObject {
	v := screen.BoardView{
		Theme: theme(t, g, ui.Civic, tag, 1), Catalogue: assets.Catalogue(), Town: "La Marsa", Phase: queue.Open,
		Clock: "10:42", Second: "ar",
		Calls: []kiosk.Called{{Number: 42, Desk: 1}, {Number: 38, Desk: 2}, {Number: 37, Desk: 1}, {Number: 35, Desk: 2}, {Number: 34, Desk: 1}},
	}
	if tag == "ar" {
		v.Second = "fr"
	}
	if change != nil {
		change(&v)
	}
	return screen.Board(v)
}

// picture saves what an object looks like when GUICHET_PICTURES names a folder.
func picture(t testing.TB, name string, g glass, o fyne.CanvasObject) {
	t.Helper()
	folder := os.Getenv("GUICHET_PICTURES")
	if folder == "" {
		return
	}
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(ui.Civic.Paper), o))
	w.SetPadded(false)
	w.Resize(g.size)
	picturetest.Save(t, filepath.Join(folder, name+".png"), w.Canvas().Capture())
}
