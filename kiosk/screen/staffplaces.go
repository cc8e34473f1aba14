package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk/ui"
)

// placeColumns is how many places stand side by side: names of services are long.
const placeColumns = 3

// staffPlaces shows where a visitor can be sent to; a touch prints the slip.
func staffPlaces(v StaffView, touch StaffTouch) fyne.CanvasObject {
	var places []fyne.CanvasObject
	for _, d := range v.Staff.Offered() {
		places = append(places, v.choice("place-"+d.ID, d.Names[v.Language.Tag], false, ui.Plain, touch))
	}
	title := v.column(2, v.Strong(v.plain("places"), ui.DeskTitle, v.Ink), v.Words(v.plain("places-note"), ui.DeskBody, v.Muted))
	foot := []fyne.CanvasObject{v.full(v.button("dismiss", ui.Plain, touch)), ui.Spacer()}
	if more := v.button("more-places", ui.Plain, touch); more != nil {
		foot = append(foot, v.full(more))
	}
	body := v.column(6, title, v.grid(placeColumns, 4, places...))
	return v.inset(12, 8, container.New(ui.Frame{Gap: v.Space(5)}, body, ui.Spacer(), v.row(4, 1, foot...)))
}
