package pdf

import (
	"fmt"
	"guichet/brochures/typeset"
	"math"
	"slices"
	"strconv"
	"unicode"
)

// Color is a color of sRGB with components from 0 to 1.
type Color struct{ R, G, B float64 }

// RGB returns a color from its usual notation, as in 0x0b4f6c.
func RGB(hex uint32) Color {
	return Color{float64(hex>>16&0xFF) / 255, float64(hex>>8&0xFF) / 255, float64(hex&0xFF) / 255}
}

func (p *page) fill(c Color) {
	if p.color != c {
		p.color = c
		p.printf("%s %s %s rg\n", number(c.R), number(c.G), number(c.B))
	}
}

// number writes a coordinate with at most three decimals.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
}

// Rect fills a rectangle.
func (d *Document) Rect(x, y, width, height float64, c Color) {
	d.mark()
	d.page().fill(c)
	d.page().printf("%s %s %s %s re f\n", number(x), number(d.Height-y-height), number(width), number(height))
}

// RoundRect fills a rectangle with round corners.
func (d *Document) RoundRect(x, y, width, height, radius float64, c Color) {
	d.mark()
	d.page().fill(c)
	d.page().printf("%sf\n", d.roundPath(x, y, width, height, radius))
}

// kappa places the control points of a quarter of a circle drawn as one curve.
const kappa = 0.5523

func (d *Document) roundPath(x, y, width, height, r float64) string {
	left, right, bottom, top := x, x+width, d.Height-y-height, d.Height-y
	k := r * (1 - kappa)
	n := number
	return fmt.Sprintf("%s %s m %s %s l %s %s %s %s %s %s c %s %s l %s %s %s %s %s %s c %s %s l %s %s %s %s %s %s c %s %s l %s %s %s %s %s %s c h ",
		n(left+r), n(bottom), n(right-r), n(bottom),
		n(right-k), n(bottom), n(right), n(bottom+k), n(right), n(bottom+r), n(right), n(top-r),
		n(right), n(top-k), n(right-k), n(top), n(right-r), n(top), n(left+r), n(top),
		n(left+k), n(top), n(left), n(top-k), n(left), n(top-r), n(left), n(bottom+r),
		n(left), n(bottom+k), n(left+k), n(bottom), n(left+r), n(bottom))
}

// Point is a place on a page.
type Point struct{ X, Y float64 }

// Polygon fills the rings of a shape; a ring inside another is a hole.
func (d *Document) Polygon(c Color, rings ...[]Point) {
	d.mark()
	d.page().fill(c)
	for _, ring := range rings {
		for i, p := range ring {
			operator := "l"
			if i == 0 {
				operator = "m"
			}
			d.page().printf("%s %s %s ", number(p.X), number(d.Height-p.Y), operator)
		}
	}
	d.page().printf("f*\n")
}

// Run draws a run of a paragraph, whose size is in points, with its left edge at x and its baseline at y. The letters of an
// icon, which has no paragraph, are nil.
func (d *Document) Run(r typeset.Run, letters []rune, x, y float64, c Color) {
	if len(r.Glyphs) == 0 {
		return
	}
	d.mark()
	font := d.codesOf(r.Face)
	p := d.page()
	p.fill(c)
	if selected := fmt.Sprintf("/%s %s Tf\n", font.name, number(r.Size)); p.font != selected {
		p.font = selected
		p.content.WriteString(selected)
	}
	p.printf("BT %s %s Td [<", number(x), number(d.Height-y))
	d.show(p, font, r, letters)
	p.printf(">]TJ ET\n")
}

// show writes the codes of a run, and between them what the pen must move beyond the width of each code.
func (d *Document) show(p *page, font *fontCodes, r typeset.Run, letters []rune) {
	unit := 1000 / float64(r.Face.UnitsPerEm)
	wanted, reached := 0.0, 0.0
	for i := 0; i < len(r.Glyphs); {
		end := clusterEnd(r.Glyphs, i)
		text := readable(r, letters, i)
		if len(text) == 0 && r.Glyphs[i].Advance == 0 {
			i = end
			continue
		}
		code, err := font.code(r.Glyphs[i:end], text)
		if err != nil {
			d.err = err
			return
		}
		if move := wanted - reached; math.Abs(move) >= 0.5 {
			p.printf(">%s<", number(-math.Round(move)))
			reached += math.Round(move)
		}
		p.printf("%04X", code)
		reached += math.Floor(float64(font.widthOf[code])*unit + 0.5)
		for _, g := range r.Glyphs[i:end] {
			wanted += float64(g.Advance) * unit
		}
		i = end
	}
}

func clusterEnd(glyphs []typeset.Glyph, i int) int {
	end := i + 1
	for end < len(glyphs) && glyphs[end].Start == glyphs[i].Start && end-i < maxParts {
		end++
	}
	return end
}

// readable returns the letters of the cluster of glyph i in the order in which a reader of the file meets them: readers
// reverse right-to-left text letter by letter, so there the last letter comes first.
func readable(r typeset.Run, letters []rune, i int) []rune {
	g := r.Glyphs[i]
	if letters == nil {
		return []rune{' '}
	}
	if i > 0 && r.Glyphs[i-1].Start == g.Start {
		return nil
	}
	text := make([]rune, 0, g.End-g.Start)
	for _, letter := range letters[g.Start:g.End] {
		if !hidden(letter) {
			text = append(text, letter)
		}
	}
	if r.RightToLeft {
		slices.Reverse(text)
	}
	return text
}

// hidden reports letters that steer the order of text and have no meaning once it is on paper, and controls.
func hidden(r rune) bool {
	return unicode.IsControl(r) || r == 0x200E || r == 0x200F || r == 0x061C || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xAD || r == 0xFEFF
}

func (d *Document) codesOf(f *typeset.Face) *fontCodes {
	known, ok := d.fonts[f.Name]
	if !ok {
		known = newFontCodes("k"+strconv.Itoa(len(d.fonts)), f)
		d.fonts[f.Name] = known
	}
	return known
}
