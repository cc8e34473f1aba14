package papertest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// folder is one of a test, with a short name: that of a bus has room for no other.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "guichet-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // a program that was killed may still write
	return dir
}

// run starts a program that runs until the test, or whoever calls stop, ends it.
func run(t testing.TB, env []string, name string, args ...string) (stop func()) {
	t.Helper()
	c := exec.Command(program(name), args...)
	c.Env = env
	if err := c.Start(); err != nil {
		t.Fatalf("%s: %v: run make packages", name, err)
	}
	stop = sync.OnceFunc(func() {
		_ = c.Process.Kill() // it may have ended
		_ = c.Wait()         // it was killed
	})
	t.Cleanup(stop)
	return stop
}

// program is where a program is: some are not in everybody's path.
func program(name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		return filepath.Join("/usr/sbin", name)
	}
	return path
}

// patience is how long a program may take to be there.
const patience = time.Minute

func waitFor(t testing.TB, what string, there func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !there(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s is not there after %v", what, patience)
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func reachable(port int) bool {
	c, err := net.DialTimeout("tcp", fmt.Sprintf("localhost:%d", port), time.Second)
	if err != nil {
		return false
	}
	return c.Close() == nil
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // it was only asked for a number
	return l.Addr().(*net.TCPAddr).Port
}

func write(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
