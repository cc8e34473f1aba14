package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"guichet/brochures/typeset"
	"guichet/queue/hub"
	"guichet/queue/orientation"
	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
)

type reportCommand struct {
	Week    reportPeriod `cmd:"" help:"Publish a week: protected figures, attacked before they are written."`
	Quarter reportPeriod `cmd:"" help:"Publish a quarter, such as 2026-Q4."`
	Year    reportPeriod `cmd:"" help:"Publish a year, such as 2026."`
	Plain   reportPlain  `cmd:"" help:"Write the plain counts of a week, marked NOT FOR PUBLICATION."`
}

type reportPeriod struct {
	Period  string `arg:"" help:"2026-W47, 2026-Q4 or 2026." placeholder:"PERIOD"`
	Out     string `required:"" type:"path" help:"Folder or stick to write into." placeholder:"DIR"`
	Correct bool   `help:"Count anew and publish version 2, once. A quarter is corrected together with its weeks."`
	HXL     string `name:"hxl" type:"path" help:"Write tidy figures with a row of HXL tags into this file as well." placeholder:"FILE.csv"`
}

// period holds what was typed to the name of the command.
func (c *reportPeriod) period(command string) (statistics.Period, error) {
	p, err := statistics.ParsePeriod(c.Period)
	if err != nil {
		return p, fmt.Errorf("%w: %w", errRejected, err)
	}
	kinds := map[string]statistics.Kind{"week": statistics.Weekly, "quarter": statistics.Quarterly, "year": statistics.Yearly}
	if p.Kind() != kinds[command] {
		return p, fmt.Errorf("%w: %s is no %s", errRejected, c.Period, command)
	}
	return p, nil
}

// Run publishes.
func (c *reportPeriod) Run(p *program, line *kong.Context) error {
	period, err := c.period(line.Selected().Name)
	if err != nil {
		return err
	}
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		if period.Kind() != statistics.Weekly {
			fmt.Fprintln(p.Stderr, "Counting, and attacking the figures before anybody else can: this may take some seconds.")
		}
		all, outcome, err := c.release(ctx, a, period)
		for _, b := range outcome.Breaches {
			fmt.Fprintf(p.Stderr, "unsafe, for you alone: %s\n", breachText(b))
		}
		if err != nil {
			return err
		}
		return c.write(p, all)
	})
}

// release gives what is published: the period, or its correction after those of the weeks that go with it.
func (c *reportPeriod) release(ctx context.Context, a *hub.Appliance, period statistics.Period) ([]statistics.Release, statistics.Outcome, error) {
	if c.Correct {
		return a.Correct(ctx, period)
	}
	r, outcome, err := a.Release(ctx, period)
	return []statistics.Release{r}, outcome, err
}

// published is a release that lies in a folder.
type published struct {
	Period   statistics.Period `json:"period"`
	Version  int               `json:"version"`
	Folder   string            `json:"folder"`
	Withheld []string          `json:"withheld"`
}

// write puts releases on the disk or the stick.
func (c *reportPeriod) write(p *program, all []statistics.Release) error {
	key, err := hub.SiteKey(p.line.Data)
	if err != nil {
		return err
	}
	var written []published
	var lines []string
	for _, r := range all {
		folder, err := export.Write(c.Out, r, typeset.OpenFonts(""), key)
		if err != nil {
			return err
		}
		written = append(written, published{r.Period, r.Version, folder, r.Withheld})
		lines = append(lines, fmt.Sprintf("Published %v, version %d, %s: %s", r.Period, r.Version, several(len(r.Figures), "figure"), folder))
		if len(r.Withheld) > 0 {
			lines = append(lines, "Not published, because together with the rest they could point to a person: "+strings.Join(r.Withheld, ", "))
		}
	}
	if c.HXL != "" {
		text, err := export.HXL(all[len(all)-1])
		if err == nil {
			err = export.WriteFile(c.HXL, text)
		}
		if err != nil {
			return fmt.Errorf("write HXL: %w", err)
		}
	}
	p.answer(map[string]any{"published": written}, strings.Join(lines, "\n"))
	return nil
}

// several is a number of things in English.
func several(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func breachText(b statistics.Breach) string {
	return strings.Join(strings.Fields(fmt.Sprintf("%s %v %s %s %s: %s, %d to %d",
		b.Town, b.Period, b.Table, b.Category, b.Category2, b.Verdict, b.Least, b.Greatest)), " ")
}

type reportPlain struct {
	Week string `arg:"" help:"ISO week." placeholder:"2026-W47"`
	Out  string `required:"" type:"path" help:"Folder to write into." placeholder:"DIR"`
	Lang string `enum:"en,fr,ar" default:"en" help:"Language of the text file: ${enum}."`
}

func (c *reportPlain) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		week, err := weekOr(ctx, a, c.Week)
		if err != nil {
			return err
		}
		report, err := a.Report(ctx, week)
		if err != nil {
			return err
		}
		files, err := orientation.WriteCounts(c.Out, c.Lang, report)
		if err != nil {
			return err
		}
		p.answer(map[string]any{"week": week, "files": files}, "NOT FOR PUBLICATION. Written: "+strings.Join(files, ", "))
		return nil
	})
}

// errBetrayed says that the attacker found something.
var errBetrayed = errors.New("these files betray someone")

type attackCommand struct {
	Dirs []string `arg:"" type:"existingdir" help:"Folders of published files, of any towns and periods." placeholder:"DIR"`
}

// Run attacks published files. It needs no data folder.
func (c *attackCommand) Run(p *program) error {
	published, err := export.ReadPublished(c.Dirs...)
	if err != nil {
		return err
	}
	var releases []statistics.Release
	var altered []string
	for _, r := range published {
		releases = append(releases, r.Release)
		if r.Fault != nil {
			altered = append(altered, fmt.Sprintf("%s does not verify: %v", r.Dir, r.Fault))
		}
	}
	if len(releases) == 0 {
		return fmt.Errorf("%w: no release.json at or below %s", errRejected, strings.Join(c.Dirs, ", "))
	}
	o, err := statistics.Attack(releases)
	if err != nil {
		return fmt.Errorf("%w: %w", errRejected, err)
	}
	text := fmt.Sprintf("%s, %s attacked, %d found out.", several(len(releases), "release"), several(o.Small, "small figure"), len(o.Breaches))
	for _, b := range o.Breaches {
		text += "\n" + breachText(b)
	}
	for _, line := range altered {
		text += "\n" + line
	}
	p.answer(map[string]any{"releases": len(releases), "outcome": o, "altered": altered}, text)
	if len(o.Breaches) > 0 {
		return errBetrayed
	}
	return nil
}

type verifyCommand struct {
	Dir string `arg:"" type:"existingdir" help:"Folder of a release." placeholder:"DIR"`
	Key string `help:"The site's public key, in hexadecimal, if you know it." placeholder:"HEX"`
}

// Run verifies a release. It needs no data folder.
func (c *verifyCommand) Run(p *program) error {
	r, public, err := export.Verify(c.Dir)
	if err != nil {
		return err
	}
	key := hex.EncodeToString(public)
	if c.Key != "" && !strings.EqualFold(c.Key, key) {
		return fmt.Errorf("%s: signed by %s, which is not the key you know: %w", filepath.Base(c.Dir), key, export.ErrTampered)
	}
	p.answer(map[string]any{"town": r.Town, "period": r.Period, "version": r.Version, "key": key},
		fmt.Sprintf("%s, %v, version %d: unaltered. Signed by %s.", r.Town, r.Period, r.Version, key))
	return nil
}

type mergeCommand struct {
	Dirs []string `arg:"" type:"existingdir" help:"Folders of releases, each as it was written." placeholder:"DIR"`
	Out  string   `required:"" type:"path" help:"The folder to write network.csv and indicators.csv into." placeholder:"DIR"`
}

// Run merges verified releases. It needs no data folder.
func (c *mergeCommand) Run(p *program) error {
	var releases []statistics.Release
	for _, dir := range c.Dirs {
		r, _, err := export.Verify(dir)
		if err != nil {
			return err
		}
		releases = append(releases, r)
	}
	merged, outcome, err := statistics.Merge(releases)
	if err != nil {
		return err
	}
	if err := export.WriteNetwork(c.Out, merged); err != nil {
		return err
	}
	p.answer(map[string]any{"releases": len(merged), "folder": c.Out, "outcome": outcome},
		fmt.Sprintf("Merged %s: %s", several(len(merged), "release"), c.Out))
	return nil
}
