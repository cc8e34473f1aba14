package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"guichet/assets"
	"guichet/brochures"
	"guichet/brochures/typeset"
	"guichet/cmd/internal/morning"
	"guichet/kiosk"
	"guichet/kiosk/paper"
	"guichet/queue/hub"
	"guichet/queue/site"
)

type printersCommand struct {
	Find  printersFind  `cmd:"" help:"Look for printers on USB, at CUPS and on the network."`
	State printersState `cmd:"" help:"Ask the printers of site.toml how they are."`
	Test  printersTest  `cmd:"" help:"Print a page with every script, a ruler and a code."`
}

// errNotPrinted says that a document is not on paper; the text says how the printer is.
var errNotPrinted = errors.New("not printed")

type printersFind struct{}

// Run lists what could stand in site.toml.
func (printersFind) Run(p *program) error { //nolint:unparam // every command has one form
	found := paper.Finder{}.Find(context.Background())
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "[[printer]]\nrole = %q\naddress = %q\n\n", f.Role, f.Address)
	}
	if len(found) == 0 {
		b.WriteString("No printer was found on USB, at CUPS or on the network. A roll printer with a network address is not found: write it into site.toml.\n")
	}
	p.answer(found, strings.TrimSpace(b.String()))
	return nil
}

type printersState struct{}

// printerState is how one printer is.
type printerState struct {
	Name    string       `json:"name"`
	Role    string       `json:"role"`
	Address string       `json:"address"`
	Status  paper.Status `json:"status"`
	Todo    string       `json:"to_do"`
}

// Run asks every printer.
func (printersState) Run(p *program) error {
	s, err := p.loadSite()
	if err != nil {
		return err
	}
	all, err := states(s)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, d := range all {
		fmt.Fprintf(&b, "%-6s %-28s %-13s %s\n", d.Role, d.Name, d.Status, d.Todo)
	}
	if len(all) == 0 {
		b.WriteString("site.toml names no printer: guichetctl printers find looks for some")
	}
	p.answer(all, strings.TrimRight(b.String(), "\n"))
	return nil
}

// stateTime is how long a printer may take to say how it is.
const stateTime = 5 * time.Second

func states(s site.Site) (all []printerState, err error) {
	for _, d := range s.Printers {
		printer, err := paper.Open(paper.Role(d.Role), d.Address, d.Width)
		if err != nil {
			return nil, fmt.Errorf("printer %s: %w", d.Name, err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), stateTime)
		status := printer.Status(ctx)
		cancel()
		all = append(all, printerState{d.Name, d.Role, d.Address, status, todo(d, status)})
	}
	return all, nil
}

// todo is what whoever set the printer up does about a status.
func todo(d site.Printer, status paper.Status) string {
	_, todo := paper.Words(assets.Catalogue(), "en", status)
	if status != paper.Untrusted {
		return todo
	}
	ctx, cancel := context.WithTimeout(context.Background(), stateTime)
	defer cancel()
	address, err := paper.WithCertificate(ctx, d.Address)
	if err != nil {
		return todo
	}
	return fmt.Sprintf("If the certificate is the one that the printer's own menu shows, write into site.toml: address = %q", address)
}

type printersTest struct {
	Name string `arg:"" optional:"" help:"The printer's name or address in site.toml; the first unless said."`
	Lang string `default:"fr" placeholder:"TAG" help:"The language of the page: fr, ar or en."`
}

// Run prints the test.
func (c *printersTest) Run(p *program) error {
	s, err := p.loadSite()
	if err != nil {
		return err
	}
	d, err := printerNamed(s, c.Name)
	if err != nil {
		return err
	}
	l, err := typeset.LookupLanguage(c.Lang)
	if err != nil {
		return err
	}
	fonts := typeset.OpenFonts("")
	doc, err := paper.NewPress(fonts).TestSlip(assets.Catalogue(), l, s.Links.Town, d.Width)
	if err == nil && d.Role == string(paper.PageRole) {
		doc.PDF, err = brochures.Leaflet{Fonts: fonts, Language: l, Size: brochures.A4}.Render(paper.TestPage(assets.Catalogue(), l.Tag, s.Links.Town))
	}
	if err != nil {
		return err
	}
	if err := sendTo(d, doc); err != nil {
		return err
	}
	if err := paper.NoteTest(p.line.Data, d.Name, p.Now()); err != nil {
		return fmt.Errorf("it was sent, but the day of the test could not be kept: %w", err)
	}
	p.answer(map[string]any{"printer": d.Name, "outcome": paper.Sent}, "Sent to "+d.Name+". Look at what comes out: every script, the ruler, the code.")
	return nil
}

func printerNamed(s site.Site, name string) (site.Printer, error) {
	for _, d := range s.Printers {
		if name == "" || d.Name == name || d.Address == name {
			return d, nil
		}
	}
	return site.Printer{}, fmt.Errorf("%q: %w: site.toml has no such printer", name, paper.ErrNoPrinter)
}

// sendTime is how long a printer may take to print.
const sendTime = 3 * time.Minute

func sendTo(d site.Printer, doc paper.Document) error {
	printer, err := paper.Open(paper.Role(d.Role), d.Address, d.Width)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), sendTime)
	defer cancel()
	r := printer.Print(ctx, doc)
	if r.Outcome == paper.Sent {
		return nil
	}
	what, todo := paper.Words(assets.Catalogue(), "en", r.Status)
	return fmt.Errorf("%s: %w: %s, %s. %s", d.Name, errNotPrinted, r.Outcome, what, todo)
}

type readinessCommand struct {
	Out  string `type:"path" placeholder:"FILE.pdf" help:"Write the page to a file instead of printing it."`
	Lang string `default:"fr" placeholder:"TAG" help:"The language of the page: fr, ar or en."`
}

// Run prints the morning's report.
func (c *readinessCommand) Run(p *program) error {
	s, err := p.loadSite()
	if err != nil {
		return err
	}
	l, err := typeset.LookupLanguage(c.Lang)
	if err != nil {
		return err
	}
	r, err := p.readiness(s)
	if err != nil {
		return err
	}
	page, err := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Language: l, Size: brochures.A4}.Render(r.Page(assets.Catalogue(), l.Tag))
	if err != nil {
		return err
	}
	if c.Out != "" {
		if err := os.WriteFile(c.Out, page, 0o600); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		p.answer(map[string]any{"report": c.Out}, c.Out)
		return nil
	}
	for _, d := range s.Printers {
		if d.Role == string(paper.PageRole) {
			if err := sendTo(d, paper.Document{Name: "Guichet", PDF: page}); err != nil {
				return err
			}
			p.answer(map[string]any{"printer": d.Name}, "Sent to "+d.Name+".")
			return nil
		}
	}
	return fmt.Errorf("%w: name one with role \"page\" in site.toml, or write the page to a file with --out", paper.ErrNoPrinter)
}

func (p *program) readiness(s site.Site) (paper.Readiness, error) {
	all, err := states(s)
	if err != nil {
		return paper.Readiness{}, err
	}
	var devices []paper.DeviceReport
	tested := paper.Tested(p.line.Data)
	for _, d := range all {
		devices = append(devices, paper.DeviceReport{Name: d.Name, Status: d.Status, Tested: tested[d.Name]})
	}
	var conditions []kiosk.Condition
	err = p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		found, err := a.Hub.Conditions(ctx)
		for _, c := range found {
			conditions = append(conditions, kiosk.Condition(strings.ReplaceAll(string(c.Kind), " ", "-")))
		}
		return err
	})
	if err != nil {
		return paper.Readiness{}, err
	}
	c, _, err := p.content()
	if err != nil {
		return paper.Readiness{}, err
	}
	return morning.Report(s.Town, p.Now().In(s.Plan.Zone), devices, conditions, c), nil
}
