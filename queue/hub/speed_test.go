package hub_test

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"guichet/queue"
	"guichet/queue/hub"
)

// raw is a file on the same disk, for the least that something durable can cost on it.
type raw struct{ f *os.File }

func openRaw(b *testing.B, dir string) raw {
	b.Helper()
	f, err := os.Create(filepath.Join(dir, "raw"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.Close() }) // it was only timed
	return raw{f}
}

// appends times one writer that appends three blocks, about what one ticket writes, and synchronises them.
func (r raw) appends(b *testing.B, n int) []time.Duration {
	b.Helper()
	block := make([]byte, 3*4096)
	took := make([]time.Duration, n)
	for i := range took {
		begun := time.Now()
		_, err := r.f.Write(block)
		if err = errors.Join(err, unix.Fdatasync(int(r.f.Fd()))); err != nil {
			b.Fatal(err)
		}
		took[i] = time.Since(begun)
	}
	return took
}

// timedIssues times tickets for so many visitors at once, each of whom takes one after the other.
func timedIssues(b *testing.B, h *hub.Hub, visitors, each int, key func() string) []time.Duration {
	b.Helper()
	took := make([]time.Duration, visitors*each)
	var all sync.WaitGroup
	for v := range visitors {
		all.Go(func() {
			for i := range each {
				wish := hub.Wish{Key: key(), Language: "fr", Topic: "HLT"}
				begun := time.Now()
				if _, err := h.Issue(b.Context(), wish); err != nil {
					b.Error(err)
				}
				took[v*each+i] = time.Since(begun)
			}
		})
	}
	all.Wait()
	return took
}

func quantile(took []time.Duration, q float64) time.Duration {
	slices.Sort(took)
	return took[min(len(took)-1, int(q*float64(len(took))))]
}

// BenchmarkIssue reports ratios to one raw writer. The two take turns, some tens of milliseconds each,
// so that a disk that is slow for a while is slow for both. A session has ten thousand tickets: its end is
// as fast as its beginning, or the ratio shows it.
func BenchmarkIssue(b *testing.B) {
	for _, c := range []struct {
		name     string
		visitors int
		random   bool
	}{{"one", 1, false}, {"64", 64, false}, {"64 with random keys", 64, true}} {
		b.Run(c.name, func(b *testing.B) {
			tickets := 2_000
			if c.visitors > 1 {
				tickets = 10_240
			}
			var raws, took []time.Duration
			heap := make([]byte, kioskHeap)
			defer runtime.KeepAlive(heap)
			for range sessions {
				fresh, issued := measureIssue(b, c.visitors, tickets, c.random)
				raws, took = append(raws, fresh...), append(took, issued...)
			}
			b.ReportMetric(0, "ns/op") // says nothing here
			b.ReportMetric(quantile(took, 0.5).Seconds()*1e3, "p50-ms")
			b.ReportMetric(quantile(took, 0.99).Seconds()*1e3, "p99-ms")
			b.ReportMetric(float64(quantile(took, 0.5))/float64(quantile(raws, 0.5)), "p50/raw-p50")
			b.ReportMetric(float64(quantile(took, 0.99))/float64(quantile(raws, 0.99)), "p99/raw-p99")
		})
	}
}

// kioskHeap is what the kiosk, in which the hub lives, has on its heap: the garbage is collected as seldom as there.
const kioskHeap = 20 << 20

// settling is how long a desk has been open before the rush: its log has reached its length.
const settling = 3 * time.Second

// sessions is how many days the benchmark measures, whatever its time: enough for a 99th percentile of both.
const sessions = 3

// measureIssue times one session's tickets, in turns with the raw writer.
func measureIssue(b *testing.B, visitors, tickets int, random bool) (raws, took []time.Duration) {
	b.Helper()
	const turns = 4 // a rush begins only once: the first of a turn stand for the first of a rush
	dir := b.TempDir()
	a, err := started(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // only timed
	openDesks(b, a.Hub, 1)
	key := a.Hub.NewKey
	if random {
		key = rand.Text
	}
	r := openRaw(b, dir)
	time.Sleep(settling)
	for range turns {
		raws = append(raws, r.appends(b, 125)...)
		took = append(took, timedIssues(b, a.Hub, visitors, tickets/turns/visitors, key)...)
	}
	return raws, took
}

// BenchmarkCall is flat: what a call costs is the disk, however many wait.
func BenchmarkCall(b *testing.B) {
	for _, c := range []struct {
		name    string
		waiting int
	}{{"10 waiting", 10}, {"1000 waiting", 1000}} {
		b.Run(c.name, func(b *testing.B) {
			a, err := started(b.TempDir())
			if err != nil {
				b.Fatal(err)
			}
			defer a.Close() //nolint:errcheck // only timed
			openDesks(b, a.Hub, 1)
			issue(b, a.Hub, c.waiting, 10)
			for b.Loop() { // the ticket goes back to its place: as many wait each time
				for _, command := range []queue.Command{queue.Call{Desk: 1}, queue.Hold{Desk: 1}, queue.Resume{Desk: 1}} {
					if _, err := a.Hub.Do(b.Context(), command); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
