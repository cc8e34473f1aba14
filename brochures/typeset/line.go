package typeset

import (
	"slices"
	"unicode"
)

// Align says where a line stands within its width.
type Align int

// Start is the side where reading begins: left, or right in right-to-left languages.
const (
	Start Align = iota
	Center
	End
)

// Line is one line of a broken paragraph.
type Line struct {
	// Start and End are the letters of the line within the paragraph; the lines of a paragraph hold each letter once.
	Start, End int
	// Width is the sum of the runs' widths. White space at the line's end has no glyphs and no width.
	Width float64
	// Runs are in drawing order, from left to right.
	Runs []Run
}

// opportunity is a place where a line may end.
type opportunity struct {
	at     int
	forced bool
}

// opportunities lists where lines may end by UAX #14, the end of the text included; but not within telephone numbers, nor
// after the hyphen of a compound word, which readers of PDF would take for a word that was divided, nor after a soft hyphen,
// which would have to be shown.
func (p *Paragraph) opportunities() []opportunity {
	var all []opportunity
	p.setter.segments.Init(p.text)
	for lines := p.setter.segments.LineIterator(); lines.Next(); {
		line := lines.Line()
		end := line.Offset + len(line.Text)
		if p.inIsolated(end) || p.inCompound(end) {
			continue
		}
		all = append(all, opportunity{end, line.IsMandatoryBreak && end > 0 && isLineEnd(p.text[end-1])})
	}
	return all
}

// inIsolated reports that a break would part a telephone number. Addresses are long, and may be broken.
func (p *Paragraph) inIsolated(at int) bool {
	for _, r := range p.isolated {
		if r[0] < at && at < r[1] {
			return !isLineEnd(p.text[at-1]) && isSign(p.text[r[0]])
		}
	}
	return false
}

// inCompound reports that the place is behind a hyphen between two letters.
func (p *Paragraph) inCompound(at int) bool {
	if at == 0 || at == len(p.text) {
		return false
	}
	before := p.text[at-1]
	return before == softHyphen || isHyphen(before) && at > 1 && unicode.IsLetter(p.text[at]) && isWordPart(p.text[at-2])
}

const softHyphen = 0xAD

func isHyphen(r rune) bool { return r == '-' || r == 0x2010 }

func isWordPart(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// Narrowest returns the least width at which no word is broken.
func (p *Paragraph) Narrowest() (width float64) {
	start := 0
	for _, b := range p.breaks {
		width = max(width, p.width(start, b.at))
		start = b.at
	}
	return width
}

func isLineEnd(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029:
		return true
	default:
		return false
	}
}

// Break returns the lines of the paragraph at a width in the unit of its sizes; none is wider, unless a single letter with its
// marks is. A word wider than a line is broken behind a hyphen, or between letters. An empty paragraph has one empty line.
func (p *Paragraph) Break(width float64) []Line {
	width = max(width, 0) // no width at all is one letter a line
	var lines []Line
	for start, k := 0, 0; start < len(p.text); {
		end := p.reach(start, p.breaks[k:], width)
		lines = append(lines, p.line(start, end))
		for start = end; k < len(p.breaks) && p.breaks[k].at <= start; {
			k++
		}
	}
	if len(lines) == 0 || p.endsInLineEnd() {
		lines = append(lines, p.line(len(p.text), len(p.text)))
	}
	return lines
}

// reach returns the end of the line that begins at start: of the places where lines may end, the last that fits. The last that
// seems to fit is measured as it will be cut.
func (p *Paragraph) reach(start int, breaks []opportunity, width float64) int {
	n := 0
	for n < len(breaks) && p.between(start, p.trim(start, breaks[n].at)) <= width+tolerance {
		n++
		if breaks[n-1].forced {
			break
		}
	}
	for ; n > 0; n-- {
		if end := breaks[n-1].at; p.width(start, end) <= width+tolerance {
			return end
		}
	}
	return p.split(start, breaks[0].at, width)
}

// tolerance absorbs the rounding of sums of widths.
const tolerance = 1e-6

func (p *Paragraph) endsInLineEnd() bool {
	return len(p.text) > 0 && isLineEnd(p.text[len(p.text)-1])
}

// between returns the width of text[start:end] if it stood on one line.
func (p *Paragraph) between(start, end int) float64 { return p.pens[end] - p.pens[start] }

// width returns the width of the line of text[start:end], whose white space at the end has none.
func (p *Paragraph) width(start, end int) float64 {
	ink := p.trim(start, end)
	if p.unsafe[start] || p.unsafe[ink] {
		return p.line(start, ink).Width
	}
	return p.between(start, ink)
}

// trim returns the end of text[start:end] without its trailing white space. No-break spaces stay.
func (p *Paragraph) trim(start, end int) int {
	for end > start && (unicode.IsSpace(p.text[end-1]) && p.text[end-1] != 0xA0 || p.text[end-1] == 0x200B) {
		end--
	}
	return end
}

// split returns where to cut a word that is wider than a line: behind its last hyphen that fits, else after as many graphemes
// as fit, and at least one.
func (p *Paragraph) split(start, end int, width float64) int {
	var cuts []int
	for cut := p.graphemeEnd(start); ; cut = p.graphemeEnd(cut) {
		cuts = append(cuts, cut)
		if cut >= end || p.between(start, cut) > width+tolerance {
			break
		}
	}
	for len(cuts) > 1 && p.width(start, cuts[len(cuts)-1]) > width+tolerance {
		cuts = cuts[:len(cuts)-1] // letters that are cut off from their neighbours may be wider
	}
	for i := len(cuts) - 1; i >= 0; i-- {
		if p.inCompound(cuts[i]) {
			return cuts[i]
		}
	}
	return cuts[len(cuts)-1]
}

// graphemeEnd returns the end of the letter, with its marks, that begins at a place.
func (p *Paragraph) graphemeEnd(at int) int {
	if p.graphemes == nil {
		p.graphemes = make([]bool, len(p.text)+1)
		p.setter.segments.Init(p.text)
		for each := p.setter.segments.GraphemeIterator(); each.Next(); {
			p.graphemes[each.Grapheme().Offset] = true
		}
		p.graphemes[len(p.text)] = true
	}
	for at++; !p.graphemes[at]; {
		at++
	}
	return at
}

// line builds the line of text[start:end].
func (p *Paragraph) line(start, end int) Line {
	l := Line{Start: start, End: end}
	ink := p.trim(start, end)
	first, _ := slices.BinarySearchFunc(p.runs, start, func(r Run, at int) int { return r.End - at - 1 })
	for i := first; i < len(p.runs) && p.runs[i].Start < ink; i++ {
		r := &p.runs[i]
		l.Runs = append(l.Runs, p.cut(r, max(start, r.Start), min(ink, r.End)))
	}
	reorder(l.Runs)
	for i := range l.Runs {
		l.Runs[i].X = l.Width
		l.Width += l.Runs[i].Width
	}
	return l
}

// cut returns the part of a run between two letters. Where HarfBuzz says that a cut changes no form, glyphs are copied, else
// the part is shaped anew.
func (p *Paragraph) cut(r *Run, start, end int) Run {
	if start == r.Start && end == r.End {
		return *r
	}
	if p.unsafe[start] || p.unsafe[end] {
		return p.shape(item{start, end, r.level, r.script, r.Face, r.Span})
	}
	part := *r
	part.Start, part.End = start, end
	part.Glyphs = nil
	for _, g := range r.Glyphs {
		if g.Start >= start && g.End <= end {
			part.Glyphs = append(part.Glyphs, g)
		}
	}
	part.Width = part.width()
	return part
}

// reorder puts runs that are in the order of the text into the order of drawing (L2 of UAX #9).
func reorder(runs []Run) {
	highest, lowestOdd := level(0), level(maxLevel+2)
	for _, r := range runs {
		highest = max(highest, r.level)
		if r.level&1 == 1 {
			lowestOdd = min(lowestOdd, r.level)
		}
	}
	for l := highest; l >= lowestOdd; l-- {
		for i := 0; i < len(runs); i++ {
			end := i
			for end < len(runs) && runs[end].level >= l {
				end++
			}
			slices.Reverse(runs[i:end])
			i = max(i, end-1)
		}
	}
}

// Offset returns the left edge of a line of the language that is aligned within a width.
func (l Line) Offset(in Language, align Align, width float64) float64 {
	space := width - l.Width
	switch {
	case align == Center:
		return space / 2
	case (align == End) != in.RightToLeft:
		return space
	default:
		return 0
	}
}
