package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// stillThere asks whether anybody is there. A touch anywhere answers.
func stillThere(v View, touch Touch) fyne.CanvasObject {
	yes := v.Panel(v.inset(14, 8, v.row(5, -1, v.Picture("check", 11.5, v.OnSea), v.line(v.Strong(v.say("common.yes"), ui.BodyType, v.OnSea)))), v.Sea, v.Sea, ui.ButtonRound)
	words := v.column(12,
		container.New(centered{}, v.Plate("touch_app", 44, ui.Plain)),
		v.Centered(v.say("common.still-there"), ui.TitleType, true, v.Ink),
		v.Centered(v.say("common.still-there-note"), ui.BodyType, false, v.Muted),
		container.New(centered{}, yes))
	return v.Sheet("yes", v.inset(ui.Margin, ui.Margin, container.New(ui.Middle{}, words)), func() { touch(kiosk.Repeat{}) })
}

// hidden shows nothing of what was on the screen. A touch anywhere begins anew.
func hidden(v View, touch Touch) fyne.CanvasObject {
	star := container.New(centered{}, v.Star(v.Space(60), 0.03, v.OnSea))
	town := v.Centered(v.Town, ui.TitleType, true, v.OnSea)
	sheet := v.Sheet("done", container.New(ui.Middle{}, v.column(ui.Gap, star, town)), func() { touch(kiosk.Done{}) })
	return container.New(ui.Layers{}, ui.Fill(v.Sea), sheet)
}

// line is a text on one line, as wide as it is.
func (v View) line(t *ui.Text) fyne.CanvasObject { return line(t) }

// notice is a remark that must be seen: an icon, and words on a soft ground.
func (v View) notice(icon, words string, tone ui.Tone) fyne.CanvasObject {
	return v.Card(v.inset(6, 6, v.row(ui.Gap, 1, v.Plate(icon, 26, tone), v.Words(words, ui.BodyType, v.Ink))))
}
