package picture

import (
	"image"
	"image/color"

	"golang.org/x/image/vector"
)

// Bitmap is a picture of black and white dots, as thermal printers take it: rows from the top, eight dots to a byte, the
// leftmost dot in the highest bit, one for black.
type Bitmap struct {
	Width, Height int
	// Stride is the number of bytes in a row.
	Stride int
	Rows   []byte
}

// NewBitmap returns a white bitmap. Slips are 576 dots wide on 80 mm paper, 384 on 58 mm.
func NewBitmap(width, height int) *Bitmap {
	stride := (width + 7) / 8
	return &Bitmap{Width: width, Height: height, Stride: stride, Rows: make([]byte, stride*height)}
}

// Set blackens a dot. Dots outside the bitmap are ignored.
func (b *Bitmap) Set(x, y int) {
	if x >= 0 && x < b.Width && y >= 0 && y < b.Height {
		b.Rows[y*b.Stride+x/8] |= 0x80 >> (x % 8)
	}
}

// Fill blackens a rectangle.
func (b *Bitmap) Fill(r image.Rectangle) {
	r = r.Intersect(b.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			b.Set(x, y)
		}
	}
}

// Point is a place on a picture, y down.
type Point struct{ X, Y float64 }

// Polygon blackens the dots inside a shape. A ring inside another that runs the other way round is a hole.
func (b *Bitmap) Polygon(rings ...[]Point) {
	var raster vector.Rasterizer
	raster.Reset(b.Width, b.Height)
	for _, ring := range rings {
		for i, p := range ring {
			if i == 0 {
				raster.MoveTo(float32(p.X), float32(p.Y))
			} else {
				raster.LineTo(float32(p.X), float32(p.Y))
			}
		}
		raster.ClosePath()
	}
	filled := image.NewAlpha(b.Bounds())
	raster.Draw(filled, filled.Rect, image.Opaque, image.Point{})
	b.stamp(filled, 0, 0)
}

// black is the coverage from which a dot is printed.
const black = 128

func (b *Bitmap) stamp(mask *image.Alpha, x, y int) {
	for row := mask.Rect.Min.Y; row < mask.Rect.Max.Y; row++ {
		line := mask.Pix[(row-mask.Rect.Min.Y)*mask.Stride:][:mask.Rect.Dx()]
		for column, coverage := range line {
			if coverage >= black {
				b.Set(x+mask.Rect.Min.X+column, y+row)
			}
		}
	}
}

// Bounds makes the bitmap an [image.Image], for previews and tests, together with ColorModel and At.
func (b *Bitmap) Bounds() image.Rectangle { return image.Rect(0, 0, b.Width, b.Height) }

// ColorModel is that of gray pictures.
func (b *Bitmap) ColorModel() color.Model { return color.GrayModel }

// At returns black or white.
func (b *Bitmap) At(x, y int) color.Color {
	if x >= 0 && x < b.Width && y >= 0 && y < b.Height && b.Rows[y*b.Stride+x/8]&(0x80>>(x%8)) != 0 {
		return color.Black
	}
	return color.White
}
