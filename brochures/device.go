package brochures

import (
	"guichet/brochures/pdf"
	"guichet/brochures/typeset"
)

// device is what a leaflet is drawn on: the pages of a PDF, or pictures for a screen. One layout is both, so what is shown is
// what is printed. Places are in points from the upper left corner of a page, y down.
type device interface {
	AddPage()
	Pages() int
	ReturnTo(page int)

	Open(pdf.Role, pdf.Attributes)
	Close()
	Part(pdf.Role, pdf.Attributes) pdf.Part
	Into(part pdf.Part, draw func())
	Artifact(draw func())
	Figure(alt string, x, y, width, height float64, draw func())
	Bookmark(title string, y float64)
	Link(target, alt string, x, y, width, height float64)

	Rect(x, y, width, height float64, c pdf.Color)
	RoundRect(x, y, width, height, radius float64, c pdf.Color)
	StrokeRect(x, y, width, height, radius, line float64, c pdf.Color)
	Line(from, to pdf.Point, width float64, c pdf.Color)
	Polygon(c pdf.Color, rings ...[]pdf.Point)
	Run(r typeset.Run, letters []rune, x, y float64, c pdf.Color)
	QR(target, alt string, x, y, side float64) error
}
