package ui_test

import (
	"testing"

	"guichet/kiosk/ui"
)

func TestEveryPairCanBeRead(t *testing.T) {
	for name, p := range map[string]ui.Palette{"civic": ui.Civic, "strong": ui.Strong} {
		for _, pair := range p.Pairs() {
			if got := ui.Contrast(pair.Over, pair.Under); got < pair.Least {
				t.Errorf("%s, %s: contrast %.1f, want %.0f at least", name, pair.Name, got, pair.Least)
			}
		}
	}
}
