// Package picture places the glyphs of package typeset in pictures: with soft edges for screens ([Masks.Paint]), and as whole
// black dots for thermal printers ([Masks.Stamp]).
package picture

import (
	"image"
	"math"

	"guichet/brochures/typeset"

	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/vector"
)

// Masks keeps the filled shapes of glyphs, because filling costs much more than copying. It is not for concurrent use.
type Masks struct {
	limit  int
	used   int
	recent map[key]mask
	older  map[key]mask
	raster vector.Rasterizer
}

// key is what a glyph's shape in dots depends on.
type key struct {
	face  string
	glyph uint32
	size  float64
	phase int
}

// phases is the number of horizontal positions within a pixel that are told apart: finer is not seen.
const phases = 4

// mask is a filled glyph whose pixels are placed relative to the pixel that holds the pen.
type mask struct{ *image.Alpha }

// NewMasks returns a cache that holds at most about limit bytes of masks.
func NewMasks(limit int) *Masks {
	return &Masks{limit: limit, recent: map[key]mask{}, older: map[key]mask{}}
}

// Used returns the bytes of the masks that are held.
func (m *Masks) Used() int { return m.used + size(m.older) }

func size(masks map[key]mask) (bytes int) {
	for _, k := range masks {
		bytes += k.bytes()
	}
	return bytes
}

// bytes counts what a mask holds, its bookkeeping included.
func (k mask) bytes() int { return len(k.Pix) + 200 }

// glyph returns a mask. Masks that were not asked for since half the limit was filled last are forgotten.
func (m *Masks) glyph(f *typeset.Face, glyph uint32, size float64, phase int) mask {
	k := key{f.Name, glyph, size, phase}
	if found, ok := m.recent[k]; ok {
		return found
	}
	found, ok := m.older[k]
	if !ok {
		found = m.fill(f, glyph, size, float32(phase)/phases)
	}
	if m.used += found.bytes(); m.used > m.limit/2 {
		m.older, m.recent, m.used = m.recent, map[key]mask{}, found.bytes()
	}
	m.recent[k] = found
	return found
}

// fill draws an outline at a size in pixels to the em, shifted right by a part of a pixel.
func (m *Masks) fill(f *typeset.Face, glyph uint32, size float64, shift float32) mask {
	outline := f.Outline(glyph)
	scale := float32(size) / float32(f.UnitsPerEm)
	bounds := extent(outline, scale, shift)
	if bounds.Empty() || bounds.Dx() > maxSide || bounds.Dy() > maxSide {
		return mask{image.NewAlpha(image.Rectangle{})}
	}
	m.raster.Reset(bounds.Dx(), bounds.Dy())
	trace(&m.raster, outline, func(p opentype.SegmentPoint) (x, y float32) {
		return p.X*scale + shift - float32(bounds.Min.X), -p.Y*scale - float32(bounds.Min.Y)
	})
	filled := image.NewAlpha(bounds)
	m.raster.Draw(filled, bounds, image.Opaque, image.Point{})
	return mask{filled}
}

// maxSide is the largest glyph that is drawn, in pixels; a board's number is about 600 high.
const maxSide = 4096

// extent returns the pixels that an outline can touch, y down.
func extent(outline []opentype.Segment, scale, shift float32) image.Rectangle {
	if len(outline) == 0 {
		return image.Rectangle{}
	}
	left, top := float32(math.Inf(1)), float32(math.Inf(1))
	right, bottom := -left, -top
	for i := range outline {
		for _, p := range outline[i].ArgsSlice() {
			left, right = min(left, p.X*scale+shift), max(right, p.X*scale+shift)
			top, bottom = min(top, -p.Y*scale), max(bottom, -p.Y*scale)
		}
	}
	return image.Rect(floor(left), floor(top), floor(right)+1, floor(bottom)+1)
}

func floor(v float32) int { return int(math.Floor(float64(v))) }

// trace gives an outline to the rasteriser.
func trace(r *vector.Rasterizer, outline []opentype.Segment, at func(opentype.SegmentPoint) (x, y float32)) {
	for _, s := range outline {
		x, y := at(s.Args[0])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			r.ClosePath()
			r.MoveTo(x, y)
		case opentype.SegmentOpLineTo:
			r.LineTo(x, y)
		case opentype.SegmentOpQuadTo:
			endX, endY := at(s.Args[1])
			r.QuadTo(x, y, endX, endY)
		case opentype.SegmentOpCubeTo:
			midX, midY := at(s.Args[1])
			endX, endY := at(s.Args[2])
			r.CubeTo(x, y, midX, midY, endX, endY)
		}
	}
	r.ClosePath()
}
