package screen_test

import (
	"os"
	"testing"

	"fyne.io/fyne/v2/test"

	"guichet/kiosk/ui"
)

// TestPictures saves what every screen looks like, when GUICHET_PICTURES names a folder: `make screens`.
func TestPictures(t *testing.T) {
	if os.Getenv("GUICHET_PICTURES") == "" {
		t.Skip("GUICHET_PICTURES names no folder")
	}
	test.NewTempApp(t)
	for _, name := range stateNames() {
		for _, tag := range []string{"fr", "ar", "en"} {
			for _, g := range glasses[:2] {
				picture(t, name+"-"+tag+"-"+g.name, g, draw(t, g, ui.Civic, visitor(name, tag), 1, nil))
			}
		}
		picture(t, name+"-ar-tablet-portrait", glasses[3], draw(t, glasses[3], ui.Civic, visitor(name, "ar"), 1, nil))
		picture(t, name+"-fr-tablet", glasses[2], draw(t, glasses[2], ui.Civic, visitor(name, "fr"), 1, nil))
		picture(t, name+"-ar-largest", glasses[0], draw(t, glasses[0], ui.Civic, visitor(name, "ar"), 1.6, nil))
		picture(t, name+"-fr-largest", glasses[0], draw(t, glasses[0], ui.Civic, visitor(name, "fr"), 1.6, nil))
		picture(t, name+"-en-strong", glasses[0], draw(t, glasses[0], ui.Strong, visitor(name, "en"), 1, nil))
	}
}
