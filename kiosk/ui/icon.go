package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Icon is a pictogram of Material Icons.
type Icon struct {
	widget.BaseWidget
	engine *Engine
	name   string
	size   float32
	color  color.Color
}

// NewIcon returns the icon of a name, as in "school", in a square of a size.
func NewIcon(e *Engine, name string, size float32, c color.Color) *Icon {
	i := &Icon{engine: e, name: name, size: size, color: c}
	i.ExtendBaseWidget(i)
	return i
}

// MinSize is the icon's square.
func (i *Icon) MinSize() fyne.Size { return fyne.NewSquareSize(i.size) }

// Err says why nothing is shown: there is no such icon, or the font is not installed.
func (i *Icon) Err() error {
	_, err := i.engine.setter.Icon(i.name, float64(i.size))
	return err
}

// CreateRenderer makes the picture that Fyne shows.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRaster(i.paint))
}

func (i *Icon) paint(width, height int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	side := float64(min(width, height))
	run, err := i.engine.setter.Icon(i.name, side)
	if err == nil {
		i.engine.masks.Paint(picture, run, (float64(width)-side)/2, (float64(height)+side)/2, i.color)
	}
	return picture
}
