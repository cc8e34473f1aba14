package journal_test

import (
	"path/filepath"
	"testing"

	"guichet/queue"
	"guichet/queue/journal"
)

// TestMarkIsLatest: after numbers were lost and put back, the sequence is lower than the mark's had
// been. What counts is which mark was written last, not which is highest.
func TestMarkIsLatest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "2026-11-24-1.db")
	for _, want := range []journal.Mark{{Seq: 50, Last: 20}, {Seq: 51, Last: 21}, {Seq: 36, Last: 22}, {Seq: 37, Last: 23}} {
		if err := journal.WriteMark(path, want); err != nil {
			t.Fatal(err)
		}
		if got, err := journal.ReadMark(path); err != nil || got != want {
			t.Errorf("read %+v, %v, want %+v", got, err, want)
		}
	}
}

// TestMarkSurvivesTornWrite: whichever slot is torn, the other is whole.
func TestMarkSurvivesTornWrite(t *testing.T) {
	for slot := range int64(2) {
		path := filepath.Join(t.TempDir(), "2026-11-24-1.db")
		for n := queue.Number(1); n <= 4; n++ {
			if err := journal.WriteMark(path, journal.Mark{Seq: queue.Seq(n), Last: n}); err != nil {
				t.Fatal(err)
			}
		}
		if err := journal.TearMark(path, slot); err != nil {
			t.Fatal(err)
		}
		if got, err := journal.ReadMark(path); err != nil || got.Last < 3 {
			t.Errorf("with slot %d torn: %+v, %v, want the last or the one before", slot, got, err)
		}
	}
}
