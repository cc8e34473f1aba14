package journal_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"guichet/queue"
	"guichet/queue/journal"
)

// TestTheFileItselfRefuses: the second locks are the file's, and hold for any program that writes to it.
func TestTheFileItselfRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "2026-11-24-1.db")
	j, err := journal.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	events := []queue.Event{
		{Seq: 1, Kind: queue.SessionOpened},
		{Seq: 2, Kind: queue.TicketIssued, Ticket: 1, Key: "touch", Code: "00c0de0"},
		{Seq: 3, Kind: queue.TicketCalled, Ticket: 1, Desk: 1},
	}
	if err := j.Append(t.Context(), 0, events); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // nothing of it is kept
	for what, statement := range map[string]string{
		"a gap":              `INSERT INTO append VALUES (6, 5, 1, '')`,
		"a sequence twice":   `INSERT INTO append VALUES (4, 3, 1, '')`,
		"an append reversed": `INSERT INTO append VALUES (3, 4, 1, '')`,
		"a number twice":     `INSERT INTO given VALUES (1, 1)`,
		"a run over it":      `INSERT INTO given VALUES (1, 9)`,
		"a run reversed":     `INSERT INTO given VALUES (9, 8)`,
		"a key twice":        `INSERT INTO key SELECT key FROM key`,
		"a code twice":       `INSERT INTO code VALUES ('00c0de0')`,
		"a desk twice":       `INSERT INTO occupied VALUES (1, 2)`,
		"two desks":          `INSERT INTO occupied VALUES (2, 1)`,
		"a job twice":        `INSERT INTO job (seq) VALUES (2), (2)`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s was taken", what)
		}
	}
	for what, statement := range map[string]string{
		"events that follow": `INSERT INTO append VALUES (5, 4, 1, '')`,
		"the next number":    `INSERT INTO given VALUES (2, 3)`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}
