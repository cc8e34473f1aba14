// Package colors holds the colors that screens and paper share, as sRGB: 0xRRGGBB.
package colors

// Sea is what matters, saffron "different, with care". The soft ones are grounds; the words on them bear the ink named beside them.
const (
	Ink      = 0x10273d // words
	Muted    = 0x435365 // what explains them
	Surface  = 0xffffff // the ground of cards and pages
	Hairline = 0xddd3c3 // lines that part
	Edge     = 0xc9bca7 // the edge of cards, and of what can be touched

	Sea        = 0x0b4f6c
	SeaSoft    = 0xe4eff3
	OnSea      = 0xffffff // words on Sea
	OnSeaMuted = 0xdcecf2 // what explains them

	SaffronSoft = 0xfcedd3
	OnSaffron   = 0x5f3b00 // words on SaffronSoft
)
