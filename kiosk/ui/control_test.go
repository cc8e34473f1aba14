package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guichet/kiosk/ui"
)

// A window that has something new to show waits for the finger that is on a control, and is shown it when the finger has
// lifted, with what the touch has led to.
func TestWindowWaitsForTheFinger(t *testing.T) {
	test.NewTempApp(t)
	th := theme(t, engine(), "fr", fyne.NewSize(1280, 900))
	var done []string
	c := th.Button("next", "", "Suite", ui.Primary, func() { done = append(done, "touched") })
	c.MouseDown(nil)
	th.Hand.Free(func() { done = append(done, "shown") })
	if !th.Hand.Down() || len(done) > 0 {
		t.Errorf("under a finger: down %v, %q", th.Hand.Down(), done)
	}
	c.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(4, 3)}) // fingers wobble
	c.DragEnd()
	c.MouseUp(nil)
	if th.Hand.Down() || len(done) != 2 || done[0] != "touched" {
		t.Errorf("after the finger: down %v, %q", th.Hand.Down(), done)
	}
}
