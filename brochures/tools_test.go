package brochures_test

import (
	"bytes"
	"image"
	_ "image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/text/unicode/norm"

	"guichet/brochures"
	"guichet/brochures/pdf/pdftest"
	"guichet/brochures/picture/picturetest"
)

func TestOtherProgramsReadOurLeaflets(t *testing.T) {
	for _, path := range samples(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			pdftest.OthersRead(t, render(t, path, brochures.A4))
		})
	}
}

// TestWordsComeBack compares the words of the texts with what poppler reads in the leaflets. Languages without spaces are compared by the letter.
func TestWordsComeBack(t *testing.T) {
	unspaced := map[string]bool{"th": true, "my": true, "km": true}
	for _, path := range samples(t) {
		tag := strings.TrimSuffix(filepath.Base(path), ".md")
		if strings.Contains(path, "leaflets") {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		leaflet := pdftest.Save(t, render(t, path, brochures.A4))
		want, got := words(string(source)), words(pdftest.Tool(t, "pdftotext", leaflet, "-"))
		if unspaced[tag] {
			want, got = strings.Split(strings.Join(want, ""), ""), strings.Split(strings.Join(got, ""), "")
		}
		least := 0.98
		if tag == "ug" {
			least = 0.93 // poppler joins a number that begins a right-to-left line to the word after it: seven headings here
		}
		if share := found(want, got); share < least {
			t.Errorf("%s: %.1f %% of %d words come back", tag, 100*share, len(want))
		}
	}
}

// words splits a text at everything that is no letter, mark or digit. Invisible joiners are left out, and compatibility
// forms folded.
func words(text string) []string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
}

// found returns the share of want that is in got, each word as often as it is wanted.
func found(want, got []string) float64 {
	left := map[string]int{}
	for _, w := range got {
		left[w]++
	}
	n := 0
	for _, w := range want {
		if left[w] > 0 {
			left[w]--
			n++
		}
	}
	return float64(n) / float64(len(want))
}

func TestCodesDecodeFromPaper(t *testing.T) {
	for _, tag := range []string{"fr", "ar"} {
		for _, size := range []brochures.Size{brochures.A4, brochures.A5} {
			leaflet := pdftest.Save(t, render(t, "testdata/leaflets/"+tag+".md", size))
			for _, resolution := range []string{"100", "203"} {
				last := lastPage(t, leaflet, resolution)
				want := "https://guichet.example/" + tag + "/1"
				if got := picturetest.Codes(t, last); !slices.Equal(got, []string{want}) {
					t.Errorf("%s at %s dpi: zbar reads %q, want %q", tag, resolution, got, want)
				}
				if got := zxing(t, last); got != want {
					t.Errorf("%s at %s dpi: zxing reads %q, want %q", tag, resolution, got, want)
				}
			}
		}
	}
}

func lastPage(t *testing.T, leaflet, resolution string) string {
	t.Helper()
	prefix := filepath.Join(t.TempDir(), "page")
	pdftest.Tool(t, "pdftoppm", "-r", resolution, "-png", leaflet, prefix)
	pages, err := filepath.Glob(prefix + "*.png")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	return pages[len(pages)-1]
}

func zxing(t *testing.T, path string) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(decoded(t, path))
	if err != nil {
		t.Fatal(err)
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

func decoded(t *testing.T, path string) image.Image {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// sides counts the dark points below the band, in the left and the right half of a page.
func sides(picture image.Image) (left, right int) {
	b := picture.Bounds()
	for y := b.Dy() / 9; y < b.Dy()*9/10; y++ {
		for x := range b.Dx() {
			if r, _, _, _ := picture.At(x, y).RGBA(); r > 0x8000 {
				continue
			}
			if x < b.Dx()/2 {
				left++
			} else {
				right++
			}
		}
	}
	return left, right
}
