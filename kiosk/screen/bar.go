package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// bar is the upper edge of every screen but the welcome: whose desk it is, and what helps to read.
func bar(v View, touch Touch) fyne.CanvasObject {
	seal := v.Star(v.Space(13), 0.045, v.Sea)
	row := v.row(ui.Near, 2, seal, v.town(), ui.Spacer(), v.tools(touch))
	return container.New(ui.Column{}, v.inset(ui.Margin, 3, row), v.Rule())
}

// town is the name of the town and what the desk is.
func (v View) town() fyne.CanvasObject {
	name := v.Strong(v.Town, 6.5, v.Ink)
	desk := v.Words(v.say("common.town-desk"), 5, v.Muted)
	return container.New(ui.Column{Width: max(name.NaturalWidth(), desk.NaturalWidth())}, name, desk)
}

// tools are the controls that every screen has: hear it, larger type, more contrast, and hide it at once.
func (v View) tools(touch Touch) fyne.CanvasObject {
	return v.row(ui.Near, -1,
		v.Pill("listen", "volume_up", "", func() { touch(kiosk.Repeat{}) }),
		v.Pill("larger", "format_size", "", func() { touch(kiosk.Enlarge{}) }),
		v.Pill("contrast", "tonality", "", func() { touch(kiosk.Strengthen{}) }),
		v.Pill("hide", "visibility_off", "", func() { touch(kiosk.HideNow{}) }))
}
