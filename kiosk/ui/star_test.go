package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"guichet/kiosk/ui"
)

// Stars are painted once for each look.
func TestStar(t *testing.T) {
	th := theme(t, engine(), "fr", fyne.NewSize(1280, 900))
	star := func(thickness float32, strong bool) any {
		color := ui.Civic.Sea
		if strong {
			color = ui.Strong.Ink
		}
		return th.Star(40, thickness, color).(*canvas.Raster).Generator(40, 40)
	}
	first := star(0.05, false)
	if star(0.05, false) != first {
		t.Error("the same star is painted again")
	}
	if star(0.06, false) == first || star(0.05, true) == first {
		t.Error("a star of another look is the same")
	}
}
