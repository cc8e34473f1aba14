package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"golang.org/x/image/vector"
)

// Fill fills a shape with soft edges. Every ring after the first is a hole in it.
func Fill(dst draw.Image, c color.Color, rings ...[]Point) {
	area := bounds(rings).Intersect(dst.Bounds())
	if area.Empty() {
		return
	}
	var raster vector.Rasterizer
	raster.Reset(area.Dx(), area.Dy())
	for i, ring := range rings {
		if i > 0 && clockwise(ring) == clockwise(rings[0]) {
			ring = slices.Clone(ring)
			slices.Reverse(ring)
		}
		for n, p := range ring {
			x, y := float32(p.X-float64(area.Min.X)), float32(p.Y-float64(area.Min.Y))
			if n == 0 {
				raster.MoveTo(x, y)
			} else {
				raster.LineTo(x, y)
			}
		}
		raster.ClosePath()
	}
	filled := image.NewAlpha(image.Rect(0, 0, area.Dx(), area.Dy()))
	raster.Draw(filled, filled.Rect, image.Opaque, image.Point{})
	draw.DrawMask(dst, area, image.NewUniform(c), image.Point{}, filled, image.Point{}, draw.Over)
}

// bounds are the pixels that rings can touch.
func bounds(rings [][]Point) (area image.Rectangle) {
	for _, ring := range rings {
		for _, p := range ring {
			x, y := int(math.Floor(p.X)), int(math.Floor(p.Y))
			area = area.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	return area
}

// clockwise says which way round a ring runs.
func clockwise(ring []Point) bool {
	area := 0.0
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		area += p.X*q.Y - q.X*p.Y
	}
	return area > 0
}
