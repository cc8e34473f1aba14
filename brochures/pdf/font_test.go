package pdf

import (
	"bytes"
	"testing"

	"guichet/brochures/typeset"
)

// TestSubsetsAreSound embeds texts with composites of the face (é), composites of our own (marks, a whole run of Adlam) and
// plain glyphs, and checks what a device relies on: every part exists, and no glyph is larger than the font declares.
func TestSubsetsAreSound(t *testing.T) {
	setter := typeset.New(typeset.OpenFonts(""))
	d := New(Options{Title: "T", Width: 300, Height: 300})
	d.AddPage()
	for tag, text := range map[string]string{
		"fr": "École ñ ệ fi – A042", "yo": "ẹ̀kọ́ ń̀", "ar": "\u0639\u0642\u0644\u0627\u064b \u0644\u0651\u064e (7)",
		"bn": "\u0995\u09cd\u09b7\u09bf\u09a4\u09c7", "ff-Adlm": "\U0001E900\U0001E944\U0001E922\U0001E923 \U0001E924\U0001E925",
	} {
		l, err := typeset.LookupLanguage(tag)
		if err != nil {
			t.Fatal(err)
		}
		p, err := setter.Set(l, typeset.Span{Text: text, Style: typeset.Style{Size: 10}})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Break(1e9)[0].Runs {
			d.Run(r, p.Text(), 0, 100, RGB(0))
		}
	}
	composites := 0
	for name, codes := range d.fonts {
		composites += checkSubset(t, name, readTables(subsetFont(codes.tables, codes.shapes)), codes)
	}
	if composites < 5 {
		t.Errorf("only %d composites were made", composites)
	}
}

// checkSubset returns the number of composites.
func checkSubset(t *testing.T, name string, font tables, codes *fontCodes) (composites int) {
	t.Helper()
	n := font.glyphs()
	if n < len(codes.shapes) || len(font["loca"]) != 4*(n+1) || len(font["hmtx"]) != 4*n {
		t.Fatalf("%s: %d glyphs, %d codes, loca %d, hmtx %d bytes", name, n, len(codes.shapes), len(font["loca"]), len(font["hmtx"]))
	}
	for glyph := range uint32(n) {
		outline := font.outline(glyph)
		if int(glyph) < len(codes.shapes) && codes.shapes[glyph].own && len(outline) > 0 && int16(order.Uint16(outline)) >= 0 {
			if want := codes.tables.outline(codes.shapes[glyph].glyph); glyph > 0 && !bytes.HasPrefix(outline, want) {
				t.Errorf("%s: glyph %d is not the face's %d", name, glyph, codes.shapes[glyph].glyph)
			}
			continue
		}
		eachComponent(outline, func(number []byte) {
			if part := int(order.Uint16(number)); part >= n || part == int(glyph) {
				t.Errorf("%s: glyph %d of %d has the part %d", name, glyph, n, part)
			}
		})
		c := font.complexity(glyph)
		if c.points > int(order.Uint16(font["maxp"][10:])) || c.contours > int(order.Uint16(font["maxp"][12:])) {
			t.Errorf("%s: glyph %d has %d points in %d contours, more than declared", name, glyph, c.points, c.contours)
		}
		if c.points > 0 {
			composites++
		}
	}
	return composites
}
