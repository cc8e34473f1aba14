package screen

import (
	"fyne.io/fyne/v2"

	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// need asks what a visitor came for, by pictures and words.
func need(v View, touch Touch) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, n := range v.State.Needs() {
		tone := ui.Plain
		if n.Private {
			tone = ui.Care
		}
		words := ui.Words{Title: v.say("need." + string(n.Key)), Note: v.say("need." + string(n.Key) + "-note")}
		tiles = append(tiles, v.Tile("need-"+string(n.Key), n.Icon, words, tone, func() { touch(kiosk.ChooseNeed{Need: n.Key}) }))
	}
	foot := []fyne.CanvasObject{v.back(touch), nil}
	if v.State.More() > 0 {
		foot = append(foot, v.Button("more", "more_horiz", v.say("need.more"), ui.Plain, func() { touch(kiosk.TurnPage{}) }))
	}
	return page{title: v.say("need.title"), body: v.tiles(v.columns(), tiles), foot: foot}.draw(v, touch)
}

// languages are those that did not fit on the welcome.
func languages(v View, touch Touch) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, tag := range v.State.Offered() {
		w := v.speaking(tag)
		tiles = append(tiles, w.Name("language-"+tag, v.Catalogue.Name(tag), "volume_up", func() { touch(kiosk.ChooseLanguage{Language: tag}) }))
	}
	foot := []fyne.CanvasObject{v.back(touch), nil}
	if v.State.More() > 0 {
		foot = append(foot, v.Button("more", "language", v.say("welcome.more"), ui.Plain, func() { touch(kiosk.TurnPage{}) }))
	}
	return page{title: v.say("welcome.language"), body: v.tiles(2, tiles), foot: foot}.draw(v, touch)
}
