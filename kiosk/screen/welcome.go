package screen

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// heroBeside is the part of a wide screen that the greeting takes, beside the languages.
const heroBeside = 0.395

// leastHero is the part of a high screen that the greeting takes at least, above the languages.
const leastHero = 0.36

// welcome shows what to do, and every language by its own name.
func welcome(v View, touch Touch) fyne.CanvasObject {
	part := float32(heroBeside)
	if v.Portrait() {
		part = max(v.banner(), leastHero)
	}
	return container.New(ui.Split{Part: part, RightToLeft: v.Language.RightToLeft, Above: v.Portrait()}, hero(v), choices(v, touch))
}

// hero greets in the languages of the screens, and shows the three steps that lead to a mediator.
func hero(v View) fyne.CanvasObject {
	greetings := []fyne.CanvasObject{}
	for _, tag := range v.Greeted {
		w := v.speaking(tag)
		greetings = append(greetings, ui.NewText(v.Engine, w.Language, w.say("welcome.title"), ui.Style{
			Size: v.TypeSize(ui.HeroType), Bold: true, Color: v.OnSea, Align: along(w.Language, v.Language),
		}))
	}
	seal := v.row(0, -1, v.Star(v.Space(15), 0.03, v.OnSea))
	content := v.inset(16, 18, container.New(ui.Frame{Gap: v.Space(12)}, seal, v.column(0, greetings...), v.steps()))
	if v.Portrait() {
		content = v.inset(ui.Margin, 9, v.column(9, v.column(0, greetings...), v.steps()))
	}
	return v.onSea(content)
}

// along sets words in one language along the edge where reading begins in the language around them.
func along(l, around typeset.Language) typeset.Align {
	if l.RightToLeft == around.RightToLeft {
		return typeset.Start
	}
	return typeset.End
}

// steps are the three that lead to a mediator; or, while there is no ticket to be had, why.
func (v View) steps() fyne.CanvasObject {
	switch phase := v.State.Desk.Phase; {
	case phase.Issues():
		return v.column(ui.Gap, v.step("touch_app", v.say("welcome.language")), v.step("confirmation_number", v.say("welcome.ticket")),
			v.step("record_voice_over", v.say("welcome.talk")))
	case phase == queue.LastCall:
		return v.step("event_busy", v.say("welcome.last-call"))
	}
	lines := []fyne.CanvasObject{v.step("event_busy", v.say("welcome.closed"))}
	if next := v.State.Desk.Next; next != nil {
		when := v.Catalogue.Moment(v.Language.Tag, next.From)
		lines = append(lines, v.step("event", v.Catalogue.Text(v.Language.Tag, "welcome.next", assets.Args{"when": when})))
	}
	return v.column(ui.Gap, lines...)
}

// step is a line of the hero.
func (v View) step(icon, words string) fyne.CanvasObject {
	disc := canvas.NewRectangle(v.SeaDisc)
	disc.CornerRadius = v.Sign(11)
	around := v.Sign(5)
	picture := container.New(ui.Layers{}, disc, container.New(ui.Inset{X: around, Y: around}, v.Picture(icon, 12, v.OnSea)))
	return v.row(ui.Gap, 1, picture, v.Words(words, ui.BodyType, v.OnSea))
}

// star is the motif, large and faint.
func (v View) star() fyne.CanvasObject {
	faint := color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x0d}
	return v.Star(v.Space(150), 0.055, faint)
}

// watermark hangs an object over the lower corner where reading ends.
type watermark struct{ rightToLeft bool }

// Layout lets a third of it be seen beyond the edges.
func (w watermark) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		o.Resize(least)
		x := size.Width - least.Width*0.62
		if w.rightToLeft {
			x = -least.Width * 0.38
		}
		o.Move(fyne.NewPos(x, size.Height-least.Height*0.7))
	}
}

// MinSize is none: it is only a ground.
func (watermark) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// choices are the languages, the doors, and the promise or what is missing today.
func choices(v View, touch Touch) fyne.CanvasObject {
	top := v.row(ui.Near, 1, v.town(), ui.Spacer(), v.tools(touch))
	return v.inset(ui.Margin, 8, container.New(ui.Frame{Gap: v.Space(ui.Gap)}, top, v.names(touch), v.doors(touch)))
}

// names are the languages as tiles, two side by side.
func (v View) names(touch Touch) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, tag := range v.State.Offered() {
		w := v.speaking(tag)
		tiles = append(tiles, w.Name("language-"+tag, v.Catalogue.Name(tag), "volume_up", func() { touch(kiosk.ChooseLanguage{Language: tag}) }))
	}
	if more := v.State.More(); more > 0 {
		tiles = append(tiles, v.Name("more", fmt.Sprintf("+%d", more), "language", func() { touch(kiosk.TurnPage{}) }))
	}
	return container.New(ui.Grid{Columns: 2, Gap: v.Space(ui.Gap), RightToLeft: v.Language.RightToLeft}, tiles...)
}

// doors lead to what is there without a ticket.
func (v View) doors(touch Touch) fyne.CanvasObject {
	brochures := v.Button("brochures", "menu_book", v.say("welcome.brochures"), ui.Plain, func() { touch(kiosk.OpenBrochures{}) })
	places := v.Button("places", "place", v.say("welcome.places"), ui.Plain, func() { touch(kiosk.OpenPlaces{}) })
	return v.row(ui.Gap, 2, brochures, places, v.aside())
}

// aside is the promise, or what a visitor will miss today.
func (v View) aside() fyne.CanvasObject {
	if lack := kiosk.BeforeTicket(v.State.Desk.Conditions); lack != "" {
		return v.row(ui.Near, 1, v.Picture("print_disabled", 12, v.Sea), v.Words(v.say(lack), ui.NoteType, v.Ink))
	}
	return v.Words(v.say("welcome.promise"), ui.NoteType, v.Muted)
}
