package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"guichet/kiosk/ui"
)

func TestFindAndKeys(t *testing.T) {
	test.NewTempApp(t)
	pressed, touched := "", 0
	th := ui.Theme{
		Metrics: ui.MetricsOf(fyne.NewSize(1366, 768), 14), Palette: ui.Civic, Engine: engine(), Language: language(t, "fr"),
		Hand: &ui.Hand{Keys: func(k *fyne.KeyEvent) { pressed = string(k.Name) }},
	}
	b := th.DeskButton("finish", "check", "Terminer", "F", ui.Plain, func() { touched++ })
	root := container.NewVBox(container.New(ui.Inset{X: 4, Y: 4}, b))
	if ui.Find(root, "finish") != b || ui.Find(root, "none") != nil {
		t.Error("the control of a key is not found")
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyN})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != "N" || touched != 1 {
		t.Errorf("another key goes to the window (%q), enter to the control (%d touches)", pressed, touched)
	}
}
