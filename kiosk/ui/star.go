package ui

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/vector"
)

// Star is the motif of the screens: the eight-point star, two squares one over the other, as lines of a thickness that is a
// part of its size.
func (t Theme) Star(size, thickness float32, c color.NRGBA) fyne.CanvasObject {
	star := canvas.NewRaster(func(width, height int) image.Image {
		return t.Engine.star(starLook{min(width, height), thickness, c})
	})
	star.SetMinSize(fyne.NewSquareSize(size))
	return star
}

// starLook is what the picture of a star depends on.
type starLook struct {
	side      int
	thickness float32
	color     color.NRGBA
}

// mostStars is how many pictures of stars are kept: more than all windows of a desk show.
const mostStars = 16

// star is the picture of a star. A large one takes as long to paint as all words of its screen, and does not change.
func (e *Engine) star(l starLook) image.Image {
	if known, ok := e.stars[l]; ok {
		return known
	}
	if len(e.stars) >= mostStars {
		clear(e.stars)
	}
	e.stars[l] = l.paint()
	return e.stars[l]
}

func (l starLook) paint() image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, l.side, l.side))
	for _, turn := range []float64{0, math.Pi / 4} {
		r := vector.NewRasterizer(l.side, l.side)
		square(r, l.side, turn, 0.49)
		inner := 0.49 - float64(l.thickness)*math.Sqrt2
		square(r, l.side, -turn-math.Pi, -inner) // the other way round: a hole
		r.Draw(picture, picture.Bounds(), image.NewUniform(l.color), image.Point{})
	}
	return picture
}

// square adds a square of a half diagonal, as a part of the side, whose corners begin at a turn. A negative one runs the
// other way round.
func square(r *vector.Rasterizer, side int, turn, half float64) {
	for i := range 4 {
		a := turn + float64(i)*math.Pi/2
		if half < 0 {
			a = -a
		}
		x := float32((0.5 + math.Abs(half)*math.Cos(a)) * float64(side))
		y := float32((0.5 + math.Abs(half)*math.Sin(a)) * float64(side))
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
}
