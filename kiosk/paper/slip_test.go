package paper_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"guichet/assets"
	"guichet/brochures/picture"
	"guichet/brochures/picture/picturetest"
	"guichet/brochures/typeset"
	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
	"guichet/queue"
)

const link = "https://guichet.example/marsa"

func language(t testing.TB, tag string) typeset.Language {
	t.Helper()
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// slipIn is a slip in a language of the catalogue, or in one that the catalogue does not have yet.
func slipIn(t testing.TB, tag string) paper.Slip {
	t.Helper()
	ticket := paper.Ticket{
		Town: "La Marsa", Language: tag, Number: 42, Link: link, Day: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC),
		Told: &paper.Told{Ahead: 6, Range: &queue.Range{Low: 20 * time.Minute, Mid: 28 * time.Minute, High: 35 * time.Minute}},
	}
	if tag != "ti" {
		return paper.TicketSlip(assets.Catalogue(), language(t, tag), ticket)
	}
	text, err := os.ReadFile("testdata/slip-ti.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := strings.Split(strings.TrimSpace(string(text)), "\n")
	return paper.Slip{Language: language(t, tag), Heading: w[0], Number: "A042", Lines: w[1:3], Place: w[3], Link: link, Invite: w[4], Note: w[5]}
}

// TestSlips prints slips on a roll printer, at both widths, and reads them back from its paper.
func TestSlips(t *testing.T) {
	press := paper.NewPress(typeset.OpenFonts(""))
	for _, tag := range []string{"fr", "ar", "en", "ti"} {
		for _, width := range []int{paper.Wide, paper.Narrow} {
			name := fmt.Sprintf("%s-%d", tag, width)
			t.Run(name, func(t *testing.T) {
				got := onPaper(t, press, slipIn(t, tag), width)
				if at := picturetest.Codes(t, save(t, "slip-"+name, got)); !slices.Equal(at, []string{link}) {
					t.Errorf("the code on the paper leads to %q", at)
				}
			})
		}
	}
}

// TestComeBackSlip: who came too late takes a code home that the desk can read by itself.
func TestComeBackSlip(t *testing.T) {
	press, code := paper.NewPress(typeset.OpenFonts("")), "2EY7-0CNS-JYVD-41MR"
	for _, tag := range []string{"fr", "ar", "en"} {
		c := paper.ComeBack{Town: "La Marsa", Language: tag, Code: code, Next: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)}
		slip := paper.ComeBackSlip(assets.Catalogue(), language(t, tag), c)
		got := onPaper(t, press, slip, paper.Wide)
		if at := picturetest.Codes(t, save(t, "comeback-"+tag, got)); !slices.Equal(at, []string{code}) {
			t.Errorf("%s: the code on the paper says %q", tag, at)
		}
	}
}

// onPaper is what a roll printer makes of a slip.
func onPaper(t *testing.T, press *paper.Press, s paper.Slip, width int) *picture.Bitmap {
	t.Helper()
	doc, err := press.Print(s, width)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(doc.PDF), "%PDF-") {
		t.Error("the slip is no page")
	}
	roll := papertest.NewRoll(t)
	p, err := paper.Open(paper.SlipRole, roll.Address(), width)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if got := p.Print(ctx, doc); got.Outcome != paper.Sent || len(roll.Slips()) != 1 {
		t.Fatalf("%+v, %d slips", got, len(roll.Slips()))
	}
	return roll.Slips()[0]
}

// save keeps a picture for zbarimg, and for eyes when GUICHET_PICTURES names a folder.
func save(t *testing.T, name string, b *picture.Bitmap) string {
	t.Helper()
	dir := os.Getenv("GUICHET_PICTURES")
	if dir == "" {
		dir = t.TempDir()
	}
	path := filepath.Join(dir, name+".png")
	picturetest.Save(t, path, b)
	return path
}
