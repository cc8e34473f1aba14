package journaltest

import (
	"context"
	"errors"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/journal"
)

// patience is how long a watcher may take to see what was appended.
const patience = 10 * time.Second

// watched collects what a watcher sees until it has seen so many events, or its context ends.
func watched(ctx context.Context, j journal.Journal, after queue.Seq, enough int) ([]queue.Event, error) {
	var seen []queue.Event
	for e, err := range j.Watch(ctx, after) {
		if err != nil {
			return seen, err
		}
		if seen = append(seen, e); len(seen) == enough {
			break
		}
	}
	return seen, nil
}

func showsWatchers(t *testing.T, open Opener) {
	j := begun(t, open)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	const last = 40
	type sight struct {
		after queue.Seq
		seen  []queue.Event
		err   error
	}
	sights := make(chan sight)
	starts := []queue.Seq{0, 1, 3, 3, 20}
	for _, after := range starts {
		go func() {
			seen, err := watched(ctx, j, after, last-int(after))
			sights <- sight{after, seen, err}
		}()
	}
	for seq := queue.Seq(4); seq <= last; seq++ {
		add(t, j, issued(seq, queue.Number(seq-1)))
	}
	for range starts {
		s := <-sights
		if s.err != nil || len(s.seen) != last-int(s.after) {
			t.Errorf("a watcher after event %d saw %d events: %v", s.after, len(s.seen), s.err)
		}
		for i, e := range s.seen {
			if want := s.after + queue.Seq(i) + 1; e.Seq != want {
				t.Errorf("a watcher after event %d saw event %d, want %d", s.after, e.Seq, want)
			}
		}
	}
}

func endsWatch(t *testing.T, open Opener) {
	j := begun(t, open)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := watched(ctx, j, 3, 1)
		ended <- err
	}()
	cancel()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the watch ended with %v, want %v", err, context.Canceled)
		}
	case <-time.After(patience):
		t.Error("the watch goes on after its context has ended")
	}
}

func letsWatcherLeave(t *testing.T, open Opener) {
	j := begun(t, open)
	if seen, err := watched(t.Context(), j, 0, 2); err != nil || len(seen) != 2 {
		t.Errorf("saw %d events, %v, want the 2 it stayed for", len(seen), err)
	}
	add(t, j, issued(4, 3))
}
