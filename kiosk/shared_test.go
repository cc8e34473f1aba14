package kiosk_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"guichet/kiosk"
)

// town is a town with one screen, over a real floor: what either side asks for is carried out at once.
type town struct {
	*desk
	screen kiosk.Shared
	visits int
	given  []kiosk.AskTicket
	late   []kiosk.StaffEvent // answers of the disk that are still to come
	slow   bool               // the disk answers late
}

func newTown(t *testing.T, pin string) *town {
	t.Helper()
	w := &town{desk: newDesk(t, pin)}
	w.screen = kiosk.NewShared(options("fr", "ar", "en", "bm"), kiosk.StaffOptions{
		Languages: staffOptions.Languages, Screens: staffOptions.Screens, Desks: 2, Idle: kiosk.DefaultSharedIdle,
	}, "visit-0", pin != "")
	w.follow()
	return w
}

// take keeps what a step gives, and carries its effects out.
func (w *town) take(s kiosk.Shared, effects []kiosk.Effect) {
	w.t.Helper()
	w.screen = s
	for _, effect := range effects {
		switch e := effect.(type) {
		case kiosk.Forget:
			w.visits++
			w.visit(kiosk.Begin{Key: fmt.Sprintf("visit-%d", w.visits)})
		case kiosk.AskTicket:
			if !w.floor.View(w.at).Phase.Issues() {
				w.visit(kiosk.TurnedAway{Key: e.Key})
				continue
			}
			w.given = append(w.given, e)
			w.issue(e.Language)
			w.follow()
			w.visit(kiosk.Answered{Key: e.Key})
		default:
			if answer := w.answer(effect); answer != nil && w.slow {
				w.late = append(w.late, answer)
			} else if answer != nil {
				w.attend(answer)
				w.follow()
			}
		}
	}
}

func (w *town) visit(e kiosk.Event) { w.t.Helper(); w.take(w.screen.Visit(e, w.at)) }

func (w *town) attend(e kiosk.StaffEvent) { w.t.Helper(); w.take(w.screen.Attend(e, w.at)) }

func (w *town) tick() { w.t.Helper(); w.take(w.screen.Tick(w.at)) }

func (w *town) follow() {
	w.t.Helper()
	w.attend(kiosk.Follow{View: w.floor.View(w.at)})
	w.visit(kiosk.DeskChanged{Desk: kiosk.DeskState{Phase: w.floor.View(w.at).Phase, Paper: true}})
}

// rest lets time pass as the program does: second by second.
func (w *town) rest(d time.Duration) {
	w.t.Helper()
	for end := w.at + d; w.at < end; {
		w.at += time.Second
		w.tick()
	}
}

// knock holds a finger in the corner for a time.
func (w *town) knock(d time.Duration) {
	w.t.Helper()
	w.visit(kiosk.CornerDown{})
	w.at += d
	w.visit(kiosk.CornerUp{})
}

// acts does acts of the mediator's side by their names, two seconds apart.
func (w *town) acts(ids ...string) {
	w.t.Helper()
	for _, id := range ids {
		w.at += 2 * time.Second
		act, ok := w.screen.Staff.Act(id)
		if !ok {
			w.t.Fatalf("%s cannot be done on %s", id, w.screen.Staff.Screen())
		}
		w.attend(act.Event)
	}
}

// signsIn knocks and types the PIN.
func (w *town) signsIn() {
	w.t.Helper()
	w.knock(kiosk.Knock)
	w.acts("digit-2", "digit-5", "digit-8", "digit-0", "enter")
}

// working is a town whose mediator sits at a desk, and has handed the screen back.
func workingTown(t *testing.T) *town {
	t.Helper()
	w := newTown(t, "2580")
	w.signsIn()
	w.acts("open", "seat-1", "speak-fr", "sit", "hand-over")
	return w
}

func (w *town) side(want kiosk.Side) {
	w.t.Helper()
	if got := w.screen.Side(); got != want {
		w.t.Fatalf("the screen is on the side of %s, want %s", got, want)
	}
}

func TestSharedServesAVisitor(t *testing.T) {
	w := workingTown(t)
	w.visit(kiosk.ChooseLanguage{Language: "fr"})
	w.visit(kiosk.ChooseNeed{Need: "health"})
	w.visit(kiosk.TakeTicket{})
	if len(w.given) != 1 {
		t.Fatalf("%d tickets were asked for", len(w.given))
	}
	w.signsIn()
	w.side(kiosk.MediatorsSide)
	w.acts("call", "serve", "topic-HLT", "outcome-PUB", "save", "finish", "hand-over")
	w.side(kiosk.VisitorsSide)
	if len(w.kept) != 1 || w.screen.Visitor.Screen != kiosk.Welcome {
		t.Errorf("%d visits are recorded, and a visitor sees %s", len(w.kept), w.screen.Visitor.Screen)
	}
}

func TestOnlyAFingerThatRestsKnocks(t *testing.T) {
	w := newTown(t, "2580")
	for range 9 {
		w.knock(400 * time.Millisecond)
		w.at += 100 * time.Millisecond
	}
	w.rest(5 * time.Second)
	w.side(kiosk.VisitorsSide)
	w.visit(kiosk.CornerDown{})
	w.rest(2 * time.Second)
	w.side(kiosk.VisitorsSide)
	w.rest(time.Second)
	w.side(kiosk.DoorSide) // while the finger is still there: that is how it is known that it has been long enough
	w.visit(kiosk.CornerUp{})
	w.side(kiosk.DoorSide)
}

func TestTheDoorForgetsTheVisitor(t *testing.T) {
	w := workingTown(t)
	for _, e := range []kiosk.Event{kiosk.ChooseLanguage{Language: "ar"}, kiosk.Enlarge{}, kiosk.ChooseNeed{Need: "private"}, kiosk.AskFirst{}} {
		w.visit(e)
	}
	before := w.screen.Visitor
	w.knock(kiosk.Knock)
	w.acts("welcome")
	w.side(kiosk.VisitorsSide)
	v := w.screen.Visitor
	if v.Screen != kiosk.Welcome || v.Language != "fr" || v.Need != "" || v.First || v.Text != kiosk.Normal || v.Key == before.Key || v.Key == "" {
		t.Errorf("there is still %+v", v)
	}
}

func TestTheDoorClosesByItself(t *testing.T) {
	w := newTown(t, "2580")
	w.knock(kiosk.Knock)
	w.acts("digit-2", "digit-5", "digit-8")
	w.rest(29 * time.Second)
	w.side(kiosk.DoorSide)
	w.rest(time.Second)
	w.side(kiosk.VisitorsSide)
	w.attend(kiosk.Digit{Digit: "0"})
	w.attend(kiosk.EnterPIN{})
	w.knock(kiosk.Knock)
	if w.side(kiosk.DoorSide); w.screen.Staff.Sign.Typed != "" {
		t.Errorf("%q is left of what was typed", w.screen.Staff.Sign.Typed)
	}
}

func TestWrongPINsWaitBehindAClosedDoor(t *testing.T) {
	w := newTown(t, "2580")
	w.knock(kiosk.Knock)
	w.acts("digit-9", "digit-9", "digit-9", "digit-1", "enter")
	if w.screen.Staff.WaitFor() == 0 {
		t.Fatal("nobody waits after a wrong PIN")
	}
	w.acts("welcome")
	w.knock(kiosk.Knock)
	if w.side(kiosk.DoorSide); w.screen.Staff.WaitFor() == 0 || w.screen.Staff.Sign.Wrong {
		t.Errorf("going out and in again: the wait is %v, and the PIN is said to be wrong: %v", w.screen.Staff.WaitFor(), w.screen.Staff.Sign.Wrong)
	}
}

// A PIN that is found right after its door has closed lets nobody in, and none opens again before that.
func TestALateAnswerOpensNothing(t *testing.T) {
	for _, pin := range []string{"2580", ""} {
		w := newTown(t, pin)
		w.slow = true
		if pin == "" {
			w.acts("digit-2", "digit-5", "digit-8", "digit-0", "enter")
		} else {
			w.knock(kiosk.Knock)
		}
		w.acts("digit-2", "digit-5", "digit-8", "digit-0", "enter", "welcome")
		w.knock(kiosk.Knock)
		w.side(kiosk.VisitorsSide)
		for _, e := range w.late {
			w.attend(e)
		}
		w.side(kiosk.VisitorsSide)
		w.slow = false
		w.signsIn()
		w.side(kiosk.MediatorsSide)
	}
}

func TestTheScreenGoesBackToVisitors(t *testing.T) {
	w := workingTown(t)
	w.signsIn()
	w.acts("call", "week")
	w.rest(kiosk.DefaultSharedIdle - 10*time.Second)
	if left := w.screen.Staff.LocksIn(); left != 10*time.Second {
		t.Errorf("it goes back in %v, want 10 s", left)
	}
	w.rest(10 * time.Second)
	w.side(kiosk.VisitorsSide)
	w.signsIn()
	if w.screen.Staff.Desk != 1 {
		t.Errorf("the mediator is at desk %d, want 1 as before", w.screen.Staff.Desk)
	}
}

func TestFirstStartChoosesThePIN(t *testing.T) {
	w := newTown(t, "")
	w.side(kiosk.DoorSide)
	w.acts("digit-2", "digit-5", "digit-8", "digit-0", "enter", "digit-2", "digit-5", "digit-8", "digit-0", "enter")
	w.side(kiosk.MediatorsSide)
	if w.pin != "2580" {
		t.Errorf("the PIN is %q", w.pin)
	}
	w = newTown(t, "")
	w.rest(2 * time.Minute)
	w.side(kiosk.VisitorsSide) // nobody was there: visitors are not kept out
}

// Whatever is touched, on whichever side: the mediator's side is reached by the PIN alone, visitors find a fresh welcome, and
// nothing that was typed stays behind.
func TestWhoeverTouchesASharedScreen(t *testing.T) {
	reached := map[kiosk.Side]int{}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		w := newTown(t, []string{"", "2580"}[seed%2])
		w.slow = seed%3 == 0
		for range 200 {
			before := w.screen
			w.at += time.Duration(r.IntN(3000)) * time.Millisecond
			w.anything(r)
			reached[w.screen.Side()]++
			w.holds(before)
			if t.Failed() {
				t.Fatalf("seed %d", seed)
			}
		}
	}
	for _, side := range []kiosk.Side{kiosk.VisitorsSide, kiosk.DoorSide, kiosk.MediatorsSide} {
		if reached[side] < 100 {
			t.Errorf("%s had the screen %d times", side, reached[side])
		}
	}
}

// anything is a touch on either side, the corner, an answer that comes late, or time.
func (w *town) anything(r *rand.Rand) {
	w.t.Helper()
	switch n := r.IntN(16); {
	case n == 0:
		w.rest(time.Duration(r.IntN(40)) * time.Second)
	case n == 1:
		w.knock(time.Duration(r.IntN(5)) * time.Second)
	case n == 2 && w.screen.Side() == kiosk.DoorSide:
		for _, digit := range []string{"2", "5", "8", "0"} {
			w.attend(kiosk.Digit{Digit: digit})
		}
		w.attend(kiosk.EnterPIN{})
	case n < 4 && len(w.late) > 0:
		first := w.late[0]
		w.late = w.late[1:]
		w.attend(first)
	case n < 8:
		w.visit(randomEvent(w.screen.Visitor, r))
	default:
		acts := w.screen.Staff.Acts()
		w.attend(acts[r.IntN(len(acts))].Event)
	}
}

func (w *town) holds(before kiosk.Shared) {
	w.t.Helper()
	was, is := before.Side(), w.screen.Side()
	if sign := w.screen.Staff.Sign; is == kiosk.VisitorsSide && (!sign.Asked || sign.Typed != "" || sign.First != "") {
		w.t.Errorf("visitors have the screen, and this of a PIN: %+v", sign)
	}
	if v := w.screen.Visitor; is == kiosk.VisitorsSide && was != is &&
		(v.Screen != kiosk.Welcome || v.Language != "fr" || v.Need != "" || v.Text != kiosk.Normal || v.Contrast || v.Key == "") {
		w.t.Errorf("visitors find %+v", v)
	}
	if was == kiosk.VisitorsSide && is == kiosk.MediatorsSide {
		w.t.Error("somebody is in without a PIN")
	}
	cue := w.screen.Cue()
	if err := words(cue.Key); err != nil {
		w.t.Error(err)
	}
}
