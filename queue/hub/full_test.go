package hub_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/journal"
)

// noArchive is an archive for a desk whose disk is full: it keeps nothing.
type noArchive struct{}

func (noArchive) LastSession(context.Context) (hub.SessionID, error)       { return hub.SessionID{}, nil }
func (noArchive) BeginSession(context.Context, hub.SessionID) error        { return nil }
func (noArchive) SpentCodes(context.Context, queue.Day) ([]string, error)  { return nil, nil }
func (noArchive) Busy(context.Context, int) (h queue.Histogram, err error) { return h, nil }
func (noArchive) EndSession(context.Context, hub.SessionID, []string, queue.Measures) error {
	return nil
}

// TestFullDisk: the reserve is given up, then tickets are refused by name, then space is made.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=3m"); err != nil {
		t.Skipf("a small disk cannot be mounted (it needs root): %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	open := func() *hub.Hub {
		if err := os.MkdirAll(filepath.Join(dir, "sessions"), 0o700); err != nil {
			t.Fatal(err)
		}
		h, err := hub.Open(t.Context(), dir, hub.Options{Site: busyTown(), Archive: noArchive{}, Now: time.Now, Reserve: 1 << 19})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	h := open()
	openDesks(t, h, 1)
	ballast := filepath.Join(dir, "ballast")
	fill(t, ballast)
	var given []queue.Number
	var err error
	for err == nil && len(given) < 20_000 {
		var ticket queue.Ticket
		if ticket, err = h.Issue(t.Context(), hub.Wish{Language: "fr"}); err == nil {
			given = append(given, ticket.Number)
		}
	}
	if !errors.Is(err, journal.ErrFull) {
		t.Fatalf("after %d tickets: %v, want %v", len(given), err, journal.ErrFull)
	}
	conditions, err := h.Conditions(t.Context())
	if err != nil || len(conditions) != 1 || conditions[0].Kind != hub.DiskFull {
		t.Errorf("conditions %v, %v, want %s", conditions, err, hub.DiskFull)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	ticket, err := h.Issue(t.Context(), hub.Wish{Language: "fr"})
	if err != nil || ticket.Number != given[len(given)-1].Next() {
		t.Errorf("after making room: %s, %v, want the number after %s", ticket.Number, err, given[len(given)-1])
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	h = open()
	defer h.Close() //nolint:errcheck // the disk is taken away anyway
	for _, n := range append(given, ticket.Number) {
		if kept, err := h.Ticket(t.Context(), n); err != nil || kept.Restored {
			t.Fatalf("%s: %+v, %v, want it as it was", n, kept, err)
		}
	}
	t.Logf("%d tickets on a full disk", len(given))
}

// fill leaves no room on the disk of a file.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, unix.ENOSPC) {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestReserveComesBack: while the desk runs, once there is room for it and as much again.
func TestReserveComesBack(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=8m"); err != nil {
		t.Skipf("a small disk cannot be mounted (it needs root): %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	ballast := filepath.Join(dir, "ballast")
	fill(t, ballast)
	size, err := os.Stat(ballast)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Truncate(ballast, size.Size()-(3<<19)), os.Mkdir(filepath.Join(dir, "sessions"), 0o700)); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	h, err := hub.Open(t.Context(), dir, hub.Options{
		Site: busyTown(), Archive: noArchive{}, Now: func() time.Time { return now }, Reserve: 2 << 20,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close() //nolint:errcheck // the disk is taken away anyway
	look := func(when string, want int) {
		t.Helper()
		now = now.Add(time.Minute)
		if _, err := h.View(t.Context()); err != nil { // the desk does something
			t.Fatal(err)
		}
		conditions, err := h.Conditions(t.Context())
		_, missing := os.Stat(filepath.Join(dir, "reserve"))
		if err != nil || len(conditions) != want || (missing != nil) != (want > 0) {
			t.Errorf("%s: conditions %v, %v; the reserve: %v", when, conditions, err, missing)
		}
	}
	look("without room", 1)
	if err := os.Truncate(ballast, size.Size()-(3<<20)); err != nil {
		t.Fatal(err)
	}
	look("with room for the reserve alone", 1)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	look("with room", 0)
}
