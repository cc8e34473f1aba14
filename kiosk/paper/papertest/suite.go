package papertest

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"time"

	"guichet/brochures/picture"
	"guichet/brochures/strip"
	"guichet/brochures/typeset"
	"guichet/kiosk/paper"
)

// Rig is a printer with what a test needs to pull its paper.
type Rig struct {
	Printer paper.Printer
	// Set puts the device in a status that it can be in.
	Set func(paper.Status)
	// Printed counts the documents that came out.
	Printed func() int
	// Unplug takes the device away.
	Unplug func()
	// Cannot says of statuses why this device cannot be put in them.
	Cannot map[paper.Status]string
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

// can says whether the device can be put in a status; where not, the log says why.
func (r Rig) can(t *testing.T, s paper.Status) bool {
	t.Helper()
	why, cannot := r.Cannot[s]
	if cannot {
		t.Logf("%s: %s", s, why)
	}
	return !cannot
}

// lacks are the statuses in which nothing is printed that some device can be put in.
var lacks = []paper.Status{paper.PaperOut, paper.WrongPaper, paper.CoverOpen, paper.CutterError, paper.Offline}

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
	ctx := context10(t)
	for _, want := range lacks {
		if !r.can(t, want) {
			continue
		}
		r.Set(want)
		if got := r.Printer.Status(ctx); got != want {
			t.Errorf("status %q, want %q", got, want)
		}
		if got := r.Printer.Print(ctx, Sample()); got != (paper.Result{Outcome: paper.NotSent, Status: want}) {
			t.Errorf("%s: %+v", want, got)
		}
	}
	if got := r.Printed(); got != 0 {
		t.Errorf("%d documents came out of a printer that could not print", got)
	}
}

// printsOnceMended: of what a device can lack, each is mended once; with little paper it prints too, and says so.
func printsOnceMended(t *testing.T, r Rig) {
	ctx, printed := context10(t), 0
	for _, lack := range lacks {
		if !r.can(t, lack) {
			continue
		}
		r.Set(lack)
		r.Printer.Print(ctx, Sample())
		mended := paper.NearEnd
		if !r.can(t, mended) {
			mended = paper.Ready
		}
		r.Set(mended)
		if got := r.Printer.Print(ctx, Sample()); got != (paper.Result{Outcome: paper.Sent, Status: mended}) {
			t.Errorf("%s, then %s: %+v", lack, mended, got)
		}
		if printed++; r.Printed() != printed {
			t.Errorf("%s, then %s: %d documents came out, want %d", lack, mended, r.Printed(), printed)
		}
	}
	if printed == 0 {
		t.Error("a device that can lack nothing shows nothing")
	}
}

func isOfflineWhenAway(t *testing.T, r Rig) {
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

// Sample is a small document.
var Sample = sync.OnceValue(func() paper.Document {
	s := strip.Strip{Width: paper.Wide, Margin: 28, Blocks: []strip.Block{strip.Space(20), strip.Star{Size: 160}, strip.Space(120)}}
	sheet, err := strip.Lay(typeset.New(typeset.OpenFonts("")), s)
	if err != nil {
		panic(err)
	}
	page, err := sheet.PDF("Guichet")
	if err != nil {
		panic(err)
	}
	return paper.Document{Name: "Guichet", Dots: sheet.Bitmap(picture.NewMasks(1 << 10)), PDF: page}
})
