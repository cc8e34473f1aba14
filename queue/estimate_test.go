package queue_test

import (
	"errors"
	"testing"
	"time"

	"guichet/queue"
)

// forecast is what ticket n is told of a floor a minute later.
func forecast(t testing.TB, f *queue.Floor, n queue.Number) (queue.Range, bool) {
	t.Helper()
	o, err := f.Outlook(n, f.At()+time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return o.Forecast(queue.LearnServiceTimes(0, queue.Histogram{}), 7)
}

func TestForecastIsTheSameForTheSameSeed(t *testing.T) {
	f := opened(t, french(), french(), queue.Call{Desk: 1}, arabic(), french())
	first, ok := forecast(t, f, 4)
	if second, _ := forecast(t, f, 4); !ok || first != second {
		t.Errorf("got %v, then %v", first, second)
	}
	if first.Low > first.Mid || first.Mid > first.High || first.High == 0 {
		t.Errorf("%+v is no range", first)
	}
	o, _ := f.Outlook(4, f.At())
	if other, _ := o.Forecast(queue.LearnServiceTimes(0, queue.Histogram{}), 8); other == first {
		t.Error("another seed gives the very same range")
	}
}

func TestForecastOfAFreeDesk(t *testing.T) {
	if r, ok := forecast(t, opened(t, french()), 1); !ok || r != (queue.Range{}) {
		t.Errorf("got %v, %v; want no wait", r, ok)
	}
}

// Each further person ahead makes the wait longer, not shorter.
func TestForecastGrowsWithTheLine(t *testing.T) {
	f := opened(t, french(), queue.Call{Desk: 1})
	last := time.Duration(0)
	for n := queue.Number(2); n < 12; n++ {
		play(t, f, french())
		r, ok := forecast(t, f, n)
		if !ok || r.Mid <= last {
			t.Fatalf("%s is told %v, the one before %v", n, r.Mid, last)
		}
		last = r.Mid
	}
	if last < 90*time.Minute || last > 150*time.Minute {
		t.Errorf("ten visits of twelve minutes take %v", last)
	}
}

func TestForecastUnknown(t *testing.T) {
	for name, f := range map[string]*queue.Floor{
		"no desk":           floorOf(t, queue.OpenSession{Session: town()}, french()),
		"paused":            opened(t, french(), queue.PauseSession{}),
		"nobody speaks it":  opened(t, bambara()),
		"desk sent to busy": opened(t, bambara(), queue.OpenDesk{Desk: 2, Languages: []string{"fr"}}),
	} {
		if r, ok := forecast(t, f, 1); ok {
			t.Errorf("%s: got %v, want not known yet", name, r)
		}
	}
}

func TestForecastAfterPatience(t *testing.T) {
	f := opened(t, bambara())
	o, err := f.Outlook(1, f.At()+queue.DefaultRules().Patience)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := o.Forecast(queue.LearnServiceTimes(0, queue.Histogram{}), 1); !ok {
		t.Error("every desk may call the ticket, and its wait is not known")
	}
}

// A ticket sent to a busy desk waits for that desk, although another is free.
func TestForecastOfATransfer(t *testing.T) {
	f := opened(t, queue.OpenDesk{Desk: 2, Languages: []string{"fr"}}, french(), french(),
		queue.Call{Desk: 1}, queue.Call{Desk: 2}, queue.Serve{Desk: 1}, queue.Transfer{Desk: 1, To: 2})
	r, ok := forecast(t, f, 1)
	if !ok || r.High == 0 {
		t.Errorf("got %v, %v; want a wait for desk 2", r, ok)
	}
}

func TestPriorityWaitsLess(t *testing.T) {
	f := opened(t, french(), queue.Call{Desk: 1}, french(), french(), french(), queue.Issue{Language: "fr", Priority: true})
	ordinary, _ := forecast(t, f, 4)
	first, _ := forecast(t, f, 5)
	if first.Mid >= ordinary.Mid {
		t.Errorf("priority is told %v, the others %v", first.Mid, ordinary.Mid)
	}
}

func TestOutlookRefusals(t *testing.T) {
	f := opened(t, french(), queue.Call{Desk: 1})
	if _, err := f.Outlook(1, f.At()); !errors.Is(err, queue.ErrTransition) {
		t.Errorf("a called ticket: %v", err)
	}
	if _, err := f.Outlook(2, f.At()); !errors.Is(err, queue.ErrNoTicket) {
		t.Errorf("no ticket: %v", err)
	}
}

// The time that a visit has lasted counts: after nine of about ten minutes, little is left.
func TestForecastKnowsHowLongAVisitHasLasted(t *testing.T) {
	f := opened(t, french(), queue.Call{Desk: 1}, french())
	o, err := f.Outlook(2, f.At()+9*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	fresh, _ := forecast(t, f, 2)
	late, ok := o.Forecast(queue.LearnServiceTimes(0, visits(500, 10*time.Minute)), 1)
	if !ok || late.Mid >= fresh.Mid || late.Mid > 2*time.Minute {
		t.Errorf("after nine minutes %v, at the start %v", late, fresh)
	}
}

// A ticket sent to another desk is nobody's wait at this one.
func TestForecastLeavesOutThoseSentElsewhere(t *testing.T) {
	f := opened(t, queue.OpenDesk{Desk: 2, Languages: []string{"bm"}}, french(), queue.Call{Desk: 1}, queue.Transfer{Desk: 1, To: 2})
	play(t, f, bambara(), queue.Call{Desk: 2}, french()) // desk 2 serves the one that was sent to it
	if f.AtDesk(2) != 1 {
		t.Fatalf("desk 2 has %s", f.AtDesk(2))
	}
	play(t, f, queue.Call{Desk: 1}, queue.Transfer{Desk: 1, To: 2}) // A003 waits for desk 2
	if got, ok := forecast(t, f, 3); !ok || got.Mid == 0 {
		t.Errorf("A003, sent to a busy desk, is told %v, %v", got, ok)
	}
	o, err := f.OutlookFor(arabic(), f.At())
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := o.Forecast(queue.LearnServiceTimes(0, visits(500, 10*time.Minute)), 1); !ok || got != (queue.Range{}) || o.Ahead != 0 {
		t.Errorf("at the free desk 1: %v, %v, %d ahead, want no wait", got, ok, o.Ahead)
	}
}

// visits fills a histogram with visits of one length.
func visits(n int, d time.Duration) queue.Histogram {
	var h queue.Histogram
	h[queue.Bin(d)] = n
	return h
}

// With visits of one length, the order in which the forecast serves a line is the order in which the
// floor calls it.
func TestForecastFollowsTheDiscipline(t *testing.T) {
	times := queue.LearnServiceTimes(0, visits(1_000_000, 5*time.Minute))
	f := opened(t, french(), queue.Call{Desk: 1}, queue.Serve{Desk: 1}, french(), queue.Issue{Language: "fr", Priority: true},
		arabic(), french(), queue.Issue{Language: "ar", Priority: true}, queue.Issue{Language: "fr", Priority: true})
	told := map[queue.Number]time.Duration{}
	for _, w := range f.Waiting() {
		o, err := f.Outlook(w.Number, f.At())
		if err != nil {
			t.Fatal(err)
		}
		r, ok := o.Forecast(times, 3)
		if !ok {
			t.Fatalf("%s: not known", w.Number)
		}
		told[w.Number] = r.Mid
	}
	last := time.Duration(0)
	for range told {
		play(t, f, queue.Finish{Desk: 1})
		n := grant(t, f, queue.Call{Desk: 1}, f.At()).Ticket
		if told[n] < last {
			t.Errorf("%s is called next, but was told %v after %v", n, told[n], last)
		}
		last = told[n]
		play(t, f, queue.Serve{Desk: 1})
	}
}

func TestServiceTimes(t *testing.T) {
	fresh := queue.LearnServiceTimes(10*time.Minute, queue.Histogram{})
	if m := fresh.Mean().Minutes(); m < 9.5 || m > 10.5 {
		t.Errorf("the prior's mean is %.1f minutes, not 10", m)
	}
	learned := queue.LearnServiceTimes(10*time.Minute, visits(1000, 30*time.Minute))
	if m := learned.Mean().Minutes(); m < 29 || m > 31.5 {
		t.Errorf("after a thousand visits of half an hour the mean is %.1f", m)
	}
	if a, b := fresh.Sample(0.1), fresh.Sample(0.9); a >= b || b > 6*time.Hour {
		t.Errorf("one in ten is shorter than %v, one in ten longer than %v", a, b)
	}
	for _, elapsed := range []time.Duration{0, 29 * time.Minute, 2 * time.Hour, 30 * time.Hour} {
		for _, u := range []float64{0, 0.5, 0.999999} {
			if rest := learned.SampleRest(elapsed, u); rest < 0 {
				t.Errorf("after %v there remain %v", elapsed, rest)
			}
		}
	}
	if rest := learned.SampleRest(29*time.Minute, 0.5); rest > 2*time.Minute {
		t.Errorf("a visit of half an hour that has lasted 29 minutes takes %v more", rest)
	}
}

func TestBins(t *testing.T) {
	for i := range queue.Bins {
		if got := queue.Bin(queue.BinStart(i)); got != i {
			t.Errorf("bin %d starts at %v, which is in bin %d", i, queue.BinStart(i), got)
		}
		if i > 0 && queue.Bin(queue.BinStart(i)-1) != i-1 {
			t.Errorf("just below %v is not bin %d", queue.BinStart(i), i-1)
		}
	}
	if queue.Bin(-time.Hour) != 0 || queue.Bin(1000*time.Hour) != queue.Bins-1 {
		t.Error("the ends are not in the first and the last bin")
	}
}

func TestQuantile(t *testing.T) {
	var h queue.Histogram
	if h.Quantile(0.5) != 0 {
		t.Error("nothing counted has no median")
	}
	for m := range 10 {
		h[queue.Bin(time.Duration(m)*time.Minute)]++
	}
	if q := h.Quantile(0.5); q < 4*time.Minute || q > 5*time.Minute {
		t.Errorf("the median of 0 to 9 minutes is %v", q)
	}
	if q := h.Quantile(1); q < 9*time.Minute || q > 10*time.Minute {
		t.Errorf("the longest of 0 to 9 minutes is %v", q)
	}
}

// busyFloor has n people in line behind two busy desks.
func busyFloor(b *testing.B, n int) *queue.Floor {
	f := floorOf(b, queue.OpenSession{Session: town()},
		queue.OpenDesk{Desk: 1, Languages: []string{"fr", "ar"}}, queue.OpenDesk{Desk: 2, Languages: []string{"fr", "bm"}},
		french(), french(), queue.Call{Desk: 1}, queue.Call{Desk: 2})
	for i := range n {
		c := []queue.Issue{french(), arabic(), bambara(), {Language: "fr", Priority: true}}[i%4]
		out, err := f.Decide(nil, c, f.At())
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range out.Events {
			if err := f.Apply(e); err != nil {
				b.Fatal(err)
			}
		}
	}
	return f
}

// BenchmarkForecast is what a forecast costs in a line of this length: meant to be below 5 ms.
func BenchmarkForecast(b *testing.B) {
	for _, n := range []struct {
		name string
		line int
	}{{"10", 10}, {"100", 100}, {"1000", 1000}} {
		b.Run(n.name, func(b *testing.B) {
			f := busyFloor(b, n.line)
			o, err := f.Outlook(f.LastNumber(), f.At())
			if err != nil {
				b.Fatal(err)
			}
			times := queue.LearnServiceTimes(0, queue.Histogram{})
			for b.Loop() {
				o.Forecast(times, 7)
			}
		})
	}
}

// BenchmarkNext is what choosing the next ticket costs in a line of this length.
func BenchmarkNext(b *testing.B) {
	for _, n := range []struct {
		name string
		line int
	}{{"10", 10}, {"100", 100}, {"1000", 1000}} {
		b.Run(n.name, func(b *testing.B) {
			f := busyFloor(b, n.line)
			for b.Loop() {
				if _, err := f.Next(1, f.At()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
