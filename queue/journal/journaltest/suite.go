// Package journaltest holds what every [journal.Journal] must do, whatever keeps its events: a file
// of one machine, or an engine that several share.
package journaltest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/journal"
)

// Opener opens one and the same journal, again and again: what was closed comes back as it was.
type Opener func() journal.Journal

// Run holds a journal to its promises. Each of them is tried on a new journal, which prepare makes;
// what it needs to clean up is its own affair.
func Run(t *testing.T, prepare func(t *testing.T) Opener) {
	promises := []struct {
		name string
		hold func(t *testing.T, open Opener)
	}{
		{"begins empty", beginsEmpty},
		{"gives events back in order", givesEventsInOrder},
		{"gives the events after one", givesEventsAfterOne},
		{"refuses an unexpected sequence", refusesUnexpectedSequence},
		{"refuses a gap within an append", refusesGap},
		{"appends all or nothing", appendsAllOrNothing},
		{"appends what a caller has given up", appendsForTheImpatient},
		{"keeps print jobs with their events", keepsJobs},
		{"knows the last number", knowsLastNumber},
		{"knows when it was written", knowsWall},
		{"survives a restart", survivesRestart},
		{"gives a number once", givesNumberOnce},
		{"takes a key once", takesKeyOnce},
		{"takes a come-back code once", takesCodeOnce},
		{"gives a desk one ticket", givesDeskOneTicket},
		{"gives a ticket one desk", givesTicketOneDesk},
		{"frees a desk", freesDesk},
		{"shows watchers what comes", showsWatchers},
		{"ends a watch with its context", endsWatch},
		{"lets a watcher leave", letsWatcherLeave},
	}
	for _, p := range promises {
		t.Run(p.name, func(t *testing.T) { p.hold(t, prepare(t)) })
	}
}

// opened opens the journal for one test.
func opened(t *testing.T, open Opener) journal.Journal {
	t.Helper()
	j := open()
	t.Cleanup(func() { _ = j.Close() }) // a test that has closed it already loses nothing
	return j
}

// session is the first event of every journal here.
func session() queue.Event {
	return queue.Event{Seq: 1, Kind: queue.SessionOpened, Session: &queue.Session{
		Day: "2026-11-24", Serial: 1, Desks: 4, First: 1, Length: time.Hour,
		Languages: []string{"fr", "ar"}, Rules: queue.DefaultRules(),
	}}
}

func issued(seq queue.Seq, n queue.Number) queue.Event {
	return queue.Event{Seq: seq, Kind: queue.TicketIssued, Ticket: n, Language: "fr", At: time.Duration(seq) * time.Second}
}

func called(seq queue.Seq, n queue.Number, d queue.Desk) queue.Event {
	return queue.Event{Seq: seq, Kind: queue.TicketCalled, Ticket: n, Desk: d}
}

// begun is a journal with a session and two tickets, 1 and 2: the next event is the fourth.
func begun(t *testing.T, open Opener) journal.Journal {
	t.Helper()
	j := opened(t, open)
	add(t, j, session(), issued(2, 1), issued(3, 2))
	return j
}

// add appends events that must be taken.
func add(t *testing.T, j journal.Journal, events ...queue.Event) {
	t.Helper()
	if err := j.Append(t.Context(), events[0].Seq-1, events); err != nil {
		t.Fatalf("append from event %d: %v", events[0].Seq, err)
	}
}

// refuse wants an append refused with an error, and the journal as it was.
func refuse(t *testing.T, j journal.Journal, want error, expect queue.Seq, events ...queue.Event) {
	t.Helper()
	before, mark := since(t, j, 0), j.Mark()
	if err := j.Append(t.Context(), expect, events); !errors.Is(err, want) {
		t.Errorf("append after event %d: %v, want %v", expect, err, want)
	}
	if got := since(t, j, 0); !reflect.DeepEqual(got, before) {
		t.Errorf("a refused append left %d events, there were %d", len(got), len(before))
	}
	if got := j.Mark(); got.Last != mark.Last {
		t.Errorf("a refused append moved the mark to %s, it was %s", got.Last, mark.Last)
	}
}

func since(t *testing.T, j journal.Journal, after queue.Seq) []queue.Event {
	t.Helper()
	events, err := j.Since(context.Background(), after)
	if err != nil {
		t.Fatalf("since %d: %v", after, err)
	}
	return events
}

// holds wants exactly these events after a given one.
func holds(t *testing.T, j journal.Journal, after queue.Seq, want ...queue.Event) {
	t.Helper()
	if got := since(t, j, after); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("after event %d:\n got %+v\nwant %+v", after, got, want)
	}
}
