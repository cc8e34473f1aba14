package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// stillThere asks whether anybody is there. The whole screen answers yes.
func stillThere(v View, touch Touch) fyne.CanvasObject {
	yes := v.Button("yes", "check", v.say("common.yes"), ui.Primary, func() { touch(kiosk.Repeat{}) })
	return v.inset(ui.Margin, ui.Margin, container.New(ui.Middle{}, v.column(12,
		v.Centered(v.say("common.still-there"), ui.TitleType, true, v.Ink),
		v.Centered(v.say("common.still-there-note"), ui.BodyType, false, v.Muted),
		v.row(0, -1, yes))))
}
