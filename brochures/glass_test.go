package brochures_test

import (
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"guichet/brochures"
	"guichet/brochures/picture"
	"guichet/brochures/picture/picturetest"
	"guichet/brochures/typeset"
)

// TestPicturesAreThePaper compares the pictures of a leaflet with what poppler makes of its PDF: the share of pixels that differ
// much must be no more than what edges of letters make.
func TestPicturesAreThePaper(t *testing.T) {
	for _, name := range []string{"fr", "ar"} {
		source, err := os.ReadFile("testdata/leaflets/" + name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		d, err := brochures.ParseMarkdown(source)
		if err != nil {
			t.Fatal(err)
		}
		language, err := typeset.LookupLanguage(name)
		if err != nil {
			t.Fatal(err)
		}
		l := brochures.Leaflet{Fonts: typeset.OpenFonts(""), Language: language, Size: brochures.A4}
		pictures, err := l.Pictures(d, 1, picture.NewMasks(1<<22))
		if err != nil {
			t.Fatal(err)
		}
		pages := poppler(t, l, d)
		if len(pages) != len(pictures) {
			t.Fatalf("%s: %d pictures of %d pages", name, len(pictures), len(pages))
		}
		for i := range pages {
			if share := differing(pages[i], pictures[i]); share > 0.02 {
				t.Errorf("%s: page %d: %.1f %% of the picture differs from the paper", name, i+1, 100*share)
			}
		}
	}
}

// poppler renders a leaflet's PDF at a pixel for each point.
func poppler(t *testing.T, l brochures.Leaflet, d brochures.Document) (pages []image.Image) {
	t.Helper()
	pdf, err := l.Render(d)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "leaflet.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "72", "-png", path, filepath.Join(folder, "page")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	names, _ := filepath.Glob(filepath.Join(folder, "page*.png"))
	for _, name := range names {
		pages = append(pages, picturetest.Load(t, name))
	}
	return pages
}

// differing is the share of pixels whose brightness differs by more than a third.
func differing(a, b image.Image) float64 {
	size := a.Bounds().Intersect(b.Bounds())
	n := 0
	for y := range size.Dy() {
		for x := range size.Dx() {
			if d := bright(a, x, y) - bright(b, x, y); d > 0x5555 || d < -0x5555 {
				n++
			}
		}
	}
	return float64(n) / float64(size.Dx()*size.Dy())
}

func bright(i image.Image, x, y int) int {
	r, g, b, _ := i.At(x, y).RGBA()
	return int(r+g+b) / 3
}
