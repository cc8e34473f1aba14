package kiosk_test

import (
	"fmt"
	"testing"

	"guichet/queue"
)

// Whom the end of a session makes absent is named before: whoever was set aside, or called and has not come.
func TestStaffNamesWhoIsMissingAtTheEnd(t *testing.T) {
	d := working(t)
	d.touch("call", "aside", "call", "close")
	if got := fmt.Sprint(d.state.Missing()); got != "[A001 A003]" {
		t.Errorf("missing %s", got)
	}
	d.touch("dismiss", "serve", "close")
	if got := fmt.Sprint(d.state.Missing()); got != "[A001]" {
		t.Errorf("missing %s when A003 is at the desk", got)
	}
	d.touch("close-now")
	if n := d.floor.Measures().Counts[queue.CountNoShow]; n != 1 {
		t.Errorf("%d did not come", n)
	}
}
