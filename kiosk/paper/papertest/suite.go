package papertest

import (
	"context"
	"runtime"
	"testing"
	"time"

	"guichet/kiosk/paper"
)

// Rig is a printer with what a test needs to pull its paper.
type Rig struct {
	Printer paper.Printer
	// Set puts the device in a status; nil where it cannot be.
	Set func(paper.Status)
	// Printed counts the documents that came out.
	Printed func() int
	// Unplug takes the device away; nil where that is not possible.
	Unplug func()
}

// Run holds a printer to what all printers must do. Each promise is tried on a new one.
func Run(t *testing.T, prepare func(t *testing.T) Rig) {
	for _, p := range []struct {
		name string
		hold func(t *testing.T, r Rig)
	}{
		{"prints when it is ready", printsWhenReady},
		{"says what it lacks and takes nothing", saysWhatItLacks},
		{"prints again once it is mended", printsOnceMended},
		{"is offline when it is away", isOfflineWhenAway},
		{"ends with its caller", endsWithCaller},
	} {
		t.Run(p.name, func(t *testing.T) { p.hold(t, prepare(t)) })
	}
}

func context10(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func printsWhenReady(t *testing.T, r Rig) {
	ctx := context10(t)
	if s := r.Printer.Status(ctx); s != paper.Ready {
		t.Fatalf("status %q before anything was printed", s)
	}
	for n := 1; n <= 3; n++ {
		if got := r.Printer.Print(ctx, Sample()); got.Outcome != paper.Sent {
			t.Fatalf("document %d: %+v", n, got)
		}
		if got := r.Printed(); got != n {
			t.Fatalf("%d documents came out, want %d", got, n)
		}
	}
}

func saysWhatItLacks(t *testing.T, r Rig) {
	if r.Set == nil {
		t.Skip("this device's state is its own")
	}
	ctx := context10(t)
	for _, want := range []paper.Status{paper.PaperOut, paper.CoverOpen, paper.CutterError, paper.Offline} {
		r.Set(want)
		if got := r.Printer.Status(ctx); got != want {
			t.Errorf("status %q, want %q", got, want)
		}
		if got := r.Printer.Print(ctx, Sample()); got != (paper.Result{Outcome: paper.NotSent, Status: want}) {
			t.Errorf("%s: %+v", want, got)
		}
	}
	if got := r.Printed(); got != 0 {
		t.Errorf("%d documents came out of a printer without paper", got)
	}
}

func printsOnceMended(t *testing.T, r Rig) {
	if r.Set == nil {
		t.Skip("this device's state is its own")
	}
	ctx := context10(t)
	r.Set(paper.PaperOut)
	r.Printer.Print(ctx, Sample())
	r.Set(paper.NearEnd)
	if got := r.Printer.Print(ctx, Sample()); got != (paper.Result{Outcome: paper.Sent, Status: paper.NearEnd}) {
		t.Errorf("with paper for a few more: %+v", got)
	}
	if got := r.Printed(); got != 1 {
		t.Errorf("%d documents came out, want 1", got)
	}
}

func isOfflineWhenAway(t *testing.T, r Rig) {
	if r.Unplug == nil {
		t.Skip("this device cannot be taken away")
	}
	r.Unplug()
	ctx := context10(t)
	if got := r.Printer.Status(ctx); got != paper.Offline {
		t.Errorf("status %q", got)
	}
	if got := r.Printer.Print(ctx, Sample()); got != (paper.Result{Outcome: paper.NotSent, Status: paper.Offline}) {
		t.Errorf("%+v", got)
	}
}

// endsWithCaller: a caller that gives up is not held, and leaves no goroutine.
func endsWithCaller(t *testing.T, r Rig) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	begun := time.Now()
	r.Printer.Status(ctx)
	r.Printer.Print(ctx, Sample())
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("a caller that gave up was held for %v", took)
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before+1; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
