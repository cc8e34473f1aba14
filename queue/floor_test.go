package queue_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"guichet/queue"
)

// town is a session of two desks for three languages.
func town() queue.Session {
	return queue.Session{
		Day: "2026-11-24", Serial: 1, Slot: 1, First: 1, Length: 3 * time.Hour, Desks: 2,
		Languages: []string{"fr", "ar", "bm"}, Rules: queue.DefaultRules(),
	}
}

// floorOf plays commands, one a minute, that must all be granted.
func floorOf(t testing.TB, commands ...queue.Command) *queue.Floor {
	t.Helper()
	f := &queue.Floor{}
	play(t, f, commands...)
	return f
}

// play goes on a minute after the floor's last event.
func play(t testing.TB, f *queue.Floor, commands ...queue.Command) {
	t.Helper()
	for _, c := range commands {
		grant(t, f, c, f.At()+time.Minute)
	}
}

// grant decides and applies a command that must be granted.
func grant(t testing.TB, f *queue.Floor, c queue.Command, at time.Duration) queue.Outcome {
	t.Helper()
	out, err := f.Decide(nil, c, at)
	if err != nil {
		t.Fatalf("%T%+v: %v, want it granted", c, c, err)
	}
	apply(t, f, out)
	return out
}

func apply(t testing.TB, f *queue.Floor, out queue.Outcome) {
	t.Helper()
	for _, e := range out.Events {
		if err := f.Apply(e); err != nil {
			t.Fatalf("a granted %s was refused by the floor: %v", e.Kind, err)
		}
	}
}

// opened is a session with desk 1 open for French and Arabic.
func opened(t testing.TB, commands ...queue.Command) *queue.Floor {
	t.Helper()
	open := []queue.Command{
		queue.OpenSession{Session: town()},
		queue.OpenDesk{Desk: 1, Languages: []string{"fr", "ar"}},
	}
	return floorOf(t, append(open, commands...)...)
}

// refuse wants the command refused by this error, and the floor as it was.
func refuse(t testing.TB, f *queue.Floor, c queue.Command, want error) {
	t.Helper()
	view, measures := f.View(f.At()), f.Measures()
	out, err := f.Decide(nil, c, f.At()+time.Minute)
	if !errors.Is(err, want) || len(out.Events) > 0 {
		t.Errorf("%T%+v: %v with %d events, want %v", c, c, err, len(out.Events), want)
	}
	if !reflect.DeepEqual(f.View(f.At()), view) || !reflect.DeepEqual(f.Measures(), measures) {
		t.Errorf("%T%+v was refused and changed the floor", c, c)
	}
}

// states gives the state of every ticket in order of issue.
func states(t testing.TB, f *queue.Floor) []queue.State {
	t.Helper()
	var out []queue.State
	for n := f.Session().First; len(out) < f.Issued(); n = n.Next() {
		ticket, err := f.Ticket(n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, ticket.State)
	}
	return out
}

func french() queue.Issue  { return queue.Issue{Language: "fr"} }
func arabic() queue.Issue  { return queue.Issue{Language: "ar"} }
func bambara() queue.Issue { return queue.Issue{Language: "bm"} }
