package content_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"guichet/assets"
	"guichet/brochures/content"
)

// june is a day on which much of the compiled-in content has expired.
const june content.Date = "2027-06-01"

// letters are the letters and digits of a text alone: paper, and other programs, part words differently.
func letters(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// confirmedAll is a country in which two roles confirmed everything in November: as much as can ever be printed, and expire.
func confirmedAll(t *testing.T, country string) *content.Content {
	t.Helper()
	files, _ := assets.Pack(country)
	c, err := content.Load(content.Layer{Name: country, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range c.Roles[:2] {
		c.ConfirmAll(role, november)
	}
	return c
}

// TestNothingExpiredIsPrinted looks for all that has expired by June: the sentences of facts, the sentences that clerks tied to
// facts, places and lines, in every language, in the text of the page and on paper. It does not use the rules' own splitting.
func TestNothingExpiredIsPrinted(t *testing.T) {
	for _, country := range assets.Packs() {
		c := confirmedAll(t, country)
		gone := map[string]bool{}
		for _, f := range c.Facts { // what was found true in November holds for 180 days, 90 if it is critical, and a law for 365
			gone[f.ID] = f.Kind != "law" || f.Needed() == 2
		}
		for _, n := range c.Numbers {
			gone[n.ID] = true
		}
		for _, s := range c.Outlook(november, june).Lapsing {
			if !gone[s.ID] && s.Kind != "place" {
				t.Errorf("%s has expired without reason", s.ID)
			}
		}
		for _, key := range c.Keys() {
			before, after := pageOf(t, c, key, november), pageOf(t, c, key, june)
			once, printed, onPaper := letters(before.Text()), letters(after.Text()), ""
			if slices.Contains([]string{"EMG", "GBV", "CIV"}, key.Topic) {
				onPaper = letters(paper(t, after))
			}
			found := 0
			for _, dead := range expired(c, key, gone) {
				dead = letters(dead)
				if strings.Contains(once, dead) {
					found++
				}
				if strings.Contains(printed, dead) || strings.Contains(onPaper, dead) {
					t.Errorf("%s/%s says on %s: %q", key.Topic, key.Language, june, dead)
				}
			}
			if used := lapsed(c, key, gone); used > 0 && found == 0 {
				t.Errorf("%s/%s uses %d things that expire, and none was found on its page of %s", key.Topic, key.Language, used, november)
			}
		}
	}
}

func pageOf(t *testing.T, c *content.Content, key content.Key, on content.Date) content.Page {
	t.Helper()
	p, err := c.Page(key, on, content.Town{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var (
	tied = regexp.MustCompile(`([^.!?\x{061f}\n{}]*[.!?\x{061f}]?)\s*\{from:([^}]*)\}`)
	bare = strings.NewReplacer("**", "", "*", "", "`", "", "#", "", ">", "")
)

// expired are the sentences about a topic that are not true any more.
func expired(c *content.Content, key content.Key, gone map[string]bool) (all []string) {
	for _, f := range c.Facts {
		if gone[f.ID] {
			all = append(all, f.Text[key.Language])
		}
	}
	for _, n := range c.Numbers {
		if gone[n.ID] {
			all = append(all, n.Name[key.Language]+" "+strings.Join(n.Phones, " "))
		}
	}
	for _, b := range c.Brochures {
		if b.Topic != key.Topic || b.Language != key.Language {
			continue
		}
		for _, m := range tied.FindAllStringSubmatch(b.Body, -1) {
			said := strings.TrimLeft(bare.Replace(m[1]), " -|0123456789.")
			for id := range strings.SplitSeq(m[2], ",") {
				if gone[strings.TrimSpace(id)] && len([]rune(said)) > 12 {
					all = append(all, said)
				}
			}
		}
	}
	return all
}

// lapsed counts the facts of a topic's brochure that have expired.
func lapsed(c *content.Content, key content.Key, gone map[string]bool) (n int) {
	for _, b := range c.Brochures {
		if b.Topic == key.Topic && b.Language == key.Language {
			for _, id := range b.Facts {
				if gone[id] {
					n++
				}
			}
		}
	}
	return n
}

// TestOutlookKeepsApart: what will have expired is not what is withheld already.
func TestOutlookKeepsApart(t *testing.T) {
	c := load(t, story(t))
	o := c.Outlook(november, june)
	var lapsing, withheld []string
	for _, s := range o.Lapsing {
		lapsing = append(lapsing, s.ID)
	}
	for _, s := range o.Withheld {
		withheld = append(withheld, s.ID)
	}
	if !slices.Equal(lapsing, []string{"tide", "lifeboat", "harbour"}) || !slices.Equal(withheld, []string{"rumour", "doctor-aboard", "sailors"}) || o.Printed != 1 {
		t.Errorf("lapsing %v, withheld %v, %d printed", lapsing, withheld, o.Printed)
	}
}
