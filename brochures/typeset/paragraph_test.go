package typeset_test

import (
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"guichet/brochures/typeset"
)

func language(t testing.TB, tag string) typeset.Language {
	t.Helper()
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func set(t testing.TB, setter *typeset.Typesetter, tag, text string) *typeset.Paragraph {
	t.Helper()
	p, err := setter.Set(language(t, tag), typeset.Span{Text: text, Style: typeset.Style{Size: 10}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLinesHoldEachLetterOnce(t *testing.T) {
	samples, err := os.ReadFile("testdata/mixed.txt")
	if err != nil {
		t.Fatal(err)
	}
	setter := typeset.New(typeset.OpenFonts(""))
	for _, width := range []float64{1, 5, 11, 17, 30, 55, 100, 400} {
		for _, sample := range strings.Split(strings.TrimSpace(string(samples)), "\n") {
			tag, text, _ := strings.Cut(sample, "\t")
			checkLines(t, set(t, setter, tag, text), width)
		}
	}
}

// checkLines checks that lines follow one another, that each letter but trailing white space belongs to exactly one cluster,
// that widths add up, and that no line is wider than it may be unless it holds a single cluster.
func checkLines(t *testing.T, p *typeset.Paragraph, width float64) {
	t.Helper()
	text, next := p.Text(), 0
	for _, l := range p.Break(width) {
		if l.Start != next {
			t.Fatalf("line starts at %d, want %d", l.Start, next)
		}
		next = l.End
		seen := make([]int, l.End-l.Start)
		clusters := checkRuns(t, l, seen)
		for i, n := range seen {
			trailing := strings.TrimSpace(strings.Trim(string(text[l.Start+i:l.End]), "\u200b")) == ""
			if n != 1 && (!trailing || n > 1) {
				t.Fatalf("letter %d (%U) of %q is in %d clusters", l.Start+i, text[l.Start+i], string(text), n)
			}
		}
		if l.Width > width+1e-6 && clusters > 1 && graphemes(text[l.Start:l.End]) > 1 {
			t.Fatalf("line of %d clusters is %g wide, width is %g: %q", clusters, l.Width, width, string(text[l.Start:l.End]))
		}
	}
	if next != len(text) {
		t.Fatalf("lines end at %d, want %d", next, len(text))
	}
}

// graphemes counts the letters with their marks, without white space at the end.
func graphemes(text []rune) (n int) {
	var all segmenter.Segmenter
	all.Init([]rune(strings.TrimRightFunc(string(text), unicode.IsSpace)))
	for each := all.GraphemeIterator(); each.Next(); {
		n++
	}
	return n
}

func checkRuns(t *testing.T, l typeset.Line, seen []int) (clusters int) {
	t.Helper()
	x := 0.0
	for _, r := range l.Runs {
		if math.Abs(r.X-x) > 1e-6 {
			t.Fatalf("run at %g, want %g", r.X, x)
		}
		units, before := 0, -1
		for _, g := range r.Glyphs {
			units += g.Advance
			if g.Start == before {
				continue
			}
			before = g.Start
			clusters++
			for i := g.Start; i < g.End; i++ {
				seen[i-l.Start]++
			}
		}
		if w := float64(units) * r.Size / float64(r.Face.UnitsPerEm); math.Abs(w-r.Width) > 1e-6 {
			t.Fatalf("run is %g wide, want %g", r.Width, w)
		}
		x += r.Width
	}
	if math.Abs(l.Width-x) > 1e-6 {
		t.Fatalf("line is %g wide, want %g", l.Width, x)
	}
	return clusters
}

func TestMissingLetterIsNamed(t *testing.T) {
	setter := typeset.New(typeset.OpenFonts(""))
	_, err := setter.Set(language(t, "fr"), typeset.Span{Text: "bonjour \u4e2d", Style: typeset.Style{Size: 10}})
	var missing *typeset.MissingError
	if !errors.As(err, &missing) || missing.Letter != 0x4e2d || missing.Language != "fr" {
		t.Errorf("got %v, want a MissingError that names U+4E2D and fr", err)
	}
}

func TestMissingFontNamesThePackage(t *testing.T) {
	folder := t.TempDir()
	if err := os.Symlink("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", folder+"/NotoSans-Regular.ttf"); err != nil {
		t.Fatal(err)
	}
	setter := typeset.New(typeset.OnlyFonts(folder))
	if _, err := setter.Set(language(t, "fr"), typeset.Span{Text: "a", Style: typeset.Style{Size: 10, Bold: true}}); err != nil {
		t.Errorf("a family without a bold file: got %v, want its regular face", err)
	}
	_, err := setter.Set(language(t, "ar"), typeset.Span{Text: "\u0627", Style: typeset.Style{Size: 10}})
	var absent *typeset.FontError
	if !errors.As(err, &absent) || absent.Package != "fonts-noto-core" || absent.File != "NotoSansArabic-Regular.ttf" {
		t.Errorf("got %v, want the package fonts-noto-core for NotoSansArabic-Regular.ttf", err)
	}
	_, err = setter.Icon("school", 10)
	if !errors.As(err, &absent) || absent.Package != "fonts-material-design-icons-iconfont" {
		t.Errorf("got %v, want the package of the icons", err)
	}
}

func TestFontsVariableComesFirst(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(folder+"/NotoSans-Regular.ttf", []byte("not a font"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(typeset.FontsVariable, folder)
	_, err := typeset.New(typeset.OpenFonts("")).Set(language(t, "fr"), typeset.Span{Text: "a", Style: typeset.Style{Size: 10}})
	if err == nil || !strings.Contains(err.Error(), "no TrueType outlines") {
		t.Errorf("got %v, want the refusal of the file in the folder", err)
	}
}

func TestAbsurdTextIsBounded(t *testing.T) {
	marks := strings.Repeat("\u0301", 5_000_000)
	few := typeset.MaxLetters - 1
	texts := map[string]string{
		"ten megabytes of marks": marks,
		"marks on one letter":    "a" + string([]rune(marks)[:few]),
		"Arabic marks":           strings.Repeat("\u064b", few),
		"Khmer coeng":            strings.Repeat("\u17d2", few),
		"nested overrides":       strings.Repeat("\u202e", 1000) + "abc" + strings.Repeat("\u202c", 1000),
		"nested isolates":        strings.Repeat("\u2067a", few/2),
		"nested brackets":        strings.Repeat("\u0627(", few/2),
		"changing scripts":       strings.Repeat("a\u0627", few/2),
		"lone surrogates":        "a\xed\xa0\x80b\xff\xfe",
		"one long word":          strings.Repeat("x", few),
		"numbers":                strings.Repeat("12 ", few/3),
		"at signs":               strings.Repeat("a@", few/2),
		"joined at every break":  strings.Repeat("\u0628\u200b", few/2),
	}
	setter := typeset.New(typeset.OpenFonts(""))
	for name, text := range texts {
		start := time.Now()
		p, err := setter.Set(language(t, "ar"), typeset.Span{Text: text, Style: typeset.Style{Size: 10}})
		if err == nil {
			for _, width := range []float64{0, 200, math.Inf(1)} {
				p.Break(width)
			}
			p.Narrowest()
		}
		took := time.Since(start)
		t.Logf("%s: %v, %v", name, took, err)
		if took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func FuzzSet(f *testing.F) {
	f.Add("ar", "abc \u0627\u0644 123 (x) +216 71 000 000", uint16(60))
	f.Add("fr", "\u202e\u2067a\u0301\xff", uint16(3))
	setter := typeset.New(typeset.OpenFonts(""))
	f.Fuzz(func(t *testing.T, tag, text string, width uint16) {
		l, err := typeset.LookupLanguage(tag)
		if err != nil || utf8.RuneCountInString(text) > 5000 {
			t.Skip()
		}
		p, err := setter.Set(l, typeset.Span{Text: text, Style: typeset.Style{Size: 10}})
		var missing *typeset.MissingError
		if errors.As(err, &missing) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkLines(t, p, float64(width))
	})
}

// Without any width each letter has its own line, and breaking ends.
func TestNoWidth(t *testing.T) {
	p := set(t, typeset.New(typeset.OpenFonts("")), "fr", "un deux")
	for _, width := range []float64{0, -5} {
		if lines := p.Break(width); len(lines) < 6 || len(lines) > 8 {
			t.Errorf("a width of %v gives %d lines", width, len(lines))
		}
	}
}

// Compound words stay whole where they can: readers of PDF take a hyphen at the end of a line for one that is not of the word.
func TestHyphensEndNoLine(t *testing.T) {
	setter := typeset.New(typeset.OpenFonts(""))
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"un porte-monnaie", 80, []string{"un ", "porte-monnaie"}},
		{"un porte-monnaie", 50, []string{"un ", "porte-", "monnaie"}},
		{"la divi\u00adsion", 45, []string{"la ", "divi\u00adsion"}},
		{"la divi\u00adsion", 25, []string{"la ", "divi\u00ad", "sion"}},
		{"1 - un", 15, []string{"1 - ", "un"}},
	} {
		p := set(t, setter, "fr", c.text)
		var got []string
		for _, l := range p.Break(c.width) {
			got = append(got, string(p.Text()[l.Start:l.End]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q at %g: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
