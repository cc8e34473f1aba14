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
		t.Run(name, func(t *testing.T) {
			for _, tag := range []string{"fr", "ar", "en"} {
				state := visitor(name, tag)
				for _, g := range glasses[:2] {
					picture(t, name+"-"+tag+"-"+g.name, g, draw(t, g, ui.Civic, state, 1, nil))
				}
				picture(t, name+"-"+tag+"-largest", glasses[0], draw(t, glasses[0], ui.Civic, state, 1.6, nil))
				picture(t, name+"-"+tag+"-strong", glasses[0], draw(t, glasses[0], ui.Strong, state, 1, nil))
				picture(t, name+"-"+tag+"-tablet", glasses[2], draw(t, glasses[2], ui.Civic, state, 1, nil))
				picture(t, name+"-"+tag+"-tablet-portrait", glasses[3], draw(t, glasses[3], ui.Civic, state, 1, nil))
			}
		})
	}
}

func TestBoardPictures(t *testing.T) {
	if os.Getenv("GUICHET_PICTURES") == "" {
		t.Skip("GUICHET_PICTURES names no folder")
	}
	test.NewTempApp(t)
	for name, change := range boards {
		for _, tag := range []string{"fr", "ar", "en"} {
			for _, g := range halls {
				picture(t, "board-"+name+"-"+tag+"-"+g.name, g, board(t, g, tag, change))
			}
		}
	}
}
