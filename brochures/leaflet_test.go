package brochures_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guichet/brochures"
	"guichet/brochures/pdf/pdftest"
	"guichet/brochures/pdf/rules"
	"guichet/brochures/typeset"
)

var fonts = typeset.OpenFonts("")

// render makes a leaflet of a Markdown file whose name is its language.
func render(t testing.TB, path string, size brochures.Size) []byte {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return renderText(t, source, strings.TrimSuffix(filepath.Base(path), ".md"), size)
}

func renderText(t testing.TB, source []byte, tag string, size brochures.Size) []byte {
	t.Helper()
	language, err := typeset.LookupLanguage(tag)
	if err != nil {
		t.Fatal(err)
	}
	document, err := brochures.ParseMarkdown(source)
	if err != nil {
		t.Fatal(err)
	}
	out, err := brochures.Leaflet{Fonts: fonts, Language: language, Size: size}.Render(document)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func samples(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob("testdata/*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	return slicesWithout(all, "README.md")
}

func slicesWithout(paths []string, name string) (kept []string) {
	for _, p := range paths {
		if filepath.Base(p) != name {
			kept = append(kept, p)
		}
	}
	return kept
}

func TestLeafletsKeepTheRules(t *testing.T) {
	paths := samples(t)
	if len(paths) < 50 {
		t.Fatalf("%d samples, want those of 50 languages", len(paths))
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			for _, size := range []brochures.Size{brochures.A4, brochures.A5} {
				for _, wrong := range rules.Check(render(t, path, size)) {
					t.Error(wrong)
				}
			}
		})
	}
}

func TestSameTextGivesSameBytes(t *testing.T) {
	for _, name := range []string{"fr", "ar"} {
		path := "testdata/leaflets/" + name + ".md"
		if !bytes.Equal(render(t, path, brochures.A4), render(t, path, brochures.A4)) {
			t.Errorf("%s: two runs differ", name)
		}
	}
}

// A column whose word is wider than the page leaves the others room to be read, and ends.
func TestCrowdedTable(t *testing.T) {
	word := strings.Repeat("mot", 80)
	for _, size := range []brochures.Size{brochures.A4, brochures.A5} {
		out := renderText(t, []byte("# G\n\n| A | B |\n|---|---|\n| un | "+word+" |\n"), "fr", size)
		if !bytes.Contains(out, []byte("%%EOF")) {
			t.Error("the leaflet has no end")
		}
	}
}

// What would be cut off at the end of a page is refused, in words that say what to do.
func TestTooTall(t *testing.T) {
	long := strings.Repeat("mot ", 4000)
	for want, text := range map[string]string{
		"divide it":         "# G\n\n| A | B |\n|---|---|\n| 1 | " + long + " |\n",
		"of 200 of a table": "# G\n\n" + strings.Repeat("| a ", 200) + "|\n" + strings.Repeat("|--", 200) + "|\n",
		"make it shorter":   "# " + long + "\n\nUn.\n",
	} {
		document, err := brochures.ParseMarkdown([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		language, err := typeset.LookupLanguage("fr")
		if err != nil {
			t.Fatal(err)
		}
		_, err = brochures.Leaflet{Fonts: fonts, Language: language, Size: brochures.A4}.Render(document)
		if !errors.Is(err, brochures.ErrTooTall) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A right-to-left paragraph with a link gives its words in reading order, piece by piece, and the link is one, though it
// stands on two lines.
func TestLinksInRightToLeftText(t *testing.T) {
	text := "# \u0645\n\n" + strings.Repeat("\u0643\u0644\u0645\u0629 ", 11) + "[\u0635\u0641\u062d\u0629 " + strings.Repeat("\u0628\u0644\u062f\u064a\u0629 ", 12) + "\u0647\u0646\u0627](https://guichet.example/ar) \u062b\u0645\n"
	path := pdftest.Save(t, renderText(t, []byte(text), "ar", brochures.A4))
	plain := pdftest.Tool(t, "qpdf", "--qdf", "--object-streams=disable", path, "-")
	for want, times := range map[string]int{"/S /Link": 1, "/Subtype /Link": 2, "/S /Span": 2, "/ActualText": 4, "/Type /OBJR": 2} {
		if got := strings.Count(plain, want); got != times {
			t.Errorf("%s: got %d, want %d", want, got, times)
		}
	}
}

// The space at which a line was broken is not drawn: those who hear the page are given the text with it.
func TestBrokenLinesKeepTheirSpaces(t *testing.T) {
	for text, times := range map[string]int{"Un mot.": 0, strings.Repeat("mot ", 40): 1} {
		path := pdftest.Save(t, renderText(t, []byte("# G\n\n"+text+"\n"), "fr", brochures.A4))
		plain := pdftest.Tool(t, "qpdf", "--qdf", "--object-streams=disable", path, "-")
		if got := strings.Count(plain, "/ActualText"); got != times {
			t.Errorf("%.8s...: %d texts, want %d", text, got, times)
		}
	}
}
