package main

import (
	"errors"
	"testing"
	"time"

	"guichet/kiosk"
	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/site"
)

// returning is a mediator's window over a real desk.
type returning struct {
	t     *testing.T
	desk  *hub.Appliance
	state kiosk.Staff
	at    time.Duration
}

func (r *returning) event(e kiosk.StaffEvent) {
	r.t.Helper()
	r.at += time.Second
	next, effects := r.state.Next(e, r.at)
	r.state = next
	for _, effect := range effects {
		switch e := effect.(type) {
		case kiosk.MakeKey:
			r.event(kiosk.KeyMade{Key: r.desk.Hub.NewKey()})
		case kiosk.UseCode:
			used := useCode(r.t.Context(), r.desk.Hub, e)
			used.View = r.floor()
			r.event(used)
		}
	}
}

func (r *returning) floor() queue.View {
	r.t.Helper()
	v, err := r.desk.Hub.View(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	return v
}

// enter is a code that a visitor who speaks Arabic shows to the mediator.
func (r *returning) enter(code string) kiosk.Return {
	r.t.Helper()
	r.event(kiosk.Turn{Page: kiosk.StaffWork})
	r.event(kiosk.EnterCode{})
	r.event(kiosk.ReturnLanguage{Language: "ar"})
	for _, sign := range code {
		r.event(kiosk.TypeSign{Sign: string(sign)})
	}
	r.event(kiosk.GiveNumber{})
	return r.state.Return
}

// TestComeBack: a full session sends a visitor home with a code; at the next one a mediator enters it, and the visitor is at the
// head of the line, once.
func TestComeBack(t *testing.T) {
	now := time.Now()
	town := site.Demonstration()
	town.Rules.Capacity = queue.Capacity{Tickets: 1}
	a, err := hub.Start(t.Context(), t.TempDir(), town, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // the folder is taken away anyway
	open := func(o hub.Opening) {
		t.Helper()
		if _, err := a.Hub.OpenSession(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	take := func(key string) (queue.Ticket, error) {
		return a.Hub.Issue(t.Context(), hub.Wish{Key: key, Language: "fr"})
	}
	open(hub.Opening{Special: true})
	if _, err := take("first"); err != nil {
		t.Fatal(err)
	}
	var full *hub.Refusal
	if _, err := take("second"); !errors.As(err, &full) || !errors.Is(err, queue.ErrFull) || full.Code == "" {
		t.Fatalf("the session is not full: %v", err)
	}
	if err := a.Hub.CloseSession(t.Context(), true, func(hub.Closing) error { return nil }); err != nil {
		t.Fatal(err)
	}
	now = full.Next.From
	open(hub.Opening{})
	early, err := take("early")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Hub.Do(t.Context(), queue.OpenDesk{Desk: 1, Languages: []string{"fr", "ar"}}); err != nil {
		t.Fatal(err)
	}
	r := &returning{t: t, desk: a, state: kiosk.NewStaff(kiosk.StaffOptions{Languages: town.Languages, Screens: []string{"fr"}}, true)}
	r.event(kiosk.PINChecked{OK: true})
	r.event(kiosk.Follow{View: r.floor()})
	r.event(kiosk.ChooseSeat{Desk: 1})

	given := r.enter(full.Code)
	if given.Number == 0 || given.Refused != "" {
		t.Fatalf("the code gave %+v", given)
	}
	if again := r.enter(full.Code); again.Number != 0 || again.Refused != "spent" {
		t.Errorf("the same code again: %+v", again)
	}
	for _, want := range []queue.Number{given.Number, early.Number} {
		called, err := a.Hub.Do(t.Context(), queue.Call{Desk: 1})
		if err != nil || called.Number != want {
			t.Errorf("called %s, %v, want %s: a code is worth the head of the line", called.Number, err, want)
		}
		if _, err := a.Hub.Do(t.Context(), queue.Miss{Desk: 1}); err != nil {
			t.Error(err)
		}
	}
	if line := r.floor().Waiting; len(line) != 0 {
		t.Errorf("in line is somebody twice: %+v", line)
	}
}
