package hub_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
)

// TestForgetsWhatAnErasureLeft: the power goes after the journal is unlinked, before what lies beside it.
func TestForgetsWhatAnErasureLeft(t *testing.T) {
	dir := t.TempDir()
	left := filepath.Join(dir, "sessions", "2026-11-17-1.db")
	if err := os.MkdirAll(filepath.Dir(left), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm", ".mark"} {
		if err := os.WriteFile(left+suffix, []byte("A017"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a, err := started(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // nothing was done
	if found, err := filepath.Glob(left + "*"); err != nil || len(found) > 0 {
		t.Errorf("left are %v, %v", found, err)
	}
}

// TestClosedSessionIsForgotten searches every byte of the data folder.
func TestClosedSessionIsForgotten(t *testing.T) {
	dir := t.TempDir()
	begun := time.Now()
	a, err := started(dir)
	if err != nil {
		t.Fatal(err)
	}
	openDesks(t, a.Hub, 2)
	given := issue(t, a.Hub, 30, 3)
	if _, err := a.Hub.Do(t.Context(), queue.Call{Desk: 1}); err != nil {
		t.Fatal(err)
	}
	if trace := traces(t, dir, given, begun); trace == "" {
		t.Error("nothing is found while the session runs: the search finds nothing at all")
	}
	if err := a.Hub.CloseSession(t.Context(), true, func(hub.Closing) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := a.Stats.Backup(t.Context(), filepath.Join(dir, "backup.db")); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if trace := traces(t, dir, given, begun); trace != "" {
		t.Error(trace)
	}
	if _, err := hub.Examine(t.Context(), dir, busyTown(), time.Now()); err != nil {
		t.Error(err)
	}
}

// traces is the first trace found of a session's tickets, keys, desks and times of day; the empty text for none.
func traces(t *testing.T, dir string, given []queue.Number, begun time.Time) string {
	t.Helper()
	words := [][]byte{[]byte("visitor "), []byte(`"desk"`), []byte(begun.UTC().Format("T15:04")), []byte(begun.UTC().Format(" 15:04:"))}
	for _, n := range given {
		words = append(words, []byte(n.String()))
	}
	for at := begun.Unix(); at <= time.Now().Unix(); at++ {
		words = append(words, binary.BigEndian.AppendUint32(nil, uint32(at)), []byte(strconv.FormatInt(at, 10)))
	}
	found := ""
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, word := range words {
			if bytes.Contains(content, word) || bytes.Contains([]byte(entry.Name()), word) {
				found = entry.Name() + " has " + strconv.Quote(string(word))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
