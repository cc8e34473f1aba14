package pdf

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"guichet/brochures/typeset"
)

// ErrTooManyForms says that a document needs more different clusters of one face than a font of a PDF can hold.
var ErrTooManyForms = errors.New("pdf: a face has more than 30,000 different clusters in one document")

// maxForms leaves room in a font for the glyphs that composites are made of.
const maxForms = 30_000

// fontCodes gives the clusters of one face their codes, and keeps what the codes mean. A code is the number of its glyph in
// the font that is embedded; glyph 0 is the missing one.
type fontCodes struct {
	name     string // what pages call the font
	face     *typeset.Face
	tables   tables
	advances []int
	codes    map[string]uint16
	shapes   []shape  // what each code draws
	meanings [][]rune // the text of each code
	key      []byte
}

func newFontCodes(name string, face *typeset.Face) *fontCodes {
	t := readTables(face.TrueType())
	return &fontCodes{
		name: name, face: face, tables: t, advances: t.advances(), codes: map[string]uint16{},
		shapes: []shape{{parts: nil}}, meanings: [][]rune{nil},
	}
}

// form is what a code draws: glyphs, moved to the right by shift, in a box as wide as advance; all in font units.
type form struct {
	glyphs         []typeset.Glyph
	shift, advance int
}

// code returns the code of a form that stands for text, given in the order in which it is to be read from the page.
func (f *fontCodes) code(drawn form, text []rune) (uint16, error) {
	f.key = drawn.appendKey(f.key[:0], f.advances)
	for _, r := range text {
		f.key = binary.AppendVarint(f.key, int64(r))
	}
	if code, ok := f.codes[string(f.key)]; ok {
		return code, nil
	}
	if len(f.shapes) > maxForms {
		return 0, ErrTooManyForms
	}
	code := uint16(len(f.shapes))
	f.codes[string(f.key)] = code
	f.shapes = append(f.shapes, f.shape(drawn))
	f.meanings = append(f.meanings, slices.Clone(text))
	return code, nil
}

// own reports that the form is a glyph of the face as it stands. Kerning moves what follows and needs no glyph of its own.
func (drawn form) own(advances []int) bool {
	if len(drawn.glyphs) != 1 || drawn.shift != 0 {
		return false
	}
	g := drawn.glyphs[0]
	return g.DX == 0 && g.DY == 0 && g.Advance == drawn.advance && (g.Advance != 0 || advances[g.ID] == 0)
}

func (drawn form) appendKey(key []byte, advances []int) []byte {
	if drawn.own(advances) {
		return append(binary.AppendUvarint(key, uint64(drawn.glyphs[0].ID)), 0xFE)
	}
	key = binary.AppendVarint(key, int64(drawn.shift))
	key = binary.AppendVarint(key, int64(drawn.advance))
	for _, g := range drawn.glyphs {
		for _, v := range []int{int(g.ID), g.DX, g.DY, g.Advance} {
			key = binary.AppendVarint(key, int64(v))
		}
	}
	return append(key, 0xFF)
}

// shape returns what a form is drawn as: a glyph of the face's own, or glyphs baked into one.
func (f *fontCodes) shape(drawn form) shape {
	if drawn.own(f.advances) {
		id := drawn.glyphs[0].ID
		return shape{own: true, glyph: id, advance: f.advances[id]}
	}
	s := shape{advance: max(drawn.advance, 0)}
	pen := drawn.shift
	for _, g := range drawn.glyphs {
		s.parts = append(s.parts, part{g.ID, pen + g.DX, g.DY})
		pen += g.Advance
	}
	return s
}

// width returns the width of a code in thousandths of the size, as the document states it.
func (f *fontCodes) width(code uint16) int {
	return (2000*f.shapes[code].advance + f.face.UnitsPerEm) / (2 * f.face.UnitsPerEm)
}

// perBlock is the most entries that a CMap may list in one block.
const perBlock = 100

// toUnicode writes the CMap from codes to text.
func (f *fontCodes) toUnicode() []byte {
	var s bytes.Buffer
	s.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for first := 1; first < len(f.meanings); first += perBlock {
		block := f.meanings[first:min(first+perBlock, len(f.meanings))]
		fmt.Fprintf(&s, "%d beginbfchar\n", len(block))
		for i, meaning := range block {
			fmt.Fprintf(&s, "<%04X> <%s>\n", first+i, hexUTF16(string(meaning)))
		}
		s.WriteString("endbfchar\n")
	}
	s.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return s.Bytes()
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
