package brochures_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"

	"guichet/brochures"
	"guichet/brochures/pdf/pdftest"
	"guichet/brochures/typeset"
)

// fourPages is an Arabic leaflet of four pages: the articles of the declaration, again and again.
func fourPages(b *testing.B) []byte {
	b.Helper()
	text, err := os.ReadFile("testdata/declaration/ar.md")
	if err != nil {
		b.Fatal(err)
	}
	_, articles, _ := bytes.Cut(text, []byte("\n"))
	for range 10 {
		text = append(text, articles...)
		leaflet := filepath.Join(b.TempDir(), "pages.pdf")
		write(b, leaflet, renderText(b, text, "ar", brochures.A4))
		if strings.Contains(pdftest.Tool(b, "pdfinfo", leaflet), "Pages:           4") {
			return text
		}
	}
	b.Fatal("no leaflet of four pages")
	return nil
}

// BenchmarkLeaflet makes the leaflet again and again with its fonts read.
func BenchmarkLeaflet(b *testing.B) {
	source := fourPages(b)
	b.ReportAllocs()
	for b.Loop() {
		renderText(b, source, "ar", brochures.A4)
	}
}

// BenchmarkAgainstWeasyPrint times, in turn, WeasyPrint and guichetctl from start to end of the process, and a warm renderer,
// on the same words; it reports how many times WeasyPrint's time is ours, and fails below what docs/text.md promises.
func BenchmarkAgainstWeasyPrint(b *testing.B) {
	if _, err := exec.LookPath("weasyprint"); err != nil {
		b.Fatal("make bench installs weasyprint: ", err)
	}
	source, folder := fourPages(b), b.TempDir()
	text, page, program := filepath.Join(folder, "ar.md"), filepath.Join(folder, "ar.html"), filepath.Join(folder, "guichetctl")
	write(b, text, source)
	write(b, page, html(b, source))
	if out, err := exec.Command("go", "build", "-o", program, "guichet/cmd/guichetctl").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var theirs, ours, warm []time.Duration
	for b.Loop() {
		theirs = append(theirs, timed(b, exec.Command("weasyprint", page, filepath.Join(folder, "w.pdf")).Run))
		ours = append(ours, timed(b, exec.Command(program, "brochure", "render", "--file", text, "--lang", "ar", "--out", filepath.Join(folder, "g.pdf")).Run))
		warm = append(warm, timed(b, func() error { renderText(b, source, "ar", brochures.A4); return nil }))
	}
	cold, kept := ratio(theirs, ours), ratio(theirs, warm)
	b.ReportMetric(cold, "x-one-process")
	b.ReportMetric(kept, "x-warm")
	if cold < 8 || kept < 20 {
		b.Errorf("WeasyPrint takes %.1f times as long as one process and %.1f times as long as a warm one: 8 and 20 are promised", cold, kept)
	}
	b.ReportMetric(float64(median(ours).Milliseconds()), "ms-one-process")
}

func write(b testing.TB, path string, data []byte) {
	b.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
}

func html(b *testing.B, source []byte) []byte {
	b.Helper()
	var out bytes.Buffer
	out.WriteString(`<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>@page{size:A4;margin:54pt}body{font:12pt/1.6 'Noto Sans Arabic','Noto Sans'}</style>`)
	if err := goldmark.Convert(source, &out); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func timed(b *testing.B, run func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := run(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func ratio(theirs, ours []time.Duration) float64 {
	return float64(median(theirs)) / float64(median(ours))
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// BenchmarkParagraph sets and breaks a paragraph of 170 letters.
func BenchmarkParagraph(b *testing.B) {
	declaration, err := os.ReadFile("testdata/declaration/ar.md")
	if err != nil {
		b.Fatal(err)
	}
	text := []rune(strings.ReplaceAll(string(declaration), "\n", " "))[200:370]
	language, err := typeset.LookupLanguage("ar")
	if err != nil {
		b.Fatal(err)
	}
	setter := typeset.New(fonts)
	b.ReportAllocs()
	for b.Loop() {
		p, err := setter.Set(language, typeset.Span{Text: string(text), Style: typeset.Style{Size: 28}})
		if err != nil || len(p.Break(600)) < 2 {
			b.Fatal(fmt.Errorf("no paragraph: %w", err))
		}
	}
}
