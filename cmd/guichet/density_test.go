package main

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

// edid is a screen's description with a size in its timing, in millimetres, and in centimetres.
func edid(width, height, cmWidth, cmHeight int) []byte {
	b := make([]byte, edidLength)
	copy(b, "\x00\xff\xff\xff\xff\xff\xff\x00")
	b[edidCm], b[edidCm+1] = byte(cmWidth), byte(cmHeight)
	t := b[edidTiming:]
	t[0] = 1
	t[timingWidth], t[timingHeight], t[timingHigh] = byte(width), byte(height), byte(width>>8<<4|height>>8)
	return b
}

func TestScreensSayTheirSize(t *testing.T) {
	for name, c := range map[string]struct {
		edid []byte
		want float64
		ok   bool
	}{
		"a kiosk of 21.5 inches":    {edid(476, 268, 48, 27), 21.5, true},
		"only centimetres":          {edid(0, 0, 48, 27), 21.7, true},
		"a projector says no size":  {edid(0, 0, 0, 0), 0, false},
		"a size that no screen has": {edid(16, 9, 1, 1), 0, false},
		"too short":                 {edid(476, 268, 48, 27)[:100], 0, false},
		"no screen's description":   {make([]byte, edidLength), 0, false},
		"a television of 43 inches": {edid(952, 535, 95, 54), 43, true},
	} {
		got, ok := diagonalOf(c.edid)
		if ok != c.ok || ok && math.Abs(float64(got)-c.want) > 0.1 {
			t.Errorf("%s: got %.2f, %v", name, got, ok)
		}
	}
}

func TestDiagonalsOfWhatIsPluggedIn(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string][]byte{"card0-A": edid(476, 268, 0, 0), "card0-B": nil, "card0-C": edid(952, 535, 0, 0)} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "edid"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := diagonals(filepath.Join(dir, "card*-*", "edid"))
	if len(got) != 2 || math.Round(float64(got[1])) != 43 {
		t.Errorf("got %v", got)
	}
	if got := diagonals(filepath.Join(dir, "none", "edid")); got != nil {
		t.Errorf("got %v of nothing", got)
	}
}
