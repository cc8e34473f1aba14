package ui

import (
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Without a graphics card the toolkit takes 50 ms of processor time to paint a rectangle as large as a screen of 1080 lines,
// 80 ms where its corners are round, and 16 ms to paint a line as thick: for every point of a rectangle it computes whether
// that lies in it, on its edge or in its shadow. So what is large and plain is a thick line here, and only corners are round.

// Fill is a plain ground, as large as what it is in.
func Fill(c color.Color) *fyne.Container { return container.New(fill{}, canvas.NewLine(c)) }

type fill struct{}

// Layout implements [fyne.Layout].
func (fill) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spread(objects[0].(*canvas.Line), 0, 0, size)
}

// MinSize implements [fyne.Layout]: a ground needs no room of its own.
func (fill) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// spread makes a line so thick that it fills an area. Where the height is odd, it takes one point more.
func spread(l *canvas.Line, x, y float32, size fyne.Size) {
	from := fyne.NewPos(x, y+size.Height/2)
	to := from.AddXY(size.Width, 0)
	if l.Position1 == from && l.Position2 == to && l.StrokeWidth == size.Height {
		return // to tell the toolkit takes longer than all the rest
	}
	l.Position1, l.Position2, l.StrokeWidth = from, to, size.Height
	l.Hidden = size.Width <= 0 || size.Height <= 0
	l.Refresh()
}

// corners are the upper left, the upper right, the lower left and the lower right one.
type corners [4]*canvas.Rectangle

// put places the corners of an area.
func (c corners) put(x, y float32, size fyne.Size, radius float32) {
	c[0].TopLeftCornerRadius, c[1].TopRightCornerRadius = radius, radius
	c[2].BottomLeftCornerRadius, c[3].BottomRightCornerRadius = radius, radius
	right, low := x+size.Width-radius, y+size.Height-radius
	for i, at := range []fyne.Position{{X: x, Y: y}, {X: right, Y: y}, {X: x, Y: low}, {X: right, Y: low}} {
		put(c[i], at.X, at.Y, fyne.NewSquareSize(radius))
	}
}

// surface is a ground with round corners, an edge, and a low shadow.
type surface struct {
	*fyne.Container
	edge, ground corners
	sides        [4]*canvas.Rectangle // of the edge: left, right, upper, lower
	middle       *canvas.Line         // of the ground
	caps         [2]*canvas.Line      // of the ground, between its corners: upper, lower
	ring         *canvas.Rectangle    // the edge of a surface that has no ground
	radius, drop float32
	stroke       float32
	size         fyne.Size
}

// newSurface returns a surface with corners of a radius, and a shadow that is lower by drop.
func newSurface(radius, drop float32) *surface {
	s := &surface{middle: canvas.NewLine(nil), ring: canvas.NewRectangle(nil), radius: whole(radius), drop: drop}
	for i := range s.edge {
		s.edge[i], s.sides[i], s.ground[i] = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	}
	s.caps = [2]*canvas.Line{canvas.NewLine(nil), canvas.NewLine(nil)}
	s.Container = &fyne.Container{Layout: s}
	for _, r := range slices.Concat(s.edge[:], s.sides[:], s.ground[:]) {
		s.Objects = append(s.Objects, r)
	}
	s.Objects = append(s.Objects, s.middle, s.caps[0], s.caps[1], s.ring)
	return s
}

// paint gives the surface its colors, and its edge a thickness.
func (s *surface) paint(ground, edge color.Color, stroke float32) {
	s.ring.StrokeColor, s.ring.StrokeWidth, s.ring.Hidden = edge, stroke, ground != color.Transparent
	if stroke == 0 {
		edge = ground // else it would shine through at the corners
	}
	if ground == color.Transparent {
		edge = color.Transparent // the ring has it
	}
	for _, r := range slices.Concat(s.edge[:], s.sides[:]) {
		r.FillColor = edge
	}
	for _, r := range s.ground {
		r.FillColor = ground
	}
	for _, l := range []*canvas.Line{s.middle, s.caps[0], s.caps[1]} {
		l.StrokeColor = ground
	}
	s.stroke = stroke
	s.Layout(nil, s.size)
	s.Refresh()
}

// seam is how far what is plain lies over the corners: the toolkit paints these a point too large, and pale at their sides.
const seam = 2

// Layout implements [fyne.Layout].
func (s *surface) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s.size = size
	radius := min(s.radius, whole(min(size.Width, size.Height)/2))
	begins := max(0, radius-seam) // what is straight
	between := size.SubtractWidthHeight(2*begins, 2*begins)
	s.edge.put(0, 0, size.AddWidthHeight(0, s.drop), radius)
	put(s.sides[0], 0, begins, fyne.NewSize(s.stroke+seam, between.Height+s.drop))
	put(s.sides[1], size.Width-s.stroke-seam, begins, fyne.NewSize(s.stroke+seam, between.Height+s.drop))
	put(s.sides[2], begins, 0, fyne.NewSize(between.Width, s.stroke))
	put(s.sides[3], begins, size.Height-s.stroke, fyne.NewSize(between.Width, s.stroke+s.drop))
	s.fillIn(s.stroke, size.SubtractWidthHeight(2*s.stroke, 2*s.stroke), max(0, radius-s.stroke))
	put(s.ring, 0, 0, size)
	s.ring.CornerRadius = radius
}

// fillIn places the ground within an edge.
func (s *surface) fillIn(edge float32, size fyne.Size, radius float32) {
	s.ground.put(edge, edge, size, radius)
	begins := max(0, radius-seam)
	spread(s.middle, edge, edge+begins, fyne.NewSize(size.Width, size.Height-2*begins))
	end := fyne.NewSize(size.Width-2*begins, min(even(radius+seam), size.Height)) // even, so that it takes no point more
	spread(s.caps[0], edge+begins, edge, end)
	spread(s.caps[1], edge+begins, edge+size.Height-end.Height, end)
}

// even is a length, rounded up to an even one.
func even(length float32) float32 { return 2 * float32(math.Ceil(float64(length/2))) }

// MinSize implements [fyne.Layout]: a ground needs no room of its own.
func (s *surface) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// put places a rectangle.
func put(r *canvas.Rectangle, x, y float32, size fyne.Size) {
	r.Move(fyne.NewPos(x, y))
	r.Resize(size.Max(fyne.Size{}))
}
