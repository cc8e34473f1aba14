package paper_test

import (
	"bytes"
	"context"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"guichet/brochures"
	"guichet/brochures/pdf/pdftest"
	"guichet/brochures/typeset"
	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

// TestBrochure sends a brochure to a printer of the Printer Working Group, by each way that leads to it: it arrives to the byte,
// or through CUPS with its tags.
func TestBrochure(t *testing.T) {
	leaflet, printer := leaflet(t), papertest.NewEverywhere(t, t.TempDir())
	for n, address := range []string{printer.Address(), withCertificate(t, printer.Secure())} {
		send(t, address, leaflet)
		if got := printer.Documents(); len(got) != n+1 || !bytes.Equal(got[n], leaflet) {
			t.Fatalf("%s: %d documents arrived; the last is not the leaflet to the byte", address, len(got))
		}
	}
	if got := printer.Media(); got != "iso_a4_210x297mm" {
		t.Errorf("it was to be on %q", got) // this printer's own choice is Letter
	}
	queue := papertest.NewQueue(t, printer)
	send(t, queue.Address, leaflet)
	got := printer.Documents()
	if len(got) != 3 {
		t.Fatalf("%d documents arrived", len(got))
	}
	if info := pdftest.Tool(t, "pdfinfo", pdftest.Save(t, got[2])); !strings.Contains(info, "Tagged:          yes") {
		t.Errorf("what came through CUPS has lost its tags:\n%s", info)
	}
	nothingLeft(t, queue.Spool)
	printer.Set(paper.PaperOut)
	stuck := office(t, queue.Address)
	stuck.Longest = 5 * time.Second
	var meanwhile []paper.Status
	d := paper.Document{Name: "Guichet", PDF: leaflet, Meanwhile: func(s paper.Status) { meanwhile = append(meanwhile, s) }}
	if got := stuck.Print(t.Context(), d); got.Outcome != paper.Unsure || !slices.Contains(meanwhile, paper.PaperOut) {
		t.Errorf("without paper behind CUPS: %+v; meanwhile %v", got, meanwhile)
	}
	nothingLeft(t, queue.Spool)
	u, err := url.Parse(queue.Address)
	if err != nil {
		t.Fatal(err)
	}
	found := paper.Finder{Devices: t.TempDir(), Server: u.Host}.Find(t.Context())
	if !slices.ContainsFunc(found, func(f paper.Found) bool { return f.How == "cups" && strings.HasSuffix(f.Address, "/printers/desk") }) {
		t.Errorf("the queue is not found: %+v", found)
	}
}

// leaflet is a small tagged document.
func leaflet(t *testing.T) []byte {
	t.Helper()
	text := "# Guichet\n\nUn essai, avec une liste :\n\n- un\n- deux\n"
	d, err := brochures.ParseMarkdown([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Language: language(t, "fr"), Size: brochures.A4}.Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func send(t *testing.T, address string, pdf []byte) {
	t.Helper()
	p, err := paper.Open(paper.SlipRole, address, paper.Wide)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if s := p.Status(ctx); s != paper.Ready {
		t.Errorf("%s: status %q", address, s)
	}
	if got := p.Print(ctx, paper.Document{Name: "Guichet", PDF: pdf}); got.Outcome != paper.Sent {
		t.Fatalf("%s: %+v", address, got)
	}
}

// nothingLeft: CUPS keeps nothing of a job that has ended, once it is told not to.
func nothingLeft(t *testing.T, spool string) {
	t.Helper()
	var left []string
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if left, _ = filepath.Glob(filepath.Join(spool, "d*-[0-9]*")); len(left) == 0 {
			return
		}
	}
	t.Errorf("CUPS still holds %v", left)
}
