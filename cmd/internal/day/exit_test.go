package day_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guichet/queue/hub"
	"guichet/queue/site"
)

// TestExitCodes starts the program as it cannot be started. Nothing of it needs a display: no window is opened.
func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	wrong := filepath.Join(dir, "site.toml")
	if err := os.WriteFile(wrong, []byte("town = 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	held := filepath.Join(dir, "held")
	desk, err := hub.Start(t.Context(), held, site.Demonstration(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = desk.Close() })
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"an option that there is not", []string{"--no-such-option"}, 2, "unknown flag"},
		{"a window that there is not", []string{"--screens", "visitor,hall"}, 2, `no window "hall"`},
		{"a site.toml that is wrong", []string{"--site", wrong}, 2, "site.toml"},
		{"a site.toml that is not there", []string{"--site", filepath.Join(dir, "none.toml")}, 2, "none.toml"},
		{"a data folder that somebody has", []string{"--data", held}, 3, "in use"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("DISPLAY", ":0") // it is named, and never reached
			command := exec.Command(builtProgram(t), append([]string{"--data", filepath.Join(dir, "data")}, c.args...)...)
			said, _ := command.CombinedOutput() // that it fails is what is tested
			if got := command.ProcessState.ExitCode(); got != c.code || !strings.Contains(string(said), c.says) {
				t.Errorf("exit code %d, said %q; want %d, %q", got, said, c.code, c.says)
			}
		})
	}
}
