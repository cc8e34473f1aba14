package pdf

import (
	"encoding/binary"
	"slices"
)

// shape is a glyph of the font that is embedded: one of the face's own as it stands, or parts baked into one; without
// either, a blank. The advance is in font units.
type shape struct {
	own     bool
	glyph   uint32
	parts   []part
	advance int
}

// part is one glyph of a composite: its number in the face and where it stands, in font units.
type part struct {
	glyph  uint32
	dx, dy int
}

// tables maps the names of a TrueType file's tables to their bytes.
type tables map[string][]byte

// order is the byte order of TrueType files.
var order = binary.BigEndian

func readTables(ttf []byte) tables {
	t := tables{}
	for i := range int(order.Uint16(ttf[4:])) {
		entry := ttf[12+16*i:]
		offset, length := order.Uint32(entry[8:]), order.Uint32(entry[12:])
		t[string(entry[:4])] = ttf[offset : offset+length]
	}
	return t
}

func (t tables) glyphs() int { return int(order.Uint16(t["maxp"][4:])) }

// advances returns the advance of each glyph in font units.
func (t tables) advances() []int {
	out := make([]int, t.glyphs())
	for g := range out {
		out[g] = int(order.Uint16(t["hmtx"][4*min(g, t.metrics()-1):]))
	}
	return out
}

// metrics returns how many glyphs have an advance of their own.
func (t tables) metrics() int { return int(order.Uint16(t["hhea"][34:])) }

// bearing returns the left side bearing of a glyph.
func (t tables) bearing(glyph uint32) uint16 {
	if n := t.metrics(); int(glyph) >= n {
		return order.Uint16(t["hmtx"][4*n+2*(int(glyph)-n):])
	}
	return order.Uint16(t["hmtx"][4*glyph+2:])
}

// outline returns the bytes of a glyph; none if it draws nothing.
func (t tables) outline(glyph uint32) []byte {
	loca := t["loca"]
	if order.Uint16(t["head"][50:]) == 1 {
		return t["glyf"][order.Uint32(loca[4*glyph:]):order.Uint32(loca[4*glyph+4:])]
	}
	return t["glyf"][2*int(order.Uint16(loca[2*glyph:])) : 2*int(order.Uint16(loca[2*glyph+2:]))]
}

// subset is a font in the making that holds a few shapes of a face.
type subset struct {
	tables
	shapes  []shape
	numbers map[uint32]uint16 // the numbers in the subset of glyphs that stand in it as they are
	glyf    []byte
	loca    []byte
	hmtx    []byte
	largest complexity // of the composites
}

// subsetFont makes a font whose glyphs are the shapes, and behind them the glyphs that these are composed of. It has
// neither a character map nor layout tables: the codes of the document are glyph numbers, and the text is laid out.
func subsetFont(t tables, shapes []shape) []byte {
	s := subset{tables: t, shapes: slices.Clone(shapes), numbers: map[uint32]uint16{}}
	s.shapes[0] = shape{own: true}
	for i, shape := range s.shapes {
		if _, known := s.numbers[shape.glyph]; shape.own && !known {
			s.numbers[shape.glyph] = uint16(i)
		}
	}
	for i := 0; i < len(s.shapes); i++ { // writing a shape may add the parts of it
		s.loca = order.AppendUint32(s.loca, uint32(len(s.glyf)))
		bearing := s.write(s.shapes[i])
		s.glyf = append(s.glyf, make([]byte, -len(s.glyf)&3)...)
		s.hmtx = order.AppendUint16(order.AppendUint16(s.hmtx, uint16(s.shapes[i].advance)), bearing)
	}
	s.loca = order.AppendUint32(s.loca, uint32(len(s.glyf)))
	return s.file()
}

// number returns the number in the subset of a glyph that a composite needs.
func (s *subset) number(glyph uint32) uint16 {
	number, known := s.numbers[glyph]
	if !known {
		number = uint16(len(s.shapes))
		s.numbers[glyph] = number
		s.shapes = append(s.shapes, shape{own: true, glyph: glyph})
	}
	return number
}

// write appends the outline of a shape and returns its left side bearing.
func (s *subset) write(wanted shape) (bearing uint16) {
	if !wanted.own {
		return s.compose(wanted.parts)
	}
	from := len(s.glyf)
	s.glyf = append(s.glyf, s.outline(wanted.glyph)...)
	eachComponent(s.glyf[from:], func(number []byte) { order.PutUint16(number, s.number(uint32(order.Uint16(number)))) })
	return s.bearing(wanted.glyph)
}

// The flags of a component: its offsets are words; they are relative to the origin; it has one scale, two, or a matrix; and
// another follows.
const (
	wordOffsets    = 0x0001
	fromOrigin     = 0x0002
	oneScale       = 0x0008
	moreComponents = 0x0020
	twoScales      = 0x0040
	matrix         = 0x0080
)

func componentSize(flags uint16) int {
	size := 6
	if flags&wordOffsets != 0 {
		size += 2
	}
	switch {
	case flags&oneScale != 0:
		size += 2
	case flags&twoScales != 0:
		size += 4
	case flags&matrix != 0:
		size += 8
	}
	return size
}

// compose writes a composite glyph and returns its left side bearing. Parts without an outline are left out.
func (s *subset) compose(parts []part) (bearing uint16) {
	var visible []part
	box := [4]int{1 << 15, 1 << 15, -1 << 15, -1 << 15}
	for _, p := range parts {
		outline := s.outline(p.glyph)
		if len(outline) == 0 {
			continue
		}
		visible = append(visible, p)
		for k, shift := range []int{p.dx, p.dy, p.dx, p.dy} {
			edge := int(int16(order.Uint16(outline[2+2*k:]))) + shift
			if k < 2 {
				box[k] = min(box[k], edge)
			} else {
				box[k] = max(box[k], edge)
			}
		}
	}
	if len(visible) == 0 {
		return 0
	}
	s.glyf = order.AppendUint16(s.glyf, 0xFFFF)
	for _, edge := range box {
		s.glyf = order.AppendUint16(s.glyf, uint16(edge))
	}
	var c complexity
	for i, p := range visible {
		c.add(s.complexity(p.glyph))
		flags := uint16(wordOffsets | fromOrigin)
		if i < len(visible)-1 {
			flags |= moreComponents
		}
		for _, word := range []uint16{flags, s.number(p.glyph), uint16(p.dx), uint16(p.dy)} {
			s.glyf = order.AppendUint16(s.glyf, word)
		}
	}
	s.largest.points, s.largest.contours = max(s.largest.points, c.points), max(s.largest.contours, c.contours)
	return uint16(box[0])
}

// complexity is what a font declares of its glyphs, because devices reserve memory by it.
type complexity struct{ points, contours int }

func (c *complexity) add(other complexity) {
	c.points += other.points
	c.contours += other.contours
}

// complexity counts the points and contours of a glyph of the face; those of a composite are those of its parts.
func (t tables) complexity(glyph uint32) (c complexity) {
	outline := t.outline(glyph)
	if len(outline) == 0 {
		return c
	}
	if contours := int(int16(order.Uint16(outline))); contours > 0 {
		return complexity{int(order.Uint16(outline[10+2*(contours-1):])) + 1, contours}
	}
	eachComponent(outline, func(number []byte) { c.add(t.complexity(uint32(order.Uint16(number)))) })
	return c
}

// eachComponent gives the bytes of the glyph numbers in a composite; it does nothing for a glyph with contours of its own.
func eachComponent(outline []byte, do func(number []byte)) {
	if len(outline) == 0 || int16(order.Uint16(outline)) >= 0 {
		return
	}
	for at, more := 10, true; more; {
		flags := order.Uint16(outline[at:])
		do(outline[at+2 : at+4])
		at += componentSize(flags)
		more = flags&moreComponents != 0
	}
}

// maxParts is declared as maxComponentElements: no cluster has more glyphs than this.
const maxParts = 255

// kept are the tables that a viewer needs to draw glyphs by their number.
var kept = []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}

func (s *subset) file() []byte {
	t := tables{}
	for _, name := range kept {
		t[name] = s.tables[name]
	}
	t["glyf"], t["loca"], t["hmtx"] = s.glyf, s.loca, s.hmtx
	n := uint16(len(s.shapes))
	t.set("head", 50, 1)
	t.set("maxp", 4, n)
	t.set("maxp", 10, max(uint16(s.largest.points), order.Uint16(t["maxp"][10:])))
	t.set("maxp", 12, max(uint16(s.largest.contours), order.Uint16(t["maxp"][12:])))
	t.set("maxp", 28, max(maxParts, order.Uint16(t["maxp"][28:])))
	t.set("maxp", 30, order.Uint16(t["maxp"][30:])+1)
	t.set("hhea", 34, n)
	return t.bytes()
}

// set changes two bytes of a copy of a table.
func (t tables) set(name string, at int, value uint16) {
	t[name] = slices.Clone(t[name])
	order.PutUint16(t[name][at:], value)
}

func (t tables) bytes() []byte {
	names := slices.DeleteFunc(sortedKeys(t), func(name string) bool { return len(t[name]) == 0 })
	out := order.AppendUint32(nil, 0x00010000)
	for _, word := range []uint16{uint16(len(names)), 0, 0, 0} {
		out = order.AppendUint16(out, word)
	}
	offset := 12 + 16*len(names)
	for _, name := range names {
		out = append(out, name...)
		out = order.AppendUint32(out, 0)
		out = order.AppendUint32(out, uint32(offset))
		out = order.AppendUint32(out, uint32(len(t[name])))
		offset += (len(t[name]) + 3) &^ 3
	}
	for _, name := range names {
		out = append(out, t[name]...)
		out = append(out, make([]byte, -len(out)&3)...)
	}
	return out
}
