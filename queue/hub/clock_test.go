package hub_test

import (
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
)

// TestWrongClock: the clock changes while the machine is off. Whatever it shows, the session goes on
// with its numbers, its day and a clock that does not run backwards, and nothing is erased.
func TestWrongClock(t *testing.T) {
	begun := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		now  time.Time
		want []hub.Kind
	}{
		{"1970", time.Unix(60, 0), []hub.Kind{hub.ClockBehind, hub.ClockJumped}},
		{"an hour back", begun.Add(-time.Hour), []hub.Kind{hub.ClockJumped}},
		{"a day back", begun.AddDate(0, 0, -1), []hub.Kind{hub.ClockBehind, hub.ClockJumped}},
		{"thirty years on", begun.AddDate(30, 0, 0), []hub.Kind{hub.ClockAhead, hub.ClockJumped}},
		{"right", begun.Add(10 * time.Minute), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, now := t.TempDir(), begun
			start := func() *hub.Appliance {
				a, err := hub.Start(t.Context(), dir, busyTown(), func() time.Time { return now })
				if err != nil {
					t.Fatal(err)
				}
				return a
			}
			a := start()
			openDesks(t, a.Hub, 1)
			given := issue(t, a.Hub, 3, 1)
			before, err := a.Hub.View(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			now = c.now
			a = start()
			defer a.Close() //nolint:errcheck // what it kept has been seen
			next, err := a.Hub.Issue(t.Context(), hub.Wish{Language: "fr"})
			if err != nil || next.Number != given[2].Next() {
				t.Errorf("the next is %s, %v, want %s", next.Number, err, given[2].Next())
			}
			after, err := a.Hub.View(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if after.Session.Day != "2026-11-24" || after.At < before.At || after.Phase != queue.Open || len(after.Waiting) != 4 {
				t.Errorf("%s, %s, clock %v after %v, %d wait", after.Session.Day, after.Phase, after.At, before.At, len(after.Waiting))
			}
			conditions, err := a.Hub.Conditions(t.Context())
			if err != nil || len(conditions) != len(c.want) {
				t.Fatalf("conditions %v, %v, want %v", conditions, err, c.want)
			}
			for i, condition := range conditions {
				if condition.Kind != c.want[i] {
					t.Errorf("condition %q, want %q", condition.Kind, c.want[i])
				}
			}
		})
	}
}
