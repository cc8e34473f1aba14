package paper_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

// pages runs a spool with one office printer.
func pages(t *testing.T, p paper.Printer) *paper.Spool {
	t.Helper()
	s := &paper.Spool{Desk: &journal{}, Devices: []paper.Device{{Role: paper.PageRole, Name: "office", Printer: p}}}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); s.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended })
	return s
}

func sample(int) (paper.Document, error) { return papertest.Sample(), nil }

// TestRefusedPage: a page that a printer does not take is told of, and holds up no other; one that it cannot take now waits.
func TestRefusedPage(t *testing.T) {
	for name, c := range map[string]struct {
		code uint16
		want paper.Result
	}{
		"document too large": {0x0408, paper.Result{Outcome: paper.NotSent, Status: paper.Ready}},
		"busy":               {0x0507, paper.Result{Outcome: paper.Sent, Status: paper.Ready}},
	} {
		t.Run(name, func(t *testing.T) {
			o := papertest.NewOffice(t)
			o.Refuse(c.code)
			s, told := pages(t, office(t, o.Address())), make(chan paper.Result, 1)
			if _, err := s.Print(paper.PageRole, sample, func(r paper.Result) { told <- r }); err != nil {
				t.Fatal(err)
			}
			for len(o.OnA4()) == 0 {
				time.Sleep(time.Millisecond) // until it was asked once
			}
			o.Refuse(0)
			s.Wake()
			if got := <-told; got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestSecondTray: an empty tray is no lack where another has what is needed. This printer would stop at it all the same, and say
// that it needs paper; few do.
func TestSecondTray(t *testing.T) {
	e := papertest.NewEverywhere(t, t.TempDir())
	e.EmptySecond()
	if got := office(t, e.Address()).Status(t.Context()); got != paper.Ready {
		t.Errorf("status %q", got)
	}
}

// TestPaperRunsOutMeanwhile: staff know of it while the page is in the printer, and once the paper is filled up it comes out.
func TestPaperRunsOutMeanwhile(t *testing.T) {
	o := papertest.NewOffice(t)
	o.Stick(true)
	s, told := pages(t, office(t, o.Address())), make(chan paper.Result, 1)
	if _, err := s.Print(paper.PageRole, sample, func(r paper.Result) { told <- r }); err != nil {
		t.Fatal(err)
	}
	for len(o.Documents()) == 0 {
		time.Sleep(time.Millisecond)
	}
	o.Set(paper.PaperOut)
	for end := time.Now().Add(10 * time.Second); s.Lines()[0].Status != paper.PaperOut; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("nobody is told: %+v", s.Lines())
		}
	}
	o.Set(paper.Ready)
	o.Stick(false)
	if got := <-told; got != (paper.Result{Outcome: paper.Sent, Status: paper.Ready}) {
		t.Errorf("%+v", got)
	}
}

// TestA4: a page is asked for and sent as one on A4.
func TestA4(t *testing.T) {
	o := papertest.NewOffice(t)
	if got := office(t, o.Address()).Print(t.Context(), papertest.Sample()); got.Outcome != paper.Sent {
		t.Fatalf("%+v", got)
	}
	if got := o.OnA4(); !slices.Equal(got, []bool{true, true}) {
		t.Errorf("to be on A4, when asked for and when sent: %v", got)
	}
}
