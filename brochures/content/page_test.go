package content_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"guichet/brochures/content"
)

// TestPage compares the whole of a page with what was looked at.
func TestPage(t *testing.T) {
	for _, language := range []string{"en", "ar"} {
		p := page(t, load(t, story(t)), language, november)
		want, err := os.ReadFile(filepath.Join("testdata", "page-"+language+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Text() + "\n"; got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", language, got, want)
		}
		if !p.Draft || p.Until != "2027-02-09" || p.Icon != "sailing" {
			t.Errorf("%s: draft %v, until %s, icon %q", language, p.Draft, p.Until, p.Icon)
		}
		withheld := []content.Withheld{{"doctor-aboard", content.Unconfirmed}, {"rumour", content.Uncertain}, {"sailors", content.Unconfirmed}}
		if !slices.Equal(p.Withheld, withheld) {
			t.Errorf("%s: withheld %v, want %v", language, p.Withheld, withheld)
		}
	}
}

func TestAskOnce(t *testing.T) {
	c := load(t, story(t))
	for day, want := range map[content.Date]int{november: 1, "2028-01-01": 1} {
		if got := strings.Count(page(t, c, "en", day).Text(), "Ask at the desk"); got != want {
			t.Errorf("on %s the page says %d times to ask", day, got)
		}
	}
	files := story(t)
	replace(t, files, "brochures/en/SEA.md", "## The island\n\n{fact:rumour}\n", "{fact:ferry-law}\n")
	replace(t, files, "brochures/en/SEA.md", "- Feel safe: a doctor travels with you. {from:doctor-aboard}\n", "")
	replace(t, files, "brochures/en/SEA.md", `, "doctor-aboard", "rumour"`, "")
	replace(t, files, "brochures/ar/SEA.md", `, "doctor-aboard", "rumour"`, "")
	replace(t, files, "brochures/ar/SEA.md", "{fact:rumour}", "")
	replace(t, files, "brochures/ar/SEA.md", "{from:doctor-aboard}", "")
	if text := page(t, load(t, files), "en", november).Text(); strings.Contains(text, "Ask at the desk") {
		t.Errorf("nothing is missing, and the page says to ask:\n%s", text)
	}
}

// TestADeadLineTakesItsSentenceOnly: what stands beside it is still printed.
func TestADeadLineTakesItsSentenceOnly(t *testing.T) {
	files := story(t)
	replace(t, files, "brochures/en/SEA.md", "Bring **boots**.", "Call 987 654 321 now. {from:tide} Bring **boots**.")
	text := page(t, load(t, files), "en", november).Text()
	if !strings.Contains(text, "The tide comes at 6. Bring boots.") {
		t.Errorf("got\n%s", text)
	}
}

// TestNoPageWhereALineIsSplit plants a number over the cells of a table, where no sentence can be told from another.
func TestNoPageWhereALineIsSplit(t *testing.T) {
	files := story(t)
	replace(t, files, "brochures/en/SEA.md", "## The island", "| 987 {from:tide} | 654 {from:tide} |\n|---|---|\n| 321 {from:tide} | no |\n\n## The island")
	_, err := load(t, files).Page(content.Key{Topic: "SEA", Language: "en"}, november, content.Town{})
	if !errors.Is(err, content.ErrForbidden) {
		t.Errorf("got %v", err)
	}
}

func TestTownFolder(t *testing.T) {
	town := fstest.MapFS{"facts.toml": {Data: []byte(`[[fact]]
id = "tide"
kind = "practice"
text = { en = "The tide comes at 7.", ar = "7" }
certainty = "B"
confirm = "none"
otherwise = "ask"
source = "the town"
verified_on = 2026-11-02
`)}, "donotprint.toml": {Data: []byte("[[entry]]\nwords = [\"Harbour Office\"]\nreason = \"moved\"\nsource = \"the town\"\n")}}
	text := page(t, load(t, story(t), town), "en", november).Text()
	if strings.Contains(text, "at 6") || !strings.Contains(text, "The tide comes at 7.") {
		t.Errorf("the town's fact does not replace the country's:\n%s", text)
	}
	if strings.Contains(text, "Harbour") || strings.Contains(text, "Old Ferry") {
		t.Errorf("the town's list does not add to the country's:\n%s", text)
	}
}

// TestApproval: an approval holds for the text that was approved, and for the facts in it.
func TestApproval(t *testing.T) {
	approve := func(files fstest.MapFS) {
		c := load(t, files)
		i := slices.IndexFunc(c.Brochures, func(b content.Brochure) bool { return b.Language == "en" })
		replace(t, files, "brochures/en/SEA.md", `approval = "draft"`,
			`approval = { by = "mayor", on = 2026-11-20, text = "`+c.Approvable(c.Brochures[i])+`" }`)
	}
	for _, c := range []struct {
		name   string
		change func(fstest.MapFS)
		draft  bool
	}{
		{"as it was approved", func(fstest.MapFS) {}, false},
		{"a word was changed", func(f fstest.MapFS) { replace(t, f, "brochures/en/SEA.md", "boots", "shoes") }, true},
		{"a fact was changed", func(f fstest.MapFS) { replace(t, f, "facts.toml", "at 6.", "at 7.") }, true},
		{"a date was changed", func(f fstest.MapFS) { replace(t, f, "facts.toml", "2026-11-01", "2026-11-02") }, false},
		{"the title was changed", func(f fstest.MapFS) { replace(t, f, "brochures/en/SEA.md", "The sea", "The ocean") }, true},
	} {
		files := story(t)
		approve(files)
		c.change(files)
		p := page(t, load(t, files), "en", november)
		if p.Draft != c.draft || p.Draft != strings.Contains(p.Text(), "Draft") {
			t.Errorf("%s: draft is %v; the page says\n%s", c.name, p.Draft, p.Text())
		}
	}
}

func TestLinksStandAtTheFoot(t *testing.T) {
	c := load(t, story(t))
	town := content.Town{Links: []content.Link{{Purpose: "app", Address: "https://a.example/app"}}}
	p, err := c.Page(content.Key{Topic: "SEA", Language: "en"}, november, town)
	if err != nil || len(p.Links) != 1 || p.Links[0].Target != "https://a.example/app" || p.Links[0].Label == "" {
		t.Errorf("got %+v, %v", p.Links, err)
	}
	if p := page(t, c, "en", november); len(p.Links) != 0 {
		t.Errorf("a town without links has %+v", p.Links)
	}
}
