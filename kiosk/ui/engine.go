// Package ui holds the objects that screens are built of: text of any script, icons, tiles, buttons, and layouts that mirror.
//
// Fyne's own labels put numbers on the wrong side of Arabic and mirror nothing, so all visible text goes through [Text], which
// paints what package typeset has set. Direction is that of the text's language; layouts are told theirs and keep no global.
//
// Like all of Fyne, these objects belong to the main goroutine, and so does the [Engine] that they share.
package ui

import (
	"image"

	"guichet/brochures/picture"
	"guichet/brochures/typeset"
)

// Engine sets and paints the text of a program's screens.
type Engine struct {
	setter *typeset.Typesetter
	masks  *picture.Masks
	stars  map[starLook]image.Image
}

// maskBytes bounds the memory of painted glyphs: some thousand letters of a 1080p screen.
const maskBytes = 8 << 20

// NewEngine returns an engine that takes its faces from fonts.
func NewEngine(fonts *typeset.Fonts) *Engine {
	return &Engine{setter: typeset.New(fonts), masks: picture.NewMasks(maskBytes), stars: map[starLook]image.Image{}}
}
