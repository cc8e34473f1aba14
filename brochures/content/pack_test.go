package content_test

import (
	"testing"

	"guichet/assets"
	"guichet/brochures/content"
)

// today is a day on which the packs that are compiled in hold.
const today content.Date = "2026-11-28"

// TestPacksLoad loads every country that is compiled in, and makes every page.
func TestPacksLoad(t *testing.T) {
	for _, country := range assets.Packs() {
		files, _ := assets.Pack(country)
		c, err := content.Load(content.Layer{Name: country, Files: files})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range c.Notices {
			t.Errorf("%s", n)
		}
		for _, b := range c.Brochures {
			page, err := c.Page(content.Key{Topic: b.Topic, Language: b.Language}, today, content.Town{})
			if err != nil || page.Title == "" {
				t.Errorf("%s: %v", b.File, err)
			}
		}
	}
}
