package main

import (
	"errors"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"guichet/kiosk"
	"guichet/kiosk/paper"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
	"guichet/queue"
	"guichet/queue/hub"
)

// visitorWindow shows a [kiosk.Visitor] and carries out what it asks for.
type visitorWindow struct {
	*shell
	*frame
	state *kiosk.Visitor
	// event takes the flow on by one thing that happened, and draw shows where it is.
	event   func(kiosk.Event)
	draw    func()
	shared  bool // staff knock at this window
	greeted []string
	reading reading
}

// openVisitor opens a visitor's window. Where no mediator has a window of their own it is theirs as well.
func openVisitor(s *shell, f *frame) window {
	if !slices.Contains(s.options.Screens, "staff") {
		return openShared(s, f)
	}
	state := kiosk.NewVisitor(s.visitorOptions(), s.desk.Hub.NewKey())
	w := &visitorWindow{shell: s, frame: f, state: &state, greeted: screenLanguages(s)}
	w.event, w.draw = w.happen, w.paint
	f.resized = w.draw
	w.draw()
	return w
}

func (s *shell) visitorOptions() kiosk.Options {
	return kiosk.Options{
		Languages: s.desk.Site.Languages, Screens: screenLanguages(s), LanguagesOnWelcome: kiosk.DefaultOnWelcome,
		Idle: kiosk.DefaultIdle, Grace: kiosk.DefaultGrace,
	}
}

// screenLanguages are the languages in which the screens are complete, in the order of the town's own.
func screenLanguages(s *shell) []string {
	all := s.catalogue.Languages()
	slices.SortStableFunc(all, func(a, b string) int { return rank(s.desk.Site.Languages, a) - rank(s.desk.Site.Languages, b) })
	return all
}

// rank is the place of a language in a list, or after its end.
func rank(list []string, tag string) int {
	if i := slices.Index(list, tag); i >= 0 {
		return i
	}
	return len(list)
}

func (w *visitorWindow) paint() {
	w.show(func() fyne.CanvasObject { return screen.Visitor(w.view(), w.event) })
}

func (w *visitorWindow) view() screen.View {
	palette := ui.Civic
	if w.state.Contrast {
		palette = ui.Strong
	}
	return screen.View{
		Theme: w.theme(w.shell, palette, w.state.Language, sizes[w.state.Text]), Catalogue: w.catalogue,
		State: *w.state, Town: w.desk.Site.Town, Greeted: w.greeted, Shared: w.shared,
		Shelf: w.read(),
	}
}

// happen takes the flow of a window that is the visitors' alone on, carries out what it asks for, and shows where it is.
func (w *visitorWindow) happen(e kiosk.Event) {
	before := *w.state
	next, effects := w.state.Next(e, time.Since(w.started))
	*w.state = next
	for _, effect := range effects {
		w.carryOut(effect)
	}
	if !w.state.Looks(before) {
		w.draw()
	}
}

func (w *visitorWindow) carryOut(effect kiosk.Effect) {
	switch e := effect.(type) {
	case kiosk.AskTicket:
		w.elsewhere(func() func() {
			answer := w.ask(e)
			return func() { w.event(answer) }
		})
	case kiosk.ShowLeaflet:
		w.showLeaflet(e)
	case kiosk.PrintLeaflet:
		w.printLeaflet(e)
	case kiosk.CountLeaflet:
		w.countLeaflet(e)
	case kiosk.Forget:
		*w.state, _ = w.state.Next(kiosk.Begin{Key: w.desk.Hub.NewKey()}, time.Since(w.started))
	default: // speech follows with the voice
	}
}

// ask has the hub give a ticket, and says what came of it.
func (w *visitorWindow) ask(a kiosk.AskTicket) kiosk.Event {
	t, err := w.desk.Hub.Issue(w.ctx, hub.Wish{Key: a.Key, Language: a.Language, Topic: a.Topic, Priority: a.Priority})
	var refusal *hub.Refusal
	if errors.As(err, &refusal) {
		w.paper.ComeBack(a.Language, refusal)
		return kiosk.TurnedAway{Key: a.Key, Answer: kiosk.Answer{Next: refusal.Next, Code: refusal.Code}}
	}
	if err != nil {
		slog.Error("a ticket could not be kept", "error", err)
		return kiosk.Failed{Key: a.Key}
	}
	answer := kiosk.Answer{Number: t.Number}
	forecast, err := w.desk.Hub.TellForecast(w.ctx, t.Number)
	if err != nil && !errors.Is(err, queue.ErrTransition) { // it was called meanwhile: nothing to wait for
		slog.Error("no forecast", "error", err)
	}
	answer.Ahead, answer.Range = forecast.Ahead, forecast.Range
	return kiosk.Answered{Key: a.Key, Answer: answer}
}

func (w *visitorWindow) follow(n news) {
	w.event(kiosk.DeskChanged{Desk: kiosk.DeskState{
		Phase: n.View.Phase, Next: n.Next, Conditions: n.Conditions, Paper: w.paper.Has(paper.SlipRole), Leaflets: w.paper.TakesPages(),
	}})
}

func (w *visitorWindow) tick(time.Time) {
	w.look()
	w.event(kiosk.Tick{})
}
