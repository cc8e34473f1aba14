package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// smallDisk mounts a disk of some megabytes, which needs root.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no disk of our own without root: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("%v %s", err, out)
		}
	})
	return dir
}

// guichetctl runs one command line on a data folder.
func guichetctl(dir string, args ...string) (code int, said string) {
	var out bytes.Buffer
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	p := program{Now: func() time.Time { return now }, Stdout: &out, Stderr: &out}
	code = p.run(append([]string{"--data", filepath.Join(dir, "data")}, args...))
	return code, out.String()
}

// expect runs a command line and wants its exit code and a word of what it says.
func expect(t *testing.T, dir string, code int, want string, args ...string) {
	t.Helper()
	if got, said := guichetctl(dir, args...); got != code || !strings.Contains(said, want) {
		t.Errorf("%v: exit code %d, want %d; said %q, want %q", args, got, code, said, want)
	}
}

// A disk that has become read-only: every command says so, nothing is lost, and all goes on after.
func TestReadOnlyDisk(t *testing.T) {
	disk := smallDisk(t, "64m")
	expect(t, disk, 0, "is open", "session", "open")
	expect(t, disk, 0, "A001", "ticket", "issue", "--lang", "fr")
	remount := func(how string) {
		if out, err := exec.Command("mount", "-o", "remount,"+how, disk).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
	}
	remount("ro")
	for _, args := range [][]string{{"ticket", "issue", "--lang", "fr"}, {"floor"}, {"session", "close"}} {
		expect(t, disk, 3, "Make the disk writable", args...)
	}
	expect(t, disk, 3, "read-only", "doctor")
	remount("rw")
	expect(t, disk, 0, "A002", "ticket", "issue", "--lang", "fr")
}

// A disk that was filled while no program ran: the reserve is given up, tickets go on, and the number
// after the last is given.
func TestFullDiskAtStart(t *testing.T) {
	disk := smallDisk(t, "24m")
	expect(t, disk, 0, "is open", "session", "open")
	expect(t, disk, 0, "A001", "ticket", "issue", "--lang", "fr")
	fill(t, filepath.Join(disk, "fill"))
	expect(t, disk, 0, "The reserve has been given up", "ticket", "issue", "--lang", "fr")
	expect(t, disk, 0, "A003", "ticket", "issue", "--lang", "fr")
	fill(t, filepath.Join(disk, "more"))
	expect(t, disk, 3, "Free some space", "ticket", "issue", "--lang", "fr")
	for _, name := range []string{"fill", "more"} {
		if err := os.Remove(filepath.Join(disk, name)); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, disk, 0, "A004", "ticket", "issue", "--lang", "fr")
}

// fill writes until the disk has no byte left.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the disk is full
	for size := 64 << 10; size > 0; size /= 2 {
		for block := make([]byte, size); err == nil; {
			_, err = f.Write(block)
		}
		err = nil
	}
}
