package screen

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/kiosk/paper"
	"guichet/kiosk/ui"
)

// given shows the number, how many are ahead, how long it will take, and where to wait.
func given(v View, touch Touch) fyne.CanvasObject {
	done := v.Button("done", "check", v.say("ticket.done"), ui.Primary, func() { touch(kiosk.Done{}) })
	p := page{title: v.say("ticket.title"), foot: []fyne.CanvasObject{v.beside(touch), nil, done}}
	beside := v.column(ui.Gap, v.Strong(v.say("ticket.keep"), ui.TileType, v.Ink), v.paper(), v.code())
	if v.Portrait() {
		p.shown = v.number(v.OnSea)
		p.body = container.New(ui.Middle{}, v.column(9, v.Card(v.inset(10, 4, v.facts())), beside))
		return p.draw(v, touch)
	}
	slip := v.Card(v.inset(10, 4, v.column(ui.Near, v.number(v.Ink), v.Rule(), v.facts())))
	p.body = container.New(ui.Split{Part: 0.55, RightToLeft: v.Language.RightToLeft}, container.New(ui.Middle{}, slip), v.inset(2*ui.Gap, 0, container.New(ui.Middle{}, beside)))
	return p.draw(v, touch)
}

// beside is the brochure that goes with the ticket, or, where there is none, the promise.
func (v View) beside(touch Touch) fyne.CanvasObject {
	title := v.State.Leaflet()
	if title == "" {
		return v.line(v.Words(v.say("welcome.promise"), ui.NoteType, v.Muted))
	}
	words := v.Catalogue.Text(v.Language.Tag, "brochures.take", assets.Args{"title": title})
	return v.Button("leaflet", "menu_book", words, ui.Plain, func() { touch(kiosk.OpenLeaflet{}) })
}

// number is the ticket's, huge.
func (v View) number(c color.Color) fyne.CanvasObject {
	return ui.NewText(v.Engine, latin, v.State.Answer.Number.String(), ui.Style{
		Size: v.TypeSize(ui.NumberType), Bold: true, Color: c, Align: typeset.Center, Tight: true,
	})
}

// facts are what a visitor must know of the ticket.
func (v View) facts() fyne.CanvasObject {
	return v.column(0,
		v.fact("groups", v.Catalogue.Count(v.Language.Tag, "ticket.ahead", v.State.Answer.Ahead)),
		v.Rule(), v.fact("schedule", paper.Wait(v.Catalogue, v.Language.Tag, v.State.Answer.Ahead, v.State.Answer.Range)),
		v.Rule(), v.fact("place", v.say("ticket.wait-here")))
}

// fact is a line of the ticket.
func (v View) fact(icon, words string) fyne.CanvasObject {
	return v.inset(0, 5, v.row(ui.Gap, 1, v.Picture(icon, 12, v.Sea), v.Words(words, ui.BodyType, v.Ink)))
}

// paper says where the slip comes out, or what is amiss with it today.
func (v View) paper() fyne.CanvasObject {
	remark := kiosk.VisitorText(v.State.Desk.Conditions)
	switch {
	case remark != "":
		return v.notice("print_disabled", v.say(remark), ui.Care)
	case v.State.Desk.Paper:
		return v.Words(v.say("ticket.paper"), ui.BodyType, v.Muted)
	default:
		return ui.Spacer() // this kiosk has no printer: nothing is missing
	}
}

// code is a QR code for the visitor's phone, when the town has something to lead to.
func (v View) code() fyne.CanvasObject {
	if v.Link == "" {
		return ui.Spacer()
	}
	return v.row(ui.Gap, 1, v.Card(v.inset(3, 3, ui.QR(v.Link, v.Space(56)))), v.Words(v.say("ticket.phone"), ui.BodyType, v.Muted))
}

// refused says that there is no ticket to be had, when to come back, and gives the code for it.
func refused(v View, touch Touch) fyne.CanvasObject {
	lines := []fyne.CanvasObject{v.row(ui.Gap, 1, v.Plate("event", 33, ui.Plain), v.Strong(v.again(), ui.NameType, v.Ink))}
	if v.State.Answer.Code != "" {
		code := ui.NewText(v.Engine, latin, v.State.Answer.Code, ui.Style{Size: v.TypeSize(ui.HeroType), Bold: true, Color: v.Ink, Align: typeset.Center, Tight: true})
		lines = append(lines, v.Card(v.inset(10, 9, code)), v.Words(v.say("refused.code"), ui.BodyType, v.Muted),
			v.Words(v.say("refused.keep"), ui.BodyType, v.Ink))
	}
	done := v.Button("done", "check", v.say("ticket.done"), ui.Primary, func() { touch(kiosk.Done{}) })
	return page{
		title: v.say("refused.title"), body: container.New(ui.Middle{}, v.column(ui.Gap, lines...)), foot: []fyne.CanvasObject{nil, done},
	}.draw(v, touch)
}

// again is when to come back.
func (v View) again() string {
	if v.State.Answer.Next == nil {
		return v.say("refused.no-date")
	}
	when := v.Catalogue.Moment(v.Language.Tag, v.State.Answer.Next.From)
	return v.Catalogue.Text(v.Language.Tag, "refused.next", assets.Args{"when": when})
}

// trouble says that the ticket could not be kept. Trying again asks for the same one.
func trouble(v View, touch Touch) fyne.CanvasObject {
	retry := v.Button("retry", "replay", v.say("trouble.retry"), ui.Primary, func() { touch(kiosk.TakeTicket{}) })
	body := container.New(ui.Middle{}, v.notice("support_agent", v.say("trouble.ask"), ui.Trouble))
	return page{title: v.say("trouble.title"), body: body, foot: []fyne.CanvasObject{v.back(touch), nil, retry}}.draw(v, touch)
}
