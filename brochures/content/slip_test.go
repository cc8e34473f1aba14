package content_test

import (
	"errors"
	"strings"
	"testing"

	"guichet/brochures/content"
	"guichet/brochures/strip"
	"guichet/brochures/typeset"
)

func TestDirection(t *testing.T) {
	c := load(t, story(t))
	d, err := c.Direction("harbour", "SEA", "ar", november, content.Town{Name: "Port"})
	if err != nil || d.Say != "Where is the harbour?" || d.SayIn != "en" || d.Language != "ar" || len(d.Card.Phones) != 1 {
		t.Errorf("got %+v, %v", d, err)
	}
	if d, _ := c.Direction("harbour", "HID", "en", november, content.Town{}); d.Say != "" {
		t.Errorf("the slip of a private topic says what it was about: %q", d.Say)
	}
	files := story(t)
	replace(t, files, "places.toml", `topics = ["SEA"]`, `topics = []`)
	if d, err := load(t, files).Direction("harbour", "SEA", "en", november, content.Town{}); err != nil || d.Say != "" {
		t.Errorf("the slip to a place for something else says %q, %v", d.Say, err)
	}
	if d, _ := c.Direction("harbour", "SEA", "bm", november, content.Town{}); d.Language != "en" {
		t.Errorf("a language without words gives %q", d.Language)
	}
	if _, err := c.Direction("sailors", "SEA", "en", november, content.Town{}); !errors.Is(err, content.ErrWithheld) {
		t.Errorf("an unconfirmed place: %v", err)
	}
	if _, err := c.Direction("nowhere", "SEA", "en", november, content.Town{}); !errors.Is(err, content.ErrUnknown) {
		t.Errorf("an unknown place: %v", err)
	}
}

// TestDirectionOnPaper sets the slip for both widths of paper, in both directions.
func TestDirectionOnPaper(t *testing.T) {
	c := load(t, story(t))
	for _, language := range []string{"en", "ar"} {
		d, err := c.Direction("harbour", "SEA", language, november, content.Town{Name: "Port"})
		if err != nil {
			t.Fatal(err)
		}
		for _, width := range []float64{strip.Wide, strip.Narrow} {
			s, err := d.Strip(width)
			if err != nil {
				t.Fatal(err)
			}
			sheet, err := strip.Lay(typeset.New(typeset.OpenFonts("")), s)
			if err != nil || sheet.Height < 300 || sheet.Height > 1200 {
				t.Errorf("%s at %v: height %v, %v", language, width, sheet.Height, err)
			}
			if pdf, err := sheet.PDF(d.Title); err != nil || !strings.HasPrefix(string(pdf), "%PDF") {
				t.Errorf("%s at %v: %v", language, width, err)
			}
		}
	}
}
