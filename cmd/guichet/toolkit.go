package main

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"guichet/kiosk/ui"
)

// toolkitTheme is what the toolkit itself paints: the ground that is seen before the first screen, and the developer's
// panel, light whatever the desktop prefers. All else is ours.
type toolkitTheme struct{}

func (toolkitTheme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if n == theme.ColorNameBackground {
		return ui.Civic.Paper
	}
	return theme.DefaultTheme().Color(n, theme.VariantLight)
}

func (toolkitTheme) Font(s fyne.TextStyle) fyne.Resource     { return theme.DefaultTheme().Font(s) }
func (toolkitTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }
func (toolkitTheme) Size(n fyne.ThemeSizeName) float32       { return theme.DefaultTheme().Size(n) }
