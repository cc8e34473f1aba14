package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk/ui"
)

// places is the door to where one can go for help.
func places(v View, touch Touch) fyne.CanvasObject {
	body := container.New(ui.Middle{}, v.notice("place", v.say("trouble.ask"), ui.Plain))
	return page{title: v.say("welcome.places"), body: body, foot: []fyne.CanvasObject{v.back(touch), nil}}.draw(v, touch)
}
