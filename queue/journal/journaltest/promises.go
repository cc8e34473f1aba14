package journaltest

import (
	"context"
	"reflect"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/journal"
)

func beginsEmpty(t *testing.T, open Opener) {
	j := opened(t, open)
	holds(t, j, 0)
	if m := j.Mark(); m != (journal.Mark{}) {
		t.Errorf("mark %+v, want none", m)
	}
	if wall, err := j.Wall(t.Context()); err != nil || !wall.IsZero() {
		t.Errorf("wall %v, %v, want the zero time", wall, err)
	}
}

func givesEventsInOrder(t *testing.T, open Opener) {
	j := opened(t, open)
	want := []queue.Event{session()}
	add(t, j, want...)
	for n := queue.Number(1); n <= 20; n += 2 {
		pair := []queue.Event{issued(queue.Seq(n)+1, n), issued(queue.Seq(n)+2, n+1)}
		add(t, j, pair...)
		want = append(want, pair...)
	}
	holds(t, j, 0, want...)
}

func givesEventsAfterOne(t *testing.T, open Opener) {
	j := begun(t, open)
	holds(t, j, 2, issued(3, 2))
	holds(t, j, 3)
	holds(t, j, 99)
}

func refusesUnexpectedSequence(t *testing.T, open Opener) {
	j := begun(t, open)
	refuse(t, j, journal.ErrConflict, 2, issued(3, 3))
	refuse(t, j, journal.ErrConflict, 4, issued(5, 3))
	add(t, j, issued(4, 3)) // and goes on where it was
}

func refusesGap(t *testing.T, open Opener) {
	j := begun(t, open)
	refuse(t, j, journal.ErrConflict, 3, issued(4, 3), issued(6, 4))
	refuse(t, j, journal.ErrConflict, 3, issued(5, 3))
	add(t, j, issued(4, 3), issued(5, 4))
}

func appendsAllOrNothing(t *testing.T, open Opener) {
	j := begun(t, open)
	refuse(t, j, journal.ErrTaken, 3, issued(4, 3), issued(5, 4), issued(6, 1))
	add(t, j, issued(4, 3))
	if err := j.Append(t.Context(), 4, nil); err != nil {
		t.Errorf("append nothing: %v", err)
	}
}

// appendsForTheImpatient: half an append is worse than one that nobody waited for.
func appendsForTheImpatient(t *testing.T, open Opener) {
	j := begun(t, open)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := j.Append(gone, 3, []queue.Event{issued(4, 3)}); err != nil {
		t.Errorf("append: %v", err)
	}
	holds(t, j, 3, issued(4, 3))
}

func keepsJobs(t *testing.T, open Opener) {
	j := opened(t, open)
	add(t, j, session())
	if err := j.Append(t.Context(), 1, []queue.Event{issued(2, 1), issued(3, 2)}); err != nil {
		t.Fatal(err)
	}
	lost := queue.PrintJob{Seq: 3, State: queue.JobUnknown, Printed: true, Copies: 1, Reason: "offline"}
	want := []queue.PrintJob{lost}
	if err := j.SetJob(t.Context(), lost); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, err := j.Jobs(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("jobs %v, %v, want %v", got, err, want)
		}
		for _, want := range []queue.PrintJob{{Seq: 2, State: queue.JobQueued}, lost} {
			if got, err := j.Job(t.Context(), want.Seq); err != nil || got != want {
				t.Errorf("job %v, %v, want %v", got, err, want)
			}
		}
		j = reopened(t, j, open)
	}
}

func knowsLastNumber(t *testing.T, open Opener) {
	j := begun(t, open)
	add(t, j, queue.Event{Seq: 4, Kind: queue.TicketRestored, Ticket: 3}, called(5, 1, 1))
	for range 2 {
		if m := j.Mark(); m.Last != 3 || m.Seq < 4 {
			t.Errorf("mark %+v, want number %s at event 4 or later", m, queue.Number(3))
		}
		j = reopened(t, j, open)
	}
	refuse(t, j, journal.ErrTaken, 5, issued(6, 4), issued(7, 2))
	j = reopened(t, j, open)
	if m := j.Mark(); m.Last != 3 {
		t.Errorf("the mark is %s after an append that was undone, want %s", m.Last, queue.Number(3))
	}
}

func knowsWall(t *testing.T, open Opener) {
	before := time.Now().Add(-2 * time.Second) // whole seconds are enough
	j := begun(t, open)
	for range 2 {
		if wall, err := j.Wall(t.Context()); err != nil || wall.Before(before) || wall.After(time.Now()) {
			t.Errorf("wall %v, %v, want now", wall, err)
		}
		j = reopened(t, j, open)
	}
}

func survivesRestart(t *testing.T, open Opener) {
	j := begun(t, open)
	want := since(t, j, 0)
	for n := queue.Number(3); n < 10; n++ {
		j = reopened(t, j, open)
		holds(t, j, 0, want...)
		e := issued(queue.Seq(n)+1, n)
		add(t, j, e)
		want = append(want, e)
	}
}

func reopened(t *testing.T, j journal.Journal, open Opener) journal.Journal {
	t.Helper()
	if err := j.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	return opened(t, open)
}

func givesNumberOnce(t *testing.T, open Opener) {
	j := begun(t, open)
	refuse(t, j, journal.ErrTaken, 3, issued(4, 2))
	refuse(t, j, journal.ErrTaken, 3, queue.Event{Seq: 4, Kind: queue.TicketRestored, Ticket: 1})
	refuse(t, reopened(t, j, open), journal.ErrTaken, 3, issued(4, 1))
}

func takesKeyOnce(t *testing.T, open Opener) {
	j := begun(t, open)
	keyed := func(seq queue.Seq, n queue.Number) queue.Event {
		e := issued(seq, n)
		e.Key = "touch"
		return e
	}
	add(t, j, keyed(4, 3), issued(5, 4), issued(6, 5)) // no key is not a key
	refuse(t, j, journal.ErrTaken, 6, keyed(7, 6))
	refuse(t, reopened(t, j, open), journal.ErrTaken, 6, keyed(7, 6))
}

func takesCodeOnce(t *testing.T, open Opener) {
	j := begun(t, open)
	coded := func(seq queue.Seq, n queue.Number) queue.Event {
		e := issued(seq, n)
		e.Code = "00c0de0"
		return e
	}
	add(t, j, coded(4, 3))
	refuse(t, j, journal.ErrTaken, 4, coded(5, 4))
	refuse(t, reopened(t, j, open), journal.ErrTaken, 4, coded(5, 4))
}

func givesDeskOneTicket(t *testing.T, open Opener) {
	j := begun(t, open)
	add(t, j, called(4, 1, 1))
	refuse(t, j, journal.ErrTaken, 4, called(5, 2, 1))
	refuse(t, reopened(t, j, open), journal.ErrTaken, 4, called(5, 2, 1))
}

func givesTicketOneDesk(t *testing.T, open Opener) {
	j := begun(t, open)
	add(t, j, called(4, 1, 1))
	refuse(t, j, journal.ErrTaken, 4, called(5, 1, 2))
	refuse(t, reopened(t, j, open), journal.ErrTaken, 4, called(5, 1, 2))
}

func freesDesk(t *testing.T, open Opener) {
	j := begun(t, open)
	seq := queue.Seq(4)
	for _, kind := range []queue.Kind{
		queue.TicketUncalled, queue.TicketHeld, queue.TicketTransferred, queue.TicketFinished, queue.TicketMissed, queue.TicketAbandoned,
	} {
		add(t, j, called(seq, 1, 1), queue.Event{Seq: seq + 1, Kind: kind, Ticket: 1})
		seq += 2
	}
	add(t, j, called(seq, 2, 1))
}
