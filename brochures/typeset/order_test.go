package typeset_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"guichet/brochures/typeset"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestOrderOfMixedText fixes how 40 strings of mixed direction are drawn. The golden file was checked by eye against the
// picture of each: runs from left to right, each with its letters in the order of the text and an arrow for its direction.
func TestOrderOfMixedText(t *testing.T) {
	samples, err := os.ReadFile("testdata/mixed.txt")
	if err != nil {
		t.Fatal(err)
	}
	setter := typeset.New(typeset.OpenFonts(""))
	var got strings.Builder
	for _, sample := range strings.Split(strings.TrimSpace(string(samples)), "\n") {
		tag, text, _ := strings.Cut(sample, "\t")
		got.WriteString(tag + "\t" + drawn(set(t, setter, tag, text)) + "\n")
	}
	golden := "testdata/mixed.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("order changed; look at it, then run with -update:\n%s", differing(got.String(), string(want)))
	}
}

// drawn describes the only line of a paragraph. Neighbouring runs of one direction are one piece: faces do not matter here.
func drawn(p *typeset.Paragraph) string {
	var out strings.Builder
	runs := p.Break(1e9)[0].Runs
	for i := 0; i < len(runs); {
		end := i
		var piece string
		for end < len(runs) && runs[end].RightToLeft == runs[i].RightToLeft {
			letters := string(p.Text()[runs[end].Start:runs[end].End])
			if runs[end].RightToLeft {
				piece = letters + piece
			} else {
				piece += letters
			}
			end++
		}
		arrow := " >["
		if runs[i].RightToLeft {
			arrow = " <["
		}
		out.WriteString(arrow + escape(piece) + "]")
		i = end
	}
	return out.String()
}

// escape makes overrides visible, and keeps them from reordering the golden file.
func escape(s string) string {
	return strings.NewReplacer("\u202a", "{LRE}", "\u202b", "{RLE}", "\u202c", "{PDF}", "\u202d", "{LRO}", "\u202e", "{RLO}",
		"\u2067", "{RLI}", "\u2068", "{FSI}", "\u2069", "{PDI}").Replace(s)
}

func differing(got, want string) string {
	var out strings.Builder
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			out.WriteString("got  " + g[i] + "\nwant " + w[i] + "\n")
		}
	}
	return out.String()
}

func TestNumbersAndAddressesKeepTheirOrder(t *testing.T) {
	setter := typeset.New(typeset.OpenFonts(""))
	for _, kept := range []string{"71 000 000", "+216 98 123 456", "*101#", "#9", "(216) 71-000-000", "A042", "10:30", "24/11/2026", "https://a.example/b?c=1", "a.b@c.example", "1899"} {
		p := set(t, setter, "ar", "\u0627\u062a\u0635\u0644 "+kept+" \u0627\u0644\u064a\u0648\u0645")
		if d := drawn(p); !strings.Contains(d, ">["+kept+"]") {
			t.Errorf("%s is drawn as %s", kept, d)
		}
	}
}

func TestLanguages(t *testing.T) {
	for tag, rightToLeft := range map[string]bool{"ar": true, "fr": false, "ff": false, "ff-Adlm": true, "nqo": true, "ar-TN": true, "ur": true, "am": false, "ms-Arab": true} {
		if l := language(t, tag); l.RightToLeft != rightToLeft || l.Leading < 1.2 {
			t.Errorf("%s: got right to left %v, leading %g", tag, l.RightToLeft, l.Leading)
		}
	}
	for _, tag := range []string{"", "xx", "not a tag"} {
		if _, err := typeset.LookupLanguage(tag); err == nil {
			t.Errorf("language %q is accepted; its direction is a guess", tag)
		}
	}
	if got := language(t, "bn").Number(120); got != "\u09e7\u09e8\u09e6" {
		t.Errorf("120 in Bengali: got %s", got)
	}
	if got := language(t, "ar-TN").Number(-12); got != "-12" {
		t.Errorf("-12 in Tunisia: got %s", got)
	}
}
