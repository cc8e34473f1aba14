package content_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"guichet/brochures"
	"guichet/brochures/content"
	"guichet/brochures/typeset"
)

// TestBadContent gives one fault each, and wants to be told where and what.
func TestBadContent(t *testing.T) {
	const en = "brochures/en/SEA.md"
	for _, c := range []struct{ name, file, from, to, want string }{
		{"no front matter", en, "+++\ntitle", "title", "SEA.md:1: a brochure begins with a line +++"},
		{"front matter without end", en, "\"draft\"\n+++", "\"draft\"", "the second line +++ is missing"},
		{"broken front matter", en, `language = "en"`, `language = "en`, "SEA.md:5: "},
		{"an unknown setting", en, `language = "en"`, "language = \"en\"\ncolour = \"blue\"", `SEA.md:6: "colour" is not a setting`},
		{"no title", en, `"The sea"`, `" "`, "title is missing"},
		{"a figure in the title", en, `"The sea"`, `"The 7 seas"`, "a figure states a fact"},
		{"a title on the list", en, `"The sea"`, `"The Old Ferry Company"`, "do-not-print list"},
		{"in another language's folder", en, `language = "en"`, `language = "fr"`, "belong into brochures/fr/SEA.md"},
		{"an unknown topic", en, `topic = "SEA"`, `topic = "SKY"`, `there is no topic "SKY"`},
		{"an unknown fact", en, "{fact:tide}", "{fact:tides}", `SEA.md:12: there is no fact "tides"`},
		{"an unlisted fact", en, `"tide", "ferry-law"`, `"ferry-law"`, `uses the fact "tide", which facts in the front matter does not list`},
		{"an unused fact", en, "{fact:tide}", "", `facts lists "tide", which the text does not use`},
		{"a figure without a fact", en, "Bring **boots**.", "Bring 2 boots.", `SEA.md:12: "Bring 2 boots." states a figure`},
		{"an Arabic figure without a fact", en, "Bring **boots**.", "Bring \u0662 boots.", "states a figure"},
		{"an unknown mark", en, "Bring **boots**.", "{facts:tide}", "braces are for marks"},
		{"a card within a text", en, "Bring **boots**.", "Go to {places}.", "{places} must stand on a line of its own"},
		{"an unknown place", en, "{numbers}", "{place:harbor}", `there is no place "harbor"`},
		{"an address of its own", en, "Bring **boots**.", "Look at https://evil.example/x.", "is an address"},
		{"an address alone", en, "Bring **boots**.", "\n\n<https://evil.example/x>\n", "is an address"},
		{"a picture", en, "Bring **boots**.", "![boots](boots.png)", "SEA.md:12: pictures are not printed"},
		{"HTML", en, "Bring **boots**.", "<b>boots</b>", "SEA.md:12: HTML is not printed"},
		{"no UTF-8", en, "Bring **boots**.", "Bring \xff.", "SEA.md:12: the text is not UTF-8"},
		{"an approval in words", en, `"draft"`, `"yes"`, "approval is \"draft\""},
		{"an approval by a person", en, `"draft"`, `{ by = "Mr X", on = 2026-11-01, text = "0" }`, `approval.by is "Mr X"`},
		{"other facts in a translation", "brochures/ar/SEA.md", "{fact:tide}", "{fact:ferry-law}", "uses other facts than"},
		{"broken TOML", "facts.toml", `id = "tide"`, `id = tide`, "facts.toml:2: "},
		{"an unknown table", "facts.toml", "[[fact]]", "[[facts]]", `"facts" is not known here`},
		{"an unknown key", "facts.toml", `kind = "practice"`, `sort = "practice"`, `facts.toml:3: "fact.sort" is not a setting`},
		{"two facts with one id", "facts.toml", `id = "ferry-law"`, `id = "tide"`, `facts.toml:11: "tide" is given twice, first on line 1`},
		{"a fact and a place with one id", "places.toml", `id = "harbour"`, `id = "tide"`, `the id "tide" is used in`},
		{"an id in words", "facts.toml", `id = "tide"`, `id = "The tide"`, "must be small letters and digits"},
		{"no source", "facts.toml", `"the harbour's table"`, `""`, "facts.toml:1: source is missing"},
		{"no date", "facts.toml", "verified_on = 2026-11-01", `verified_on = "last week"`, `verified_on is "last week"`},
		{"an end before the beginning", "facts.toml", "verified_on = 2026-11-01", "verified_on = 2026-11-01\nexpires_on = 2026-11-01", "expires_on is not after verified_on"},
		{"an unknown certainty", "facts.toml", `certainty = "B"`, `certainty = "sure"`, `certainty is "sure"`},
		{"a missing translation of a fact", "facts.toml", `{ en = "The tide comes at 6.",`, "{", `text is missing in "en"`},
		{"a phone too short", "places.toml", "123 456 789", "8010156", `the phone "8010156" has not the shape`},
		{"a short code too long", "numbers.toml", `"112"`, `"1122"`, `the phone "1122" has not the shape`},
		{"hours in words", "places.toml", "mon-fri 08:00-12:00", "weekdays", `the hours "weekdays"`},
		{"hours backwards", "places.toml", "08:00-12:00", "12:00-08:00", "the hours"},
		{"an unknown status", "places.toml", `"active"`, `"open"`, `status is "open"`},
		{"a list entry without reason", "donotprint.toml", `"closed in a storm"`, `""`, "reason is missing"},
		{"a list entry that takes all", "donotprint.toml", `"OFC"`, `"a"`, "too short"},
		{"a holiday on no day", "holidays.toml", "06-08", "02-31", "must be a month and a day"},
		{"no languages", "pack.toml", `["en", "ar"]`, `[]`, "no pack.toml names the languages"},
		{"no life", "pack.toml", "law = 300", "law = 0", "days.law"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := story(t)
			replace(t, files, c.file, c.from, c.to)
			_, err := content.Load(asLayers([]fstest.MapFS{files})...)
			if !errors.Is(err, content.ErrContent) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %q", err, c.want)
			}
		})
	}
}

func TestMissingTranslation(t *testing.T) {
	files := story(t)
	delete(files, "brochures/ar/SEA.md")
	_, err := content.Load(asLayers([]fstest.MapFS{files})...)
	if err == nil || !strings.Contains(err.Error(), "topics.toml:1: the brochure brochures/ar/SEA.md is missing") {
		t.Errorf("got %v", err)
	}
}

// TestEveryFaultAtOnce: a clerk mends a file once.
func TestEveryFaultAtOnce(t *testing.T) {
	files := story(t)
	replace(t, files, "facts.toml", `certainty = "B"`, `certainty = "E"`)
	replace(t, files, "facts.toml", `"the ferry act, section 4"`, `""`)
	replace(t, files, "places.toml", "123 456 789", "1")
	replace(t, files, "brochures/en/SEA.md", "Bring **boots**.", "Bring 2 boots.")
	_, err := content.Load(asLayers([]fstest.MapFS{files})...)
	var all content.Problems
	if !errors.As(err, &all) || len(all) != 4 {
		t.Fatalf("got %v", err)
	}
	for _, p := range all {
		if p.File == "" || p.Line == 0 || p.Reason == "" {
			t.Errorf("%+v does not say where", p)
		}
	}
}

// TestABrokenFileIsOneFault: what it holds is not missed everywhere else.
func TestABrokenFileIsOneFault(t *testing.T) {
	for _, name := range []string{"facts.toml", "topics.toml", "numbers.toml", "places.toml"} {
		files := story(t)
		files[name] = &fstest.MapFile{Data: []byte("broken = [")}
		_, err := content.Load(asLayers([]fstest.MapFS{files})...)
		var all content.Problems
		if !errors.As(err, &all) || len(all) != 1 {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestWideTable prints a table of sixteen columns whole, and says why one of 200 is not printed; it never cuts one off in silence.
func TestWideTable(t *testing.T) {
	wide := func(columns int) content.Page {
		files := story(t)
		row := "|" + strings.Repeat(" a |", columns) + "\n"
		replace(t, files, "brochures/en/SEA.md", "## The island", row+"|"+strings.Repeat("---|", columns)+"\n"+row+"\n## The island")
		return page(t, load(t, files), "en", november)
	}
	if got := strings.Count(paper(t, wide(16)), "a\n"); got < 32 {
		t.Errorf("of 32 cells %d are on paper", got)
	}
	leaflet := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Size: brochures.A4}
	if _, err := leaflet.Render(wide(200).Document); !errors.Is(err, brochures.ErrTooTall) {
		t.Errorf("200 columns: %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	for name, file := range story(f) {
		f.Add(name, string(file.Data))
	}
	f.Fuzz(func(t *testing.T, name, data string) {
		files := story(t)
		if _, known := files[name]; !known {
			name = "brochures/en/SEA.md"
		}
		files[name] = &fstest.MapFile{Data: []byte(data)}
		c, err := content.Load(asLayers([]fstest.MapFS{files})...)
		var all content.Problems
		if err != nil && (!errors.As(err, &all) || len(all) == 0) {
			t.Fatalf("an unnamed error: %v", err)
		}
		if err != nil {
			return
		}
		for _, b := range c.Brochures {
			if _, err := c.Page(content.Key{Topic: b.Topic, Language: b.Language}, november, content.Town{}); err != nil && !errors.Is(err, content.ErrForbidden) {
				t.Errorf("accepted content makes no page: %v", err)
			}
		}
	})
}

// FuzzRedaction types text of any kind into a brochure, beside a dead line: the line never reaches the page.
func FuzzRedaction(f *testing.F) {
	for _, text := range []string{"Call %s now.", "- a\n- %s", "| a |\n|---|\n| %s |", "**%s**", "> %s\n\n%s", "*%s", "`%s`", "\\%s", "%s{from:tide}", "{fact:%s}", "&#57;%s"} {
		f.Add(text, "987 654 321")
	}
	f.Fuzz(func(t *testing.T, text, between string) {
		files := story(t)
		line := "987" + sign(between, 0) + "654" + sign(between, 1) + "321"
		typed := strings.ReplaceAll(text, "%s", line)
		body := string(files["brochures/en/SEA.md"].Data) + "\n\n" + typed + "\n"
		files["brochures/en/SEA.md"] = &fstest.MapFile{Data: []byte(body)}
		c, err := content.Load(asLayers([]fstest.MapFS{files})...)
		if err != nil {
			return
		}
		p, err := c.Page(content.Key{Topic: "SEA", Language: "en"}, november, content.Town{})
		if err == nil && strings.Contains(p.Text(), line) {
			t.Errorf("%q was typed, and the page says\n%s", typed, p.Text())
		}
	})
}

// sign is what stands between the digits of a number: one of those that people write.
func sign(of string, n int) string {
	signs := []string{"", " ", ".", "-", "/", "\u00a0", "\u202f", "\u200b", "\u2011", " - ", ") ", "\\", ":", "=", "'", "~"}
	if n >= len(of) {
		return signs[0]
	}
	return signs[int(of[n])%len(signs)]
}
