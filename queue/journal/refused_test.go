package journal_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"guichet/queue"
	"guichet/queue/journal"
)

// TestRefusedFileIsUntouched: what this program cannot read is evidence, byte for byte.
func TestRefusedFileIsUntouched(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, path string)
		want  error
	}{
		{"not a database", func(t *testing.T, path string) { overwrite(t, path, 0, bytes.Repeat([]byte("paper"), 2000)) }, journal.ErrDamaged},
		{"corrupt", func(t *testing.T, path string) { overwrite(t, path, 4096, bytes.Repeat([]byte{0xA5}, 8192)) }, journal.ErrDamaged},
		{"newer", func(t *testing.T, path string) { execute(t, path, "PRAGMA user_version = 99") }, journal.ErrNewer},
		{"newer, with a log", func(t *testing.T, path string) {
			left := filepath.Join(t.TempDir(), "left.db")
			copyBeside(t, path, left, "PRAGMA user_version = 99")
			for _, suffix := range []string{"", "-wal"} {
				overwrite(t, path+suffix, 0, read(t, left+suffix))
			}
		}, journal.ErrNewer},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "2026-11-24-1.db")
			j, err := journal.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			opening := queue.Event{Seq: 1, Kind: queue.SessionOpened}
			if err := errors.Join(j.Append(t.Context(), 0, []queue.Event{opening}), j.Close()); err != nil {
				t.Fatal(err)
			}
			c.spoil(t, path)
			before, log := read(t, path), read(t, path+"-wal")
			if _, err := journal.Open(t.Context(), path); !errors.Is(err, c.want) {
				t.Errorf("open: %v, want %v", err, c.want)
			}
			if !bytes.Equal(read(t, path), before) || !bytes.Equal(read(t, path+"-wal"), log) {
				t.Error("a refused file was changed")
			}
		})
	}
}

// copyBeside copies a database as a crash leaves it after a statement: with its log.
func copyBeside(t *testing.T, path, to, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a copy of it goes on
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal"} {
		overwrite(t, to+suffix, 0, read(t, path+suffix))
	}
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func overwrite(t *testing.T, path string, at int64, content []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(content, at); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// read gives a file's bytes; none when it is not there.
func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return content
}
