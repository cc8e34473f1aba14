package hub_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"guichet/queue"
	"guichet/queue/hub"
)

// rawAppends times one writer that appends three blocks and synchronises them: the least that a
// durable ticket can cost on this disk.
func rawAppends(b *testing.B, dir string, n int) []time.Duration {
	b.Helper()
	f, err := os.Create(filepath.Join(dir, "raw"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only timed
	block := make([]byte, 3*4096)
	took := make([]time.Duration, n)
	for i := range took {
		begun := time.Now()
		if _, err := f.Write(block); err != nil {
			b.Fatal(err)
		}
		if err := unix.Fdatasync(int(f.Fd())); err != nil {
			b.Fatal(err)
		}
		took[i] = time.Since(begun)
	}
	return took
}

// rawTogether times as many writers at once, each appending and synchronising by itself.
func rawTogether(b *testing.B, dir string, writers, each int) []time.Duration {
	b.Helper()
	f, err := os.OpenFile(filepath.Join(dir, "together"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only timed
	block := make([]byte, 3*4096)
	took := make([]time.Duration, writers*each)
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				begun := time.Now()
				_, err := f.Write(block)
				if err = errors.Join(err, unix.Fdatasync(int(f.Fd()))); err != nil {
					b.Error(err)
				}
				took[w*each+i] = time.Since(begun)
			}
		})
	}
	all.Wait()
	return took
}

// timedIssues times n tickets for so many visitors at once.
func timedIssues(b *testing.B, h *hub.Hub, n, visitors int) []time.Duration {
	b.Helper()
	took := make([]time.Duration, n)
	var all sync.WaitGroup
	for v := range visitors {
		all.Go(func() {
			for i := v; i < n; i += visitors {
				begun := time.Now()
				if _, err := h.Issue(b.Context(), hub.Wish{Language: "fr"}); err != nil {
					b.Error(err)
				}
				took[i] = time.Since(begun)
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

// BenchmarkIssue reports ratios to one raw writer, half of it measured before and half after, and to as
// many raw writers as there are visitors.
func BenchmarkIssue(b *testing.B) {
	for _, c := range []struct {
		name     string
		visitors int
	}{{"one", 1}, {"64", 64}} {
		b.Run(c.name, func(b *testing.B) {
			dir := b.TempDir()
			a, err := started(dir)
			if err != nil {
				b.Fatal(err)
			}
			defer a.Close() //nolint:errcheck // only timed
			openDesks(b, a.Hub, 1)
			n := min(max(b.N, 20*c.visitors), 15_000) // a session has so many numbers
			raw := rawAppends(b, dir, 500)
			b.ResetTimer()
			took := timedIssues(b, a.Hub, n, c.visitors)
			b.StopTimer()
			raw = append(raw, rawAppends(b, dir, 500)...)
			crowd := rawTogether(b, dir, c.visitors, 10)
			b.ReportMetric(float64(quantile(took, 0.99))/float64(quantile(crowd, 0.99)), "p99/as-many-raw-p99")
			b.ReportMetric(quantile(took, 0.5).Seconds()*1e3, "p50-ms")
			b.ReportMetric(quantile(took, 0.99).Seconds()*1e3, "p99-ms")
			b.ReportMetric(float64(quantile(took, 0.5))/float64(quantile(raw, 0.5)), "p50/raw-p50")
			b.ReportMetric(float64(quantile(took, 0.99))/float64(quantile(raw, 0.99)), "p99/raw-p99")
			b.ReportMetric(float64(quantile(took, 0.99))/float64(quantile(raw, 0.5)), "p99/raw-p50")
		})
	}
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
					if _, _, err := a.Hub.Do(b.Context(), command); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
