package hub_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"guichet/queue/journal"
)

// TestDiskError: the disk fails in the middle of a synchronisation. The desk stops, and what it had
// said until then is there when it starts again.
func TestDiskError(t *testing.T) {
	tracer, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed: no disk error can be injected")
	}
	trials := 8
	if testing.Short() {
		trials = 1
	}
	stopped := 0
	for i := range trials {
		dir := t.TempDir()
		a, err := started(dir)
		if err != nil {
			t.Fatal(err)
		}
		openDesks(t, a.Hub, 2)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		r := newRecord()
		inject := fmt.Sprintf("inject=fdatasync,fsync:error=EIO:when=%d", 12+7*i)
		victim := exec.Command(tracer, "-f", "-qq", "-o", os.DevNull, "-e", "trace=fdatasync,fsync", "-e", inject, os.Args[0])
		var said bytes.Buffer
		victim.Stderr = &said
		victim.Env = append(os.Environ(), victimFolder+"="+dir)
		r.listen(t, victim, time.Minute)
		switch {
		case strings.Contains(said.String(), journal.ErrStopped.Error()):
			stopped++
		case !strings.Contains(said.String(), errSpared.Error()):
			t.Fatalf("%s", said.String())
		}
		r.verify(t, dir)
	}
	if stopped == 0 {
		t.Error("no disk error reached the desk: nothing was tried")
	}
	t.Logf("%d of %d desks stopped by a disk error", stopped, trials)
}
