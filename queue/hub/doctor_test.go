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
	openDesks(t, a.Hub, 2)
	issue(t, a.Hub, 30, 4)
	week, err := a.Week(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Stats.Record(t.Context(), week, []orientation.Request{{Topic: "HLT", Outcome: "PUB"}}); err != nil {
		t.Fatal(err)
	}
	examineUnchanged(t, develop(t, photograph(t, live)))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	examineUnchanged(t, live) // whose files have no logs
}

// examineUnchanged wants everything found well, and every file as it was, no more and no less.
func examineUnchanged(t *testing.T, dir string) {
	t.Helper()
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
	delete(after, "lock")
	if len(after) != len(before) {
		t.Errorf("there are %d files, there were %d", len(after), len(before))
	}
	for name, content := range before {
		if !bytes.Equal(after[name], content) {
			t.Errorf("the doctor changed %s: %d bytes, there were %d", name, len(after[name]), len(content))
		}
	}
}
