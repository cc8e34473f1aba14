package brochures

import (
	"strings"

	"guichet/brochures/pdf"
)

// codeSide is the side of a QR code, quiet zone included: 30 mm, which a telephone reads at arm's length.
const codeSide = 85

// address lays out a link with its QR code, and with its address in words for those who type it.
func (s *sheet) address(a Address, f frame) []row {
	body := s.Size.body
	inner := f.indent(codeSide+body, s.rightToLeft())
	label := s.set(Inline{{Text: a.Label, Bold: true}}, body, inner, ink)
	lines := float64(len(label.lines)) * label.leading
	var target *block
	if shown := shown(a.Target); shown != shownLabel(a.Label) {
		target = s.set(Inline{{Text: shown}}, 0.85*body, inner, muted)
		lines += float64(len(target.lines)) * target.leading
	}
	height := max(codeSide, lines)
	draw := func(y float64) {
		if err := s.out.QR(a.Target, a.Label, s.side(f, codeSide), y, codeSide); err != nil {
			s.fail(err)
		}
		end := s.drawBlock(label, pdf.P, y+(height-lines)/2)
		if target != nil {
			s.drawBlock(target, pdf.P, end)
		}
	}
	return []row{{space: body, height: height, draw: draw}}
}

// side returns the left edge of something at the side where reading begins.
func (s *sheet) side(f frame, width float64) float64 {
	if s.rightToLeft() {
		return f.x + f.width - width
	}
	return f.x
}

// shown shortens an address to what people type.
func shown(target string) string {
	for _, prefix := range []string{"https://", "http://", "mailto:", "tel:"} {
		target = strings.TrimPrefix(target, prefix)
	}
	return strings.TrimSuffix(target, "/")
}

func shownLabel(label string) string { return shown(strings.TrimSpace(label)) }
