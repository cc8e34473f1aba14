package pdf

import (
	"fmt"
	"strings"
	"testing"

	"guichet/brochures/qr"
	"guichet/brochures/typeset"
)

// TestQuietZone checks that four white modules surround the code.
func TestQuietZone(t *testing.T) {
	language, err := typeset.LookupLanguage("fr")
	if err != nil {
		t.Fatal(err)
	}
	d := New(Options{Language: language, Width: 200, Height: 200})
	code, err := qr.Encode("A")
	if err != nil {
		t.Fatal(err)
	}
	left, right, bottom, top := 1000.0, 0.0, 1000.0, 0.0
	for _, rectangle := range strings.Split(strings.TrimSpace(d.modulePath(code, 10, 20, float64(5*code.Side))), " re") {
		var x, y, width, height float64
		if n, _ := fmt.Sscan(rectangle, &x, &y, &width, &height); n != 4 {
			continue
		}
		left, right, bottom, top = min(left, x), max(right, x+width), min(bottom, y), max(top, y+height)
	}
	// 29 modules of 5 points each: 21 of the code between four and four.
	if got, want := fmt.Sprint(left, right, bottom, top), fmt.Sprint(30.0, 135.0, 55.0, 160.0); got != want {
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
