package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"guichet/brochures/content"
	"guichet/brochures/strip"
	"guichet/brochures/typeset"
)

type placesCommand struct {
	List   placesList   `cmd:"" help:"List the places, and which of them may be printed today."`
	Gaps   placesGaps   `cmd:"" help:"List the topics for which there is no living place, or only one."`
	Export placesExport `cmd:"" help:"Write the table of places (CSV) for a partner. What says how far we trust a place stays here."`
	Import placesImport `cmd:"" help:"Take what a partner's table (CSV) says otherwise into the town's folder. It must be confirmed before it is printed."`
	Slip   placesSlip   `cmd:"" help:"Make the slip that leads a visitor to a place."`
}

// content with the day on which it is asked.
func (p *program) contentOn(day string) (*content.Content, content.Town, content.Date, error) {
	c, town, err := p.content()
	if err != nil {
		return nil, town, "", err
	}
	on, err := p.day(day)
	return c, town, on, err
}

type placesList struct {
	Topic string `help:"Only those for this topic." placeholder:"CODE"`
	On    string `help:"As of this day, today unless said." placeholder:"DATE"`
}

func (c *placesList) Run(p *program) error {
	all, _, on, err := p.contentOn(c.On)
	if err != nil {
		return err
	}
	places := []content.Standing{}
	var text strings.Builder
	for _, s := range all.Standings(on) {
		if s.Kind != "place" || c.Topic != "" && !slices.Contains(s.Topics, strings.ToUpper(c.Topic)) {
			continue
		}
		places = append(places, s)
		state := "until " + string(s.Until)
		if s.Reason != content.Printable {
			state = string(s.Reason)
		}
		fmt.Fprintf(&text, "%-26s  %-16s  %s\n", s.ID, state, strings.Join(s.Topics, " "))
	}
	p.answer(places, strings.TrimSuffix(text.String(), "\n"))
	return nil
}

type placesGaps struct {
	On string `help:"As of this day, today unless said." placeholder:"DATE"`
}

func (c *placesGaps) Run(p *program) error {
	all, _, on, err := p.contentOn(c.On)
	if err != nil {
		return err
	}
	gaps := all.Gaps(on)
	var text strings.Builder
	for _, g := range gaps {
		fmt.Fprintf(&text, "%s  %d living %s\n", g.Topic, len(g.Living), strings.Join(g.Living, " "))
		for _, o := range g.Others {
			reason := string(o.Reason)
			if reason == "" {
				reason = "no address, phone or hours"
			}
			fmt.Fprintf(&text, "     %s: %s\n", o.ID, reason)
		}
	}
	if len(gaps) == 0 {
		text.WriteString("Every topic has two living places at least.")
	}
	p.answer(gaps, strings.TrimSuffix(text.String(), "\n"))
	return nil
}

type placesExport struct {
	Out string `arg:"" type:"path" placeholder:"PLACES.csv" help:"Where to write the table."`
}

func (c *placesExport) Run(p *program) error {
	all, _, err := p.content()
	if err != nil {
		return err
	}
	table := bytes.NewBufferString("\ufeff") // spreadsheets take it for UTF-8 then
	if err := all.ExportPlaces(table); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	if err := os.WriteFile(c.Out, table.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	p.answer(map[string]any{"table": c.Out, "places": len(all.Places)}, fmt.Sprintf("%s: %d places", c.Out, len(all.Places)))
	return nil
}

type placesImport struct {
	Table string `arg:"" type:"existingfile" placeholder:"PLACES.csv" help:"The partner's table."`
	Dry   bool   `help:"Say what would be taken, and take nothing."`
}

func (c *placesImport) Run(p *program) error {
	all, _, today, err := p.contentOn("")
	if err != nil {
		return err
	}
	table, err := os.ReadFile(c.Table)
	if err != nil {
		return fmt.Errorf("read the table: %w", err)
	}
	in, err := all.ReadImport(filepath.Base(c.Table), table, today)
	if err != nil {
		return err
	}
	if len(in.Places) > 0 && !c.Dry {
		folder, err := p.folder()
		if err != nil {
			return err
		}
		if _, err := folder.Take(in); err != nil {
			return err
		}
	}
	p.answer(in, importText(in, c.Dry))
	return nil
}

func importText(in content.Import, dry bool) string {
	var t strings.Builder
	for _, n := range in.Notices {
		fmt.Fprintf(&t, "note: %s\n", n)
	}
	for _, l := range []struct {
		what string
		ids  []string
	}{{"new", in.Added}, {"changed", in.Changed}, {"older than ours, left alone", in.Older}} {
		if len(l.ids) > 0 {
			fmt.Fprintf(&t, "%s: %s\n", l.what, strings.Join(l.ids, ", "))
		}
	}
	fmt.Fprintf(&t, "%d places as we have them.", len(in.Same))
	switch {
	case dry:
		t.WriteString("\nNothing was written.")
	case len(in.Places) > 0:
		t.WriteString("\nWhat is new or says something else is printed once it is confirmed: guichetctl content confirm ID --by ROLE")
	}
	return t.String()
}

type placesSlip struct {
	Place string `required:"" placeholder:"ID" help:"The place: places list names them."`
	Topic string `placeholder:"CODE" help:"What the visitor asks about: the slip then says how to say it. It is not printed itself."`
	Lang  string `required:"" placeholder:"TAG" help:"The visitor's language."`
	Out   string `required:"" type:"path" placeholder:"SLIP.pdf" help:"Where to write the slip."`
}

func (c *placesSlip) Run(p *program) error {
	all, town, today, err := p.contentOn("")
	if err != nil {
		return err
	}
	direction, err := all.Direction(c.Place, strings.ToUpper(c.Topic), c.Lang, today, town)
	if err != nil {
		return err
	}
	s, err := direction.Strip(strip.Wide)
	if err != nil {
		return err
	}
	sheet, err := strip.Lay(typeset.New(typeset.OpenFonts("")), s)
	if err != nil {
		return err
	}
	slip, err := sheet.PDF(direction.Title)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out, slip, 0o644); err != nil {
		return fmt.Errorf("write the slip: %w", err)
	}
	p.answer(map[string]any{"slip": c.Out, "bytes": len(slip)}, c.Out)
	return nil
}
