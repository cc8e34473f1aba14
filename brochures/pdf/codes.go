package pdf

import (
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"guichet/brochures/typeset"
)

// ErrTooManyForms says that a document needs more different clusters of one face than a font of a PDF can hold.
var ErrTooManyForms = errors.New("pdf: a face has more than 30,000 different clusters in one document")

// fontCodes gives the clusters of one face their codes, and keeps what the codes mean.
type fontCodes struct {
	name       string // fpdf's name of the font, in small letters as fpdf wants it
	face       *typeset.Face
	advances   []int
	codes      map[string]uint16
	glyphOf    map[uint16]uint32
	textOf     map[uint16][]rune
	widthOf    map[uint16]int // in font units
	baked      map[string]uint32
	composites []composite
	free       int
	key        []byte
}

func newFontCodes(name string, face *typeset.Face) *fontCodes {
	return &fontCodes{
		name: name, face: face, advances: readTables(face.TrueType()).advances(), codes: map[string]uint16{}, glyphOf: map[uint16]uint32{},
		textOf: map[uint16][]rune{}, widthOf: map[uint16]int{}, baked: map[string]uint32{}, free: firstFree,
	}
}

// Codes that are not a letter themselves come from the private use area, then from the Chinese blocks, of which the fonts
// have no letter.
const (
	firstFree   = 0xE000
	lastPrivate = 0xF8FF
	firstSpare  = 0x3400
	lastSpare   = 0x9FFF
)

// form is what a code draws: glyphs, moved to the right by shift, in a box as wide as advance; all in font units.
type form struct {
	glyphs         []typeset.Glyph
	shift, advance int
}

// code returns the code of a form that stands for text, given in the order in which it is to be read from the page.
func (f *fontCodes) code(drawn form, text []rune) (uint16, error) {
	f.key = drawn.appendKey(f.key[:0], f.advances)
	formKey := len(f.key)
	for _, r := range text {
		f.key = binary.AppendVarint(f.key, int64(r))
	}
	if code, ok := f.codes[string(f.key)]; ok {
		return code, nil
	}
	code, err := f.newCode(text)
	if err != nil {
		return 0, err
	}
	f.codes[string(f.key)] = code
	f.textOf[code] = slices.Clone(text)
	f.glyphOf[code], f.widthOf[code] = f.glyph(drawn, f.key[:formKey])
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

// newCode prefers the letter itself, so that even a reader without ToUnicode has a chance.
func (f *fontCodes) newCode(text []rune) (uint16, error) {
	if len(text) == 1 && text[0] >= ' ' && text[0] < firstSpare {
		if _, taken := f.glyphOf[uint16(text[0])]; !taken {
			return uint16(text[0]), nil
		}
	}
	code := f.free
	f.free++
	if f.free == lastPrivate+1 {
		f.free = firstSpare
	}
	if code == lastSpare+1 {
		return 0, ErrTooManyForms
	}
	return uint16(code), nil
}

// glyph returns the glyph of a form and its width: one of the face's own, or a composite.
func (f *fontCodes) glyph(drawn form, key []byte) (id uint32, width int) {
	if drawn.own(f.advances) {
		id = drawn.glyphs[0].ID
		return id, f.advances[id]
	}
	if id, ok := f.baked[string(key)]; ok {
		return id, f.composites[int(id)-len(f.advances)].advance
	}
	c := drawn.bake()
	id = uint32(len(f.advances) + len(f.composites))
	f.composites = append(f.composites, c)
	f.baked[string(key)] = id
	return id, c.advance
}

func (drawn form) bake() composite {
	c := composite{advance: max(drawn.advance, 0)}
	pen := drawn.shift
	for _, g := range drawn.glyphs {
		c.parts = append(c.parts, part{g.ID, pen + g.DX, g.DY})
		pen += g.Advance
	}
	return c
}

// file returns the synthetic font.
func (f *fontCodes) file() []byte { return synthesize(f.face.TrueType(), f.composites, f.glyphOf) }

// used returns all codes in ascending order.
func (f *fontCodes) used() []uint16 { return sortedKeys(f.glyphOf) }

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
