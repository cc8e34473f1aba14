package main

import (
	"fmt"
	"strings"

	"guichet/brochures/content"
	"guichet/queue/site"
)

type contentCommand struct {
	Check contentCheck `cmd:"" help:"List what is wrong with the content, what will have expired on a day, and what is withheld."`
}

// content loads the town's content, and what pages say of the town.
func (p *program) content() (*content.Content, content.Town, error) {
	s, err := p.loadSite()
	if err != nil {
		return nil, content.Town{}, err
	}
	c, err := content.Open(s.Content.Pack, s.Content.Folder)
	return c, townOf(s), err
}

// townOf is what pages say of a town.
func townOf(s site.Site) content.Town {
	t := content.Town{Name: s.Town}
	for _, l := range []content.Link{{Purpose: "app", Address: s.Links.App}, {Purpose: "town", Address: s.Links.Town}} {
		if l.Address != "" {
			t.Links = append(t.Links, l)
		}
	}
	return t
}

// day reads a date, or gives today's.
func (p *program) day(written string) (content.Date, error) {
	d := content.Date(written)
	if written == "" {
		d = content.On(p.Now())
	}
	if !d.Valid() {
		return "", fmt.Errorf("%w: %q is no date, such as 2027-06-01", errUsage, written)
	}
	return d, nil
}

type contentCheck struct {
	On string `help:"The day to look ahead to; today unless said." placeholder:"DATE"`
}

// checkAnswer is what content check says in JSON.
type checkAnswer struct {
	content.Outlook
	Notices content.Problems `json:"notices"`
}

// Run checks the content. Faults that forbid using it are an error.
func (c *contentCheck) Run(p *program) error {
	all, _, err := p.content()
	if err != nil {
		return err
	}
	on, err := p.day(c.On)
	if err != nil {
		return err
	}
	outlook := all.Outlook(content.On(p.Now()), on)
	p.answer(checkAnswer{outlook, append(content.Problems{}, all.Notices...)}, checkText(outlook, all.Notices))
	return nil
}

func checkText(o content.Outlook, notices content.Problems) string {
	var t strings.Builder
	fmt.Fprintf(&t, "The content can be used. On %s, %d facts, numbers and places are printed.\n", o.On, o.Printed)
	for _, n := range notices {
		fmt.Fprintf(&t, "note: %s\n", n)
	}
	if len(o.Lapsing) > 0 {
		fmt.Fprintf(&t, "\nPrinted today, and no longer on %s:\n", o.On)
		for _, s := range o.Lapsing {
			fmt.Fprintf(&t, "  until %s  %-6s  %-28s  %s:%d\n", s.Until, s.Kind, s.ID, s.Where.File, s.Where.Line)
		}
	}
	if len(o.Withheld) > 0 {
		fmt.Fprintf(&t, "\nNot printed today either:\n")
		for _, s := range o.Withheld {
			fmt.Fprintf(&t, "  %-16s  %-6s  %-28s  %s:%d\n", s.Reason, s.Kind, s.ID, s.Where.File, s.Where.Line)
		}
	}
	return strings.TrimSuffix(t.String(), "\n")
}
