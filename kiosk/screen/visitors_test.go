package screen_test

import (
	"image"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guichet/assets"
	"guichet/brochures"
	"guichet/brochures/content"
	masks "guichet/brochures/picture"
	"guichet/brochures/typeset"
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
	"ticket":          answered(kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 42, Ahead: 6, Range: &queue.Range{Low: 21 * time.Minute, High: 34 * time.Minute}}}),
	"ticket-brochure": answered(kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 42, Ahead: 6, Range: &queue.Range{Low: 21 * time.Minute, High: 34 * time.Minute}}}),
	"ticket-unknown":  answered(kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 4242, Ahead: 11}}),
	"ticket-at-once":  answered(kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 7}}),
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

// readings are the ways to every state of reading, from the welcome in a language.
var readings = map[string]func(tag string) []kiosk.Event{
	"brochures-full":    func(string) []kiosk.Event { return []kiosk.Event{kiosk.OpenBrochures{}} },
	"brochures-private": func(string) []kiosk.Event { return []kiosk.Event{kiosk.OpenBrochures{}, kiosk.ReadTopic{Code: "PRO"}} },
	"leaflet-wait":      func(string) []kiosk.Event { return []kiosk.Event{kiosk.OpenBrochures{}, kiosk.ReadTopic{Code: "HLT"}} },
	"leaflet-missing":   leaf(0),
	"leaflet":           leaf(2),
	"leaflet-2":         leaf(2, kiosk.TurnPage{}),
	"leaflet-printing":  leaf(1, kiosk.TakeLeaflet{}),
	"leaflet-printed":   leaf(2, kiosk.TakeLeaflet{}, nil),
	"leaflet-failed":    leaf(2, kiosk.TakeLeaflet{}, kiosk.LeafletPrinted{}),
	"places-full":       func(string) []kiosk.Event { return []kiosk.Event{kiosk.OpenPlaces{}} },
	"directory":         func(string) []kiosk.Event { return []kiosk.Event{kiosk.OpenPlaces{}, kiosk.ReadTopic{Code: "HLT"}} },
	"directory-2": func(string) []kiosk.Event {
		return []kiosk.Event{kiosk.OpenPlaces{}, kiosk.ReadTopic{Code: "HLT"}, kiosk.TurnPage{}}
	},
}

// leaf leads to a brochure of so many pages, and on. A nil stands for printing that worked, an empty answer for one that did not.
func leaf(sheets int, more ...kiosk.Event) func(tag string) []kiosk.Event {
	return func(tag string) []kiosk.Event {
		all := []kiosk.Event{kiosk.OpenBrochures{}, kiosk.ReadTopic{Code: "HLT"}, kiosk.LeafletReady{Topic: "HLT", Language: tag, Sheets: sheets}}
		for _, e := range more {
			switch e {
			case nil:
				e = kiosk.LeafletPrinted{Topic: "HLT", Language: tag}
			case kiosk.LeafletPrinted{}:
				e = kiosk.LeafletPrinted{Topic: "HLT", Language: tag, Failed: true}
			}
			all = append(all, e)
		}
		return all
	}
}

// tunisia is the content that is compiled in, confirmed and long: as many words as a screen may have to show.
var tunisia = sync.OnceValue(func() *content.Content {
	c, err := content.Open("", "")
	if err != nil {
		panic(err)
	}
	return c
})

// shelf is what there is to read of it.
func shelf() kiosk.ShelfChanged {
	var all []kiosk.Topic
	for _, t := range tunisia().Topics {
		topic := kiosk.Topic{Code: t.Code, Icon: t.Icon, Private: t.Private, Names: t.Name, Titles: map[string]string{}, Entries: 4}
		for _, b := range tunisia().Brochures {
			if b.Topic == t.Code {
				topic.Titles[b.Language] = b.Title
			}
		}
		all = append(all, topic)
	}
	return kiosk.ShelfChanged{Topics: all}
}

// entries are as much as a card may bear.
func entries(tag string) []brochures.Card {
	lines := tunisia().Directory("EMG", tag, "2026-11-28")
	long := lines[0]
	long.Phones = []string{"80 105 561", "71 860 312"}
	long.Lines = append(long.Lines, lines[1].Lines...)
	return []brochures.Card{long, lines[1], lines[2], long}
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
	case "welcome", "welcome-closed", "welcome-last-call", "welcome-no-paper":
		v.Language = tag
		v.Desk = map[string]kiosk.DeskState{
			"welcome": v.Desk, "welcome-closed": {Phase: queue.Closed, Next: opening}, "welcome-last-call": {Phase: queue.LastCall},
			"welcome-no-paper": {Phase: queue.Open, Paper: true, Conditions: []kiosk.Condition{kiosk.NoPaper}},
		}[name]
		return v
	case "languages":
		v.Language = tag
		v, _ = v.Next(kiosk.TurnPage{}, time.Second)
		return v
	}
	if way, ok := readings[name]; ok {
		v.Language, v.Desk.Leaflets = tag, true
		for _, e := range append([]kiosk.Event{shelf()}, way(tag)...) {
			v, _ = v.Next(e, time.Second)
		}
		return v
	}
	v, _ = v.Next(kiosk.ChooseLanguage{Language: tag}, time.Second)
	if name == "ticket-brochure" {
		v, _ = v.Next(shelf(), time.Second)
	}
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
	names := []string{"welcome-closed", "welcome-last-call", "welcome-no-paper", "still-there"}
	for name := range visits {
		names = append(names, name)
	}
	for name := range readings {
		names = append(names, name)
	}
	return names
}

// leaves is the first page of a real brochure.
func leaves(t testing.TB, tag string) image.Image {
	t.Helper()
	if page, ok := drawn[tag]; ok {
		return page
	}
	language, err := typeset.LookupLanguage(tag)
	if err != nil {
		t.Fatal(err)
	}
	page, err := tunisia().Page(content.Key{Topic: "HLT", Language: tag}, "2026-11-28", content.Town{})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Language: language, Size: brochures.A4}.Pictures(page.Document, 1, masks.NewMasks(1<<22))
	if err != nil {
		t.Fatal(err)
	}
	drawn[tag] = pages[0]
	return pages[0]
}

var drawn = map[string]image.Image{}

func draw(t testing.TB, g glass, p ui.Palette, state kiosk.Visitor, text float32, touch screen.Touch) fyne.CanvasObject {
	if touch == nil {
		touch = func(kiosk.Event) {}
	}
	var read screen.Shelf
	if state.Screen == kiosk.Leaflet || state.Screen == kiosk.Directory {
		read = screen.Shelf{Download: "https://www.commune-marsa.tn/", Entries: entries(state.Language)}
		read.Say, read.SayIn, read.Sound = tunisia().HowToSay("HLT", state.Language)
	}
	if state.Reading.Sheets > 0 {
		read.Leaf = leaves(t, state.Language)
	}
	return screen.Visitor(screen.View{
		Theme: theme(t, g, p, state.Language, text), Catalogue: assets.Catalogue(), State: state, Town: "La Marsa",
		Greeted: []string{"fr", "ar", "en"}, Link: "https://www.commune-marsa.tn/", Shelf: read,
	}, touch)
}
