package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/skip2/go-qrcode"
)

// QR is a QR code of a size, black on white in any palette so that every phone reads it, with its quiet zone. A text that
// no code can hold gives none.
func QR(content string, size float32) fyne.CanvasObject {
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		return Spacer()
	}
	modules := code.Bitmap()
	raster := canvas.NewRaster(func(width, height int) image.Image { return paintModules(modules, min(width, height)) })
	raster.SetMinSize(fyne.NewSquareSize(size))
	return raster
}

// paintModules gives every module the same whole number of pixels, in the middle of the picture.
func paintModules(modules [][]bool, side int) image.Image {
	picture := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	pixels := side / len(modules)
	edge := (side - pixels*len(modules)) / 2
	for y := range pixels * len(modules) {
		for x := range pixels * len(modules) {
			if modules[y/pixels][x/pixels] {
				picture.SetColorIndex(edge+x, edge+y, 1)
			}
		}
	}
	return picture
}
