package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"guichet/brochures"
	"guichet/brochures/content"
	"guichet/brochures/typeset"
)

type brochureCommand struct {
	List   brochureList  `cmd:"" help:"List the brochures, and what each may not print today."`
	Render renderCommand `cmd:"" help:"Make the leaflet of a topic, or of a text in Markdown, as PDF."`
}

type brochureList struct {
	On string `help:"As of this day, today unless said." placeholder:"DATE"`
}

// brochureLine is one brochure as it is listed.
type brochureLine struct {
	Topic    string             `json:"topic"`
	Language string             `json:"language"`
	Title    string             `json:"title"`
	Draft    bool               `json:"draft"`
	Until    content.Date       `json:"until,omitempty"`
	Withheld []content.Withheld `json:"withheld"`
}

// Run lists the brochures.
func (c *brochureList) Run(p *program) error {
	all, town, err := p.content()
	if err != nil {
		return err
	}
	on, err := p.day(c.On)
	if err != nil {
		return err
	}
	lines := []brochureLine{}
	var text strings.Builder
	for _, b := range all.Brochures {
		page, err := all.Page(content.Key{Topic: b.Topic, Language: b.Language}, on, town)
		if err != nil {
			return err
		}
		lines = append(lines, brochureLine{b.Topic, b.Language, b.Title, page.Draft, page.Until, page.Withheld})
		fmt.Fprintf(&text, "%s  %-3s  %-8s  %2d withheld  %s\n", b.Topic, b.Language, state(page.Draft), len(page.Withheld), b.Title)
	}
	p.answer(lines, strings.TrimSuffix(text.String(), "\n"))
	return nil
}

func state(draft bool) string {
	if draft {
		return "draft"
	}
	return "approved"
}

type renderCommand struct {
	File  string `type:"path" placeholder:"TEXT.md" help:"A text in Markdown; its first line is the title: \"# Title\". Of the content, only the do-not-print list holds for it." xor:"what" required:""`
	Topic string `placeholder:"CODE" help:"The topic of a brochure, such as HLT, with all rules of the content." xor:"what" required:""`
	Lang  string `required:"" placeholder:"TAG" help:"The language of the text, as in ar, fr, bm, ff-Adlm. It decides the direction."`
	Out   string `required:"" type:"path" placeholder:"LEAFLET.pdf" help:"Where to write the leaflet."`
	Size  string `default:"a4" enum:"a4,a5" help:"The size of the paper: a4 or a5."`
	On    string `help:"As of this day, today unless said; for a topic." placeholder:"DATE"`
}

// Run writes the leaflet.
func (c *renderCommand) Run(p *program) error {
	debug.SetGCPercent(400) // the process ends at once: memory that is not collected is time that is won
	document, err := c.document(p)
	if err != nil {
		return err
	}
	leaflet, err := c.render(document)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out, leaflet, 0o644); err != nil {
		return fmt.Errorf("write the leaflet: %w", err)
	}
	p.answer(map[string]any{"leaflet": c.Out, "bytes": len(leaflet)}, c.Out)
	return nil
}

// document is what to print. A file needs no content: of it, the do-not-print lists alone are read.
func (c *renderCommand) document(p *program) (brochures.Document, error) {
	if c.File != "" {
		return c.parse(p)
	}
	all, town, err := p.content()
	if err != nil {
		return brochures.Document{}, err
	}
	on, err := p.day(c.On)
	if err != nil {
		return brochures.Document{}, err
	}
	page, err := all.Page(content.Key{Topic: strings.ToUpper(c.Topic), Language: c.Lang}, on, town)
	return page.Document, err
}

func (c *renderCommand) parse(p *program) (brochures.Document, error) {
	source, err := os.ReadFile(c.File)
	if err != nil {
		return brochures.Document{}, fmt.Errorf("read the text: %w", err)
	}
	document, err := brochures.ParseMarkdown(source)
	if err != nil {
		return brochures.Document{}, fmt.Errorf("%s: %w", c.File, err)
	}
	s, err := p.loadSite()
	if err != nil {
		return brochures.Document{}, err
	}
	entry, err := content.Banned(document, s.Content.Pack, s.Content.Folder)
	if err == nil && entry != nil {
		err = fmt.Errorf("%s: %w: %s (%s)", c.File, content.ErrForbidden, strings.Join(append(entry.Words, entry.Phones...), ", "), entry.Reason)
	}
	return document, err
}

func (c *renderCommand) render(document brochures.Document) ([]byte, error) {
	language, err := typeset.LookupLanguage(c.Lang)
	if err != nil {
		return nil, err
	}
	size, err := brochures.ParseSize(c.Size)
	if err != nil {
		return nil, err
	}
	leaflet, err := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Language: language, Size: size}.Render(document)
	if err != nil {
		return nil, fmt.Errorf("%s%s: %w", c.File, c.Topic, err)
	}
	return leaflet, nil
}

// isText says that a text or its language cannot be printed as it is, and nothing is broken.
func isText(err error) bool {
	var source *brochures.SourceError
	var letter *typeset.MissingError
	return errors.As(err, &source) || errors.As(err, &letter) || errors.Is(err, typeset.ErrLanguage) ||
		errors.Is(err, brochures.ErrTooTall)
}
