package typeset

import (
	"fmt"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// MaxLetters is the length of the longest paragraph that is set.
const MaxLetters = 100_000

// Style chooses the face of a span.
type Style struct {
	Bold, Italic bool
	// Size is the size of the type in the caller's unit.
	Size float64
}

func (s Style) variant() string { return s.variants()[0] }

// Span is a piece of text in one style.
type Span struct {
	Text string
	Style
}

// Typesetter sets paragraphs. It keeps faces and working memory, and is not for concurrent use: one for each goroutine.
type Typesetter struct {
	fonts    *Fonts
	faces    map[string]*Face
	resolved map[resolution]*Face
	shaper   shaping.HarfbuzzShaper
	segments segmenter.Segmenter
}

// New returns a typesetter that takes its faces from fonts.
func New(fonts *Fonts) *Typesetter {
	return &Typesetter{fonts: fonts, faces: map[string]*Face{}, resolved: map[resolution]*Face{}}
}

// Paragraph is a shaped text, ready to be broken into lines.
type Paragraph struct {
	setter    *Typesetter
	language  Language
	spans     []Span
	spanEnds  []int
	text      []rune // as given
	clean     []rune // the same letters with those that must not be seen replaced by spaces, for the shaper
	runs      []Run  // in the order of the text, shaped as if on one line
	breaks    []opportunity
	isolated  [][2]int  // telephone numbers and addresses, in order
	pens      []float64 // the pen before each letter, as if all stood on one line from left to right
	graphemes []bool    // where letters with their marks begin; found when a word must be cut
	unsafe    []bool    // where a cut between letters changes their forms; the text's ends are safe
}

// Glyph is one glyph of a run, in the order in which it is drawn, from left to right.
type Glyph struct {
	ID uint32
	// Advance moves the pen; DX and DY move only this glyph. All in font units.
	Advance, DX, DY int
	// Start and End are the letters of the paragraph that the glyph's cluster stands for. Glyphs of one cluster are neighbours.
	Start, End int
	// unsafe: a break before the cluster would change its form.
	unsafe bool
}

// Run is a piece of a line in one face, size and direction.
type Run struct {
	Face *Face
	Size float64
	// Span is the index of the span that the run comes from.
	Span        int
	RightToLeft bool
	// Start and End are the letters of the run within the paragraph.
	Start, End int
	// X is the left edge of the run, measured from the left edge of its line. Width is the sum of its advances.
	X, Width float64
	Glyphs   []Glyph

	level  level
	script language.Script
}

// Set shapes a text of one paragraph. A line feed in it is a forced line break.
func (t *Typesetter) Set(l Language, spans ...Span) (*Paragraph, error) {
	p := &Paragraph{setter: t, language: l, spans: spans}
	for _, s := range spans {
		p.text = append(p.text, []rune(s.Text)...)
		p.spanEnds = append(p.spanEnds, len(p.text))
	}
	if len(p.text) > MaxLetters {
		return nil, fmt.Errorf("typeset: a paragraph of %d letters; at most %d can be set", len(p.text), MaxLetters)
	}
	p.clean = clean(p.text)
	items, err := p.itemise(p.levels())
	if err != nil {
		return nil, err
	}
	for _, it := range items {
		run := p.shape(it)
		if err := p.check(run); err != nil {
			return nil, err
		}
		p.runs = append(p.runs, run)
	}
	p.measure()
	return p, nil
}

// Text returns the letters of the paragraph, which the indexes of runs and glyphs refer to. They must not be changed.
func (p *Paragraph) Text() []rune { return p.text }

// Language returns the language in which the paragraph is set.
func (p *Paragraph) Language() Language { return p.language }

// clean replaces controls by spaces and direction marks by zero-width spaces: letters that a face need not have.
func clean(text []rune) []rune {
	out := make([]rune, len(text))
	for i, r := range text {
		switch {
		case unicode.IsControl(r), r == 0x2028, r == 0x2029:
			r = ' '
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x206F:
			r = 0x200B
		}
		out[i] = r
	}
	return out
}

// shape gives the glyphs of an item, seeing the letters around it.
func (p *Paragraph) shape(it item) Run {
	direction := di.DirectionLTR
	if it.level&1 == 1 {
		direction = di.DirectionRTL
	}
	out := p.setter.shaper.ShapeNoExtents(shaping.Input{
		Text: p.clean, RunStart: it.start, RunEnd: it.end, Direction: direction, Face: it.face.face,
		Size: fixed.I(it.face.UnitsPerEm), Script: it.script, Language: p.language.tag,
	})
	r := Run{
		Face: it.face, Size: p.spans[it.span].Size, Span: it.span, RightToLeft: it.level&1 == 1,
		Start: it.start, End: it.end, Glyphs: make([]Glyph, len(out.Glyphs)), level: it.level, script: it.script,
	}
	for i, g := range out.Glyphs {
		r.Glyphs[i] = Glyph{
			ID: uint32(g.GlyphID), Advance: g.Advance.Round(), DX: g.XOffset.Round(), DY: g.YOffset.Round(),
			Start: g.TextIndex(), End: g.TextIndex() + g.RunesCount(), unsafe: g.Mask&uint32(harfbuzz.GlyphUnsafeToBreak) != 0,
		}
	}
	r.Width = r.width()
	return r
}

func (r *Run) width() float64 {
	units := 0
	for _, g := range r.Glyphs {
		units += g.Advance
	}
	return r.scale(units)
}

func (r *Run) scale(units int) float64 { return float64(units) * r.Size / float64(r.Face.UnitsPerEm) }

// check refuses a run in which a visible letter came out as the missing glyph.
func (p *Paragraph) check(r Run) error {
	for _, g := range r.Glyphs {
		if g.ID != 0 {
			continue
		}
		for _, letter := range p.text[g.Start:g.End] {
			if !invisible(letter) {
				return &MissingError{letter, p.language.Tag}
			}
		}
	}
	return nil
}

// measure notes the width of each letter as if all stood on one line, and where lines may be cut and may end.
func (p *Paragraph) measure() {
	p.pens, p.unsafe = make([]float64, len(p.text)+1), make([]bool, len(p.text)+1)
	for i := range p.runs {
		r := &p.runs[i]
		for _, g := range r.Glyphs {
			p.pens[g.Start+1] += r.scale(g.Advance)
			p.unsafe[g.Start] = g.unsafe && g.Start > r.Start
			for inside := g.Start + 1; inside < g.End; inside++ {
				p.unsafe[inside] = true
			}
		}
	}
	for i := range p.text {
		p.pens[i+1] += p.pens[i]
	}
	p.breaks = p.opportunities()
}
