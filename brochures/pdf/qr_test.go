package pdf

import (
	"fmt"
	"strings"
	"testing"

	"guichet/brochures/typeset"
)

// TestQuietZone checks that four white modules surround the code.
func TestQuietZone(t *testing.T) {
	language, err := typeset.LookupLanguage("fr")
	if err != nil {
		t.Fatal(err)
	}
	d := New(Options{Language: language, Width: 100, Height: 100})
	modules := [][]bool{{true, true}, {false, true}}
	left, right, bottom, top := 100.0, 0.0, 100.0, 0.0
	for _, rectangle := range strings.Split(strings.TrimSpace(d.modulePath(modules, 10, 20, 50)), " re") {
		var x, y, width, height float64
		if n, _ := fmt.Sscan(rectangle, &x, &y, &width, &height); n != 4 {
			continue
		}
		left, right, bottom, top = min(left, x), max(right, x+width), min(bottom, y), max(top, y+height)
	}
	// Ten modules of 5 points each: two of the code between four and four.
	if got, want := fmt.Sprint(left, right, bottom, top), fmt.Sprint(30.0, 40.0, 50.0, 60.0); got != want {
		t.Errorf("got edges %s, want %s", got, want)
	}
}

// TestTitleCannotBreakTheFile gives a document a title and links full of PDF's and XML's own signs.
func TestTitleCannotBreakTheFile(t *testing.T) {
	if got := literal("a)(b\\\n"); got != `(a\)\(b\\)` {
		t.Errorf("got %s", got)
	}
	d := New(Options{Title: "a </rdf:li> & \x00 \xff"})
	if got := d.metadata(); !strings.Contains(got, "a &lt;/rdf:li&gt; &amp;  <") {
		t.Errorf("got %s", got)
	}
}
