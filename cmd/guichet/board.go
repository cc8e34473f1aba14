package main

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"guichet/kiosk"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// boardWindow shows a [kiosk.Board], and rings when somebody is called.
type boardWindow struct {
	*shell
	*frame
	board  kiosk.Board
	called time.Time // when the newest call was made; zero when that was before this program began
	news   news
	now    time.Time
	hall   []string // the languages of the screens, first that of the hall
	shown  boardShown
	chime  ringer
}

// boardShown is what the board shows, to know when there is nothing new.
type boardShown struct {
	calls    []kiosk.Called
	flash    bool
	phase    queue.Phase
	language string
	clock    string
}

func openBoard(s *shell, f *frame) window {
	w := &boardWindow{shell: s, frame: f, hall: screenLanguages(s), now: time.Now(), chime: newChime()}
	f.resized = w.draw
	w.draw()
	return w
}

func (w *boardWindow) follow(n news) {
	for _, e := range n.Events {
		w.board = w.board.Next(e)
		if kiosk.Rings(e) && !n.Past {
			w.called = time.Now()
			w.chime.ring()
		}
	}
	n.Events = nil
	w.news = n
	w.refresh(time.Now())
}

func (w *boardWindow) tick(now time.Time) { w.refresh(now) }

// refresh draws the board if anything to be seen has changed.
func (w *boardWindow) refresh(now time.Time) {
	w.now = now
	if next := w.toShow(); !next.same(w.shown) {
		w.shown = next
		w.draw()
	}
}

func (w *boardWindow) toShow() boardShown {
	since := time.Duration(-1)
	if !w.called.IsZero() {
		since = w.now.Sub(w.called)
	}
	s := boardShown{
		calls: w.board.Calls, flash: kiosk.Flash(since), phase: w.news.View.Phase, language: w.hall[0],
	}
	if !w.news.unsure() {
		s.clock = w.now.In(w.desk.Site.Plan.Zone).Format("15:04")
	}
	if len(s.calls) > 0 && kiosk.VisitorsTurn(since) && slices.Contains(w.hall, s.calls[0].Language) {
		s.language = s.calls[0].Language
	}
	return s
}

func (s boardShown) same(o boardShown) bool {
	return s.flash == o.flash && s.phase == o.phase && s.language == o.language &&
		s.clock == o.clock && slices.Equal(s.calls, o.calls)
}

func (w *boardWindow) draw() {
	w.show(func() fyne.CanvasObject { return screen.Board(w.view()) })
}

func (w *boardWindow) view() screen.BoardView {
	s := w.toShow()
	v := screen.BoardView{
		Theme: w.theme(w.shell, ui.Civic, s.language, 1), Catalogue: w.catalogue, Town: w.desk.Site.Town,
		Calls: s.calls, Flash: s.flash, Phase: s.phase, Clock: s.clock,
	}
	if len(w.hall) > 1 {
		v.Second = w.hall[1]
		if s.language == v.Second {
			v.Second = w.hall[0]
		}
	}
	if w.news.Next != nil {
		v.Next = w.catalogue.Moment(s.language, w.news.Next.From.In(w.desk.Site.Plan.Zone))
	}
	return v
}
