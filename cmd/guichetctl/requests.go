package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"guichet/queue/hub"
	"guichet/queue/orientation"
)

// errRejected says that a request or a tally was not recorded.
var errRejected = errors.New("nothing was recorded")

type requestsCommand struct {
	Record requestsRecord `cmd:"" help:"Record the one to three requests of a visit."`
	Import requestsImport `cmd:"" help:"Import a paper tally (CSV); one bad row, and nothing is imported."`
	Count  requestsCount  `cmd:"" help:"Count a week's requests, each field alone."`
	Codes  requestsCodes  `cmd:"" help:"List the codes of every field."`
}

type requestsRecord struct {
	Requests []string `arg:"" help:"TOPIC:OUTCOME, such as HLT:PUB, up to three. A protected topic stands alone: GBV." placeholder:"TOPIC:OUTCOME"`
	Week     string   `help:"ISO week, this one unless said." placeholder:"2026-W47"`
	Sex      string   `help:"Sex." placeholder:"CODE"`
	Age      string   `help:"Age band." placeholder:"CODE"`
	Region   string   `help:"Region of origin." placeholder:"CODE"`
	Language string   `help:"Language spoken with the mediator." placeholder:"CODE"`
	Group    string   `help:"Alone, with a child, family." placeholder:"CODE"`
	Priority string   `help:"Was seen first: yes or no." placeholder:"CODE"`
	CameBy   string   `help:"How the visitor heard of the desk." placeholder:"CODE"`
}

func (c *requestsRecord) Run(p *program) error {
	visit := c.visit()
	if err := orientation.ValidateVisit(visit); err != nil {
		return fmt.Errorf("%w: %w", errRejected, err)
	}
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		week, err := weekOr(ctx, a, c.Week)
		if err != nil {
			return err
		}
		earliest, latest, err := a.Recordable(ctx)
		if err != nil {
			return err
		}
		if week.Compare(earliest) < 0 || week.Compare(latest) > 0 {
			return fmt.Errorf("%w: week %v is not between %v and %v", errRejected, week, earliest, latest)
		}
		if err := a.Stats.Record(ctx, week, visit); err != nil {
			return err
		}
		text := fmt.Sprintf("Recorded in %s.", week)
		if slices.ContainsFunc(visit, orientation.Request.Protected) {
			text += " A protected topic is kept as PRO alone, without outcome and profile."
		}
		p.answer(map[string]any{"week": week, "recorded": len(visit)}, text)
		return nil
	})
}

func (c *requestsRecord) visit() []orientation.Request {
	profile := orientation.Profile{
		Sex: c.Sex, Age: c.Age, Region: c.Region, Language: c.Language, Group: c.Group, Priority: c.Priority, CameBy: c.CameBy,
	}
	var visit []orientation.Request
	for _, text := range c.Requests {
		topic, outcome, _ := strings.Cut(text, ":")
		visit = append(visit, orientation.Request{Topic: topic, Outcome: outcome, Profile: profile})
	}
	return visit
}

// weekOr reads a week, or gives the present one.
func weekOr(ctx context.Context, a *hub.Appliance, text string) (orientation.Week, error) {
	if text == "" {
		return a.Week(ctx)
	}
	week, err := orientation.ParseWeek(text)
	if err != nil {
		return week, fmt.Errorf("%w: %w", errRejected, err)
	}
	return week, nil
}

type requestsImport struct {
	File  string `arg:"" type:"existingfile" help:"CSV with the header week,topic,outcome,sex,age,region,language,group,priority,came_by." placeholder:"FILE.csv"`
	Force bool   `help:"Import although the same rows were imported before."`
}

func (c *requestsImport) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		f, err := os.Open(c.File)
		if err != nil {
			return fmt.Errorf("read tally: %w", err)
		}
		defer f.Close() //nolint:errcheck // it was only read
		earliest, latest, err := a.Recordable(ctx)
		if err != nil {
			return err
		}
		done, err := a.Stats.Import(ctx, f, orientation.ImportOptions{Force: c.Force, Earliest: earliest, Latest: latest})
		if err != nil {
			return fmt.Errorf("%w: %w", errRejected, err)
		}
		p.answer(done, fmt.Sprintf("Imported %s of %s.", several(done.Requests, "request"), orientation.JoinWeeks(done.Weeks)))
		return nil
	})
}

type requestsCount struct {
	Week string `arg:"" optional:"" help:"ISO week, this one unless said." placeholder:"2026-W47"`
}

func (c *requestsCount) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		week, err := weekOr(ctx, a, c.Week)
		if err != nil {
			return err
		}
		counts, err := a.Stats.Counts(ctx, week)
		if err != nil {
			return err
		}
		p.answer(counts, countsText(counts))
		return nil
	})
}

func countsText(c orientation.Counts) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s. NOT FOR PUBLICATION.\n", c.Week, several(c.Requests, "request"))
	for _, f := range orientation.Fields() {
		for _, code := range f.Stored() {
			if n := c.By[f.Name][code]; n > 0 {
				fmt.Fprintf(&b, "%-10s %-10s %4d\n", f.Name, code, n)
			}
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

type requestsCodes struct{}

// Run lists the codes. It needs no data folder.
func (requestsCodes) Run(p *program) error { //nolint:unparam // every command has this form
	var b strings.Builder
	for _, f := range orientation.Fields() {
		fmt.Fprintf(&b, "%s\n", f.Name)
		for _, c := range f.Codes {
			fmt.Fprintf(&b, "  %-12s %s\n", c.Code, c.EN)
		}
	}
	p.answer(orientation.Fields(), strings.TrimRight(b.String(), "\n"))
	return nil
}

type backupCommand struct {
	File string `arg:"" type:"path" help:"Where the copy goes." placeholder:"FILE"`
}

// Run copies the statistics.
func (c *backupCommand) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		if err := a.Stats.Backup(ctx, c.File); err != nil {
			return err
		}
		p.answer(map[string]any{"file": c.File}, fmt.Sprintf("Copied and verified: %s. Its checksum is beside it.", c.File))
		return nil
	})
}
