package kiosk_test

import (
	"slices"
	"strings"
	"testing"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/queue/hub"
)

func TestEveryConditionHasWords(t *testing.T) {
	w := assets.Catalogue()
	for _, h := range kiosk.HealthOf(kiosk.Conditions()) {
		for _, key := range []string{h.Staff, h.Visitor} {
			for _, code := range w.Languages() {
				if key != "" && w.Text(code, key, nil) == "["+key+"]" {
					t.Errorf("%s: %s has no words in %s", h.Condition, key, code)
				}
			}
		}
	}
}

// What the hub says of itself is known here under the same name.
func TestEveryConditionOfTheHubIsKnown(t *testing.T) {
	for _, k := range []hub.Kind{
		hub.ClockBehind, hub.ClockAhead, hub.ClockJumped, hub.NumbersRestored, hub.MarkUnfit, hub.SessionEnded, hub.SecretNew, hub.DiskFull, hub.DiskLow, hub.KeepingFailed,
	} {
		if c := kiosk.Condition(strings.ReplaceAll(string(k), " ", "-")); !slices.Contains(kiosk.Conditions(), c) {
			t.Errorf("%q is not in the table", c)
		}
	}
}

func TestTheMostUrgentIsSaidFirst(t *testing.T) {
	got := kiosk.HealthOf([]kiosk.Condition{kiosk.PaperLow, "nonsense", kiosk.DiskFull, kiosk.PaperLow})
	if len(got) != 2 || got[0].Condition != kiosk.DiskFull || !got[0].Urgent || got[1].Condition != kiosk.PaperLow {
		t.Errorf("got %v", got)
	}
	if got := kiosk.VisitorText([]kiosk.Condition{kiosk.DiskLow, kiosk.NoPaper}); got != "ticket.no-paper" {
		t.Errorf("visitors are told %q", got)
	}
	if got := kiosk.VisitorText([]kiosk.Condition{kiosk.ClockJumped}); got != "" {
		t.Errorf("visitors are told %q of a clock", got)
	}
	if got := kiosk.BeforeTicket([]kiosk.Condition{kiosk.PrinterUnknown, kiosk.PaperLow}); got != "" {
		t.Errorf("visitors are told %q before they take a ticket", got)
	}
	if got := kiosk.BeforeTicket([]kiosk.Condition{kiosk.PrinterUnknown, kiosk.PrinterOff}); got != "ticket.no-paper" {
		t.Errorf("visitors are told %q before they take a ticket", got)
	}
}
