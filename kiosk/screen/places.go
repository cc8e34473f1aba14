package screen

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/brochures"
	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// places asks for a topic of the places.
func places(v View, touch Touch) fyne.CanvasObject {
	return v.chooseTopic(touch, v.say("places.title"), ui.Words{Title: v.say("places.private")})
}

// directory shows where one can go about a topic, what to dial, and how to say it there.
func directory(v View, touch Touch) fyne.CanvasObject {
	p := page{title: v.topicName(), foot: v.reading(touch)}
	if v.State.More() > 0 {
		p.foot = append(p.foot, v.Button("more", "more_horiz", v.say("places.more"), ui.Plain, func() { touch(kiosk.TurnPage{}) }))
	}
	from, to := v.State.Entries()
	to = min(to, len(v.Entries))
	var entries []fyne.CanvasObject
	for _, e := range v.Entries[min(from, to):to] {
		entries = append(entries, v.entry(e))
	}
	if len(entries) == 0 {
		entries = append(entries, v.notice("support_agent", v.say("brochures.none"), ui.Plain))
	}
	if v.Portrait() {
		p.shown, p.body = v.column(ui.Gap, entries...), container.New(ui.Middle{}, v.howToSay())
		return p.draw(v, touch)
	}
	grid := container.New(ui.Grid{Columns: len(entries), Gap: v.Space(ui.Gap), RightToLeft: v.Language.RightToLeft}, entries...)
	p.body = container.New(ui.Frame{Gap: v.Space(ui.Gap)}, ui.Spacer(), grid, v.howToSay())
	return p.draw(v, touch)
}

func (v View) topicName() string {
	for _, t := range v.State.Shelf {
		if t.Code == v.State.Reading.Topic {
			return t.Names[v.State.Language]
		}
	}
	return v.say("places.title")
}

// entry is a place or a line. What is dialled is large.
func (v View) entry(c brochures.Card) fyne.CanvasObject {
	lines := []fyne.CanvasObject{v.row(ui.Near, 1, v.Plate(c.Icon, 20, ui.Plain), v.Strong(c.Title, ui.BodyType, v.Ink))}
	if len(c.Phones) > 0 {
		phones := ui.NewText(v.Engine, latin, strings.Join(c.Phones, "\n"), ui.Style{Size: v.TypeSize(ui.TileType), Bold: true, Color: v.Sea, Align: v.end()})
		lines = append(lines, phones)
	}
	for _, line := range c.Lines {
		lines = append(lines, v.Words(line, ui.NoteType, v.Ink))
	}
	return v.Card(v.inset(7, 6, v.column(ui.Near, lines...)))
}

// end aligns what is written from left to right to the side where reading begins.
func (v View) end() typeset.Align {
	if v.Language.RightToLeft {
		return typeset.End
	}
	return typeset.Start
}

// howToSay is the sentence to say, or to show on the phone's camera, with its sound.
func (v View) howToSay() fyne.CanvasObject {
	if v.Say == "" {
		return ui.Spacer()
	}
	there, align := lookup(v.SayIn), typeset.Start
	if there.RightToLeft != v.Language.RightToLeft {
		align = typeset.End
	}
	say := ui.NewText(v.Engine, there, v.Say, ui.Style{Size: v.TypeSize(ui.BodyType), Bold: true, Color: v.OnSaffron, Align: align})
	words := []fyne.CanvasObject{v.Words(v.say("places.say"), ui.NoteType, v.OnSaffron), say}
	if v.Sound != "" {
		words = append(words, ui.NewText(v.Engine, latin, v.Sound, ui.Style{Size: v.TypeSize(ui.NoteType), Color: v.OnSaffron, Align: v.end()}))
	}
	row := v.row(ui.Gap, 1, v.Picture("record_voice_over", 14, v.OnSaffron), v.column(ui.Tight, words...))
	return v.Panel(v.inset(8, 5, row), v.SaffronSoft, v.Saffron, ui.ButtonRound)
}
