package day_test

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The display is large enough for four windows side by side.
const (
	windowWidth, windowHeight = 1280, 720
	displaySize               = "2560x1440x24"
)

// display starts a display of its own and gives its name, as in ":17".
func display(t *testing.T) string { return displayIn(t, displaySize, "") }

// displayIn starts a display of a size, and lets its picture be read in a folder, unless that is empty.
func displayIn(t *testing.T, size, folder string) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp", "-noreset"}
	if folder != "" {
		args = append(args, "-fbdir", folder)
	}
	server := exec.Command("Xvfb", args...)
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	_ = write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb gives no display: %v", err)
	}
	return ":" + strings.TrimSpace(number)
}

// xdotool acts on a display as a hand would.
func xdotool(t *testing.T, display string, args ...string) string {
	t.Helper()
	c := exec.Command("xdotool", args...)
	c.Env = append(os.Environ(), "DISPLAY="+display)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
	return string(out)
}
