package qr_test

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"guichet/brochures/qr"
)

func TestCodesDecode(t *testing.T) {
	for _, target := range []string{"https://guichet.example/t/4711", "tel:+21671000000", strings.Repeat("a", 300)} {
		code, err := qr.Encode(target)
		if err != nil {
			t.Fatal(err)
		}
		picture := image.NewGray(image.Rect(0, 0, 3*code.Side, 3*code.Side))
		for i := range picture.Pix {
			picture.Pix[i] = 0xFF
		}
		for bar := range code.Bars() {
			for i := range 3 * 3 * bar.Width {
				picture.Set(3*bar.X+i%(3*bar.Width), 3*bar.Y+i/(3*bar.Width), color.Black)
			}
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil || got.GetText() != target {
			t.Errorf("%q: got %v, %v", target, got, err)
		}
	}
}

func TestTooMuchIsRefused(t *testing.T) {
	if _, err := qr.Encode(strings.Repeat("a", 3000)); err == nil {
		t.Error("3,000 letters are accepted")
	}
	if _, err := qr.Encode(""); err == nil {
		t.Error("nothing is accepted")
	}
}

func ExampleCode_Bars() {
	code, err := qr.Encode("A")
	if err != nil {
		panic(err)
	}
	for bar := range code.Bars() {
		fmt.Println(code.Side, bar)
		break
	}
	// Output: 29 {4 4 7}
}
