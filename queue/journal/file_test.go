package journal_test

import (
	"path/filepath"
	"testing"

	"guichet/queue/journal"
	"guichet/queue/journal/journaltest"
)

func TestFile(t *testing.T) {
	journaltest.Run(t, func(t *testing.T) journaltest.Opener {
		path := filepath.Join(t.TempDir(), "2026-11-24-1.db")
		return func() journal.Journal {
			j, err := journal.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			return j
		}
	})
}
