// Package printing is the paper side of a desk: the spool of package kiosk/paper over the hub of the queue, and how
// the slip of a ticket is set. It has no screen.
package printing

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"guichet/assets"
	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/kiosk/paper"
	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/site"
)

// Desk is the spool of a desk, and what it needs to set a slip. Run prints until its context ends.
type Desk struct {
	*paper.Spool
	desk    *hub.Appliance
	mu      sync.Mutex // the press is for one at a time
	fonts   *typeset.Fonts
	press   *paper.Press
	changed chan struct{}
}

// New opens the printers of the desk's site. Where the site names none and training is a folder, what is printed
// is written there. A fault in an address is an error that says what one looks like.
func New(desk *hub.Appliance, fonts *typeset.Fonts, training string) (*Desk, error) {
	p := &Desk{desk: desk, fonts: fonts, press: paper.NewPress(fonts), changed: make(chan struct{}, 1)}
	printers := desk.Site.Printers
	if len(printers) == 0 && training != "" {
		printers = folderPrinters(training)
	}
	p.Spool = &paper.Spool{Desk: desk.Hub, Compose: p.compose, Changed: p.note}
	for _, d := range printers {
		device, err := paper.Open(paper.Role(d.Role), d.Address, d.Width)
		if err != nil {
			return nil, fmt.Errorf("site.toml: printer %s: %w", d.Name, err)
		}
		p.Devices = append(p.Devices, paper.Device{Role: paper.Role(d.Role), Name: d.Name, Printer: device, Width: d.Width})
	}
	return p, nil
}

func folderPrinters(dir string) []site.Printer {
	address := "folder:" + dir
	return []site.Printer{
		{Role: "slip", Name: address, Address: address, Width: paper.Wide},
		{Role: "page", Name: address, Address: address, Width: paper.Wide},
	}
}

// Changes says, at most once for each time that it is read, that what staff and visitors know of paper has changed.
func (p *Desk) Changes() <-chan struct{} { return p.changed }

// Has says that there is a printer for a role.
func (p *Desk) Has(role paper.Role) bool {
	return slices.ContainsFunc(p.Devices, func(d paper.Device) bool { return d.Role == role })
}

// note says that staff should see something new.
func (p *Desk) note() {
	select {
	case p.changed <- struct{}{}:
	default: // said already
	}
}

// compose sets the slip of a ticket. Only who still waits needs it.
func (p *Desk) compose(ctx context.Context, job queue.PrintJob, width int) (paper.Document, error) {
	t, err := p.desk.Hub.Ticket(ctx, job.Ticket)
	switch {
	case errors.Is(err, queue.ErrNoTicket), err == nil && t.State.Ended():
		return paper.Document{}, paper.ErrStale
	case err != nil:
		return paper.Document{}, err
	}
	view, err := p.desk.Hub.View(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	ticket := paper.Ticket{
		Town: p.desk.Site.Town, Language: wordsFor(p.desk.Site, t.Language), Number: t.Number,
		Day: view.Session.Day.In(p.desk.Site.Plan.Zone), Link: p.desk.Site.Links.Town, Copies: job.Copies,
	}
	if !job.Printed {
		ticket.Told = p.told(ctx, t.Number)
	}
	return p.set(ticket.Language, width, func(l typeset.Language) paper.Slip { return paper.TicketSlip(assets.Catalogue(), l, ticket) })
}

// told is what the visitor is told of the wait; nil when there is nothing to tell any more.
func (p *Desk) told(ctx context.Context, n queue.Number) *paper.Told {
	f, err := p.desk.Hub.TellForecast(ctx, n)
	if err != nil {
		return nil
	}
	return &paper.Told{Ahead: f.Ahead, Range: f.Range}
}

func (p *Desk) set(tag string, width int, slip func(typeset.Language) paper.Slip) (paper.Document, error) {
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		return paper.Document{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	doc, err := p.press.Print(slip(l), width)
	if err != nil {
		slog.Error("a slip cannot be set", "error", err)
	}
	return doc, err
}

// ComeBack prints what a visitor takes home who came when there was no ticket to be had.
func (p *Desk) ComeBack(language string, r *hub.Refusal) {
	if r.Code == "" || !p.Has(paper.SlipRole) {
		return
	}
	c := paper.ComeBack{Town: p.desk.Site.Town, Language: wordsFor(p.desk.Site, language), Code: r.Code}
	if r.Next != nil {
		c.Next = r.Next.From.In(p.desk.Site.Plan.Zone)
	}
	_, err := p.Print(paper.SlipRole, func(width int) (paper.Document, error) {
		return p.set(c.Language, width, func(l typeset.Language) paper.Slip { return paper.ComeBackSlip(assets.Catalogue(), l, c) })
	}, nil)
	if err != nil {
		slog.Error("a come-back code is not printed", "error", err)
	}
}

// wordsFor is the language in which a visitor reads: the one spoken where the words are complete in it, else the town's first
// that has words.
func wordsFor(s site.Site, tag string) string {
	w := assets.Catalogue()
	for _, l := range append([]string{tag}, s.Languages...) {
		for _, have := range w.Languages() {
			if l == have {
				return l
			}
		}
	}
	return w.Languages()[0]
}

// TakesPages says that brochures can be printed, as far as is known.
func (p *Desk) TakesPages() bool {
	return slices.ContainsFunc(p.Lines(), func(l paper.Line) bool {
		return l.Role == paper.PageRole && (l.Status.Prints() || l.Status == paper.Unknown)
	})
}

// Conditions are what visitors and staff must know of paper.
func (p *Desk) Conditions() []kiosk.Condition {
	for _, l := range p.Lines() {
		if l.Role != paper.SlipRole {
			continue
		}
		return slipConditions(l)
	}
	return nil
}

func slipConditions(l paper.Line) (all []kiosk.Condition) {
	switch l.Status {
	case paper.Ready:
	case paper.NearEnd:
		all = append(all, kiosk.PaperLow)
	case paper.PaperOut, paper.WrongPaper:
		all = append(all, kiosk.NoPaper)
	case paper.Unknown:
		all = append(all, kiosk.PrinterUnknown)
	default:
		all = append(all, kiosk.PrinterOff)
	}
	if len(l.Unsure) > 0 && l.Status != paper.Unknown {
		all = append(all, kiosk.PrinterUnknown)
	}
	return all
}
