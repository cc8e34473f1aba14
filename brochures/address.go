package brochures

import (
	"strings"
)

// The sides of QR codes, quiet zone included: 30 mm, which a telephone reads at arm's length, and 23 mm for several side by side.
const (
	codeSide  = 85
	smallCode = 66
)

// address lays out a link that stands in the text, with its QR code, and with its address in words for those who type it.
func (s *sheet) address(a Address, f frame) []row {
	r := s.link(a, f, codeSide, nil)
	r.space = s.Size.body
	return []row{r}
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
