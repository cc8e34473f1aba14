package pdf

import (
	"bytes"
	"fmt"
	"strings"
)

// resources is the number that fpdf gives to the resources of all pages.
const resources = 2

// addFonts embeds the fonts, and lists them in the resources.
func (d *Document) addFonts(f *file) {
	var list strings.Builder
	for i, face := range sortedKeys(d.fonts) {
		fmt.Fprintf(&list, "/%s %d 0 R\n", d.fonts[face].name, f.addFont(d.fonts[face], i))
	}
	f.objects[resources] = bytes.Replace(f.objects[resources], []byte("/Font <<\n"), []byte("/Font <<\n"+list.String()), 1)
}

// addFont embeds a font whose codes are its glyph numbers, and returns the number of its object. The name bears the tag of a
// subset.
func (f *file) addFont(codes *fontCodes, index int) int {
	name := fmt.Sprintf("GUIC%c%c+%s", 'A'+index/26%26, 'A'+index%26, codes.face.Name)
	font := subsetFont(codes.tables, codes.shapes)
	program := f.addStream(fmt.Sprintf("/Length1 %d", len(font)), font)
	descriptor := f.add(codes.descriptor(name, program))
	var widths strings.Builder
	for code := range codes.shapes {
		fmt.Fprintf(&widths, "%d ", codes.width(uint16(code)))
	}
	descendant := f.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "+
		"/FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 0 /W [0 [%s]]>>\n", name, descriptor, widths.String()))
	unicode := f.addStream("", codes.toUnicode())
	return f.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>\n",
		name, descendant, unicode))
}

// descriptor describes the face in thousandths of the size. Flag 4 says that its codes are its own.
func (f *fontCodes) descriptor(name string, program int) string {
	scale := func(units int) int { return units * 1000 / f.face.UnitsPerEm }
	box := make([]int, 4)
	for i := range box {
		box[i] = scale(int(int16(order.Uint16(f.tables["head"][36+2*i:]))))
	}
	weight, slant := 80, 0
	if f.face.Bold {
		weight = 140
	}
	if f.face.Italic {
		slant = -12
	}
	return fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle %d /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R>>\n",
		name, box[0], box[1], box[2], box[3], slant, scale(f.face.Ascent), -scale(f.face.Descent), scale(f.face.Ascent), weight, program)
}
