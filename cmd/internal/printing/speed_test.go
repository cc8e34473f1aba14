package printing_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

// BenchmarkTouchToPaper times a ticket from the touch to the first byte of its slip at the printer: the commit, the
// setting of the slip, its state in the journal and the questions to the printer are all in it. The median is
// promised to be under 60 ms.
func BenchmarkTouchToPaper(b *testing.B) {
	roll := papertest.NewRoll(b)
	a, d, err := start(b.Context(), b.TempDir(), roll.Address())
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // only timed
	if err := follow(b.Context(), a.Hub, d); err != nil {
		b.Fatal(err)
	}
	defer run(b.Context(), d)()
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		begun := time.Now()
		issue(b, a.Hub, []string{"fr", "ar", "en"}[i%3])
		<-roll.Begun()
		took = append(took, time.Since(begun))
		for len(roll.Slips()) <= i {
			time.Sleep(time.Millisecond)
		}
	}
	b.ReportMetric(0, "ns/op") // says nothing here
	report(b, took, "ms")
}

// BenchmarkDeadPrinter times tickets with a printer that is well, and with one that hangs with a slip in it. The
// two take turns. Their ratio is about one.
func BenchmarkDeadPrinter(b *testing.B) {
	var well, dead []time.Duration
	for b.Loop() {
		well = append(well, issues(b, &held{}, nil)...)
		stuck := make(chan struct{}, 1)
		dead = append(dead, issues(b, &held{stuck: stuck, hangs: true}, stuck)...)
	}
	b.ReportMetric(0, "ns/op") // says nothing here
	report(b, well, "well-ms")
	report(b, dead, "dead-ms")
	b.ReportMetric(float64(median(dead))/float64(median(well)), "dead/well")
}

func report(b *testing.B, took []time.Duration, unit string) {
	b.ReportMetric(median(took).Seconds()*1e3, "p50-"+unit)
}

func median(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2]
}

// held is a printer that may hang with a slip in it, until its caller gives up.
type held struct {
	hangs bool
	stuck chan struct{}
}

func (h *held) Status(context.Context) paper.Status { return paper.Ready }

func (h *held) Print(ctx context.Context, _ paper.Document) paper.Result {
	if !h.hangs {
		return paper.Result{Outcome: paper.Sent, Status: paper.Ready}
	}
	h.stuck <- struct{}{}
	<-ctx.Done()
	return paper.Result{Outcome: paper.Unsure, Status: paper.Offline}
}

// issues times tickets at a desk with a printer; those after the first, where the printer hangs with that.
func issues(tb testing.TB, p paper.Printer, stuck <-chan struct{}) (took []time.Duration) {
	tb.Helper()
	a, d, err := start(tb.Context(), tb.TempDir(), "tcp://127.0.0.1:1")
	if err != nil {
		tb.Fatal(err)
	}
	d.Devices[0].Printer = p
	if err := follow(tb.Context(), a.Hub, d); err != nil {
		tb.Fatal(err)
	}
	stop := run(tb.Context(), d)
	issue(tb, a.Hub, "fr")
	if stuck != nil {
		<-stuck
	}
	for range 20 {
		begun := time.Now()
		t := issue(tb, a.Hub, "fr")
		if _, err := a.Hub.TellForecast(tb.Context(), t.Number); err != nil {
			tb.Fatal(err)
		}
		took = append(took, time.Since(begun))
	}
	stop()
	if err := a.Close(); err != nil {
		tb.Fatal(err)
	}
	return took
}

// TestDeadPrinter: tickets are given, with their forecast, while a printer hangs with a slip in it, and the desk
// ends in time.
func TestDeadPrinter(t *testing.T) {
	stuck := make(chan struct{}, 1)
	if took := issues(t, &held{stuck: stuck, hangs: true}, stuck); len(took) != 20 {
		t.Errorf("%d tickets", len(took))
	}
}
