package report

import (
	"guichet/brochures/typeset"
)

// measure tells how high a text will be: a figure's height must be known before it is drawn.
type measure struct {
	setter *typeset.Typesetter
	of     typeset.Language
}

func newMeasure(fonts *typeset.Fonts, of typeset.Language) measure {
	return measure{typeset.New(fonts), of}
}

// height of a text that is broken at a width. What cannot be set here cannot be drawn either, and
// drawing says why.
func (m measure) height(text string, bold bool, width, size float64) float64 {
	p, err := m.setter.Set(m.of, typeset.Span{Text: text, Style: typeset.Style{Bold: bold, Size: size}})
	if err != nil {
		return 0
	}
	return float64(len(p.Break(width))) * size * m.of.Leading
}
