package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"guichet/queue/hub"
)

// errUnwell says that the doctor found a fault.
var errUnwell = errors.New("something needs to be mended")

type doctorCommand struct {
	SetAside bool `help:"Put damaged journals aside, so that a session can be opened; numbers go on above them."`
}

// Run examines the desk. It does so too where nothing else will start.
func (c *doctorCommand) Run(p *program) error {
	s, err := p.loadSite()
	if err != nil {
		return err
	}
	ctx := context.Background()
	var b strings.Builder
	if c.SetAside {
		moved, err := hub.SetAside(ctx, p.line.Data)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%d journals set aside.\n", len(moved))
	}
	found, err := hub.Examine(ctx, p.line.Data, s, p.Now())
	if err != nil {
		return err
	}
	unwell := false
	for _, f := range found {
		fmt.Fprintf(&b, "%-8s %-12s %s\n", f.Verdict, f.Subject, f.Text)
		unwell = unwell || f.Verdict == hub.Fault
	}
	p.answer(found, strings.TrimRight(b.String(), "\n"))
	if unwell {
		return errUnwell
	}
	return nil
}
