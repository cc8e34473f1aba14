package hub_test

import (
	"context"
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

// The measure of a commit is the disk itself, in the same run: three blocks of a page appended to a
// file and synchronised, which is the least that a durable append could cost. The figures are ratios
// to it; absolute times say more about the machine than about the program.

// rawAppends times n durable appends by one writer.
func rawAppends(b *testing.B, dir string, n int) []time.Duration {
	b.Helper()
	f, err := os.Create(filepath.Join(dir, "raw"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it is thrown away
	block := make([]byte, 3*4096)
	took := make([]time.Duration, n)
	for i := range took {
		start := time.Now()
		if _, err := f.Write(block); err != nil {
			b.Fatal(err)
		}
		if err := unix.Fdatasync(int(f.Fd())); err != nil {
			b.Fatal(err)
		}
		took[i] = time.Since(start)
	}
	return took
}

// rawTogether times durable appends by several writers to one file at once.
func rawTogether(b *testing.B, dir string, writers, each int) []time.Duration {
	b.Helper()
	f, err := os.OpenFile(filepath.Join(dir, "together"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it is thrown away
	block := make([]byte, 3*4096)
	var mu sync.Mutex
	var all []time.Duration
	together(writers, func(int) {
		for range each {
			start := time.Now()
			_, err := f.Write(block)
			if err = errors.Join(err, unix.Fdatasync(int(f.Fd()))); err != nil {
				b.Error(err)
				return
			}
			mu.Lock()
			all = append(all, time.Since(start))
			mu.Unlock()
		}
	})
	return all
}

// quantile is the q-quantile of durations.
func quantile(took []time.Duration, q float64) float64 {
	sorted := slices.Sorted(slices.Values(took))
	return float64(sorted[int(q*float64(len(sorted)-1))])
}

// issue times each of n tickets by each of several issuers at once.
func issue(b *testing.B, a *hub.Appliance, issuers, each int) []time.Duration {
	b.Helper()
	var mu sync.Mutex
	var all []time.Duration
	together(issuers, func(int) {
		took := make([]time.Duration, each)
		for i := range took {
			start := time.Now()
			if _, err := a.Hub.Issue(context.Background(), hub.Wish{Language: "fr"}); err != nil {
				b.Error(err)
				return
			}
			took[i] = time.Since(start)
		}
		mu.Lock()
		all = append(all, took...)
		mu.Unlock()
	})
	return all
}

// BenchmarkIssue gives a ticket, durably, and says how that compares with the disk: the median of one
// issuer (meant to be below 2.5), and the slowest in a hundred of
// sixty-four at once, against as many raw appends at once (meant to be below 4) and against one raw append.
func BenchmarkIssue(b *testing.B) {
	var raw, crowd, one, many []time.Duration
	for b.Loop() {
		dir := b.TempDir()
		a := open(b, 0)
		raw = append(raw, rawAppends(b, dir, 300)...)
		one = append(one, issue(b, a, 1, 300)...)
		many = append(many, issue(b, a, 64, 40)...)
		crowd = append(crowd, rawTogether(b, dir, 64, 10)...)
	}
	b.ReportMetric(quantile(one, 0.5)/quantile(raw, 0.5), "one-p50/raw-p50")
	b.ReportMetric(quantile(many, 0.99)/quantile(raw, 0.99), "64-p99/raw-p99")
	b.ReportMetric(quantile(many, 0.99)/quantile(crowd, 0.99), "64-p99/64raw-p99")
	b.ReportMetric(quantile(raw, 0.99)/quantile(raw, 0.5), "raw-p99/raw-p50")
}

// BenchmarkCall calls and finishes in a line of this length, durably: the cost does not grow with it.
func BenchmarkCall(b *testing.B) {
	for _, line := range []struct {
		name string
		n    int
	}{{"10", 10}, {"1000", 1000}} {
		b.Run(line.name, func(b *testing.B) {
			a := open(b, 1)
			together(10, func(int) {
				for range line.n / 10 {
					do(b, a, queue.Issue{Language: "fr"})
				}
			})
			raw := quantile(rawAppends(b, b.TempDir(), 300), 0.5)
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				do(b, a, queue.Call{Desk: 1})
				took = append(took, time.Since(start))
				do(b, a, queue.Serve{Desk: 1})
				do(b, a, queue.Finish{Desk: 1})
				do(b, a, queue.Issue{Language: "fr"}) // the line stays as long as it was
			}
			b.ReportMetric(quantile(took, 0.5)/raw, "p50/raw-p50")
		})
	}
}

// The log stays short however many tickets are given: what is in it is what damage could take.
func TestLogStaysShort(t *testing.T) {
	if testing.Short() {
		t.Skip("ten thousand tickets")
	}
	dir := t.TempDir()
	a := start(t, dir)
	if _, err := a.Hub.OpenSession(context.Background(), hub.Opening{}); err != nil {
		t.Fatal(err)
	}
	together(50, func(int) {
		for range 200 {
			do(t, a, queue.Issue{Language: "fr"})
		}
	})
	logs, err := filepath.Glob(filepath.Join(dir, "sessions", "*-wal"))
	if err != nil || len(logs) != 1 {
		t.Fatalf("%v, %v", logs, err)
	}
	info, err := os.Stat(logs[0])
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 8<<20 {
		t.Errorf("after 10,000 tickets the log has %d bytes", info.Size())
	}
}
