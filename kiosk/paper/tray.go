package paper

import (
	"math"
	"strconv"
	"strings"
)

// someLeft is the level of a tray that has paper and cannot count it (RFC 3805, prtInputCurrentLevel).
const someLeft = -3

// filled says that a printer has A4 in one of its trays. Printers call themselves empty when any tray is, an envelope tray that
// nobody uses too.
func filled(trays []string) bool {
	for _, t := range trays {
		if level := trayNumber(t, "level"); isA4(trayNumber(t, "mediafeed"), trayNumber(t, "mediaxfeed")) && (level > 0 || level == someLeft) {
			return true
		}
	}
	return false
}

// trayNumber reads a number of a tray's description, as in level=250;name=main (PWG 5100.13, printer-input-tray); 0 when there is
// none.
func trayNumber(tray, key string) int {
	for field := range strings.SplitSeq(tray, ";") {
		if name, value, _ := strings.Cut(field, "="); name == key {
			n, _ := strconv.Atoi(value) // nonsense is nothing
			return n
		}
	}
	return 0
}

// isA4 says that a sheet is A4, whichever way it lies and whatever it is measured in: hundredths or thousandths of a millimetre, or
// ten-thousandths of an inch.
func isA4(a, b int) bool {
	long, short := float64(max(a, b)), float64(min(a, b))
	for _, millimetre := range []float64{100, 1000, 10_000 / 25.4} {
		if math.Abs(long-297*millimetre) <= millimetre && math.Abs(short-210*millimetre) <= millimetre {
			return true
		}
	}
	return false
}
