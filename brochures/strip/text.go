package strip

import (
	"math"

	"guichet/brochures/pdf"
	"guichet/brochures/typeset"
)

// baseline is where the baseline is below the upper edge of a line, as a part of the leading.
const baseline = 0.72

// paragraph is a text that is broken into lines, with the place of its first one.
type paragraph struct {
	Text
	language typeset.Language
	set      *typeset.Paragraph
	lines    []typeset.Line
	icon     typeset.Run
	leading  float64
	x, y     float64
	width    float64
}

func (l *layout) text(t Text) error {
	p := paragraph{Text: t, language: l.sheet.Language, x: l.sheet.Margin, y: l.y, width: l.sheet.Width - 2*l.sheet.Margin}
	if t.Language != nil {
		p.language = *t.Language
	}
	size := 0.0
	for _, span := range t.Spans {
		size = max(size, span.Size)
	}
	if t.Icon != "" {
		if err := l.icon(&p, size); err != nil {
			return err
		}
	}
	set, err := l.setter.Set(p.language, t.Spans...)
	if err != nil {
		return err
	}
	p.set, p.lines, p.leading = set, set.Break(p.width), math.Round(size*p.language.Leading)
	l.mark(p.draw)
	l.y += float64(len(p.lines)) * p.leading
	return nil
}

// icon gives a text an icon and the room for it.
func (l *layout) icon(p *paragraph, size float64) (err error) {
	p.icon, err = l.setter.Icon(p.Icon, math.Round(1.15*size))
	indent := math.Round(1.7 * size)
	p.width -= indent
	if !p.language.RightToLeft {
		p.x += indent
	}
	p.Align = typeset.Start
	return err
}

func (p *paragraph) draw(on pen) {
	if p.Icon != "" {
		on.artifact(func() { p.drawIcon(on) })
	}
	on.open(p.role(), p.attributes())
	defer on.close()
	for i, line := range p.lines {
		x, y := p.x+line.Offset(p.language, p.Align, p.width), p.y+(float64(i)+baseline)*p.leading
		for _, r := range line.Runs {
			on.run(r, p.set.Text(), x+r.X, y)
		}
	}
}

// drawIcon centers the icon on the small letters of the first line.
func (p *paragraph) drawIcon(on pen) {
	x := p.x + p.width + 1.7/1.15*p.icon.Size - p.icon.Width
	if !p.language.RightToLeft {
		x = p.x - 1.7/1.15*p.icon.Size
	}
	on.run(p.icon, nil, x, p.y+baseline*p.leading+0.18*p.icon.Size)
}

func (p *paragraph) role() pdf.Role {
	if p.Role == "" {
		return pdf.P
	}
	return p.Role
}

// attributes give a text in reading order where the strip shows another, and its language where it is not the strip's.
func (p *paragraph) attributes() (a pdf.Attributes) {
	if p.Language != nil {
		a.Language = p.language.Tag
	}
	for _, line := range p.lines {
		for _, r := range line.Runs {
			if r.RightToLeft {
				a.Actual = string(p.set.Text())
			}
		}
	}
	return a
}
