package paper

import (
	"bytes"

	"guichet/brochures/picture"
)

// Bytes of ESC/POS, as Epson's manual names them.
const (
	dle = 0x10
	eot = 0x04
	enq = 0x05
	dc4 = 0x14
	esc = 0x1b
	gs  = 0x1d
)

// band is how many rows of dots are sent as one picture: small printers hold no more.
const band = 128

// Encode gives the bytes that print a picture on a roll printer and cut the paper: the picture in bands, four
// lines of feed, a partial cut.
func Encode(b *picture.Bitmap) []byte {
	var out bytes.Buffer
	out.Grow(len(b.Rows) + 64)
	out.Write([]byte{esc, '@'})
	for top := 0; top < b.Height; top += band {
		rows := min(band, b.Height-top)
		out.Write([]byte{gs, 'v', '0', 0, byte(b.Stride), byte(b.Stride >> 8), byte(rows), byte(rows >> 8)})
		out.Write(scrub(b.Rows[top*b.Stride : (top+rows)*b.Stride]))
	}
	out.Write([]byte{esc, 'd', 4, gs, 'V', 66, 0})
	return out.Bytes()
}

// scrub gives the rows of a picture without what a printer would take for a command: real-time commands are
// obeyed even within a picture. One dot is blackened in each.
func scrub(rows []byte) []byte {
	rows = bytes.Clone(rows)
	for i := 1; i < len(rows); i++ {
		if next := rows[i]; rows[i-1] == dle && (next == eot || next == enq || next == dc4) {
			rows[i] |= 0x08
		}
	}
	return rows
}

// Answers to DLE EOT n, by n.
const (
	askPrinter = 1
	askOffline = 2
	askError   = 3
	askPaper   = 4
)

// statusOf reads a printer's answer to the question n. Each answer has fixed bits; what lacks them is no answer.
func statusOf(n, answer byte) Status {
	if answer&0x93 != 0x12 {
		return Unknown
	}
	bit := func(i int) bool { return answer&(1<<i) != 0 }
	switch {
	case n == askPrinter && bit(3):
		return Offline
	case n == askOffline && bit(2):
		return CoverOpen
	case n == askOffline && bit(5), n == askPaper && (bit(5) || bit(6)):
		return PaperOut
	case n == askError && (bit(3) || bit(5) || bit(6)):
		return CutterError
	case n == askPaper && (bit(2) || bit(3)):
		return NearEnd
	}
	return Ready
}
