package journal_test

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

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

// TestLogBeginsAnew: the log that was moved in a moment of rest has begun anew, so that the next append does not do it.
func TestLogBeginsAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "2026-11-24-1.db")
	j, err := journal.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close() //nolint:errcheck // only its log is of interest
	issue := func(seq queue.Seq) []byte {
		t.Helper()
		e := queue.Event{Seq: seq, Kind: queue.TicketIssued, Ticket: queue.Number(seq), Language: "fr"}
		if err := j.Append(t.Context(), seq-1, []queue.Event{e}); err != nil {
			t.Fatal(err)
		}
		return beginning(t, path)
	}
	first := issue(1)
	anew := beginning(t, path)
	for end := time.Now().Add(5 * time.Second); bytes.Equal(anew, first) && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
		anew = beginning(t, path)
	}
	if bytes.Equal(anew, first) || !bytes.Equal(issue(2), anew) {
		t.Error("the append after a rest had to begin the log anew")
	}
}

// beginning is the head of a journal's log: another one each time the log begins anew.
func beginning(t *testing.T, path string) []byte {
	t.Helper()
	return read(t, path+"-wal")[:32]
}
