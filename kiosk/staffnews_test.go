package kiosk_test

import (
	"testing"
	"time"

	"guichet/kiosk"
	"guichet/queue"
)

// What an act has led to may be told as news before the hub has answered: a touch on it must not be lost.
func TestStaffTakesTouchesOnWhatItShows(t *testing.T) {
	d := working(t)
	d.touch("call")
	d.at += time.Second
	d.silent = true
	d.touch("serve")
	answer := kiosk.Decided{View: d.floor.View(d.at)}
	d.issue("fr") // news
	if got := d.atDesk(); got != "A001 called" {
		t.Fatalf("%q is shown, and the window takes no touch yet", got)
	}
	d.silent = false
	d.event(answer)
	if got := d.atDesk(); got != "A001 serving" || len(d.state.View.Waiting) != 3 {
		t.Fatalf("after the answer: %q, %d in line", got, len(d.state.View.Waiting))
	}
	d.touch("finish")
	if got := d.atDesk(); got != "" {
		t.Errorf("after the visit: %q", got)
	}
}

// News that nobody sees are not drawn: a touch waits for what is drawn before it.
func TestStaffLooksTheSame(t *testing.T) {
	d := working(t)
	d.touch("call")
	before := d.state
	d.at += 300 * time.Millisecond
	d.event(kiosk.Follow{View: d.floor.View(d.at)})
	if !d.state.Looks(before) {
		t.Error("a third of a second is seen")
	}
	d.issue("fr")
	if d.state.Looks(before) {
		t.Error("somebody more in line is not seen")
	}
	before = d.state
	d.at += 9800 * time.Millisecond
	d.event(kiosk.StaffTick{})
	if _, shown := before.Act("undo"); !shown || d.state.Looks(before) {
		t.Error("an undo that has lapsed is still seen")
	}
}

// A week on its way to a stick offers nothing to touch, and that is seen; the line meanwhile moves on.
func TestStaffShowsWhileItWrites(t *testing.T) {
	d := working(t)
	d.touch("week", "publish")
	d.silent = true
	before := d.state
	d.touch("write-0")
	if _, offered := d.state.Act("write-1"); offered || d.state.Looks(before) {
		t.Errorf("offered: %v, looks as before: %v", offered, d.state.Looks(before))
	}
	d.touch("work")
	d.issue("fr")
	if n := len(d.state.View.Waiting); n != 4 {
		t.Errorf("%d in line are shown, want 4", n)
	}
}

// News that waited are as old as they are when they are heard.
func TestStaffHearsLateNewsAsOfWhenTheyCame(t *testing.T) {
	d := working(t)
	d.silent = true
	answer := kiosk.Decided{View: d.floor.View(d.at)} // it tells less than the news
	d.touch("call")
	d.event(kiosk.Follow{View: d.floor.View(d.at)})
	d.at += 4 * time.Second
	d.event(answer)
	if left := d.state.UndoFor(); left != 6*time.Second {
		t.Errorf("the call can be undone for %v, want 6 s", left)
	}
}

// Somebody whom nobody here speaks with is offered to every desk after a while: the mediator sees it at once.
func TestStaffSeesWhoIsOfferedAtLast(t *testing.T) {
	d := newDesk(t, "2580")
	d.touch("digit-2", "digit-5", "digit-8", "digit-0", "enter", "open", "seat-1", "speak-fr", "sit")
	d.at += 17 * time.Second // the screen is drawn each full minute anyway
	d.issue("ti")
	d.at += queue.DefaultRules().Patience - time.Second
	d.event(kiosk.Follow{View: d.floor.View(d.at)})
	before := d.state
	d.at += 2 * time.Second
	d.event(kiosk.Follow{View: d.floor.View(d.at)})
	if before.ForMe() != 0 || d.state.ForMe() != 1 || d.state.Looks(before) {
		t.Errorf("for this desk %d, then %d; looks as before: %v", before.ForMe(), d.state.ForMe(), d.state.Looks(before))
	}
}
