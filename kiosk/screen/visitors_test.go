package screen_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// opening is when the desk opens next, in every test.
var opening = &queue.Slot{Day: "2026-12-01", From: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)}

// welcoming is the demonstration town's welcome while the desk is open.
func welcoming() kiosk.Visitor {
	v := kiosk.NewVisitor(kiosk.Options{
		Languages: []string{"fr", "ar", "en", "bm", "ff", "mnk", "wo", "so", "ti", "am", "ha", "ln", "sw"},
		Screens:   []string{"fr", "ar", "en"}, LanguagesOnWelcome: kiosk.DefaultOnWelcome, Idle: kiosk.DefaultIdle, Grace: kiosk.DefaultGrace,
	}, "visit-1")
	v.Desk = kiosk.DeskState{Phase: queue.Open, Paper: true}
	return v
}

// visits are the ways to every state of the visitor's screen, from the choice of a language.
var visits = map[string]func(v kiosk.Visitor) []kiosk.Event{
	"welcome":   func(kiosk.Visitor) []kiosk.Event { return []kiosk.Event{kiosk.Repeat{}} },
	"languages": func(kiosk.Visitor) []kiosk.Event { return []kiosk.Event{kiosk.TurnPage{}} },
	"need":      func(v kiosk.Visitor) []kiosk.Event { return nil },
	"need-2":    func(v kiosk.Visitor) []kiosk.Event { return []kiosk.Event{kiosk.TurnPage{}} },
	"speak":     func(v kiosk.Visitor) []kiosk.Event { return []kiosk.Event{kiosk.ChooseNeed{Need: "health"}} },
	"speak-first": func(v kiosk.Visitor) []kiosk.Event {
		return []kiosk.Event{kiosk.ChooseNeed{Need: "health"}, kiosk.AskFirst{}}
	},
	"asked": func(v kiosk.Visitor) []kiosk.Event {
		return []kiosk.Event{kiosk.ChooseNeed{Need: "private"}, kiosk.TakeTicket{}}
	},
	"ticket":         answered(kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 42, Ahead: 6, Range: &queue.Range{Low: 21 * time.Minute, High: 34 * time.Minute}}}),
	"ticket-unknown": answered(kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 4242, Ahead: 11}}),
	"ticket-at-once": answered(kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 7}}),
	"ticket-no-paper": func(v kiosk.Visitor) []kiosk.Event {
		done := answered(kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 42, Ahead: 2, Range: &queue.Range{High: 9 * time.Minute}}})(v)
		return append(done, kiosk.DeskChanged{Desk: kiosk.DeskState{Phase: queue.Open, Paper: true, Conditions: []kiosk.Condition{kiosk.NoPaper}}})
	},
	"refused":         answered(kiosk.TurnedAway{Key: "visit-1", Answer: kiosk.Answer{Next: opening, Code: "K7QF-M2XD-9R"}}),
	"refused-no-date": answered(kiosk.TurnedAway{Key: "visit-1"}),
	"trouble":         answered(kiosk.Failed{Key: "visit-1"}),
	"hidden":          func(kiosk.Visitor) []kiosk.Event { return []kiosk.Event{kiosk.HideNow{}} },
	"brochures":       func(kiosk.Visitor) []kiosk.Event { return []kiosk.Event{kiosk.OpenBrochures{}} },
	"places":          func(kiosk.Visitor) []kiosk.Event { return []kiosk.Event{kiosk.OpenPlaces{}} },
}

func answered(e kiosk.Event) func(kiosk.Visitor) []kiosk.Event {
	return func(kiosk.Visitor) []kiosk.Event {
		return []kiosk.Event{kiosk.ChooseNeed{Need: "health"}, kiosk.TakeTicket{}, e}
	}
}

// visitor is a named state in a language.
func visitor(name, tag string) kiosk.Visitor {
	v := welcoming()
	switch name {
	case "welcome", "welcome-closed", "welcome-last-call":
		v.Language = tag
		v.Desk = map[string]kiosk.DeskState{
			"welcome": v.Desk, "welcome-closed": {Phase: queue.Closed, Next: opening}, "welcome-last-call": {Phase: queue.LastCall},
		}[name]
		return v
	case "languages":
		v.Language = tag
		v, _ = v.Next(kiosk.TurnPage{}, time.Second)
		return v
	}
	v, _ = v.Next(kiosk.ChooseLanguage{Language: tag}, time.Second)
	if name == "still-there" {
		v, _ = v.Next(kiosk.Tick{}, time.Minute+2*time.Second)
		return v
	}
	for _, e := range visits[name](v) {
		v, _ = v.Next(e, time.Second)
	}
	v.Language = tag // hidden and forgotten visits speak the town's first language; here all are looked at
	return v
}

// stateNames are all the states of the visitor's screen.
func stateNames() []string {
	names := []string{"welcome-closed", "welcome-last-call", "still-there"}
	for name := range visits {
		names = append(names, name)
	}
	return names
}

func draw(t testing.TB, g glass, p ui.Palette, state kiosk.Visitor, text float32, touch screen.Touch) fyne.CanvasObject {
	if touch == nil {
		touch = func(kiosk.Event) {}
	}
	return screen.Visitor(screen.View{
		Theme: theme(t, g, p, state.Language, text), Catalogue: assets.Catalogue(), State: state, Town: "La Marsa",
		Greeted: []string{"fr", "ar", "en"}, Link: "https://www.commune-marsa.tn/",
	}, touch)
}
