package day_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guichet/queue/site"
)

// town writes the site.toml of a town like the demonstration, whose session the mediators open themselves.
func town(t *testing.T) string {
	t.Helper()
	text := strings.Replace(site.DemonstrationText(), "by_time = true", "by_time = false", 1)
	path := filepath.Join(t.TempDir(), "site.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestVisitors(t *testing.T) {
	p := start(t, display(t), []string{"visitor", "board"}, "--data", t.TempDir())
	seen := map[string]bool{}
	for _, v := range []visit{{language: "fr", need: "health"}, {language: "ar", need: "mother", first: true}, {language: "en", need: "private", speak: "bm"}} {
		n := p.visits(v)
		if seen[n] {
			t.Errorf("%s was given twice", n)
		}
		seen[n] = true
	}
	if faults := p.faults(); len(faults) > 0 {
		t.Errorf("the program says:\n%s", strings.Join(faults, "\n"))
	}
}
