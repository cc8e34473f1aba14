package hub_test

import (
	"bytes"
	"testing"
	"time"

	"guichet/queue/hub"
	"guichet/queue/orientation"
)

// TestDoctorChangesNothing: what a crash has left is evidence, log and all, and the doctor may be asked
// before anything is started again.
func TestDoctorChangesNothing(t *testing.T) {
	live := t.TempDir()
	a, err := started(live)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // a copy of it is examined
	openDesks(t, a.Hub, 2)
	issue(t, a.Hub, 30, 4)
	week, err := a.Week(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Stats.Record(t.Context(), week, []orientation.Request{{Topic: "HLT", Outcome: "PUB"}}); err != nil {
		t.Fatal(err)
	}
	dir := develop(t, photograph(t, live))
	before := photograph(t, dir)
	found, err := hub.Examine(t.Context(), dir, busyTown(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]hub.Verdict{}
	for _, f := range found {
		seen[f.Subject] = f.Verdict
		if f.Verdict == hub.Fault {
			t.Errorf("%s: %s", f.Subject, f.Text)
		}
	}
	if len(seen) < 5 || seen[hub.StatsFile] != hub.Well {
		t.Errorf("examined %v, want the disk, the site, the statistics, the clock and a journal", seen)
	}
	after := photograph(t, dir)
	delete(before, "lock") // says who has the folder
	for name, content := range before {
		if !bytes.Equal(after[name], content) {
			t.Errorf("the doctor changed %s: %d bytes, there were %d", name, len(after[name]), len(content))
		}
	}
}
