package content_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"guichet/brochures"
	"guichet/brochures/content"
	"guichet/brochures/typeset"
)

// november is a day on which the story of elsewhere holds.
const november content.Date = "2026-11-28"

// forms are how a dead telephone line gets into content; %s is where it stands.
var forms = map[string]func(*testing.T, fstest.MapFS, string){
	"in a paragraph":       inText("Bring **boots**.", "Bring **boots**. %s {from:tide}"),
	"alone in a paragraph": inText("## The island", "%s {from:tide}\n\n## The island"),
	"in an item":           inText("- {fact:ferry-law}", "- %s {from:tide}\n- {fact:ferry-law}"),
	"in a heading":         inText("## The island", "## %s {from:tide}\n\nHere.\n\n## The island"),
	"in a note":            inText("## The island", "> %s {from:tide}\n\n## The island"),
	"in a table":           inText("## The island", "| a | b |\n|---|---|\n| c {from:tide} | %s {from:tide} |\n\n## The island"),
	"over lines":           inText("## The island", "Call\n%s\nor not. {from:tide}\n\n## The island"),
	"in a fact":            in("facts.toml", "The tide comes at 6.", "%s"),
	"in a number's name":   in("numbers.toml", "Lifeboat", "%s"),
	"in a place's name":    in("places.toml", "Harbour office", "%s"),
	"in a place's address": in("places.toml", "1 Quay Street", "1 Quay Street %s"),
}

func inText(from, to string) func(*testing.T, fstest.MapFS, string) {
	return in("brochures/en/SEA.md", from, to)
}

func in(file, from, to string) func(*testing.T, fstest.MapFS, string) {
	return func(t *testing.T, files fstest.MapFS, planted string) {
		t.Helper()
		if strings.HasSuffix(file, ".toml") {
			planted = strings.NewReplacer("*", "", "`", "", "\\", "\\\\").Replace(planted)
		} else if strings.Contains(to, "|") {
			planted = strings.ReplaceAll(planted, "|", "\\|")
		}
		replace(t, files, file, from, fmt.Sprintf(to, planted))
	}
}

// TestDeadLinesAreNeverPrinted plants a dead telephone line and a dead name in every way that a clerk might write them.
func TestDeadLinesAreNeverPrinted(t *testing.T) {
	list, err := os.ReadFile("testdata/planted.txt")
	if err != nil {
		t.Fatal(err)
	}
	for where, plant := range forms {
		for planted := range strings.Lines(string(list)) {
			planted = strings.TrimSpace(planted)
			t.Run(where+"/"+planted, func(t *testing.T) {
				files := story(t)
				plant(t, files, planted)
				c := load(t, files)
				if len(c.Notices) == 0 {
					t.Error("the clerk is not told")
				}
				p, err := c.Page(content.Key{Topic: "SEA", Language: "en"}, november, content.Town{})
				if err != nil {
					t.Fatal(err)
				}
				if dead(p.Text()) {
					t.Errorf("the page says:\n%s", p.Text())
				}
				if !strings.Contains(p.Text(), "Where to go") {
					t.Errorf("what is not dead is gone too:\n%s", p.Text())
				}
			})
		}
	}
}

// dead looks for what was planted in another way than the rules do: letters and digits alone.
func dead(text string) bool {
	var bare strings.Builder
	for _, r := range norm.NFKD.String(text) {
		switch {
		case r >= '\u0660' && r <= '\u0669':
			r -= '\u0660' - '0'
		case r >= '\u06f0' && r <= '\u06f9':
			r -= '\u06f0' - '0'
		}
		if unicode.IsLetter(r) && r != '\u0640' || unicode.IsDigit(r) {
			bare.WriteRune(unicode.ToLower(r))
		}
	}
	for _, d := range []string{"987654321", "555", "oldferrycompany", "askthefc", "\u0634\u0631\u0643\u0629\u0627\u0644\u0639\u0628\u0627\u0631\u0627\u062a"} {
		if strings.Contains(bare.String(), d) {
			return true
		}
	}
	return strings.Contains(bare.String(), "theofcat")
}

// TestDeadLineOnPaper plants a dead line everywhere at once and reads the paper with another program.
func TestDeadLineOnPaper(t *testing.T) {
	files := story(t)
	forms["in a paragraph"](t, files, "Call ٩٨٧ ٦٥٤ ٣٢١ now.")
	forms["in an item"](t, files, "Call 987.654.321 now.")
	forms["in a place's address"](t, files, "987 654 321")
	replace(t, files, "places.toml", `phones = ["123 456 789"]`, `phones = ["123 456 789", "987654321"]`)
	c := load(t, files)
	for _, language := range []string{"en", "ar"} {
		text := paper(t, page(t, c, language, november))
		if !strings.Contains(strings.ReplaceAll(text, " ", ""), "112") {
			t.Errorf("%s: the paper was not read: no lifeboat in\n%s", language, text)
		}
		if dead(text) || strings.Contains(text, "123 456 789") {
			t.Errorf("%s: the paper says:\n%s", language, text)
		}
	}
}

// paper renders a page and gives what poppler reads of it.
func paper(t testing.TB, p content.Page) string {
	t.Helper()
	language, err := typeset.LookupLanguage(p.Language)
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Language: language, Size: brochures.A4}.Render(p.Document)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
