package kiosk_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"guichet/kiosk"
	"guichet/queue"
)

func options(languages ...string) kiosk.Options {
	return kiosk.Options{
		Languages: languages, Screens: []string{"fr", "ar", "en"}, LanguagesOnWelcome: kiosk.DefaultOnWelcome,
		Idle: kiosk.DefaultIdle, Grace: kiosk.DefaultGrace,
	}
}

// open is a welcome while the desk gives tickets.
func open() kiosk.Visitor {
	v := kiosk.NewVisitor(options("fr", "ar", "en", "bm", "ff", "mnk", "wo", "so"), "visit-1")
	v.Desk = kiosk.DeskState{Phase: queue.Open, Paper: true}
	return v
}

// play gives the state after events one second apart, and every effect.
func play(v kiosk.Visitor, events ...kiosk.Event) (kiosk.Visitor, []kiosk.Effect) {
	var all []kiosk.Effect
	for i, e := range events {
		var effects []kiosk.Effect
		v, effects = v.Next(e, time.Duration(i+1)*time.Second)
		all = append(all, effects...)
	}
	return v, all
}

// asked are the requests for a ticket among effects.
func asked(effects []kiosk.Effect) []kiosk.AskTicket {
	var out []kiosk.AskTicket
	for _, e := range effects {
		if a, ok := e.(kiosk.AskTicket); ok {
			out = append(out, a)
		}
	}
	return out
}

func TestThreeTouches(t *testing.T) {
	v, effects := play(open(), kiosk.ChooseLanguage{Language: "ar"}, kiosk.ChooseNeed{Need: "health"}, kiosk.TakeTicket{})
	want := []kiosk.AskTicket{{Key: "visit-1", Language: "ar", Topic: "HLT"}}
	if got := asked(effects); !reflect.DeepEqual(got, want) {
		t.Fatalf("asked %+v; want %+v", got, want)
	}
	v, _ = play(v, kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 17, Ahead: 3}})
	if v.Screen != kiosk.Given || v.Answer.Number.String() != "A017" || v.Language != "ar" {
		t.Errorf("got %+v", v)
	}
}

func TestOneTouchOneTicket(t *testing.T) {
	v, effects := play(open(), kiosk.ChooseLanguage{Language: "fr"}, kiosk.ChooseNeed{Need: "work"},
		kiosk.TakeTicket{}, kiosk.TakeTicket{}, kiosk.Back{}, kiosk.Done{}, kiosk.TakeTicket{})
	if got := asked(effects); len(got) != 1 {
		t.Errorf("asked %d times: %+v", len(got), got)
	}
	// After a fault the same request is made again, under the same key.
	_, effects = play(v, kiosk.Failed{Key: "visit-1"}, kiosk.TakeTicket{})
	if got := asked(effects); len(got) != 1 || got[0].Key != "visit-1" || got[0].Topic != "WRK" {
		t.Errorf("asked again %+v", got)
	}
}

func TestStillThere(t *testing.T) {
	v, _ := play(open(), kiosk.ChooseLanguage{Language: "en"})
	at := func(d time.Duration, e kiosk.Event) (effects []kiosk.Effect) {
		v, effects = v.Next(e, time.Second+d)
		return effects
	}
	if at(59*time.Second, kiosk.Tick{}); v.StillThere {
		t.Error("asks before a minute is over")
	}
	if effects := at(60*time.Second, kiosk.Tick{}); !v.StillThere || len(effects) != 1 || v.Cue().Key != "say.still-there" {
		t.Errorf("after a minute: %+v, %v", v, effects)
	}
	if at(70*time.Second, kiosk.ChooseNeed{Need: "health"}); v.StillThere || v.Screen != kiosk.Need {
		t.Errorf("the touch that answers does nothing else: got %+v", v)
	}
	at(130*time.Second, kiosk.Tick{})
	if effects := at(161*time.Second, kiosk.Tick{}); v.Screen != kiosk.Welcome || v.Language != "fr" || v.Key != "" {
		t.Errorf("after a minute and a half: %+v, %v", v, effects)
	}
}

func TestNothingWithoutKey(t *testing.T) {
	v, _ := play(open(), kiosk.Done{})
	v, effects := play(v, kiosk.ChooseLanguage{Language: "fr"}, kiosk.ChooseNeed{Need: "work"}, kiosk.TakeTicket{})
	if len(asked(effects)) != 0 {
		t.Error("a visit without a key asked for a ticket")
	}
	_, effects = play(v, kiosk.Begin{Key: "visit-2"}, kiosk.TakeTicket{})
	if got := asked(effects); len(got) != 1 || got[0].Key != "visit-2" {
		t.Errorf("asked %+v", got)
	}
}

func TestAnotherVisitsAnswer(t *testing.T) {
	v, _ := play(open(), kiosk.ChooseLanguage{Language: "fr"}, kiosk.ChooseNeed{Need: "work"}, kiosk.TakeTicket{}, kiosk.HideNow{})
	v, _ = play(v, kiosk.Begin{Key: "visit-2"}, kiosk.Answered{Key: "visit-1", Answer: kiosk.Answer{Number: 5}})
	if v.Screen != kiosk.Hidden || v.Answer.Number != 0 {
		t.Errorf("the next person sees %+v", v)
	}
}

func TestClosedDesk(t *testing.T) {
	v := open()
	v.Desk.Phase = queue.LastCall
	v, effects := play(v, kiosk.ChooseLanguage{Language: "ar"})
	if v.Screen != kiosk.Welcome || v.Language != "ar" || v.Cue().Key != "say.welcome-closed" || len(effects) != 1 {
		t.Errorf("got %+v, %v", v, effects)
	}
}

func TestPages(t *testing.T) {
	v := open()
	if got := v.Offered(); len(got) != 5 || v.More() != 3 {
		t.Errorf("the welcome offers %v and %d more", got, v.More())
	}
	v, _ = play(v, kiosk.TurnPage{})
	if got := v.Offered(); !reflect.DeepEqual(got, []string{"mnk", "wo", "so"}) || v.More() != 0 {
		t.Errorf("the next page offers %v and %d more", got, v.More())
	}
	six := kiosk.NewVisitor(options("fr", "ar", "en", "bm", "ff", "wo"), "k")
	if got := six.Offered(); len(got) != 6 || six.More() != 0 {
		t.Errorf("six languages fit on the welcome: got %v and %d more", got, six.More())
	}
	v, _ = play(open(), kiosk.ChooseLanguage{Language: "bm"})
	if len(v.Needs()) != 6 || v.More() != 6 || v.Language != "fr" || v.Speak != "bm" {
		t.Errorf("got %+v", v)
	}
	v, _ = play(v, kiosk.TurnPage{}, kiosk.TurnPage{}, kiosk.Back{})
	if v.Screen != kiosk.Need || v.Page != 0 {
		t.Errorf("got %+v", v)
	}
}

// randomEvent is mostly what a person would touch next, and sometimes anything.
func randomEvent(v kiosk.Visitor, r *rand.Rand) kiosk.Event {
	next := map[kiosk.Screen][]kiosk.Event{
		kiosk.Welcome:   {kiosk.ChooseLanguage{Language: "fr"}, kiosk.ChooseLanguage{Language: "ar"}, kiosk.TurnPage{}},
		kiosk.Languages: {kiosk.ChooseLanguage{Language: "so"}, kiosk.Back{}},
		kiosk.Need:      {kiosk.ChooseNeed{Need: "health"}, kiosk.ChooseNeed{Need: "private"}, kiosk.TurnPage{}},
		kiosk.Speak:     {kiosk.TakeTicket{}, kiosk.TakeTicket{}, kiosk.AskFirst{}, kiosk.ChooseLanguage{Language: "en"}},
		kiosk.Trouble:   {kiosk.TakeTicket{}, kiosk.Back{}, kiosk.Done{}},
		kiosk.Given:     {kiosk.Done{}, kiosk.Repeat{}},
	}[v.Screen]
	anything := []kiosk.Event{
		kiosk.ChooseLanguage{Language: "xx"},
		kiosk.ChooseNeed{Need: "none"},
		kiosk.TurnPage{},
		kiosk.Back{},
		kiosk.Done{},
		kiosk.AskFirst{},
		kiosk.TakeTicket{},
		kiosk.Tick{},
		kiosk.Repeat{},
		kiosk.Enlarge{},
		kiosk.Strengthen{},
		kiosk.HideNow{},
		kiosk.OpenBrochures{},
		kiosk.OpenPlaces{},
		kiosk.DeskChanged{Desk: kiosk.DeskState{Phase: queue.Open}},
	}
	if len(next) > 0 && r.IntN(4) > 0 {
		return next[r.IntN(len(next))]
	}
	return anything[r.IntN(len(anything))]
}

// Whatever is touched: one request under way at a time, one ticket per key, no state without a cue,
// and two silent minutes later nothing of the visit is left.
func TestWhateverIsTouched(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		v, at, keys := open(), time.Duration(0), 1
		content := map[string]kiosk.AskTicket{}
		for range 60 {
			at += time.Duration(r.IntN(25)) * time.Second
			var effects []kiosk.Effect
			v, effects = v.Next(randomEvent(v, r), at)
			for _, e := range effects {
				switch e := e.(type) {
				case kiosk.Forget:
					keys++
					v, _ = v.Next(kiosk.Begin{Key: fmt.Sprintf("visit-%d", keys)}, at)
				case kiosk.AskTicket:
					if before, ok := content[e.Key]; ok && before != e {
						t.Fatalf("seed %d: key %s asks for %+v, then %+v", seed, e.Key, before, e)
					}
					content[e.Key] = e
					v, _ = v.Next(answerTo(e, r), at)
				}
			}
			if v.Cue().Key == "" || v.Cue().Language == "" {
				t.Fatalf("seed %d: %+v says nothing", seed, v)
			}
		}
		v, _ = v.Next(kiosk.Tick{}, at+2*time.Minute)
		if v.Screen != kiosk.Welcome || v.Need != "" || v.Speak != "" || v.First || v.Answer != (kiosk.Answer{}) || v.Text != kiosk.Normal {
			t.Fatalf("seed %d: two minutes later there is still %+v", seed, v)
		}
	}
}

func answerTo(a kiosk.AskTicket, r *rand.Rand) kiosk.Event {
	switch r.IntN(3) {
	case 0:
		return kiosk.Answered{Key: a.Key, Answer: kiosk.Answer{Number: 1}}
	case 1:
		return kiosk.TurnedAway{Key: a.Key}
	default:
		return kiosk.Failed{Key: a.Key}
	}
}
