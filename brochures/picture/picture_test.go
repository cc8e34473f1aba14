package picture_test

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"strings"
	"testing"

	"guichet/brochures/picture"
	"guichet/brochures/picture/picturetest"
	"guichet/brochures/typeset"
)

// slip stamps the lines of testdata/slip.txt one below the other: language, size in dots, text.
func slip(t *testing.T, width int) *picture.Bitmap {
	t.Helper()
	data, err := os.ReadFile("testdata/slip.txt")
	if err != nil {
		t.Fatal(err)
	}
	setter, masks := typeset.New(typeset.OpenFonts("")), picture.NewMasks(1<<20)
	b, y := picture.NewBitmap(width, 900), 0.0
	for _, row := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var tag string
		var size float64
		if _, err := fmt.Sscan(row, &tag, &size); err != nil {
			t.Fatal(err)
		}
		l, err := typeset.LookupLanguage(tag)
		if err != nil {
			t.Fatal(err)
		}
		p, err := setter.Set(l, typeset.Span{Text: strings.SplitN(row, " ", 3)[2], Style: typeset.Style{Bold: true, Size: size}})
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range p.Break(float64(width)) {
			y += size * l.Leading
			left := line.Offset(l, typeset.Center, float64(width))
			for _, r := range line.Runs {
				masks.Stamp(b, r, left+r.X, y-0.3*size)
			}
		}
	}
	return b
}

// TestSlips compares slips with pictures that were looked at: GUICHET_PICTURES=folder writes them anew.
func TestSlips(t *testing.T) {
	for _, width := range []int{576, 384} {
		got := slip(t, width)
		path := fmt.Sprintf("testdata/slip-%d.png", width)
		if os.Getenv("GUICHET_PICTURES") != "" {
			picturetest.Save(t, path, got)
		}
		want := picturetest.Load(t, path)
		if want.Bounds() != got.Bounds() {
			t.Fatalf("%d dots: got %v, want %v", width, got.Bounds(), want.Bounds())
		}
		for i := range got.Width * got.Height {
			x, y := i%got.Width, i/got.Width
			if level(got.At(x, y)) != level(want.At(x, y)) {
				t.Fatalf("%d dots: dot %d, %d differs", width, x, y)
			}
		}
	}
}

func level(c color.Color) uint32 { r, _, _, _ := c.RGBA(); return r }

func TestBitmapRows(t *testing.T) {
	b := picture.NewBitmap(20, 2)
	b.Set(0, 0)
	b.Set(9, 1)
	b.Set(-1, 0)
	b.Set(20, 1)
	b.Fill(image.Rect(16, 1, 40, 9))
	want := []byte{0x80, 0, 0, 0, 0x40, 0xF0}
	if string(b.Rows) != string(want) {
		t.Errorf("got % x, want % x", b.Rows, want)
	}
}

// TestMasksAreBounded paints far more glyphs than the cache may hold.
func TestMasksAreBounded(t *testing.T) {
	setter := typeset.New(typeset.OpenFonts(""))
	l, err := typeset.LookupLanguage("fr")
	if err != nil {
		t.Fatal(err)
	}
	const limit = 200_000
	masks, dst := picture.NewMasks(limit), image.NewRGBA(image.Rect(0, 0, 10, 10))
	for size := 10.0; size < 90; size++ {
		p, err := setter.Set(l, typeset.Span{Text: "abcdefghijklmnopqrstuvwxyz", Style: typeset.Style{Size: size}})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Break(1e9)[0].Runs {
			masks.Paint(dst, r, 0, 0, color.Black)
		}
		if used := masks.Used(); used > limit*11/10 {
			t.Fatalf("at size %g: %d bytes are held, limit %d", size, used, limit)
		}
	}
	if masks.Used() < limit/4 {
		t.Errorf("only %d bytes are held: nothing is kept", masks.Used())
	}
}
