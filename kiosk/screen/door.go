package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// knocking lays the corner where staff knock over a visitor's screen: across from the eye that hides. Where a touch anywhere
// means something there is none.
func (v View) knocking(drawn fyne.CanvasObject, touch Touch) fyne.CanvasObject {
	corner := ui.NewCorner(func() { touch(kiosk.CornerDown{}) }, func() { touch(kiosk.CornerUp{}) })
	return container.New(ui.Across{Key: "hide", Above: v.Of(ui.Near)}, drawn, corner)
}

// doorBeside is the part of a wide screen that the words of the door take, beside its keys.
const doorBeside = 0.44

// door asks for the PIN on a screen that visitors have as well: as large as theirs, and with a way back for whoever came here by
// chance.
func door(v StaffView, touch StaffTouch) fyne.CanvasObject {
	ways := v.doorWays(touch)
	words := v.doorWords()
	keys := container.New(ui.Frame{Gap: v.Space(ui.Gap)}, v.column(ui.Near, v.dots(len(v.Staff.Sign.Typed), 7), v.pinNotice(ui.BodyType)), v.keys(touch), ui.Spacer())
	if v.Portrait() {
		head := v.onSea(v.inset(ui.Margin, ui.Margin, container.New(ui.Frame{}, v.seal(), ui.Spacer(), words)))
		part := max(v.banner(), min(ui.HeightFor(head, v.Screen.Width)/v.Screen.Height, mostHero))
		below := v.inset(ui.Margin, ui.Margin, container.New(ui.Frame{Gap: v.Space(ui.Gap)}, ui.Spacer(), keys, ways))
		return container.New(ui.Split{Part: part, Above: true}, head, below)
	}
	beside := v.onSea(v.inset(ui.Margin, ui.Margin, container.New(ui.Frame{Gap: v.Space(ui.Gap)}, v.seal(), container.New(ui.Middle{}, words), ways)))
	return container.New(ui.Split{Part: doorBeside, RightToLeft: v.Language.RightToLeft}, beside, v.inset(ui.Margin*1.5, ui.Margin, keys))
}

// doorWords say what the door is for, and, to whoever sets the screen up, how to come back.
func (v StaffView) doorWords() fyne.CanvasObject {
	title, note := v.pinTitle()
	lines := []fyne.CanvasObject{v.Strong(title, ui.HeroType, v.OnSea)}
	if v.Staff.Sign.New {
		lines = append(lines, v.Words(note, ui.BodyType, v.OnSea), v.Words(v.plain("door-corner"), ui.BodyType, v.OnSea))
	} else {
		lines = append(lines, v.Words(v.plain("door-note"), ui.BodyType, v.OnSea), v.Words(v.plain("pin-lost"), ui.BodyType, v.OnSea))
	}
	return v.column(ui.Gap, lines...)
}

// doorWays are the languages of the mediators, and the way back to the welcome.
func (v StaffView) doorWays(touch StaffTouch) fyne.CanvasObject {
	var languages []fyne.CanvasObject
	for _, l := range v.Staff.Options().Screens {
		a, t := v.acts["language-"+l], v.speaking(l)
		icon := ""
		if l == v.Staff.Language {
			icon = "check"
		}
		languages = append(languages, t.Button(a.ID, icon, v.Catalogue.Name(l), ui.Plain, func() { touch(a.Event) }))
	}
	back := v.acts["welcome"]
	return v.column(ui.Near,
		container.New(ui.Grid{Columns: len(languages), Gap: v.Space(ui.Near), RightToLeft: v.Language.RightToLeft}, languages...),
		v.start(v.Button(back.ID, v.backward(), v.plain("act.welcome"), ui.Plain, func() { touch(back.Event) })))
}

// keys are the digits, as on a telephone in every language.
func (v StaffView) keys(touch StaffTouch) fyne.CanvasObject {
	t := v.In(lookup("en"))
	key := func(id, digit string, tone ui.Tone) fyne.CanvasObject {
		a := v.acts[id]
		return t.PadKey(id, digit, a.Icon, tone, func() { touch(a.Event) })
	}
	var keys []fyne.CanvasObject
	for _, digit := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		keys = append(keys, key("digit-"+digit, digit, ui.Plain))
	}
	keys = append(keys, key("erase", "", ui.Plain), key("digit-0", "0", ui.Plain), key("enter", "", ui.Primary))
	return container.New(ui.Grid{Columns: 3, Gap: v.Space(ui.Near), Highest: v.Space(highestKey)}, keys...)
}

// highestKey bounds the keys of the door.
const highestKey ui.MM = 62
