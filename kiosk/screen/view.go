// Package screen draws what people see: each screen is a function of a view and of what a touch means, and gives the objects
// to show. It keeps nothing, and knows neither the hub nor the clock: the same view gives the same screen.
//
// Every screen fits its window. What would not fit at the size of type that was chosen is set smaller, step by step, until it
// does; nothing is ever cut off, and nothing scrolls.
package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// View is all that a visitor's screen depends on.
type View struct {
	ui.Theme
	Catalogue *assets.Words
	State     kiosk.Visitor
	// Town is its name in the language of the screen.
	Town string
	// Link is what the ticket's QR code leads to; empty for none.
	Link string
	// Greeted are the languages of the welcome's greeting, first that of the hall.
	Greeted []string
	// Shared says that staff knock at this screen: see [kiosk.Shared].
	Shared bool
	Shelf
}

// Touch says what a touch means.
type Touch func(kiosk.Event)

// Visitor is the visitor's screen.
func Visitor(v View, touch Touch) fyne.CanvasObject {
	v.Theme = v.In(lookup(v.State.Language))
	draw, ok := visitorScreens[v.State.Screen]
	if !ok {
		draw = welcome
	}
	if v.State.StillThere {
		draw = stillThere
	}
	drawn := v.fit(func(v View) fyne.CanvasObject { return draw(v, touch) })
	if v.Shared {
		return v.knocking(drawn, touch)
	}
	return drawn
}

var visitorScreens = map[kiosk.Screen]func(View, Touch) fyne.CanvasObject{
	kiosk.Welcome: welcome, kiosk.Languages: languages, kiosk.Need: need, kiosk.Speak: speak, kiosk.Given: given,
	kiosk.Refused: refused, kiosk.Trouble: trouble, kiosk.Hidden: hidden, kiosk.Brochures: topics, kiosk.Leaflet: leaflet,
	kiosk.Places: places, kiosk.Directory: directory,
}

// lookup is what the engine knows of a language that the catalogue has; those are tested to be known.
func lookup(tag string) typeset.Language {
	l, err := typeset.LookupLanguage(tag)
	if err != nil {
		l, _ = typeset.LookupLanguage(tag + "-Latn")
	}
	return l
}

// say is a text of the screen's language.
func (v View) say(key string) string { return v.Catalogue.Text(v.Language.Tag, key, nil) }

// speaking is the view with words in another language.
func (v View) speaking(tag string) View {
	v.Theme = v.In(lookup(tag))
	return v
}

// attempts is how often a screen is drawn denser until it fits. That all screens do, in all languages and sizes, is tested.
const attempts = 28

// fit draws a screen as large as the text size asks for and as the window allows.
func (v View) fit(draw func(View) fyne.CanvasObject) fyne.CanvasObject {
	var drawn fyne.CanvasObject
	for range attempts {
		drawn = draw(v)
		if drawn.MinSize().Width <= v.Screen.Width && ui.HeightFor(drawn, v.Screen.Width) <= v.Screen.Height {
			break
		}
		v.Theme = v.Denser()
	}
	if v.Paper == ui.Civic.Paper {
		return drawn // the window is of that color already; painting it once more takes time
	}
	return container.New(ui.Layers{}, ui.Fill(v.Paper), drawn)
}

// row places objects from where reading begins; grow is the one that takes the rest, or none if it is negative.
func (v View) row(gap ui.MM, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(ui.Row{Gap: v.Space(gap), RightToLeft: v.Language.RightToLeft, Grow: grow}, objects...)
}

// column stacks objects.
func (v View) column(gap ui.MM, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(ui.Column{Gap: v.Space(gap)}, objects...)
}

// inset leaves the margin of a screen around an object.
func (v View) inset(x, y ui.MM, o fyne.CanvasObject) *fyne.Container {
	return container.New(ui.Inset{X: v.Space(x), Y: v.Space(y)}, o)
}
