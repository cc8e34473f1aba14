package brochures_test

import (
	"slices"
	"strings"
	"testing"

	"guichet/brochures"
	"guichet/brochures/pdf/pdftest"
	"guichet/brochures/picture/picturetest"
	"guichet/brochures/typeset"
)

// TestLinksAreReadFromPaper scans pages with one link and with three, in both directions and both sizes, and reads their addresses in clear.
func TestLinksAreReadFromPaper(t *testing.T) {
	all := []brochures.Address{
		{Label: "L’application", Target: "https://app.example/"},
		{Label: "La commune", Target: "https://town.example/guichet"},
		{Label: "Sur votre téléphone", Target: "https://town.example/brochures"},
	}
	for _, tag := range []string{"fr", "ar"} {
		for name, size := range map[string]brochures.Size{"a4": brochures.A4, "a5": brochures.A5} {
			for _, n := range []int{1, 3} {
				leaflet := pdftest.Save(t, linked(t, tag, size, all[:n]))
				got := picturetest.Codes(t, lastPage(t, leaflet, "150"))
				slices.Sort(got)
				var want []string
				text := strings.Join(strings.Fields(pdftest.Tool(t, "pdftotext", leaflet, "-")), "")
				for _, l := range all[:n] {
					want = append(want, l.Target)
					if clear := strings.Trim(strings.TrimPrefix(l.Target, "https:"), "/"); !strings.Contains(text, clear) {
						t.Errorf("%s %s: %s is not printed in clear", tag, name, clear)
					}
				}
				slices.Sort(want)
				if !slices.Equal(got, want) {
					t.Errorf("%s %s: scanned %q, want %q", tag, name, got, want)
				}
			}
		}
	}
}

func linked(t *testing.T, tag string, size brochures.Size, links []brochures.Address) []byte {
	t.Helper()
	language, err := typeset.LookupLanguage(tag)
	if err != nil {
		t.Fatal(err)
	}
	d := brochures.Document{Title: "Guichet", Links: links, Small: []string{"Sources"}}
	out, err := brochures.Leaflet{Fonts: fonts, Language: language, Size: size}.Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestNoLinkLeavesNoFrame prints a leaflet whose town has no address: where codes stand, the paper is white.
func TestNoLinkLeavesNoFrame(t *testing.T) {
	language, err := typeset.LookupLanguage("fr")
	if err != nil {
		t.Fatal(err)
	}
	for links, white := range map[*brochures.Address]bool{nil: true, {Label: "L’application", Target: "https://app.example/"}: false} {
		d := brochures.Document{Title: "Guichet"}
		if links != nil {
			d.Links = []brochures.Address{*links}
		}
		out, err := brochures.Leaflet{Fonts: fonts, Language: language, Size: brochures.A4}.Render(d)
		if err != nil {
			t.Fatal(err)
		}
		left, right := sides(decoded(t, lastPage(t, pdftest.Save(t, out), "72")))
		if (left+right == 0) != white {
			t.Errorf("link %v: %d dark points", links, left+right)
		}
	}
}
