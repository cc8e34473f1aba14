package screen_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guichet/kiosk"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// halls are screens that a board may hang on.
var halls = []glass{
	{"hall", fyne.NewSize(1920, 1080), 43},
	{"small", fyne.NewSize(1366, 768), 32},
	{"window", fyne.NewSize(1280, 720), 43},
	{"upright", fyne.NewSize(1080, 1920), 43},
}

// boards are the states of the board.
var boards = map[string]func(*screen.BoardView){
	"open":      func(*screen.BoardView) {},
	"flash":     func(v *screen.BoardView) { v.Flash = true },
	"wide":      func(v *screen.BoardView) { v.Calls[0] = kiosk.Called{Number: 17842, Desk: 12} },
	"first":     func(v *screen.BoardView) { v.Calls = v.Calls[:1] },
	"nobody":    func(v *screen.BoardView) { v.Calls = nil },
	"paused":    func(v *screen.BoardView) { v.Phase = queue.Paused },
	"last-call": func(v *screen.BoardView) { v.Phase = queue.LastCall },
	"closed": func(v *screen.BoardView) {
		v.Phase, v.Next, v.Clock = queue.Closed, v.Catalogue.Moment(v.Language.Tag, opening.From), ""
	},
}

func TestEveryBoard(t *testing.T) {
	test.NewTempApp(t)
	for name, change := range boards {
		for _, tag := range []string{"fr", "ar", "en"} {
			for _, g := range halls {
				o := board(t, g, tag, change)
				w := test.NewWindow(o)
				w.SetPadded(false)
				w.Resize(g.size)
				all := walk(o, fyne.Position{})
				holdTexts(t, name+", "+tag+", "+g.name, g, all)
				w.Close()
			}
		}
	}
}

// Digits can be read at four metres: 49 mm and more, for every call that is shown.
func TestBoardIsReadFromFar(t *testing.T) {
	test.NewTempApp(t)
	for _, g := range halls {
		o := board(t, g, "fr", func(*screen.BoardView) {})
		o.Resize(g.size)
		least := float32(screen.DigitHeight) * ui.MetricsOf(g.size, g.diagonal).Density
		seen := 0
		for _, x := range of[*ui.Text](walk(o, fyne.Position{})) {
			text := x.object.(*ui.Text)
			if n, err := queue.ParseNumber(text.Content()); err == nil && n > 0 {
				seen++
				if digits := text.Style().Size * 0.714; digits < least-1 {
					t.Errorf("%s: the digits of %s are %.0f high, want %.0f", g.name, x, digits, least)
				}
			}
		}
		if seen < 2 {
			t.Errorf("%s: %d calls are shown, want the newest and at least one before it", g.name, seen)
		}
	}
}
