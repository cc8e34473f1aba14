package orientation_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"guichet/queue/orientation"
)

func TestBackup(t *testing.T) {
	path := newPath(t)
	filled(t, path)
	s := open(t, path)
	dir := t.TempDir()
	dst := filepath.Join(dir, "guichet 2026-W47.db")
	must(t, s.Backup(t.Context(), dst))
	record(t, s, "2026-W47", orientation.Request{Topic: "EDU", Outcome: "MUN"})
	must(t, s.Backup(t.Context(), dst)) // in place of the first

	sum := sha256.Sum256(read(t, dst))
	if got, want := string(read(t, dst+".sha256")), hex.EncodeToString(sum[:])+"  guichet 2026-W47.db\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	names, err := os.ReadDir(dir)
	if err != nil || len(names) != 2 {
		t.Errorf("got %v, %v; want the copy and its sum alone", names, err)
	}
	for _, name := range names {
		if info, err := name.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v; want -rw-------", name.Name(), info.Mode(), err)
		}
	}
	copied, err := orientation.Open(dst, orientation.Options{MustExist: true})
	must(t, err)
	if n := counts(t, copied, "2026-W47").Requests; n != 41 {
		t.Errorf("got %d requests in the copy, want 41", n)
	}
	must(t, copied.Close())
}

// A backup that fails leaves the older one as it was, and nothing else.
func TestBackupThatFails(t *testing.T) {
	path := newPath(t)
	filled(t, path)
	s := open(t, path)
	dir := t.TempDir()
	dst := filepath.Join(dir, "copy.db")
	must(t, s.Backup(t.Context(), dst))
	before := string(read(t, dst)) + string(read(t, dst+".sha256"))

	// The copy carries the damage along, and is found out before it replaces the older one.
	_, err := raw(t, path).Exec("PRAGMA ignore_check_constraints = 1; UPDATE request SET sex = 'X'")
	must(t, err)
	if err := s.Backup(t.Context(), dst); !errors.Is(err, orientation.ErrDamaged) {
		t.Errorf("damaged: got %v, want %v", err, orientation.ErrDamaged)
	}
	if after := string(read(t, dst)) + string(read(t, dst+".sha256")); after != before {
		t.Error("the older copy was changed")
	}
	names, err := os.ReadDir(dir)
	if err != nil || len(names) != 2 {
		t.Errorf("got %v, %v; want the older copy and its sum alone", names, err)
	}
}

// A slip in the name of the copy costs nothing: least of all what was to be copied.
func TestBackupRefusesPlaces(t *testing.T) {
	path := newPath(t)
	filled(t, path)
	s := open(t, path)
	dir := t.TempDir()
	for name, dst := range map[string]string{
		"itself": path, "a folder": dir, "no folder": filepath.Join(dir, "none", "copy.db"),
	} {
		if err := s.Backup(t.Context(), dst); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder was made: %v", err)
	}
}
