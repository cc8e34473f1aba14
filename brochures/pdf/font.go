package pdf

import (
	"encoding/binary"
	"slices"
)

// part is one glyph of a composite: its number and where it stands, in font units.
type part struct {
	glyph  uint32
	dx, dy int
}

// composite is a cluster of letters baked into one glyph.
type composite struct {
	parts   []part
	advance int
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
	metrics := int(order.Uint16(t["hhea"][34:]))
	for g := range out {
		out[g] = int(order.Uint16(t["hmtx"][4*min(g, metrics-1):]))
	}
	return out
}

// locations returns where each glyph begins in glyf, and the end of the last.
func (t tables) locations() []uint32 {
	out := make([]uint32, t.glyphs()+1)
	long := order.Uint16(t["head"][50:]) == 1
	for i := range out {
		if long {
			out[i] = order.Uint32(t["loca"][4*i:])
		} else {
			out[i] = 2 * uint32(order.Uint16(t["loca"][2*i:]))
		}
	}
	return out
}

// synthesize makes a font with the outlines of a TrueType font, the composites as further glyphs, and a character map of our
// own. Layout tables are left out: the text is laid out.
func synthesize(ttf []byte, composites []composite, glyphOf map[uint16]uint32) []byte {
	t := readTables(ttf)
	if len(composites) > 0 {
		t.bake(composites)
	}
	t["name"] = []byte{0, 0, 0, 0, 0, 6}
	t["cmap"] = characterMap(glyphOf)
	return t.file()
}

// bake appends the composites.
func (t tables) bake(composites []composite) {
	n := t.glyphs()
	locations := t.locations()
	outlines := slices.Clone(t["glyf"])
	metrics := t.longMetrics()
	for _, c := range composites {
		outlines = append(outlines, make([]byte, -len(outlines)&3)...)
		locations[len(locations)-1] = uint32(len(outlines))
		outline, left := t.outline(c.parts, locations)
		outlines = append(outlines, outline...)
		outlines = append(outlines, make([]byte, -len(outlines)&3)...)
		locations = append(locations, uint32(len(outlines)))
		metrics = order.AppendUint16(metrics, uint16(c.advance))
		metrics = order.AppendUint16(metrics, uint16(left))
	}
	t["glyf"], t["hmtx"] = outlines, metrics
	t["loca"] = make([]byte, 0, 4*len(locations))
	for _, l := range locations {
		t["loca"] = order.AppendUint32(t["loca"], l)
	}
	total := uint16(n + len(composites))
	t.set("head", 50, 1)
	t.set("maxp", 4, total)
	t.set("maxp", 28, max(maxParts, order.Uint16(t["maxp"][28:])))
	t.set("maxp", 30, order.Uint16(t["maxp"][30:])+1)
	t.set("hhea", 34, total)
}

// maxParts is declared as maxComponentElements: no cluster has more glyphs than this.
const maxParts = 255

// set changes two bytes of a copy of a table.
func (t tables) set(name string, at int, value uint16) {
	t[name] = slices.Clone(t[name])
	order.PutUint16(t[name][at:], value)
}

// longMetrics returns hmtx with an advance for every glyph.
func (t tables) longMetrics() []byte {
	full := int(order.Uint16(t["hhea"][34:]))
	out := slices.Clone(t["hmtx"][:4*full])
	last := out[4*(full-1) : 4*full-2]
	for i := range t.glyphs() - full {
		out = append(append(out, last...), t["hmtx"][4*full+2*i:][:2]...)
	}
	return out
}

// The flags of a component: offsets in words, relative to the origin; and that another follows.
const (
	wordOffsets    = 0x0003
	moreComponents = 0x0020
)

// outline writes a composite glyph and returns its left side bearing. Parts without an outline are left out.
func (t tables) outline(parts []part, locations []uint32) (out []byte, left int) {
	var visible []part
	box := [4]int{1 << 15, 1 << 15, -1 << 15, -1 << 15}
	for _, p := range parts {
		from, to := locations[p.glyph], locations[p.glyph+1]
		if to <= from {
			continue
		}
		visible = append(visible, p)
		for k, shift := range []int{p.dx, p.dy, p.dx, p.dy} {
			edge := int(int16(order.Uint16(t["glyf"][from+2+2*uint32(k):]))) + shift
			if k < 2 {
				box[k] = min(box[k], edge)
			} else {
				box[k] = max(box[k], edge)
			}
		}
	}
	if len(visible) == 0 {
		return nil, 0
	}
	out = order.AppendUint16(out, 0xFFFF)
	for _, edge := range box {
		out = order.AppendUint16(out, uint16(edge))
	}
	for i, p := range visible {
		flags := uint16(wordOffsets)
		if i < len(visible)-1 {
			flags |= moreComponents
		}
		for _, word := range []uint16{flags, uint16(p.glyph), uint16(p.dx), uint16(p.dy)} {
			out = order.AppendUint16(out, word)
		}
	}
	return out, box[0]
}

// characterMap writes a cmap table of format 4, the only one that fpdf reads.
func characterMap(glyphOf map[uint16]uint32) []byte {
	type segment struct{ first, last, delta uint16 }
	var segments []segment
	for _, code := range sortedKeys(glyphOf) {
		delta := uint16(glyphOf[code]) - code
		if n := len(segments) - 1; n >= 0 && segments[n].last+1 == code && segments[n].delta == delta {
			segments[n].last = code
			continue
		}
		segments = append(segments, segment{code, code, delta})
	}
	segments = append(segments, segment{0xFFFF, 0xFFFF, 1})
	n := uint16(len(segments))
	words := []uint16{0, 1, 3, 1, 0, 12, 4, 16 + 8*n, 0, 2 * n, 2, 0, 0}
	for _, s := range segments {
		words = append(words, s.last)
	}
	words = append(words, 0)
	for _, s := range segments {
		words = append(words, s.first)
	}
	for _, s := range segments {
		words = append(words, s.delta)
	}
	words = append(words, make([]uint16, n)...)
	var out []byte
	for _, w := range words {
		out = order.AppendUint16(out, w)
	}
	return out
}

// kept are the tables that a viewer needs to draw glyphs.
var kept = []string{"OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"}

func (t tables) file() []byte {
	var names []string
	for _, name := range kept {
		if len(t[name]) > 0 {
			names = append(names, name)
		}
	}
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
