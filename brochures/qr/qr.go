// Package qr makes QR codes as modules, for whatever draws them: a page, a slip, a screen.
package qr

import (
	"fmt"
	"iter"

	qrcode "github.com/skip2/go-qrcode"
)

// QuietZone is the white border that ISO/IEC 18004 wants around a code, in modules.
const QuietZone = 4

// Code is a QR code.
type Code struct {
	// Side is the number of modules from edge to edge, the quiet zone included.
	Side int
	dark [][]bool
}

// Encode returns the code that leads to a target, usually an address. At most some 2,300 bytes have room; short ones give
// large modules, which any telephone reads.
func Encode(target string) (Code, error) {
	code, err := qrcode.New(target, qrcode.Medium)
	if err != nil {
		return Code{}, fmt.Errorf("qr: %w", err)
	}
	code.DisableBorder = true // must come before the first Bitmap
	dark := code.Bitmap()
	return Code{Side: len(dark) + 2*QuietZone, dark: dark}, nil
}

// Bar is a row of neighbouring dark modules, one module high, in modules from the upper left corner of the quiet zone.
type Bar struct{ X, Y, Width int }

// Bars gives the dark modules of the code, row by row.
func (c Code) Bars() iter.Seq[Bar] {
	return func(yield func(Bar) bool) {
		for y, row := range c.dark {
			for x := 0; x < len(row); {
				end := x
				for end < len(row) && row[end] {
					end++
				}
				if end > x && !yield(Bar{x + QuietZone, y + QuietZone, end - x}) {
					return
				}
				x = end + 1
			}
		}
	}
}
