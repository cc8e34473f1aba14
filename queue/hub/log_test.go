package hub_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLogStaysShort: what is damaged in the log is lost, and a long one makes the next start slow.
func TestLogStaysShort(t *testing.T) {
	if testing.Short() {
		t.Skip("ten thousand tickets are for the long run")
	}
	dir := t.TempDir()
	a, err := started(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // its log has been measured
	openDesks(t, a.Hub, 1)
	issue(t, a.Hub, 10_000, 64)
	logs, err := filepath.Glob(filepath.Join(dir, "sessions", "*.db-wal"))
	if err != nil || len(logs) != 1 {
		t.Fatalf("logs %v, %v, want one", logs, err)
	}
	info, err := os.Stat(logs[0])
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() >= 8<<20 {
		t.Errorf("the log has %d bytes, want less than 8 MiB", info.Size())
	}
	t.Logf("%d KiB of log after 10,000 tickets", info.Size()>>10)
}
