package typeset

import (
	"errors"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Face is one font file as one [Typesetter] uses it.
type Face struct {
	// Name is the file's name without ".ttf", as in "NotoSansArabic-Bold". Faces of the same name hold the same glyphs.
	Name string
	// UnitsPerEm is the number of font units in the size of the type.
	UnitsPerEm int
	// Ascent and Descent are the reach above and below the baseline in font units, both positive.
	Ascent, Descent int
	// Bold and Italic say what the face is: a family without such a file gives its regular face when asked for one.
	Bold, Italic bool

	file  *file
	face  *font.Face
	drawn *font.Face // with outlines, once one was asked for
}

func newFace(f *file) *Face {
	face := font.NewFace(f.font)
	extents, _ := face.FontHExtents()
	return &Face{
		Name: f.name, UnitsPerEm: int(face.Upem()), file: f, face: face,
		Ascent: int(extents.Ascender), Descent: int(-extents.Descender),
		Bold: strings.Contains(f.name, "-Bold"), Italic: strings.HasSuffix(f.name, "Italic"),
	}
}

// TrueType returns the bytes of the font file. They must not be changed.
func (f *Face) TrueType() []byte { return f.file.data }

// Outline returns the contour of a glyph in font units, y up; empty for a space.
func (f *Face) Outline(glyph uint32) []opentype.Segment {
	if f.drawn == nil {
		f.drawn = font.NewFace(f.file.drawable())
	}
	outline, _ := f.drawn.GlyphData(font.GID(glyph)).(font.GlyphOutline)
	return outline.Segments
}

func (f *Face) has(r rune) bool {
	_, ok := f.face.NominalGlyph(r)
	return ok
}

// face returns the face of a family in the wanted style. Families without a bold or italic file give their regular one.
func (t *Typesetter) face(family string, style Style) (*Face, error) {
	for _, variant := range style.variants() {
		name := family + variant
		if f, ok := t.faces[name]; ok {
			return f, nil
		}
		f, err := t.fonts.load(name)
		var absent *FontError
		if errors.As(err, &absent) && variant != regular {
			continue
		}
		if err != nil {
			return nil, err
		}
		t.faces[name] = newFace(f)
		return t.faces[name], nil
	}
	panic("typeset: every style ends in the regular variant")
}

const regular = "-Regular"

func (s Style) variants() []string {
	switch {
	case s.Bold && s.Italic:
		return []string{"-BoldItalic", "-Bold", regular}
	case s.Bold:
		return []string{"-Bold", regular}
	case s.Italic:
		return []string{"-Italic", regular}
	default:
		return []string{regular}
	}
}
