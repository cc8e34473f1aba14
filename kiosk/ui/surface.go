package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// surface is a ground with round corners, an edge, and a low shadow.
//
// The toolkit computes for every point of a rounded rectangle how far from its edge it is. Without a graphics card that takes
// a tenth of a second for a screen full of tiles. So a surface is put together: only its upper and its lower end are rounded
// rectangles, and what is between them is plain.
type surface struct {
	*fyne.Container
	edge         [2]*canvas.Rectangle // the ends of the edge, and of the shadow
	ground       [2]*canvas.Rectangle // those of the ground, within the edge
	middle       *canvas.Rectangle
	left, right  *canvas.Rectangle // the sides of the edge
	ring         *canvas.Rectangle // the edge of a surface that has no ground
	radius, drop float32
	stroke       float32
	bare         bool // without a ground
	size         fyne.Size
}

// newSurface returns a surface with corners of a radius, and a shadow that is lower by drop.
func newSurface(radius, drop float32) *surface {
	plain := func() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
	s := &surface{
		edge: [2]*canvas.Rectangle{plain(), plain()}, ground: [2]*canvas.Rectangle{plain(), plain()},
		middle: plain(), left: plain(), right: plain(), ring: plain(), radius: radius, drop: drop,
	}
	s.Container = &fyne.Container{Layout: s, Objects: []fyne.CanvasObject{
		s.edge[0], s.edge[1], s.ground[0], s.ground[1], s.middle, s.left, s.right, s.ring,
	}}
	return s
}

// paint gives the surface its colors, and its edge a thickness.
func (s *surface) paint(ground, edge color.Color, stroke float32) {
	if stroke == 0 {
		edge = ground // else it would shine through at the corners
	}
	for _, r := range []*canvas.Rectangle{s.ground[0], s.ground[1], s.middle} {
		r.FillColor = ground
	}
	for _, r := range []*canvas.Rectangle{s.edge[0], s.edge[1], s.left, s.right} {
		r.FillColor = edge
	}
	s.ring.StrokeColor, s.ring.StrokeWidth = edge, stroke
	s.stroke, s.bare = stroke, ground == color.Transparent
	s.Layout(nil, s.size)
	s.Refresh()
}

// seam is how far the ends reach below the middle, so that no line is seen between them.
const seam = 2

// Layout implements [fyne.Layout]. A surface that is hardly higher than its corners is one rounded rectangle over another.
func (s *surface) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s.size = size
	radius := min(s.radius, size.Height/2)
	between := size.Height - 2*radius
	low := between < 2*(seam+s.stroke)
	for _, r := range []*canvas.Rectangle{s.edge[0], s.edge[1], s.ground[0], s.ground[1], s.middle, s.left, s.right} {
		r.Hidden = s.bare
	}
	s.ring.Hidden = !s.bare
	put(s.ring, 0, 0, size, radius, radius)
	inner := size.Subtract(fyne.NewSquareSize(2 * s.stroke))
	if low {
		for _, r := range []*canvas.Rectangle{s.edge[1], s.ground[1], s.middle, s.left, s.right} {
			r.Hidden = true
		}
		put(s.edge[0], 0, 0, size.AddWidthHeight(0, s.drop), radius, radius)
		put(s.ground[0], s.stroke, s.stroke, inner, radius-s.stroke, radius-s.stroke)
		return
	}
	end := radius + seam
	put(s.edge[0], 0, 0, fyne.NewSize(size.Width, end), radius, 0)
	put(s.edge[1], 0, size.Height-end+s.drop, fyne.NewSize(size.Width, end), 0, radius)
	put(s.ground[0], s.stroke, s.stroke, fyne.NewSize(inner.Width, end), radius-s.stroke, 0)
	put(s.ground[1], s.stroke, size.Height-end-s.stroke, fyne.NewSize(inner.Width, end), 0, radius-s.stroke)
	put(s.middle, 0, radius, fyne.NewSize(size.Width, between), 0, 0) // below its sides, so that rounding leaves no gap
	put(s.left, 0, radius, fyne.NewSize(s.stroke, between+s.drop), 0, 0)
	put(s.right, size.Width-s.stroke, radius, fyne.NewSize(s.stroke, between+s.drop), 0, 0)
}

// MinSize implements [fyne.Layout]: a ground needs no room of its own.
func (s *surface) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// put places a rectangle whose upper and whose lower corners have a radius.
func put(r *canvas.Rectangle, x, y float32, size fyne.Size, upper, lower float32) {
	r.TopLeftCornerRadius, r.TopRightCornerRadius = max(0, upper), max(0, upper)
	r.BottomLeftCornerRadius, r.BottomRightCornerRadius = max(0, lower), max(0, lower)
	r.Move(fyne.NewPos(x, y))
	r.Resize(size)
}
