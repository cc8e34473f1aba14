package pdf

import (
	"fmt"
	"strings"

	"guichet/brochures/qr"
)

// QR draws a QR code as a figure of filled rectangles on white, quiet zone included, with the link behind it. The alternative
// text must say where it leads.
func (d *Document) QR(target, alt string, x, y, side float64) error {
	code, err := qr.Encode(target)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	d.Open(Link, Attributes{Alt: alt})
	d.Figure(alt, x, y, side, side, func() {
		d.Rect(x, y, side, side, RGB(0xffffff))
		d.page().fill(RGB(0))
		d.page().content.WriteString(d.modulePath(code, x, y, side) + "f\n")
	})
	d.Link(target, alt, x, y, side, side)
	d.Close()
	return nil
}

// modulePath joins the dark modules of each row into rectangles.
func (d *Document) modulePath(code qr.Code, x, y, side float64) string {
	module := side / float64(code.Side)
	var path strings.Builder
	for bar := range code.Bars() {
		fmt.Fprintf(&path, "%s %s %s %s re ", number(x+module*float64(bar.X)), number(d.Height-y-module*float64(bar.Y+1)),
			number(module*float64(bar.Width)), number(module))
	}
	return path.String()
}
