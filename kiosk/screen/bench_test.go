package screen_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"guichet/kiosk/ui"
)

// BenchmarkScreen draws a screen of 1080 lines anew, as a touch does, up to what the toolkit paints.
func BenchmarkScreen(b *testing.B) {
	test.NewTempApp(b)
	for _, name := range []string{"welcome", "need", "ticket"} {
		b.Run(name, func(b *testing.B) {
			state := visitor(name, "fr")
			for b.Loop() {
				o := draw(b, glasses[0], ui.Civic, state, 1, nil)
				o.Resize(glasses[0].size)
				paintAll(o)
			}
		})
	}
}

// paintAll makes every picture of an object.
func paintAll(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, inner := range o.Objects {
			paintAll(inner)
		}
	case *canvas.Raster:
		o.Generator(int(o.Size().Width), int(o.Size().Height))
	case fyne.Widget:
		for _, inner := range test.WidgetRenderer(o).Objects() {
			paintAll(inner)
		}
	}
}
