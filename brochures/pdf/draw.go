package pdf

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode"

	"guichet/brochures/typeset"
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

func (p *page) stroke(c Color, width float64) {
	p.printf("%s %s %s RG %s w ", number(c.R), number(c.G), number(c.B), number(width))
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

// Line draws a line from one place to another, as thick as width.
func (d *Document) Line(from, to Point, width float64, c Color) {
	d.mark()
	d.page().stroke(c, width)
	d.page().printf("%s %s m %s %s l S\n", number(from.X), number(d.Height-from.Y), number(to.X), number(d.Height-to.Y))
}

// StrokeRect draws the outline of a rectangle with round corners; half of the line's thickness is outside the rectangle.
func (d *Document) StrokeRect(x, y, width, height, radius, line float64, c Color) {
	d.mark()
	d.page().stroke(c, line)
	d.page().printf("%sS\n", d.roundPath(x, y, width, height, radius))
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
	w := writer{page: p, font: font, unit: 1000 / float64(r.Face.UnitsPerEm)}
	if unturned(r, letters) {
		d.unturned = true
		d.err = w.whole(r, letters)
		return
	}
	steered := r.RightToLeft && letters != nil && !d.unturned
	for i := 0; i < len(r.Glyphs) && d.err == nil; {
		if steered && i > 0 && separates(letters[r.Glyphs[i].Start]) {
			d.err = w.steer(r.Face)
		}
		end := clusterEnd(r.Glyphs, i)
		d.err = cmp.Or(d.err, w.cluster(newForm(r.Glyphs[i:end]), readable(r, letters, i), r.RightToLeft))
		i = end
	}
	if d.err == nil && steered && r.Start > 0 && isNeutral(letters[r.Start]) && isNeutral(letters[r.Start-1]) {
		d.err = w.steer(r.Face)
	}
}

func newForm(glyphs []typeset.Glyph) form {
	drawn := form{glyphs: glyphs}
	for _, g := range glyphs {
		drawn.advance += g.Advance
	}
	return drawn
}

func clusterEnd(glyphs []typeset.Glyph, i int) int {
	end := i + 1
	for end < len(glyphs) && glyphs[end].Start == glyphs[i].Start && end-i < maxParts {
		end++
	}
	return end
}

// writer writes codes and keeps the pen, in thousandths of the size: where it must be, and where the codes have moved it.
type writer struct {
	page            *page
	font            *fontCodes
	unit            float64
	wanted, reached float64
}

// cluster writes a cluster. Letters with marks get a code each, because some readers take a code that holds a mark for one
// without width: the first letter draws all of the cluster, the others are blanks. Letters share the width, marks have none.
func (w *writer) cluster(drawn form, text []rune, rightToLeft bool) error {
	if len(text) == 0 && drawn.advance == 0 {
		return nil
	}
	if len(text) == 0 { // a control: a code must mean something
		text = []rune{' '}
	}
	if len(text) > 1 && slices.ContainsFunc(text, isMark) {
		return w.pieces(drawn, text, rightToLeft)
	}
	start := w.wanted
	w.wanted += float64(drawn.advance) * w.unit
	if rightToLeft {
		text = slices.Clone(text)
		slices.Reverse(text)
	}
	return w.put(drawn, text, start)
}

// pieces writes a code for each letter of a form.
func (w *writer) pieces(drawn form, text []rune, rightToLeft bool) error {
	pieces := share(drawn, text)
	if rightToLeft {
		slices.Reverse(pieces)
		for _, p := range pieces[:len(pieces)-1] {
			pieces[len(pieces)-1].shift -= p.advance
		}
	}
	return w.putAll(pieces, drawn.advance)
}

// putAll writes neighbouring codes that are together as wide as advance.
func (w *writer) putAll(pieces []piece, advance int) error {
	start := w.wanted
	w.wanted += float64(advance) * w.unit
	for _, p := range pieces {
		if err := w.put(p.form, p.text, start); err != nil {
			return err
		}
		start += float64(p.advance) * w.unit
	}
	return nil
}

func isMark(r rune) bool { return unicode.Is(unicode.Mn, r) }

type piece struct {
	form
	text []rune
}

// share makes a piece of each letter, the first of which draws.
func share(drawn form, text []rune) []piece {
	wide := 0
	for _, letter := range text[1:] {
		if !isMark(letter) {
			wide++
		}
	}
	pieces := make([]piece, len(text))
	left := max(drawn.advance, 0)
	each := left / (wide + 1)
	for i, letter := range text {
		pieces[i].text = text[i : i+1]
		if i > 0 && !isMark(letter) {
			pieces[i].advance = each
			left -= each
		}
	}
	pieces[0].glyphs, pieces[0].advance = drawn.glyphs, left
	return pieces
}

// put writes one code at a place, moving the pen there if it is not.
func (w *writer) put(drawn form, text []rune, at float64) error {
	code, err := w.font.code(drawn, text)
	if err != nil {
		return err
	}
	if move := math.Round(at - w.reached); move != 0 {
		w.page.printf(">%s<", number(-move))
		w.reached += move
	}
	w.page.printf("%04X", code)
	w.reached += float64(w.font.width(code))
	return nil
}

// readable returns the visible letters of the cluster of glyph i. An icon stands for a space: readers want something.
func readable(r typeset.Run, letters []rune, i int) []rune {
	g := r.Glyphs[i]
	if letters == nil {
		return []rune{' '}
	}
	if i > 0 && r.Glyphs[i-1].Start == g.Start {
		return nil
	}
	return visible(letters[g.Start:g.End])
}

func visible(letters []rune) []rune {
	text := make([]rune, 0, len(letters))
	for _, letter := range letters {
		if !hidden(letter) {
			text = append(text, letter)
		}
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
