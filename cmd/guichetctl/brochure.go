package main

import (
	"fmt"
	"guichet/brochures"
	"guichet/brochures/typeset"
	"os"
)

// BrochureCmd makes leaflets.
type BrochureCmd struct {
	Render RenderCmd `cmd:"" help:"Turn a Markdown text into a leaflet (PDF)."`
}

// RenderCmd turns one text into one leaflet.
type RenderCmd struct {
	File string `required:"" type:"existingfile" placeholder:"TEXT.md" help:"The text, in Markdown; its first line is the title: \"# Title\"."`
	Lang string `required:"" placeholder:"TAG" help:"The language of the text, as in ar, fr, bm, ff-Adlm. It decides the direction."`
	Out  string `required:"" placeholder:"LEAFLET.pdf" help:"Where to write the PDF."`
	Size string `default:"a4" enum:"a4,a5" help:"The size of the paper: a4 or a5."`
}

// Run writes the leaflet.
func (c *RenderCmd) Run() error {
	language, err := typeset.LookupLanguage(c.Lang)
	if err != nil {
		return err
	}
	size, err := brochures.ParseSize(c.Size)
	if err != nil {
		return err
	}
	source, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("read text: %w", err)
	}
	document, err := brochures.ParseMarkdown(source)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	leaflet, err := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Language: language, Size: size}.Render(document)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	if err := os.WriteFile(c.Out, leaflet, 0o644); err != nil { //nolint:gosec // a leaflet is for everybody
		return fmt.Errorf("write leaflet: %w", err)
	}
	return nil
}
