package printing

import (
	"log/slog"
	"time"

	"guichet/assets"
	"guichet/brochures"
	"guichet/brochures/content"
	"guichet/brochures/typeset"
	"guichet/kiosk/paper"
)

// Page sets a page in a language.
func (p *Desk) Page(d brochures.Document, tag string) (paper.Document, error) {
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		return paper.Document{}, err
	}
	pdf, err := brochures.Leaflet{Fonts: p.fonts, Language: l, Size: brochures.A4}.Render(d)
	return paper.Document{Name: "Guichet", PDF: pdf}, err
}

// Test prints the test of the printer that a role uses, and keeps the day when it was sent.
func (p *Desk) Test(line paper.Line, tag, data string) error {
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		return err
	}
	link := p.desk.Site.Links.Town
	set := func(width int) (paper.Document, error) {
		if line.Role == paper.PageRole {
			return p.Page(paper.TestPage(assets.Catalogue(), tag, link), tag)
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.press.TestSlip(assets.Catalogue(), l, link, width)
	}
	_, err = p.Print(line.Role, set, func(r paper.Result) {
		if r.Outcome != paper.Sent {
			return
		}
		if err := paper.NoteTest(data, line.Device, time.Now()); err != nil {
			slog.Error("the day of a test could not be kept", "error", err)
		}
	})
	return err
}

// Direction sets the slip that leads to a place, for the width of a roll.
func (p *Desk) Direction(d content.Direction, width int) (paper.Document, error) {
	s, err := d.Strip(float64(width))
	if err != nil {
		return paper.Document{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.press.Set(s, d.Title)
}
