package rules

import (
	"encoding/binary"
	"regexp"
	"strings"
)

var widthsList = regexp.MustCompile(`/W \[0 \[([0-9 ]*)\]\]`)

// widths checks that the widths that a font states are those of the glyphs that it embeds, to a thousandth of the size.
func (c *checker) widths(name, font string) {
	descendant := c.objects[c.reference(strings.Replace(font, "[", "", 1), "/DescendantFonts")] // an array of one
	program := c.streams[c.reference(c.objects[c.reference(descendant, "/FontDescriptor")], "/FontFile2")]
	list := widthsList.FindStringSubmatch(descendant)
	metrics, perEm := table(program, "hmtx"), table(program, "head")
	if list == nil || len(perEm) < 20 {
		c.report("font %s states no widths, or embeds no font", name)
		return
	}
	unit := float64(binary.BigEndian.Uint16([]byte(perEm[18:])))
	for code, field := range strings.Fields(list[1]) {
		if 4*code+4 > len(metrics) {
			c.report("font %s has no glyph for code %d", name, code)
			return
		}
		embedded := 1000 * float64(binary.BigEndian.Uint16([]byte(metrics[4*code:]))) / unit
		if stated := float64(atoi(field)); stated < embedded-1 || stated > embedded+1 {
			c.report("font %s: code %d is %g wide, its glyph %g", name, code, stated, embedded)
		}
	}
}

// table returns a table of a TrueType file.
func table(font, tag string) string {
	for at := 12; at+16 <= len(font) && at < 12+16*int(font[5]); at += 16 {
		if font[at:at+4] != tag {
			continue
		}
		from := int(binary.BigEndian.Uint32([]byte(font[at+8:])))
		to := from + int(binary.BigEndian.Uint32([]byte(font[at+12:])))
		if to <= len(font) {
			return font[from:to]
		}
	}
	return ""
}
