package ui

import (
	"image/color"
	"math"

	"guichet/assets/colors"
)

// Palette is the colors of the screens, by what they are for. Sea is what matters, saffron "different, with care", olive
// "done", clay "something is wrong". The soft ones are grounds; the words on them bear the ink named beside them.
type Palette struct {
	Ink, Muted     color.NRGBA // words, and what explains them
	Paper, Surface color.NRGBA // the ground of a screen; tiles and cards on it
	Hairline, Edge color.NRGBA // lines that part; the edge of what can be touched

	Sea, SeaDark, SeaSoft color.NRGBA
	OnSea, OnSeaMuted     color.NRGBA // words on Sea and SeaDark
	SeaDisc, SeaRow       color.NRGBA // what holds an icon on Sea; what holds words on SeaDark
	Saffron, SaffronSoft  color.NRGBA
	OnSaffron             color.NRGBA // words on SaffronSoft and on Saffron
	Olive, OliveSoft      color.NRGBA
	Clay, ClaySoft        color.NRGBA
}

// Civic is the palette of every day. Paper has its colors too: they are in package colors.
var Civic = Palette{
	Ink: rgb(colors.Ink), Muted: rgb(colors.Muted), Paper: rgb(0xfbf7f0), Surface: rgb(colors.Surface),
	Hairline: rgb(colors.Hairline), Edge: rgb(colors.Edge),
	Sea: rgb(colors.Sea), SeaDark: rgb(0x083b52), SeaSoft: rgb(colors.SeaSoft),
	OnSea: rgb(colors.OnSea), OnSeaMuted: rgb(colors.OnSeaMuted), SeaDisc: rgb(0x28647e), SeaRow: rgb(0x1e4d62),
	Saffron: rgb(0xeaa43c), SaffronSoft: rgb(colors.SaffronSoft), OnSaffron: rgb(colors.OnSaffron),
	Olive: rgb(0x2f541d), OliveSoft: rgb(0xe9f0e2), Clay: rgb(0x7f2d14), ClaySoft: rgb(0xf8e4da),
}

// Strong is the palette of high contrast: black on white, and white on black where the other has white on blue.
var Strong = Palette{
	Ink: black, Muted: black, Paper: white, Surface: white, Hairline: rgb(0x435365), Edge: black,
	Sea: black, SeaDark: black, SeaSoft: white, OnSea: white, OnSeaMuted: white, SeaDisc: rgb(0x333333), SeaRow: rgb(0x2b2b2b),
	Saffron: white, SaffronSoft: white, OnSaffron: black,
	Olive: black, OliveSoft: white, Clay: black, ClaySoft: white,
}

var black, white = rgb(0x000000), rgb(0xffffff)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// Pair is two colors that are seen one on the other, and the contrast that they need at least: 7 for words, 3 for the
// edges of controls that are known by their edge alone.
type Pair struct {
	Name        string
	Over, Under color.NRGBA
	Least       float64
}

// words is the contrast of text that WCAG 2.2 calls enhanced (1.4.6), and signs that of what is no text (1.4.11).
const (
	words = 7
	signs = 3
)

// Pairs are all that screens may put on one another.
func (p Palette) Pairs() []Pair {
	return []Pair{
		{"ink on paper", p.Ink, p.Paper, words},
		{"ink on surface", p.Ink, p.Surface, words},
		{"ink on sea-soft", p.Ink, p.SeaSoft, words},
		{"muted on paper", p.Muted, p.Paper, words},
		{"muted on surface", p.Muted, p.Surface, words},
		{"sea on surface", p.Sea, p.Surface, words},
		{"sea on paper", p.Sea, p.Paper, words},
		{"sea on sea-soft", p.Sea, p.SeaSoft, words},
		{"on-sea on sea", p.OnSea, p.Sea, words},
		{"on-sea on sea-dark", p.OnSea, p.SeaDark, words},
		{"on-sea on sea-row", p.OnSea, p.SeaRow, words},
		{"on-sea-muted on sea-row", p.OnSeaMuted, p.SeaRow, words},
		{"icon on sea-disc", p.OnSea, p.SeaDisc, signs},
		{"on-sea-muted on sea", p.OnSeaMuted, p.Sea, words},
		{"on-sea-muted on sea-dark", p.OnSeaMuted, p.SeaDark, words},
		{"on-saffron on saffron-soft", p.OnSaffron, p.SaffronSoft, words},
		{"ink on saffron", p.Ink, p.Saffron, words},
		{"olive on olive-soft", p.Olive, p.OliveSoft, words},
		{"olive on paper", p.Olive, p.Paper, words},
		{"clay on clay-soft", p.Clay, p.ClaySoft, words},
		{"clay on paper", p.Clay, p.Paper, words},
		{"focus on paper", p.SeaDark, p.Paper, signs},
		{"focus on surface", p.SeaDark, p.Surface, signs},
	}
}

// Contrast is the ratio of the luminances of two colors, from 1 to 21, as WCAG 2.2 defines it.
func Contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}
