package main

import (
	"math"
	"os"
	"path/filepath"
)

// displays is where Linux keeps what each screen says of itself.
const displays = "/sys/class/drm/card*-*/edid"

const millimetresPerInch = 25.4

// diagonals are those of the screens that are plugged in, in inches, as far as they say it themselves.
func diagonals(pattern string) (all []float32) {
	files, _ := filepath.Glob(pattern) // only a malformed pattern fails, and there would be no files either
	for _, f := range files {
		edid, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		if d, ok := diagonalOf(edid); ok {
			all = append(all, d)
		}
	}
	return all
}

// Where a screen's own description (EDID 1.3) has its size: whole centimetres, and millimetres in its first timing.
const (
	edidLength   = 128
	edidCm       = 21
	edidTiming   = 54
	timingWidth  = 12 // low bytes, then both high halves in one byte
	timingHeight = 13
	timingHigh   = 14
)

// diagonalOf reads the diagonal in inches from what a screen says of itself. Projectors say no size, and some screens say one
// that no screen has; both are not known.
func diagonalOf(edid []byte) (float32, bool) {
	if len(edid) < edidLength || string(edid[:8]) != "\x00\xff\xff\xff\xff\xff\xff\x00" {
		return 0, false
	}
	t := edid[edidTiming:]
	width := float64(int(t[timingWidth]) | int(t[timingHigh]&0xf0)<<4)
	height := float64(int(t[timingHeight]) | int(t[timingHigh]&0x0f)<<8)
	if t[0] == 0 && t[1] == 0 || width == 0 || height == 0 { // no timing, or one without a size
		width, height = float64(edid[edidCm])*10, float64(edid[edidCm+1])*10
	}
	inches := math.Hypot(width, height) / millimetresPerInch
	return float32(inches), width > 0 && height > 0 && inches >= 5 && inches <= 120
}
