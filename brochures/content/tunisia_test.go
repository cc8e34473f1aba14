package content_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"guichet/assets"
	"guichet/brochures"
	"guichet/brochures/content"
	"guichet/brochures/pdf/rules"
	"guichet/brochures/typeset"
)

// tunisia loads Tunisia's pack.
func tunisia(t *testing.T) *content.Content {
	t.Helper()
	files, _ := assets.Pack("tn")
	c, err := content.Load(content.Layer{Name: "tn", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// confirmed has two roles confirm everything today: the longest pages.
func confirmed(c *content.Content) *content.Content {
	note := func(id, digest string) {
		for _, by := range c.Roles[:2] {
			c.Confirmations = append(c.Confirmations, content.Confirmation{ID: id, By: by, On: today, Of: digest})
		}
	}
	for _, f := range c.Facts {
		note(f.ID, content.DigestOf(f))
	}
	for _, n := range c.Numbers {
		note(n.ID, content.DigestOfNumber(n))
	}
	for _, p := range c.Places {
		note(p.ID, content.DigestOfPlace(p))
	}
	return c
}

// town has every link that a town may have.
var town = content.Town{Name: "La Marsa", Links: []content.Link{
	{Purpose: "app", Address: "https://app.example/"},
	{Purpose: "town", Address: "https://town.example/desk"},
	{Purpose: "download", Address: "https://town.example/brochures"},
}}

// brochureTopics are the fourteen of this pack.
const brochureTopics = "EMG HLT MCH CIV EDU STA WRK TRF DIS GBV CHD ASY RET JUS"

// states are the content as it is shipped, and with everything confirmed.
func states(t *testing.T) map[string]*content.Content {
	return map[string]*content.Content{"shipped": tunisia(t), "confirmed": confirmed(tunisia(t))}
}

// eachPage makes every page in every language, as shipped and with everything confirmed.
func eachPage(t *testing.T, town content.Town, do func(name string, p content.Page)) {
	t.Helper()
	for state, c := range states(t) {
		for _, topic := range strings.Fields(brochureTopics) {
			for _, language := range c.Languages {
				p, err := c.Page(content.Key{Topic: topic, Language: language}, today, town)
				if err != nil {
					t.Fatal(err)
				}
				do(fmt.Sprintf("%s/%s-%s", state, language, topic), p)
			}
		}
	}
}

// TestTunisiaOnPaper sets every brochure: one or two pages, the useful numbers on one, the rules of accessible files kept.
// GUICHET_PICTURES=folder keeps the files.
func TestTunisiaOnPaper(t *testing.T) {
	fonts := typeset.OpenFonts("")
	bare := content.Town{Name: town.Name}
	for kind, of := range map[string]content.Town{"linked": town, "bare": bare, "app": {Name: town.Name, Links: town.Links[:1]}} {
		eachPage(t, of, func(name string, p content.Page) {
			language, err := typeset.LookupLanguage(p.Language)
			if err != nil {
				t.Fatal(err)
			}
			out, err := brochures.Leaflet{Fonts: fonts, Language: language, Size: brochures.A4}.Render(p.Document)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			keep(t, kind+"/"+name, out)
			pages := rules.Pages(out)
			if pages < 1 || pages > 2 || p.Topic == "EMG" && pages > 1 {
				t.Errorf("%s %s: %d pages", kind, name, pages)
			}
			if kind == "linked" {
				for _, wrong := range rules.Check(out) {
					t.Errorf("%s: %s", name, wrong)
				}
			}
		})
	}
}

func keep(t *testing.T, name string, leaflet []byte) {
	t.Helper()
	folder := os.Getenv("GUICHET_PICTURES")
	if folder == "" {
		return
	}
	path := filepath.Join(folder, name+".pdf")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, leaflet, 0o600); err != nil {
		t.Fatal(err)
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?؟…]+["»”)]*\s+|\n`)

// TestTunisiaIsPlain bounds the length of sentences: people read these pages in fear, or in a language that they are learning.
func TestTunisiaIsPlain(t *testing.T) {
	const longest, usual = 20, 11.0
	eachPage(t, content.Town{}, func(name string, p content.Page) {
		p.Small = nil
		words, sentences := 0, 0
		for _, s := range sentenceEnd.Split(p.Text(), -1) {
			n := len(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }))
			if n > longest {
				t.Errorf("%s: %d words: %s", name, n, s)
			}
			if n > 0 {
				words, sentences = words+n, sentences+1
			}
		}
		if mean := float64(words) / float64(sentences); mean > usual {
			t.Errorf("%s: %.1f words in a sentence", name, mean)
		}
	})
}

// shape is a page without its words: translations have the same.
func shape(blocks []brochures.Block) (all []string) {
	for _, b := range blocks {
		switch b := b.(type) {
		case brochures.Heading:
			all = append(all, fmt.Sprint("heading ", b.Level))
		case brochures.List:
			all = append(all, fmt.Sprint("list ", b.Numbered, len(b.Items)))
		case brochures.Cards:
			all = append(all, fmt.Sprint("cards ", len(b.Cards)))
		case brochures.Quote:
			all = append(all, "note "+strings.Join(shape(b.Blocks), " "))
		default:
			all = append(all, fmt.Sprintf("%T", b))
		}
	}
	return all
}

// TestTunisiaSaysTheSame compares what the languages have of each page: the same parts in the same order.
func TestTunisiaSaysTheSame(t *testing.T) {
	first := map[string][]string{}
	eachPage(t, content.Town{}, func(name string, p content.Page) {
		key := strings.Replace(name, p.Language, "", 1)
		got := shape(p.Blocks)
		if want, ok := first[key]; ok && !slices.Equal(got, want) {
			t.Errorf("%s has\n%q\nanother language has\n%q", name, got, want)
		}
		first[key] = got
	})
}

// TestTunisiaIsWrittenWell finds the signs of another language's typography.
func TestTunisiaIsWrittenWell(t *testing.T) {
	wrong := map[string]*regexp.Regexp{
		"fr": regexp.MustCompile(`['"]|[^\x{202f}][;?!»](?:\s|$)|[^\x{202f}\d]:(?:\s|$)|«[^\x{202f}]`),
		"ar": regexp.MustCompile(`['"?;]|[\p{Arabic}],|\x{0640}|[\p{Arabic}]\s[،؛؟]`),
		"en": regexp.MustCompile(`['"«»]|\s[:;?!]`),
	}
	eachPage(t, content.Town{}, func(name string, p content.Page) {
		p.Small = nil
		for _, line := range strings.Split(p.Text(), "\n") {
			if wrong[p.Language].MatchString(line) {
				t.Errorf("%s: %q", name, line)
			}
		}
	})
}

// TestTunisiaHelpsNobodyAcross keeps away what the law punishes, and what might be read as advice to do it.
func TestTunisiaHelpsNobodyAcross(t *testing.T) {
	never := regexp.MustCompile(`(?i)front(ière|ier)|border|smuggl|passeur|travers|crossing|\bboat|bateau|cacher|\bhide\b|héberge|lodging|حدود|تهريب|قارب|عبور|اختب|consulat|قنصلي`)
	eachPage(t, content.Town{}, func(name string, p content.Page) {
		p.Small = nil
		if found := never.FindString(p.Text()); found != "" {
			t.Errorf("%s says %q", name, found)
		}
	})
}

// TestTunisiaNamesNoDeadLine looks for every entry of the do-not-print list in all pages, also with everything confirmed.
func TestTunisiaNamesNoDeadLine(t *testing.T) {
	entries := tunisia(t).Entries
	if len(entries) < 3 {
		t.Fatalf("%d entries", len(entries))
	}
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s)
	}
	eachPage(t, town, func(name string, p content.Page) {
		text := p.Text()
		for _, e := range entries {
			for _, word := range e.Words {
				if strings.Contains(text, word) {
					t.Errorf("%s names %q", name, word)
				}
			}
			for _, phone := range e.Phones {
				if strings.Contains(digits(text), digits(phone)) {
					t.Errorf("%s has the phone %s", name, phone)
				}
			}
		}
	})
}

// TestTunisiaHasSources finds what nobody could look up again: every statement has its source, and what has none is D, which no page ever holds.
func TestTunisiaHasSources(t *testing.T) {
	c := confirmed(tunisia(t))
	for _, f := range c.Facts {
		sourceless := strings.HasPrefix(f.Source, "Aucun")
		if len(f.Source) < 8 || sourceless != (f.Certainty == "D") {
			t.Errorf("%s: certainty %s, source %q", f.ID, f.Certainty, f.Source)
		}
		if f.Certainty != "D" {
			continue
		}
		eachPage(t, content.Town{}, func(name string, p content.Page) {
			if strings.Contains(p.Text(), f.Text[p.Language]) {
				t.Errorf("%s prints %s, which has no source", name, f.ID)
			}
		})
	}
}

// TestTunisiaUsesEveryFact finds facts that no brochure states: nobody would notice that they are wrong.
func TestTunisiaUsesEveryFact(t *testing.T) {
	c := tunisia(t)
	used := map[string]bool{}
	for _, b := range c.Brochures {
		for _, id := range b.Facts {
			used[id] = true
		}
	}
	for _, f := range c.Facts {
		if !used[f.ID] {
			t.Errorf("no brochure states %s", f.ID)
		}
	}
}

// TestTunisiaFeasts compares the movable feasts with the tabular calendar: the moon may be a day off, but no more.
func TestTunisiaFeasts(t *testing.T) {
	// Months and days of the Hijri calendar on which feasts begin.
	feasts := map[string][2]int{"Eid al-Fitr": {10, 1}, "Eid al-Adha": {12, 10}, "Hijri New Year": {1, 1}, "Mawlid": {3, 12}}
	for _, h := range tunisia(t).Holidays {
		feast, movable := feasts[h.Name["en"]]
		if movable != h.Expected {
			t.Errorf("%s: expected is %v", h.Name["en"], h.Expected)
		}
		for _, d := range h.Dates {
			day, err := time.Parse(time.DateOnly, string(d))
			if err != nil {
				t.Fatal(err)
			}
			if late := day.Sub(hijri(day.Year(), feast[0], feast[1])).Hours() / 24; late < -1 || late > 2 {
				t.Errorf("%s on %s is %.0f days off", h.Name["en"], d, late)
			}
		}
	}
}

// hijri is the day of a date of the tabular Islamic calendar that falls into a year of ours. Every month has 30 and 29 days by turns,
// and in 11 years of 30 the last has one more.
func hijri(year, month, day int) time.Time {
	epoch := time.Date(622, 7, 19, 0, 0, 0, 0, time.UTC)
	for y := year - 579; ; y++ {
		days := (y-1)*354 + (3+11*y)/30 + 29*(month-1) + month/2 + day - 1
		if on := epoch.AddDate(0, 0, days); on.Year() == year {
			return on
		}
	}
}

// TestTunisiaDatesWhatMayHarm confirms a hotline by two roles, and wants the day on its card.
func TestTunisiaDatesWhatMayHarm(t *testing.T) {
	c := tunisia(t)
	line := slices.IndexFunc(c.Numbers, func(n content.UsefulNumber) bool { return n.ID == "women-line" })
	for i, by := range []string{"mediation", "social-affairs"} {
		c.Confirmations = append(c.Confirmations, content.Confirmation{ID: "women-line", By: by, On: today.Plus(-i), Of: content.DigestOfNumber(c.Numbers[line])})
	}
	p, err := c.Page(content.Key{Topic: "GBV", Language: "fr"}, today, town)
	if err != nil {
		t.Fatal(err)
	}
	if text := p.Text(); !strings.Contains(text, "1899") || !strings.Contains(text, "Vérifié le 27/11/2026") || strings.Count(text, "Vérifié") != 1 {
		t.Errorf("got\n%s", text)
	}
}
