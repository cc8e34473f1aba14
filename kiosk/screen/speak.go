package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// speak asks which language to speak with the mediator, and offers to be seen first without a reason. The language that was
// touched first is chosen already: most people only take their ticket here.
func speak(v View, touch Touch) fyne.CanvasObject {
	var choices []fyne.CanvasObject
	for _, tag := range v.State.Offered() {
		w := v.speaking(tag)
		choices = append(choices, w.Choice("speak-"+tag, v.Catalogue.Name(tag), tag == v.State.Speak, func() { touch(kiosk.ChooseLanguage{Language: tag}) }))
	}
	grid := container.New(ui.Grid{Columns: v.columns(), Gap: v.Space(ui.Gap), RightToLeft: v.Language.RightToLeft, Highest: v.Space(38)}, choices...)
	icon := "arrow_forward"
	if v.State.Asked {
		icon = "hourglass_top"
	} else if v.Language.RightToLeft {
		icon = "arrow_back"
	}
	take := v.Button("take", icon, v.say("speak.take"), ui.Primary, func() { touch(kiosk.TakeTicket{}) })
	return page{
		title: v.say("speak.title"),
		body:  container.New(ui.Frame{Gap: v.Space(ui.Gap)}, ui.Spacer(), grid, v.first(touch)),
		foot:  []fyne.CanvasObject{v.back(touch), nil, take},
	}.draw(v, touch)
}

// first is the discreet wish to be seen first.
func (v View) first(touch Touch) fyne.CanvasObject {
	icon, tone := "check_box_outline_blank", ui.Plain
	if v.State.First {
		icon, tone = "check_box", ui.Care
	}
	words := ui.Words{Title: v.say("speak.first"), Note: v.say("speak.first-note")}
	return v.Line("first", icon, words, tone, func() { touch(kiosk.AskFirst{}) })
}
