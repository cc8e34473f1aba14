package strip_test

import (
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"guichet/brochures/pdf"
	"guichet/brochures/pdf/rules"
	"guichet/brochures/picture"
	"guichet/brochures/picture/picturetest"
	"guichet/brochures/strip"
	"guichet/brochures/typeset"
)

const target = "https://guichet.example/t/A042"

// words returns the lines of a slip in a language, from a file: Go sources hold no right-to-left text.
func words(t *testing.T, tag string) (lines []string) {
	t.Helper()
	data, err := os.ReadFile("testdata/slips.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if of, text, _ := strings.Cut(row, "\t"); of == tag {
			lines = append(lines, text)
		}
	}
	return lines
}

// slip is a slip as the paper ticket will look.
func slip(t *testing.T, tag string, width float64) strip.Strip {
	t.Helper()
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		t.Fatal(err)
	}
	w, unit := words(t, tag), width/strip.Wide
	text := func(words string, size float64, bold bool) strip.Text {
		return strip.Text{Align: typeset.Center, Spans: []typeset.Span{{Text: words, Style: typeset.Style{Size: max(size*unit, 20), Bold: bold}}}}
	}
	number := text("A042", 150, true)
	number.Role = pdf.H1
	icon := text(w[3], 26, false)
	icon.Icon = "place"
	return strip.Strip{Width: width, Margin: 28 * unit, Language: l, Blocks: []strip.Block{
		strip.Space(24),
		strip.Star{Size: 52},
		strip.Space(8), text(w[0], 28, true), strip.Space(12),
		strip.Rule{Weight: 3, Dashed: true},
		number,
		strip.Rule{Weight: 3, Dashed: true},
		strip.Space(16),
		text(w[1], 26, false), text(w[2], 26, true), icon, strip.Space(8),
		strip.Code{Target: target, Alt: w[4], Module: 8},
		text(w[4], 22, false), strip.Space(12),
		strip.Rule{Weight: 2},
		strip.Space(8), text(w[5], 22, false), strip.Space(24),
	}}
}

func lay(t *testing.T, s strip.Strip) *strip.Sheet {
	t.Helper()
	sheet, err := strip.Lay(typeset.New(typeset.OpenFonts("")), s)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func each(t *testing.T, do func(t *testing.T, name string, sheet *strip.Sheet)) {
	for _, tag := range []string{"fr", "ar", "ti"} {
		for _, width := range []float64{strip.Wide, strip.Narrow} {
			name := fmt.Sprintf("%s-%g", tag, width)
			t.Run(name, func(t *testing.T) { do(t, name, lay(t, slip(t, tag, width))) })
		}
	}
}

// TestDotsAndPageAgree compares the dots with the page of the PDF as poppler draws it at the same resolution: edges may
// differ by a dot, nothing else. GUICHET_PICTURES=folder keeps both pictures.
func TestDotsAndPageAgree(t *testing.T) {
	each(t, func(t *testing.T, name string, sheet *strip.Sheet) {
		dots := sheet.Bitmap(picture.NewMasks(1 << 20))
		folder := t.TempDir()
		if keep := os.Getenv("GUICHET_PICTURES"); keep != "" {
			folder = keep
			picturetest.Save(t, filepath.Join(folder, name+"-dots.png"), dots)
		}
		page := rendered(t, filepath.Join(folder, name), sheet)
		if page.Bounds().Dx() < dots.Width || page.Bounds().Dy() < dots.Height {
			t.Fatalf("the page is %v, the dots %v", page.Bounds(), dots.Bounds())
		}
		far := 0
		for i := range dots.Width * dots.Height {
			x, y := i%dots.Width, i/dots.Width
			if !near(page, x, y, dark(dots, x, y)) || !near(dots, x, y, dark(page, x, y)) {
				far++
			}
		}
		if limit := dots.Width * dots.Height / 2000; far > limit {
			t.Errorf("%d dots are far from what the page shows, at most %d may be", far, limit)
		}
	})
}

func rendered(t *testing.T, path string, sheet *strip.Sheet) image.Image {
	t.Helper()
	data, err := sheet.PDF("A042")
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range rules.Check(data) {
		t.Error(wrong)
	}
	if err := os.WriteFile(path+".pdf", data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "203.2", "-singlefile", "-png", path+".pdf", path).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return picturetest.Load(t, path+".png")
}

// near reports that a dot or one of its neighbours is as wanted.
func near(in image.Image, x, y int, wanted bool) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if dark(in, x+dx, y+dy) == wanted {
				return true
			}
		}
	}
	return false
}

func dark(in image.Image, x, y int) bool {
	if !image.Pt(x, y).In(in.Bounds()) {
		return false
	}
	r, _, _, _ := in.At(x, y).RGBA()
	return r < 0x8000
}

func TestCodesDecodeFromDots(t *testing.T) {
	each(t, func(t *testing.T, _ string, sheet *strip.Sheet) {
		bitmap, err := gozxing.NewBinaryBitmapFromImage(sheet.Bitmap(picture.NewMasks(1 << 20)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
		if err != nil || got.GetText() != target {
			t.Errorf("got %v, %v", got, err)
		}
	})
}

// TestNothingIsCut finds white at both sides and at both ends of each slip.
func TestNothingIsCut(t *testing.T) {
	each(t, func(t *testing.T, _ string, sheet *strip.Sheet) {
		dots := sheet.Bitmap(picture.NewMasks(1 << 20))
		for y := range dots.Height {
			for _, x := range []int{0, 1, dots.Width - 2, dots.Width - 1} {
				if dark(dots, x, y) {
					t.Fatalf("dot %d, %d at the edge is black", x, y)
				}
			}
		}
		for x := range dots.Width {
			if dark(dots, x, 0) || dark(dots, x, dots.Height-1) {
				t.Fatalf("dot %d at an end is black", x)
			}
		}
	})
}

func TestLongAddressIsRefused(t *testing.T) {
	long := strip.Code{Target: "https://guichet.example/" + strings.Repeat("a", 1200), Module: 6}
	_, err := strip.Lay(typeset.New(typeset.OpenFonts("")), strip.Strip{Width: strip.Narrow, Blocks: []strip.Block{long}})
	if !errors.Is(err, strip.ErrTooNarrow) {
		t.Errorf("got %v, want that the code is too wide", err)
	}
}

func ExampleLay() {
	french, err := typeset.LookupLanguage("fr")
	if err != nil {
		panic(err)
	}
	number := typeset.Span{Text: "A042", Style: typeset.Style{Size: 150, Bold: true}}
	sheet, err := strip.Lay(typeset.New(typeset.OpenFonts("")), strip.Strip{
		Width: strip.Wide, Margin: 28, Language: french,
		Blocks: []strip.Block{
			strip.Text{Spans: []typeset.Span{number}, Align: typeset.Center, Role: pdf.H1},
			strip.Rule{Weight: 3, Dashed: true},
			strip.Space(16),
			strip.Code{Target: target, Alt: "Suivre son tour", Module: 8},
		},
	})
	if err != nil {
		panic(err)
	}
	dots := sheet.Bitmap(picture.NewMasks(1 << 20))
	page, err := sheet.PDF("A042")
	fmt.Println(dots.Width, dots.Height, len(page) > 1000, err)
	// Output: 576 533 true <nil>
}
