package kiosk_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"guichet/kiosk"
	"guichet/queue"
)

// Whatever is touched: at most one thing is under way, every state has a cue and words, no key means two things, nothing of a
// visit is left when it is over, and the desk never has anybody whom the window does not show.
func TestWhateverAMediatorTouches(t *testing.T) {
	seen := map[kiosk.StaffScreen]int{}
	cues := map[string]bool{}
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 2))
		d := newDesk(t, []string{"", "2580"}[seed%2])
		for range 150 {
			d.at += time.Duration(r.IntN(4000)) * time.Millisecond
			d.failed = r.IntN(12) == 0
			before := d.state
			d.anything(r)
			seen[d.state.Screen()]++
			cues[d.state.Cue().Key] = true
			d.check(before)
			if t.Failed() {
				t.Fatalf("seed %d", seed)
			}
		}
	}
	for key := range cues {
		if err := words(key); err != nil {
			t.Error(err)
		}
	}
	for _, s := range []kiosk.StaffScreen{kiosk.StaffPIN, kiosk.StaffNewPIN, kiosk.StaffOpening, kiosk.StaffSeat, kiosk.StaffWork, kiosk.StaffDevices, kiosk.StaffWeek, kiosk.StaffPublish, kiosk.StaffComeBack, kiosk.StaffHome} {
		if seen[s] == 0 {
			t.Errorf("%s was never reached", s)
		}
	}
}

// anything is mostly an act that is possible, sometimes the right PIN, sometimes news from the hall or a touch that comes late.
func (d *desk) anything(r *rand.Rand) {
	d.t.Helper()
	acts := d.state.Acts()
	switch n := r.IntN(20); {
	case n == 0 && d.state.View.Phase.Issues():
		d.issue([]string{"fr", "ar", "en", "bm", "ti"}[r.IntN(5)])
	case n < 3 && d.state.Screen() == kiosk.StaffPIN:
		d.at += 5 * time.Second
		for _, key := range []string{"2", "5", "8", "0"} {
			d.event(kiosk.Digit{Digit: key})
		}
		d.event(kiosk.EnterPIN{})
		if d.pin != "2580" || d.state.Sign.Asked {
			d.typeThePIN()
		}
	case n == 3 && d.state.Screen() == kiosk.StaffNewPIN:
		d.typeThePIN()
	case n == 4:
		d.event(kiosk.StaffTick{})
	case n == 5: // a touch on what was there a moment ago
		late := []kiosk.StaffEvent{
			kiosk.Forward{},
			kiosk.Finish{},
			kiosk.NotHere{},
			kiosk.ShutNow{},
			kiosk.AllTold{},
			kiosk.SaveVisit{},
			kiosk.SendTo{Language: "fr"},
			kiosk.TakeSeat{},
			kiosk.Left{Number: 2},
			kiosk.BackInLine{Number: 1},
			kiosk.OpenProfile{},
			kiosk.LeaveSeat{},
			kiosk.Publish{},
			kiosk.WriteTo{Dir: "/media/gone"},
			kiosk.TypeSign{Sign: "7"},
			kiosk.GiveNumber{},
		}
		d.event(late[r.IntN(len(late))])
	default:
		act := acts[r.IntN(len(acts))]
		if strings.HasPrefix(act.ID, "lock") && r.IntN(4) > 0 {
			return
		}
		d.event(act.Event)
	}
}

func (d *desk) typeThePIN() {
	d.at += 10 * time.Second
	pin := d.pin
	if pin == "" {
		pin = "2580"
	}
	for len(d.state.Sign.Typed) > 0 {
		d.event(kiosk.EraseDigit{})
	}
	for range 2 {
		for _, digit := range pin {
			d.event(kiosk.Digit{Digit: string(digit)})
		}
		d.event(kiosk.EnterPIN{})
	}
}

func (d *desk) check(before kiosk.Staff) {
	d.t.Helper()
	if d.state.Busy {
		d.t.Errorf("still busy on %s", d.state.Screen())
	}
	keys := map[string]string{}
	for _, a := range d.state.Acts() {
		if other, twice := keys[a.Key]; twice && a.Key != "" {
			d.t.Errorf("%s means %s and %s on %s", a.Key, other, a.ID, d.state.Screen())
		}
		keys[a.Key] = a.ID
		if key := wordsOf(a); key != "" && !strings.HasPrefix(a.ID, "pick-") {
			if err := words(key); err != nil {
				d.t.Error(err)
			}
		}
	}
	if key := d.state.Notice.Key; key != "" {
		if err := words(key); err != nil {
			d.t.Error(err)
		}
	}
	if b, a := before.AtDesk(), d.state.AtDesk(); b != nil && (a == nil || a.Number != b.Number) && (d.state.Visit.Topic != "" || d.state.Visit.Recorded || len(d.state.Visit.Earlier) > 0) {
		d.t.Errorf("%s has gone, and this is left of the visit: %+v", b.Number, d.state.Visit)
	}
	if d.state.Desk != 0 && d.floor.AtDesk(d.state.Desk) != number(d.state.AtDesk()) {
		d.t.Errorf("the window shows %s, the floor has %s", number(d.state.AtDesk()), d.floor.AtDesk(d.state.Desk))
	}
	if !d.state.Sign.Asked && d.state.Sign.Typed != "" {
		d.t.Error("a PIN is left behind")
	}
}

func number(t *queue.Ticket) queue.Number {
	if t == nil {
		return 0
	}
	return t.Number
}
