package ui

import "image/color"

// The colors of the screens, the same as those of paper.
var (
	Ink      = rgb(0x10273d)
	Muted    = rgb(0x435365)
	Paper    = rgb(0xfbf7f0)
	Surface  = rgb(0xffffff)
	Hairline = rgb(0xddd3c3)
	Sea      = rgb(0x0b4f6c)
	SeaDark  = rgb(0x083b52)
	SeaSoft  = rgb(0xe4eff3)
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// Sizes of type on a 21.5 inch screen of 1080 lines, in Fyne's units at scale 1: 4 to the millimetre.
const (
	TitleSize = 60
	TileSize  = 36
	BodySize  = 30
	NoteSize  = 24
)

// Radii of corners.
const (
	tileRadius   = 20
	buttonRadius = 26
)
