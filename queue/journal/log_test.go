package journal_test

import (
	"path/filepath"
	"testing"

	"guichet/queue"
	"guichet/queue/journal"
)

// TestLongLog: the zeros after the log are its end, whether the program ends well or is killed, and
// appends go on before and after them.
func TestLongLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "2026-11-24-1.db")
	j, err := journal.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	seq := queue.Seq(0)
	appendSome := func(j *journal.File, n int) {
		t.Helper()
		for range n {
			seq++
			e := queue.Event{Seq: seq, Kind: queue.TicketIssued, Ticket: queue.Number(seq), Language: "fr"}
			if err := j.Append(t.Context(), seq-1, []queue.Event{e}); err != nil {
				t.Fatal(err)
			}
		}
	}
	appendSome(j, 20)
	if err := journal.Lengthen(j); err != nil {
		t.Fatal(err)
	}
	if size := len(read(t, path+"-wal")); size != journal.LogBound {
		t.Skipf("the log has %d bytes, not %d: the disk has no room to waste", size, journal.LogBound)
	}
	appendSome(j, 20)

	killed := filepath.Join(t.TempDir(), "2026-11-24-1.db")
	for _, suffix := range []string{"", "-wal"} {
		overwrite(t, killed+suffix, 0, read(t, path+suffix))
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	for what, path := range map[string]string{"closed": path, "killed": killed} {
		j, err := journal.Open(t.Context(), path)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		events, err := j.Since(t.Context(), 0)
		if err != nil || len(events) != 40 {
			t.Errorf("%s: %d events, %v, want 40", what, len(events), err)
		}
		if err := j.Close(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}
