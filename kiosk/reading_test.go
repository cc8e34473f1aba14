package kiosk_test

import (
	"reflect"
	"testing"
	"time"

	"guichet/kiosk"
)

// shelf has nine topics with brochures in three languages, two of them private, and places about three.
func shelf() kiosk.ShelfChanged {
	var all []kiosk.Topic
	for i, code := range []string{"HLT", "EDU", "STA", "TRF", "GBV", "WRK", "CIV", "JUS", "RET"} {
		t := kiosk.Topic{Code: code, Private: code == "TRF" || code == "GBV", Names: map[string]string{"fr": code}}
		t.Titles = map[string]string{"fr": code + " fr", "ar": code + " ar", "en": code + " en"}
		if i < 2 || code == "GBV" {
			t.Entries = 4
		}
		all = append(all, t)
	}
	delete(all[1].Titles, "ar")
	return kiosk.ShelfChanged{Topics: all}
}

func reading(printer bool) kiosk.Visitor {
	v := open()
	v.Desk.Leaflets = printer
	v, _ = play(v, shelf(), kiosk.OpenBrochures{})
	return v
}

func codes(topics []kiosk.Topic) (all []string) {
	for _, t := range topics {
		all = append(all, t.Code)
	}
	return all
}

func TestPrivateTopicsStandBehindOneDoor(t *testing.T) {
	v := reading(true)
	if got, want := codes(v.Topics()), []string{"HLT", "EDU", "STA", "PRO", "WRK", "CIV"}; !reflect.DeepEqual(got, want) || v.More() != 2 {
		t.Errorf("got %v and %d more, want %v", got, v.More(), want)
	}
	v, _ = play(v, kiosk.ReadTopic{Code: "TRF"})
	if v.Screen != kiosk.Brochures {
		t.Error("a private topic opens without its door")
	}
	v, _ = play(v, kiosk.ReadTopic{Code: "PRO"})
	if got, want := codes(v.Topics()), []string{"TRF", "GBV"}; !reflect.DeepEqual(got, want) {
		t.Errorf("behind the door are %v, want %v", got, want)
	}
	v, _ = play(v, kiosk.ReadTopic{Code: "TRF"}, kiosk.Back{})
	if got := codes(v.Topics()); len(got) != 2 {
		t.Errorf("back leads to %v", got)
	}
	v, _ = play(v, kiosk.Back{})
	if v.Screen != kiosk.Brochures || len(v.Topics()) != 6 {
		t.Errorf("back again leads to %v", codes(v.Topics()))
	}
}

func TestReadAndPrint(t *testing.T) {
	v, effects := play(reading(true), kiosk.ReadTopic{Code: "HLT"}, kiosk.TakeLeaflet{})
	if want := (kiosk.ShowLeaflet{Topic: "HLT", Language: "fr"}); effects[1] != want || len(effects) != 2 {
		t.Fatalf("got %+v; printing waits for the pages", effects)
	}
	v, effects = play(v, kiosk.LeafletReady{Topic: "HLT", Language: "ar", Sheets: 9}, kiosk.LeafletReady{Topic: "HLT", Language: "fr", Sheets: 2})
	if v.Reading.Sheets != 2 || len(effects) != 0 {
		t.Errorf("got %+v, %+v", v.Reading, effects)
	}
	v, _ = play(v, kiosk.TurnPage{}, kiosk.TurnPage{}, kiosk.Back{}, kiosk.TurnPage{})
	if v.Reading.Sheet != 1 || v.More() != 0 {
		t.Errorf("the second page is %+v", v.Reading)
	}
	v, effects = play(v, kiosk.TakeLeaflet{}, kiosk.TakeLeaflet{})
	if want := []kiosk.Effect{kiosk.PrintLeaflet{Topic: "HLT", Language: "fr"}}; !reflect.DeepEqual(effects, want) {
		t.Errorf("two touches print %+v", effects)
	}
	v, effects = play(v, kiosk.LeafletPrinted{Topic: "HLT", Language: "fr"}, kiosk.TakeLeaflet{})
	if want := (kiosk.CountLeaflet{Topic: "HLT", Language: "fr"}); effects[0] != want || v.Reading.Print != kiosk.Printed || len(effects) != 2 {
		t.Errorf("after printing: %+v, %+v", v.Reading, effects)
	}
}

func TestPrintThatFails(t *testing.T) {
	v, _ := play(reading(true), kiosk.ReadTopic{Code: "HLT"}, kiosk.LeafletReady{Topic: "HLT", Language: "fr", Sheets: 1}, kiosk.TakeLeaflet{})
	v, effects := play(v, kiosk.LeafletPrinted{Topic: "HLT", Language: "fr", Failed: true})
	if v.Reading.Print != kiosk.NoPrint || !v.Printable() {
		t.Errorf("got %+v, %+v", v.Reading, effects)
	}
	for _, e := range effects {
		if _, counted := e.(kiosk.CountLeaflet); counted {
			t.Error("what was not printed is counted")
		}
	}
}

// TestCountedWithoutPrinter: where nothing can be printed, a brochure that is shown is one that was given, once.
func TestCountedWithoutPrinter(t *testing.T) {
	_, effects := play(reading(false), kiosk.ReadTopic{Code: "HLT"}, kiosk.LeafletReady{Topic: "HLT", Language: "fr", Sheets: 1},
		kiosk.LeafletReady{Topic: "HLT", Language: "fr", Sheets: 1}, kiosk.TakeLeaflet{})
	n := 0
	for _, e := range effects {
		switch e.(type) {
		case kiosk.CountLeaflet:
			n++
		case kiosk.PrintLeaflet:
			t.Error("something is printed without a printer")
		}
	}
	if n != 1 {
		t.Errorf("counted %d times", n)
	}
}

func TestAChildDoesNotEmptyThePrinter(t *testing.T) {
	v := reading(true)
	n := 0
	for range 30 {
		for _, code := range []string{"HLT", "EDU", "STA"} {
			var effects []kiosk.Effect
			v, effects = play(v, kiosk.ReadTopic{Code: code}, kiosk.LeafletReady{Topic: code, Language: "fr", Sheets: 1},
				kiosk.TakeLeaflet{}, kiosk.LeafletPrinted{Topic: code, Language: "fr"}, kiosk.Back{})
			for _, e := range effects {
				if _, prints := e.(kiosk.PrintLeaflet); prints {
					n++
				}
			}
		}
	}
	if n != 6 {
		t.Errorf("one visit printed %d brochures", n)
	}
}

func TestOtherLanguages(t *testing.T) {
	v, _ := play(reading(true), kiosk.ReadIn{Language: "ar"})
	if v.Language != "ar" || len(codes(v.Topics())) != 6 || codes(v.Topics())[1] != "STA" {
		t.Errorf("in Arabic: %s, %v: a brochure that is not written in it is not offered", v.Language, codes(v.Topics()))
	}
	v, effects := play(v, kiosk.ReadTopic{Code: "HLT"}, kiosk.ReadIn{Language: "en"})
	if want := (kiosk.ShowLeaflet{Topic: "HLT", Language: "en"}); effects[len(effects)-1] != want || v.Reading.Topic != "HLT" {
		t.Errorf("got %+v, %+v", v.Reading, effects)
	}
	if v, _ = play(v, kiosk.Back{}); v.Screen != kiosk.Brochures {
		t.Errorf("back leads to %s", v.Screen)
	}
	if same, _ := play(v, kiosk.ReadIn{Language: "wo"}); same.Language != "en" {
		t.Error("the screen speaks a language that it has no words in")
	}
}

func TestDirectory(t *testing.T) {
	v, _ := play(open(), shelf(), kiosk.OpenPlaces{})
	if got, want := codes(v.Topics()), []string{"HLT", "EDU", "PRO"}; !reflect.DeepEqual(got, want) {
		t.Fatalf("places about %v, want %v", got, want)
	}
	v, _ = play(v, kiosk.ReadTopic{Code: "EDU"})
	from, to := v.Entries()
	if v.Screen != kiosk.Directory || from != 0 || to != 3 || v.More() != 1 {
		t.Errorf("got %s, %d to %d, %d more", v.Screen, from, to, v.More())
	}
	v, _ = play(v, kiosk.TurnPage{}, kiosk.TurnPage{})
	if from, to = v.Entries(); from != 3 || to != 4 {
		t.Errorf("the second page has %d to %d", from, to)
	}
	v, _ = play(v, kiosk.Back{}, kiosk.Back{})
	if v.Screen != kiosk.Places {
		t.Errorf("back leads to %s", v.Screen)
	}
}

// TestTheTicketOffersItsBrochure, but never one that says what a private need was.
func TestTheTicketOffersItsBrochure(t *testing.T) {
	for need, want := range map[kiosk.NeedKey]string{"health": "HLT ar", "private": "", "other": ""} {
		v, _ := play(open(), shelf(), kiosk.ChooseLanguage{Language: "ar"}, kiosk.ChooseNeed{Need: need}, kiosk.TakeTicket{},
			kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 17}})
		if got := v.Leaflet(); got != want {
			t.Errorf("%s offers %q, want %q", need, got, want)
		}
		v, effects := play(v, kiosk.OpenLeaflet{})
		if (v.Screen == kiosk.Leaflet) != (want != "") {
			t.Errorf("%s: %s, %+v", need, v.Screen, effects)
		}
		v, _ = play(v, kiosk.Back{})
		if want != "" && (v.Screen != kiosk.Given || v.Answer.Number != 17) {
			t.Errorf("%s: back leads to %s", need, v.Screen)
		}
	}
}

// TestNewContentIsShown: what is on the screen while content changes is fetched anew.
func TestNewContentIsShown(t *testing.T) {
	v, _ := play(reading(true), kiosk.ReadTopic{Code: "HLT"}, kiosk.LeafletReady{Topic: "HLT", Language: "fr", Sheets: 2}, kiosk.TurnPage{})
	v, effects := play(v, shelf())
	if want := []kiosk.Effect{kiosk.ShowLeaflet{Topic: "HLT", Language: "fr"}}; !reflect.DeepEqual(effects, want) || v.Reading.Sheets != 0 {
		t.Errorf("got %+v, %+v", v.Reading, effects)
	}
}

// TestReadingIsForgotten: the next visitor does not find what the last one read, and the shelf is still there.
func TestReadingIsForgotten(t *testing.T) {
	v, _ := play(reading(true), kiosk.ReadTopic{Code: "PRO"}, kiosk.ReadTopic{Code: "GBV"})
	for name, e := range map[string]kiosk.Event{"done": kiosk.Done{}, "hidden": kiosk.HideNow{}} {
		next, _ := play(v, e)
		if next.Reading != (kiosk.Reading{}) || len(next.Shelf) == 0 {
			t.Errorf("%s: %+v", name, next.Reading)
		}
	}
	idle, _ := v.Next(kiosk.Tick{}, 10*time.Minute)
	if idle.Screen != kiosk.Welcome || idle.Reading != (kiosk.Reading{}) {
		t.Errorf("after ten minutes: %s, %+v", idle.Screen, idle.Reading)
	}
}
