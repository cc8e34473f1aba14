// Package leaflets brings together what a town decided, in site.toml, and the content that it prints: the one knows no brochures,
// and the other no queue.
package leaflets

import (
	"time"

	"guichet/brochures"
	"guichet/brochures/content"
	"guichet/brochures/typeset"
	"guichet/queue/site"
)

// Open loads a town's content.
func Open(s site.Site) (*content.Content, error) {
	return content.Open(s.Content.Pack, s.Content.Folder)
}

// Folder is where a town's own content is written.
func Folder(s site.Site) content.Folder {
	return content.Folder{Pack: s.Content.Pack, Path: s.Content.Folder}
}

// Town is what pages say of a town: its name, and the addresses that it has.
func Town(s site.Site) content.Town {
	t := content.Town{Name: s.Town}
	for _, l := range []content.Link{{Purpose: "app", Address: s.Links.App}, {Purpose: "town", Address: s.Links.Town}} {
		if l.Address != "" {
			t.Links = append(t.Links, l)
		}
	}
	return t
}

// check is how often a town's folder is looked at.
const check = 30 * time.Second

// Shelf is a town's shelf of brochures. It starts with the country's pack alone where the town's folder is wrong.
func Shelf(s site.Site, fonts *typeset.Fonts, now func() time.Time) *content.Shelf {
	from := s.Content
	return content.NewShelf(content.ShelfOptions{
		Town: Town(s), Size: brochures.A4, Fonts: fonts, Check: check,
		Now:   func() time.Time { return now().In(s.Plan.Zone) },
		Load:  func() (*content.Content, error) { return content.OpenOr(from.Pack, from.Folder) },
		Bans:  func() []content.Entry { return content.OpenBans(from.Pack, from.Folder) },
		Stamp: func() string { return content.Stamp(from.Pack, from.Folder) },
	})
}

// Printable lays out every brochure as of a day. The error is [content.Problems] with each that cannot be: a word too long for
// its column, a letter that no font has.
func Printable(c *content.Content, town content.Town, on content.Date) error {
	var faults content.Problems
	fonts := typeset.OpenFonts("")
	for _, b := range c.Brochures {
		page, err := c.Page(content.Key{Topic: b.Topic, Language: b.Language}, on, town)
		var language typeset.Language
		if err == nil {
			language, err = typeset.LookupLanguage(b.Language)
		}
		if err == nil {
			_, err = brochures.Leaflet{Fonts: fonts, Language: language, Size: brochures.A4}.Render(page.Document)
		}
		if err != nil {
			faults = append(faults, content.Problem{File: b.File, Line: b.Line, Reason: err.Error()})
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}
