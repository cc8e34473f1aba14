// Package picturetest keeps pictures for eyes and for other programs, and reads the codes in them as a telephone would.
package picturetest

import (
	"image"
	"image/png"
	"os"
	"strings"
	"testing"

	"guichet/brochures/pdf/pdftest"
)

// Save writes a picture to a file.
func Save(t testing.TB, path string, shown image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, shown); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// Load reads one.
func Load(t testing.TB, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	shown, err := png.Decode(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return shown
}

// Codes gives what zbarimg reads in a picture: the text of each code, in no order.
func Codes(t testing.TB, path string) []string {
	t.Helper()
	return strings.Split(strings.TrimSpace(pdftest.Tool(t, "zbarimg", "--quiet", "--raw", path)), "\n")
}
