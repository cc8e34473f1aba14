package screen

import (
	"image"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/brochures"
	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// Shelf is what a visitor reads beside the words of the screens.
type Shelf struct {
	// Leaf is the page of the brochure that is read, as it will print; nil while it is not ready.
	Leaf image.Image
	// Download is where a phone finds the brochures; empty for nowhere.
	Download string
	// Entries are the places and lines of the topic, and Say the sentence to say there, in the language SayIn; Sound is how it
	// sounds, in Latin letters.
	Entries           []brochures.Card
	Say, SayIn, Sound string
}

// topics asks for a topic of the brochures.
func topics(v View, touch Touch) fyne.CanvasObject {
	return v.chooseTopic(touch, v.say("brochures.title"), ui.Words{Title: v.say("brochures.private")})
}

// chooseTopic shows topics as tiles; the private ones stand behind one that bears neutral words.
func (v View) chooseTopic(touch Touch, title string, private ui.Words) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, t := range v.State.Topics() {
		words, icon, tone := ui.Words{Title: t.Names[v.State.Language]}, t.Icon, ui.Plain
		if t.Private && t.Icon == "" {
			words, icon, tone = private, "shield", ui.Care
		}
		tiles = append(tiles, v.Tile("topic-"+t.Code, icon, words, tone, func() { touch(kiosk.ReadTopic{Code: t.Code}) }))
	}
	p := page{title: title, body: v.tiles(v.columns(), tiles), foot: v.reading(touch)}
	if len(tiles) == 0 {
		p.body = container.New(ui.Middle{}, v.notice("support_agent", v.say("brochures.none"), ui.Plain))
	}
	if v.State.More() > 0 {
		p.foot = append(p.foot, v.Button("more", "more_horiz", v.say("need.more"), ui.Plain, func() { touch(kiosk.TurnPage{}) }))
	}
	return p.draw(v, touch)
}

// reading are the controls below what is read: back, and the other languages.
func (v View) reading(touch Touch) []fyne.CanvasObject {
	return append([]fyne.CanvasObject{v.back(touch), nil}, v.others(touch)...)
}

// others are the other languages in which the same can be read.
func (v View) others(touch Touch) (all []fyne.CanvasObject) {
	for i, tag := range v.State.Others() {
		all = append(all, v.speaking(tag).Button("other-"+strconv.Itoa(i), "", v.Catalogue.Name(tag), ui.Plain, func() { touch(kiosk.ReadIn{Language: tag}) }))
	}
	return all
}

// leaflet shows a brochure as it will print, and what can be done with it.
func leaflet(v View, touch Touch) fyne.CanvasObject {
	p := page{title: v.leafletTitle(), foot: v.reading(touch)}
	about := v.about()
	if v.Portrait() { // there is no room for all in one row
		p.foot = []fyne.CanvasObject{v.back(touch), nil}
		about = append(about, v.row(ui.Gap, -1, v.others(touch)...))
	}
	if v.State.More() > 0 {
		p.foot = append(p.foot, v.Button("more", v.forward(), v.say("brochures.next-page"), ui.Plain, func() { touch(kiosk.TurnPage{}) }))
	}
	if v.State.Printable() {
		p.foot = append(p.foot, v.Button("print", "print", v.say("brochures.print"), ui.Primary, func() { touch(kiosk.TakeLeaflet{}) }))
	}
	if v.Portrait() {
		p.shown, p.body = v.sheet(v.Space(170)), container.New(ui.Middle{}, v.column(ui.Gap, about...))
		return p.draw(v, touch)
	}
	beside := v.column(ui.Gap, append([]fyne.CanvasObject{v.Strong(p.title, ui.TitleType, v.Ink)}, about...)...)
	p.title = "" // the page has it: it is as high as there is room
	p.body = container.New(ui.Split{Part: 0.5, RightToLeft: v.Language.RightToLeft}, v.sheet(v.Space(90)), v.inset(2*ui.Gap, 0, container.New(ui.Middle{}, beside)))
	return p.draw(v, touch)
}

func (v View) leafletTitle() string {
	for _, t := range v.State.Shelf {
		if t.Code == v.State.Reading.Topic {
			return t.Titles[v.State.Language]
		}
	}
	return v.say("brochures.title")
}

// sheet is the page, on paper, of a least height.
func (v View) sheet(least float32) fyne.CanvasObject {
	switch {
	case v.State.Reading.Missing:
		return container.New(ui.Middle{}, v.notice("support_agent", v.say("brochures.missing"), ui.Plain))
	case v.Leaf == nil:
		return container.New(ui.Middle{}, v.notice("hourglass_top", v.say("brochures.wait"), ui.Plain))
	}
	picture := canvas.NewRaster(func(int, int) image.Image { return v.Leaf })
	edge := canvas.NewRectangle(v.Edge)
	bounds := v.Leaf.Bounds()
	return container.New(upright{float32(bounds.Dx()) / float32(bounds.Dy()), least, v.Of(ui.Stroke)}, edge, picture)
}

// about is what to know of the brochure, and how to get it.
func (v View) about() (lines []fyne.CanvasObject) {
	r := v.State.Reading
	if r.Sheets > 1 {
		args := assets.Args{"n": strconv.Itoa(r.Sheet + 1), "of": strconv.Itoa(r.Sheets)}
		lines = append(lines, v.Words(v.Catalogue.Text(v.Language.Tag, "brochures.page", args), ui.BodyType, v.Muted))
	}
	switch r.Print {
	case kiosk.Printing:
		lines = append(lines, v.notice("print", v.say("brochures.printing"), ui.Plain))
	case kiosk.Printed:
		lines = append(lines, v.notice("check", v.say("brochures.printed"), ui.Done))
	case kiosk.NoPrint:
		lines = append(lines, v.notice("print_disabled", v.say("brochures.failed"), ui.Care))
	case kiosk.NotPrinted:
		if !v.State.Desk.Leaflets && r.Sheets > 0 {
			lines = append(lines, v.Words(v.say("brochures.on-paper"), ui.BodyType, v.Ink))
		}
	}
	if v.Download != "" && r.Sheets > 0 {
		lines = append(lines, v.row(ui.Gap, 1, v.Card(v.inset(3, 3, ui.QR(v.Download, v.Space(52)))),
			v.column(ui.Near, v.Words(v.say("brochures.scan"), ui.BodyType, v.Ink), v.address(v.Download))))
	}
	return lines
}

// address is what is typed on a phone that cannot scan; it is read from left to right in any language.
func (v View) address(link string) fyne.CanvasObject {
	return ui.NewText(v.Engine, latin, strings.TrimPrefix(link, "https://"), ui.Style{Size: v.TypeSize(ui.NoteType), Color: v.Muted, Align: v.end()})
}

// forward is the arrow along the direction of reading.
func (v View) forward() string {
	if v.Language.RightToLeft {
		return "arrow_back"
	}
	return "arrow_forward"
}

// upright keeps the proportions of a page, as large as there is room, with a hairline around it.
type upright struct{ ratio, least, line float32 }

// Layout puts the page in the middle.
func (u upright) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := min(size.Height, size.Width/u.ratio)
	width := height * u.ratio
	at := fyne.NewPos((size.Width-width)/2, (size.Height-height)/2)
	for i, o := range objects {
		in := float32(i) * u.line
		o.Move(at.AddXY(in, in))
		o.Resize(fyne.NewSize(width-2*in, height-2*in))
	}
}

// MinSize is the least that shows what kind of page it is.
func (u upright) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(u.least*u.ratio, u.least)
}
