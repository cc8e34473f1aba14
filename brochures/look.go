package brochures

import (
	"fmt"

	"guichet/brochures/pdf"
)

// The colors of paper, the same as those of the screens.
var (
	ink         = pdf.RGB(0x10273d)
	muted       = pdf.RGB(0x435365)
	sea         = pdf.RGB(0x0b4f6c)
	seaLight    = pdf.RGB(0x1d5d78) // the star on sea, faint
	seaSoft     = pdf.RGB(0xe4eff3)
	hairline    = pdf.RGB(0xddd3c3)
	saffronSoft = pdf.RGB(0xfcedd3)
	saffronInk  = pdf.RGB(0x6d4300)
	white       = pdf.RGB(0xffffff)
)

// Size is a size of paper with the measures that suit it, in points.
type Size struct {
	Width, Height float64
	margin        float64 // at the sides and the foot
	body          float64 // the size of running text; everything else is a multiple of it
}

// A4 and A5 are the sizes of paper that printers in town halls hold.
var (
	A4 = Size{pdf.A4Width, pdf.A4Height, 54, 12}
	A5 = Size{pdf.A5Width, pdf.A5Height, 38, 10}
)

// ParseSize reads "a4" or "a5".
func ParseSize(name string) (Size, error) {
	switch name {
	case "a4", "A4":
		return A4, nil
	case "a5", "A5":
		return A5, nil
	default:
		return Size{}, fmt.Errorf("paper size %q: want a4 or a5", name)
	}
}

// The sizes of type as multiples of running text.
const (
	titleSize    = 2.3
	subtitleSize = 1.1
	smallSize    = 0.8
)

var headingSizes = map[int]float64{1: 1.7, 2: 1.4, 3: 1.15}
