// Package strip lays out a strip of paper: blocks one below the other, as a roll printer prints them. One layout is both the
// dots of a thermal printer ([Sheet.Bitmap]) and the page of a PDF ([Sheet.PDF]), so the two cannot differ.
//
// All measures are in dots of 203 dpi, the resolution of ticket printers: eight to the millimetre.
package strip

import (
	"errors"
	"fmt"
	"math"

	"guichet/brochures/pdf"
	"guichet/brochures/picture"
	"guichet/brochures/qr"
	"guichet/brochures/typeset"
)

// The widths of strips in dots, on paper of 80 and of 58 mm.
const (
	Wide   = 576
	Narrow = 384
)

// Strip is what is to be printed.
type Strip struct {
	// Width is that of the printer, in dots; Margin is kept free at both sides.
	Width, Margin float64
	// Language is that of all texts that do not say another.
	Language typeset.Language
	Blocks   []Block
}

// Block is a part of a strip: [Text], [Rule], [Code], [Star] or [Space].
type Block interface{ block() }

// Text is a paragraph.
type Text struct {
	// Spans are its pieces in one style each; their sizes are in dots.
	Spans []typeset.Span
	Align typeset.Align
	// Icon is the Material icon beside its first line, at the side where reading begins, or empty. Texts with an icon are
	// aligned to that side.
	Icon string
	// Language is that of the text where it is not the strip's.
	Language *typeset.Language
	// Role is the role of the text in a PDF; none is a paragraph.
	Role pdf.Role
}

// Rule is a line across the strip.
type Rule struct {
	// Weight is its thickness in dots.
	Weight float64
	Dashed bool
}

// Code is a QR code in the middle.
type Code struct {
	Target string
	// Alt says in words where it leads.
	Alt string
	// Module is the side of a module in dots, at best. It is made smaller where the code would be wider than the strip, but
	// not below 3 dots (0.38 mm), which telephones just read.
	Module int
}

// Star is the eight-pointed seal of the town hall, in outline, in the middle.
type Star struct{ Size float64 }

// Space is white space above what follows. Blocks have none of their own.
type Space float64

func (Text) block()  {}
func (Rule) block()  {}
func (Code) block()  {}
func (Star) block()  {}
func (Space) block() {}

// ErrTooNarrow says that a code has no room on a strip.
var ErrTooNarrow = errors.New("strip: the code is too wide for this paper: shorten its address")

// leastModule is the smallest module that is printed, in dots.
const leastModule = 3

// Sheet is a strip that is laid out.
type Sheet struct {
	Strip
	// Height is in whole dots.
	Height float64
	marks  []func(pen)
}

// pen draws on a device. Places are in dots from the upper left corner of the strip, y down.
type pen interface {
	open(pdf.Role, pdf.Attributes)
	close()
	artifact(func())
	run(r typeset.Run, letters []rune, x, y float64)
	rect(x, y, width, height float64)
	// ring fills an outline but not the hole in it, which runs the other way round.
	ring(outline, hole []pdf.Point)
	code(c Code, code qr.Code, x, y, side float64)
}

// Lay sets the texts of a strip and gives each block its place. A letter that no font has is a [typeset.MissingError].
func Lay(setter *typeset.Typesetter, s Strip) (*Sheet, error) {
	l := layout{setter: setter, sheet: &Sheet{Strip: s}}
	for _, b := range s.Blocks {
		if err := l.block(b); err != nil {
			return nil, err
		}
	}
	l.sheet.Height = math.Ceil(l.y)
	return l.sheet, nil
}

type layout struct {
	setter *typeset.Typesetter
	sheet  *Sheet
	y      float64
}

func (l *layout) mark(draw func(pen)) { l.sheet.marks = append(l.sheet.marks, draw) }

func (l *layout) block(b Block) error {
	s := l.sheet
	switch b := b.(type) {
	case Text:
		return l.text(b)
	case Rule:
		y := l.y
		l.mark(func(p pen) { p.artifact(func() { b.draw(p, s.Margin, y, s.Width-2*s.Margin) }) })
		l.y += b.Weight
	case Code:
		return l.code(b)
	case Star:
		x, y := s.Width/2, l.y+b.Size/2
		l.mark(func(p pen) { p.artifact(func() { b.draw(p, x, y) }) })
		l.y += b.Size
	case Space:
		l.y += float64(b)
	}
	return nil
}

// The lengths of a dash and of the gap after it, as multiples of the rule's weight.
const (
	dash = 3
	gap  = 2
)

func (r Rule) draw(p pen, x, y, width float64) {
	if !r.Dashed {
		p.rect(x, y, width, r.Weight)
		return
	}
	for at := 0.0; at+dash*r.Weight <= width; at += (dash + gap) * r.Weight {
		p.rect(x+at, y, dash*r.Weight, r.Weight)
	}
}

func (l *layout) code(c Code) error {
	encoded, err := qr.Encode(c.Target)
	if err != nil {
		return fmt.Errorf("strip: %w", err)
	}
	module := min(c.Module, int(l.sheet.Width)/encoded.Side)
	if module < leastModule {
		return ErrTooNarrow
	}
	side := float64(module * encoded.Side)
	x, y := math.Floor((l.sheet.Width-side)/2), math.Ceil(l.y)
	l.mark(func(p pen) { p.code(c, encoded, x, y, side) })
	l.y = y + side
	return nil
}

// draw draws two squares in outline, one standing on a corner.
func (s Star) draw(p pen, x, y float64) {
	radius, line := s.Size/2, s.Size*0.05
	for _, turn := range []float64{0, math.Pi / 4} {
		p.ring(square(x, y, radius, turn, false), square(x, y, radius-line*math.Sqrt2, turn, true))
	}
}

func square(x, y, radius, turn float64, back bool) []pdf.Point {
	ring := make([]pdf.Point, 4)
	for i := range ring {
		angle := turn + float64(i)*math.Pi/2
		if back {
			angle = turn - float64(i)*math.Pi/2
		}
		ring[i] = pdf.Point{X: x + radius*math.Cos(angle), Y: y + radius*math.Sin(angle)}
	}
	return ring
}

// Bitmap returns the strip as dots.
func (s *Sheet) Bitmap(m *picture.Masks) *picture.Bitmap {
	p := &dots{picture.NewBitmap(int(s.Width), int(s.Height)), m}
	for _, draw := range s.marks {
		draw(p)
	}
	return p.Bitmap
}

// PDF returns the strip as a page of its own size, tagged, to be seen or printed on other paper.
func (s *Sheet) PDF(title string) ([]byte, error) {
	d := pdf.New(pdf.Options{Title: title, Language: s.Language, Width: s.Width * point, Height: s.Height * point})
	d.AddPage()
	p := &paper{Document: d}
	for _, draw := range s.marks {
		draw(p)
	}
	if p.err != nil {
		return nil, p.err
	}
	return d.Bytes()
}
