package pdf

import (
	"fmt"
	"strings"

	qrcode "github.com/skip2/go-qrcode"
)

// quietZone is the white border that ISO/IEC 18004 wants around a code, in modules.
const quietZone = 4

// QR draws a QR code as a figure of filled rectangles on white, quiet zone included, with the link behind it. The alternative
// text must say where it leads.
func (d *Document) QR(target, alt string, x, y, side float64) error {
	code, err := qrcode.New(target, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("pdf: qr code: %w", err)
	}
	code.DisableBorder = true
	modules := code.Bitmap()
	d.Open(Link, Attributes{Alt: alt})
	d.Open(Figure, Attributes{Alt: alt, Box: [4]float64{x, d.Height - y - side, x + side, d.Height - y}})
	d.Rect(x, y, side, side, RGB(0xffffff))
	d.page().fill(RGB(0))
	d.page().content.WriteString(d.modulePath(modules, x, y, side) + "f\n")
	d.Close()
	d.Link(target, alt, x, y, side, side)
	d.Close()
	return nil
}

// modulePath joins the dark modules of each row into rectangles.
func (d *Document) modulePath(modules [][]bool, x, y, side float64) string {
	module := side / float64(len(modules)+2*quietZone)
	var path strings.Builder
	for row := range modules {
		for column := 0; column < len(modules); {
			end := column
			for end < len(modules) && modules[row][end] {
				end++
			}
			if end > column {
				fmt.Fprintf(&path, "%s %s %s %s re ", number(x+module*float64(column+quietZone)),
					number(d.Height-y-module*float64(row+quietZone+1)), number(module*float64(end-column)), number(module))
			}
			column = end + 1
		}
	}
	return path.String()
}
