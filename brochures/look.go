package brochures

import (
	"fmt"

	"guichet/assets/colors"
	"guichet/brochures/pdf"
)

// The colors of paper. Its ground is white, whatever that of screens.
var (
	ink         = pdf.RGB(colors.Ink)
	muted       = pdf.RGB(colors.Muted)
	white       = pdf.RGB(colors.Surface)
	hairline    = pdf.RGB(colors.Hairline)
	edge        = pdf.RGB(colors.Edge)
	sea         = pdf.RGB(colors.Sea)
	seaLight    = pdf.RGB(0x1d5d78) // the star on sea, faint
	seaSoft     = pdf.RGB(colors.SeaSoft)
	onSea       = pdf.RGB(colors.OnSea)
	onSeaMuted  = pdf.RGB(colors.OnSeaMuted)
	saffronSoft = pdf.RGB(colors.SaffronSoft)
	onSaffron   = pdf.RGB(colors.OnSaffron)
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
	smallSize    = 0.75
	phoneSize    = 1.5
	lineSize     = 0.9 // the lines of cards
)

var headingSizes = map[int]float64{1: 1.7, 2: 1.4, 3: 1.15}
