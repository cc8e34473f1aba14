package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk/ui"
)

// brochures is the door to what can be taken home.
func brochures(v View, touch Touch) fyne.CanvasObject {
	body := container.New(ui.Middle{}, v.notice("menu_book", v.say("trouble.ask"), ui.Plain))
	return page{title: v.say("welcome.brochures"), body: body, foot: []fyne.CanvasObject{v.back(touch), nil}}.draw(v, touch)
}
