package queue_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// directions say who may import what, and why. The linter holds the same rules file by file; this
// test holds them over the import graph as it is built.
var directions = []struct {
	pkg    string   // what is imported: a path, or everything below it with a slash at the end
	only   []string // who alone may
	reason string
}{
	{"database/sql", []string{"queue/journal", "queue/orientation"}, "SQL lives in two places: two files, two lives"},
	{"modernc.org/sqlite", []string{"queue/journal", "queue/orientation"}, "SQL lives in two places: two files, two lives"},
	{"net/http", []string{"queue/hub", "kiosk/paper", "kiosk/paper/"}, "nothing else speaks on a network"},
	{"fyne.io/fyne/v2/app", []string{"cmd/guichet"}, "only the kiosk needs cgo"},
	{"fyne.io/fyne/v2", []string{"kiosk/screen", "kiosk/ui", "cmd/guichet"}, "all else runs and is tested without a screen"},
	{"fyne.io/fyne/v2/", []string{"kiosk/screen", "kiosk/ui", "cmd/guichet"}, "all else runs and is tested without a screen"},
	{"guichet/cmd/", []string{"cmd/"}, "nothing imports a program"},
	{"guichet/kiosk/", []string{"kiosk/", "cmd/"}, "the queue and the brochures know no machine that shows them"},
	{"guichet/kiosk", []string{"kiosk/", "cmd/"}, "the queue and the brochures know no machine that shows them"},
	{"guichet/queue/hub", []string{"cmd/"}, "flows are pure; effects are carried out by the programs"},
	{"guichet/queue/journal", []string{"queue/hub", "queue/journal/", "cmd/"}, "flows are pure; effects are carried out by the programs"},
}

func TestImportsPointOneWay(t *testing.T) {
	for pkg, imports := range imports(t) {
		for _, i := range imports {
			if pkg == "queue" && strings.Contains(strings.Split(i, "/")[0], ".") || pkg == "queue" && strings.HasPrefix(i, "guichet/") {
				t.Errorf("queue imports %s: the domain imports the standard library only", i)
			}
			for _, d := range directions {
				if matches(i, d.pkg) && !slices.ContainsFunc(d.only, func(o string) bool { return matches(pkg, o) }) {
					t.Errorf("%s imports %s: %s", pkg, i, d.reason)
				}
			}
		}
	}
}

// matches compares with a path, or with all paths below one that ends in a slash.
func matches(path, rule string) bool {
	return path == rule || strings.HasSuffix(rule, "/") && strings.HasPrefix(path, rule)
}

// imports asks the go command which package of ours imports what.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "guichet/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(p.ImportPath, "guichet/")] = p.Imports
	}
	if len(all) < 8 {
		t.Fatalf("only %d packages are listed", len(all))
	}
	return all
}
