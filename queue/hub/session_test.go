package hub_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"guichet/queue"
	"guichet/queue/hub"
)

// do has a command decided that must be granted.
func do(t testing.TB, a *hub.Appliance, c queue.Command) queue.Ticket {
	t.Helper()
	ticket, err := a.Hub.Do(context.Background(), c)
	if err != nil {
		t.Fatalf("%T: %v", c, err)
	}
	return ticket
}

// A refusal carries when to come back, the same code for the same touch, and is counted once.
func TestRefusal(t *testing.T) {
	a := desk(t, 0)
	do(t, a, queue.MakeLastCall{})
	var codes []string
	for range 3 {
		_, err := a.Hub.Issue(context.Background(), hub.Wish{Language: "fr", Key: "late"})
		var r *hub.Refusal
		if !errors.As(err, &r) || !errors.Is(err, queue.ErrLastCall) || r.Next == nil {
			t.Fatalf("got %v", err)
		}
		codes = append(codes, r.Code)
	}
	if codes[0] == "" || codes[0] != codes[1] || codes[1] != codes[2] {
		t.Errorf("one touch gave the codes %v", codes)
	}
	v, err := a.Hub.View(context.Background())
	if err != nil || v.Counts[queue.CountTurnedAway] != 1 {
		t.Errorf("turned away %d times, %v", v.Counts[queue.CountTurnedAway], err)
	}
}

// What a session told and measured is there after it closed, once.
func TestMeasuresAreKept(t *testing.T) {
	ctx := context.Background()
	a := desk(t, 1)
	for range 5 {
		ticket := do(t, a, queue.Issue{Language: "fr"})
		if _, err := a.Hub.TellForecast(ctx, ticket.Number); err != nil {
			t.Fatal(err)
		}
	}
	for range 5 {
		for _, c := range []queue.Command{queue.Call{Desk: 1}, queue.Serve{Desk: 1}, queue.Finish{Desk: 1}} {
			do(t, a, c)
		}
	}
	var closing hub.Closing
	err := a.Hub.CloseSession(ctx, false, func(c hub.Closing) error { closing = c; return nil })
	if err != nil {
		t.Fatal(err)
	}
	week, err := a.Week(ctx)
	if err != nil {
		t.Fatal(err)
	}
	report, err := a.Report(ctx, week)
	if err != nil {
		t.Fatal(err)
	}
	if report.Sessions != 1 || report.Visits != 5 || report.Measures[queue.CountServed] != 5 || report.Measures[queue.CountTold] != 4 {
		t.Errorf("got %+v", report)
	}
	if fmt.Sprint(report.Measures) != fmt.Sprint(closing.Measures.Counts) {
		t.Errorf("kept %v, closed with %v", report.Measures, closing.Measures.Counts)
	}
}

// A power cut, or a full pipe, between closing and telling loses nobody's code: the next start tells it.
func TestClosingIsToldAgain(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	a, err := started(dir)
	if err != nil {
		t.Fatal(err)
	}
	openDesks(t, a.Hub, 1)
	left := do(t, a, queue.Issue{Language: "fr"})
	do(t, a, queue.Abandon{Ticket: left.Number})
	waits := do(t, a, queue.Issue{Language: "fr"})
	torn := errors.New("the pipe is torn")
	var told hub.Closing
	err = a.Hub.CloseSession(ctx, true, func(c hub.Closing) error { told = c; return torn })
	if !errors.Is(err, torn) || len(told.SentHome) != 1 || told.SentHome[0].Ticket != waits.Number || told.SentHome[0].Code == "" {
		t.Fatalf("got %v, told %+v", err, told)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for restart, want := range []bool{true, false} {
		if a, err = started(dir); err != nil {
			t.Fatal(err)
		}
		conditions, err := a.Hub.Conditions(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(fmt.Sprint(conditions), told.SentHome[0].Code); got != want {
			t.Errorf("restart %d: told again %v, want %v: %v", restart, got, want, conditions)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A session that was closed at a window is erased when the window says that everybody was told, not before.
func TestClosingTwiceTellsTwice(t *testing.T) {
	ctx := context.Background()
	a := desk(t, 1)
	do(t, a, queue.Issue{Language: "fr"})
	shown := errors.New("shown, and nobody has said yet that it was read")
	var told []hub.Closing
	tell := func(err error) func(hub.Closing) error {
		return func(c hub.Closing) error { told = append(told, c); return err }
	}
	for _, want := range []error{shown, shown, nil} {
		if err := a.Hub.CloseSession(ctx, true, tell(want)); !errors.Is(err, want) {
			t.Fatalf("got %v, want %v", err, want)
		}
	}
	if len(told) != 3 || !reflect.DeepEqual(told[0].SentHome, told[2].SentHome) || len(told[0].SentHome) != 1 {
		t.Errorf("told %+v", told)
	}
	if err := a.Hub.CloseSession(ctx, true, tell(nil)); err == nil {
		t.Error("a session that is erased is closed once more")
	}
}
