package main

import (
	"errors"
	"fmt"
	"os"

	"guichet/brochures"
	"guichet/brochures/typeset"
)

type brochureCommand struct {
	Render renderCommand `cmd:"" help:"Turn a text in Markdown into a leaflet in PDF."`
}

type renderCommand struct {
	File string `required:"" type:"path" placeholder:"TEXT.md" help:"The text, in Markdown; its first line is the title: \"# Title\"."`
	Lang string `required:"" placeholder:"TAG" help:"The language of the text, as in ar, fr, bm, ff-Adlm. It decides the direction."`
	Out  string `required:"" type:"path" placeholder:"LEAFLET.pdf" help:"Where to write the leaflet."`
	Size string `default:"a4" enum:"a4,a5" help:"The size of the paper: a4 or a5."`
}

// Run writes the leaflet.
func (c *renderCommand) Run(p *program) error {
	leaflet, err := c.render()
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out, leaflet, 0o644); err != nil {
		return fmt.Errorf("write the leaflet: %w", err)
	}
	p.answer(map[string]any{"leaflet": c.Out, "bytes": len(leaflet)}, c.Out)
	return nil
}

func (c *renderCommand) render() ([]byte, error) {
	language, err := typeset.LookupLanguage(c.Lang)
	if err != nil {
		return nil, err
	}
	size, err := brochures.ParseSize(c.Size)
	if err != nil {
		return nil, err
	}
	source, err := os.ReadFile(c.File)
	if err != nil {
		return nil, fmt.Errorf("read the text: %w", err)
	}
	document, err := brochures.ParseMarkdown(source)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	leaflet, err := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Language: language, Size: size}.Render(document)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
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
