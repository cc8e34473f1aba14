package kiosk_test

import (
	"reflect"
	"testing"
	"time"

	"guichet/kiosk"
	"guichet/queue"
)

func TestBoardShowsWhoIsCalled(t *testing.T) {
	called := func(n queue.Number, d queue.Desk) queue.Event {
		return queue.Event{Kind: queue.TicketCalled, Ticket: n, Desk: d}
	}
	about := func(k queue.Kind, n queue.Number) queue.Event { return queue.Event{Kind: k, Ticket: n} }
	issued := queue.Event{Kind: queue.TicketIssued, Ticket: 1, Language: "ar"}
	for name, c := range map[string]struct {
		events []queue.Event
		want   []kiosk.Called
	}{
		"the newest first":            {[]queue.Event{called(1, 1), called(2, 2)}, []kiosk.Called{{Number: 2, Desk: 2}, {Number: 1, Desk: 1}}},
		"called again comes first":    {[]queue.Event{called(1, 1), called(2, 2), about(queue.TicketRecalled, 1)}, []kiosk.Called{{Number: 1, Desk: 1}, {Number: 2, Desk: 2}}},
		"served remains":              {[]queue.Event{called(1, 1), about(queue.TicketFinished, 1)}, []kiosk.Called{{Number: 1, Desk: 1}}},
		"an undone call goes":         {[]queue.Event{called(1, 1), about(queue.TicketUncalled, 1)}, []kiosk.Called{}},
		"sent to another desk waits":  {[]queue.Event{called(1, 1), about(queue.TicketTransferred, 1)}, []kiosk.Called{}},
		"set aside waits":             {[]queue.Event{called(1, 1), about(queue.TicketHeld, 1)}, []kiosk.Called{}},
		"in its visitor's language":   {[]queue.Event{issued, called(1, 1)}, []kiosk.Called{{Number: 1, Desk: 1, Language: "ar"}}},
		"a new session begins anew":   {[]queue.Event{called(1, 1), {Kind: queue.SessionOpened}}, nil},
		"who waits is not on it":      {[]queue.Event{issued}, nil},
		"nobody twice, however often": {[]queue.Event{called(1, 1), about(queue.TicketRecalled, 1), about(queue.TicketRecalled, 1)}, []kiosk.Called{{Number: 1, Desk: 1}}},
	} {
		var b kiosk.Board
		for _, e := range c.events {
			b = b.Next(e)
		}
		if !reflect.DeepEqual(b.Calls, c.want) {
			t.Errorf("%s: got %v, want %v", name, b.Calls, c.want)
		}
	}
}

func TestBoardForgetsOldCalls(t *testing.T) {
	var b kiosk.Board
	for n := range queue.Number(100) {
		b = b.Next(queue.Event{Kind: queue.TicketCalled, Ticket: n + 1, Desk: 1})
	}
	if len(b.Calls) > 12 || b.Calls[0].Number != 100 {
		t.Errorf("got %d calls, the newest %v", len(b.Calls), b.Calls[0])
	}
}

func TestFlashIsSlowAndEnds(t *testing.T) {
	changes, lit := 0, false
	for at := time.Duration(0); at < 2*time.Minute; at += 50 * time.Millisecond {
		if now := kiosk.Flash(at); now != lit {
			changes, lit = changes+1, now
		}
	}
	if changes != 8 || kiosk.Flash(-1) || lit {
		t.Errorf("%d changes in two minutes, lit before %v and after %v; want 4 flashes", changes, kiosk.Flash(-1), lit)
	}
	if kiosk.VisitorsTurn(0) || !kiosk.VisitorsTurn(6*time.Second) || kiosk.VisitorsTurn(2*time.Minute) {
		t.Error("the hall's language comes first, then the visitor's, and in the end the hall's again")
	}
}
