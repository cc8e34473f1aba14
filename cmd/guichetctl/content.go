package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"guichet/brochures/content"
	"guichet/cmd/internal/leaflets"
)

type contentCommand struct {
	Check   contentCheck   `cmd:"" help:"List what is wrong with the content, what will have expired on a day, and what is withheld."`
	Confirm contentConfirm `cmd:"" help:"Note that a role found facts, numbers or places true as they are written now."`
	Approve contentApprove `cmd:"" help:"Note that a role agrees that a brochure is handed out as it is now."`
	Diff    contentDiff    `cmd:"" help:"List what a folder of content says otherwise than another."`
}

// folder is the town's folder of content, to write to.
func (p *program) folder() (content.Folder, error) {
	s, err := p.loadSite()
	return leaflets.Folder(s), err
}

// content loads the town's content, and what pages say of the town.
func (p *program) content() (*content.Content, content.Town, error) {
	s, err := p.loadSite()
	if err != nil {
		return nil, content.Town{}, err
	}
	c, err := leaflets.Open(s)
	return c, leaflets.Town(s), err
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
	all, town, err := p.content()
	if err != nil {
		return err
	}
	on, err := p.day(c.On)
	if err != nil {
		return err
	}
	today := content.On(p.Now())
	if on < today {
		return fmt.Errorf("%w: %s is past: content check looks ahead", errUsage, on)
	}
	if err := leaflets.Printable(all, town, today); err != nil {
		return err
	}
	outlook := all.Outlook(today, on)
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

type contentConfirm struct {
	IDs []string `arg:"" placeholder:"ID" help:"Facts, numbers or places."`
	By  string   `required:"" placeholder:"ROLE" help:"The role that found them true: one of pack.toml's, never a person's name."`
}

// confirmed is how a thing stands after it was confirmed.
type confirmed struct {
	ID     string         `json:"id"`
	Reason content.Reason `json:"reason,omitempty"`
	Until  content.Date   `json:"until,omitempty"`
}

// Run notes a confirmation and says what it changed.
func (c *contentConfirm) Run(p *program) error {
	folder, err := p.folder()
	if err != nil {
		return err
	}
	today := content.On(p.Now())
	after, err := folder.Confirm(c.IDs, c.By, today)
	if err != nil {
		return err
	}
	var all []confirmed
	var text strings.Builder
	for _, s := range after.Standings(today) {
		if !slices.Contains(c.IDs, s.ID) {
			continue
		}
		all = append(all, confirmed{s.ID, s.Reason, s.Until})
		if s.Reason == content.Printable {
			fmt.Fprintf(&text, "%s is printed until %s.\n", s.ID, s.Until)
		} else {
			fmt.Fprintf(&text, "%s is confirmed by %s, and not printed yet: %s.\n", s.ID, c.By, s.Reason)
		}
	}
	p.answer(all, strings.TrimSuffix(text.String(), "\n"))
	return nil
}

type contentApprove struct {
	Topic string `required:"" placeholder:"CODE" help:"The topic of the brochure."`
	Lang  string `required:"" placeholder:"TAG" help:"Its language."`
	By    string `required:"" placeholder:"ROLE" help:"The role that approves it: one of pack.toml's, never a person's name."`
}

// Run notes an approval.
func (c *contentApprove) Run(p *program) error {
	folder, err := p.folder()
	if err != nil {
		return err
	}
	key := content.Key{Topic: strings.ToUpper(c.Topic), Language: c.Lang}
	if _, err := folder.Approve(key, c.By, content.On(p.Now())); err != nil {
		return err
	}
	p.answer(map[string]any{"topic": key.Topic, "language": key.Language, "by": c.By},
		fmt.Sprintf("%s in %s is approved by %s. A change to its text, or to a fact in it, makes it a draft again.", key.Topic, key.Language, c.By))
	return nil
}

type contentDiff struct {
	Old string `arg:"" placeholder:"OLD" help:"A pack that is compiled in, such as the one of site.toml, or a path to a folder with a whole pack."`
	New string `arg:"" placeholder:"NEW" help:"Another, or a town's folder over the old one."`
}

// Run compares two contents.
func (c *contentDiff) Run(p *program) error {
	before, err := content.Open(c.Old, "")
	if err != nil {
		return err
	}
	after, err := content.Open(c.New, "")
	if _, whole := os.Stat(filepath.Join(c.New, "pack.toml")); whole != nil && strings.Contains(c.New, "/") {
		after, err = content.Open(c.Old, c.New)
	}
	if err != nil {
		return err
	}
	changes := content.Diff(before, after)
	var text strings.Builder
	for _, change := range changes {
		fmt.Fprintf(&text, "%s %s %s\n", change.What, change.Kind, change.ID)
		for _, f := range change.Fields {
			fmt.Fprintf(&text, "    %s: %s -> %s\n", f.Name, short(f.From), short(f.To))
		}
	}
	if len(changes) == 0 {
		text.WriteString("Both say the same.")
	}
	p.answer(changes, strings.TrimSuffix(text.String(), "\n"))
	return nil
}

// short is a value in as much as fits on a line; --json has it whole.
func short(value any) string {
	const most = 60
	text := []rune(strings.ReplaceAll(fmt.Sprint(value), "\n", " "))
	if len(text) > most {
		return string(text[:most]) + "\u2026"
	}
	return string(text)
}
