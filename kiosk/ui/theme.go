package ui

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"

	"guichet/brochures/typeset"
)

// MM is a length on the glass in millimetres. All sizes of screens are: a finger is as wide on any screen.
type MM float32

// The tokens of the screens.
const (
	Target  MM = 20 // the least that a finger must be able to hit, each way (appliance rules: 20 are enough, 25 no better)
	Comfort MM = 25 // what controls that lead on have

	Margin      MM = 14  // around a screen
	Gap         MM = 7   // between tiles
	Near        MM = 3.5 // between things that belong together
	Tight       MM = 1.5 // between lines of one thing
	TileRadius  MM = 5
	ButtonRound MM = 6.5
	Stroke      MM = 0.5 // of edges
	FocusStroke MM = 1.6
	Drop        MM = 0.5 // of the low shadow
	Wobble      MM = 8   // how far a finger may move while it touches
	BarHeight   MM = 26
)

// Type is a size of type. Its value is the size in millimetres on a screen of 21.5 inches at normal text.
type Type MM

// The scale of type.
const (
	NumberType Type = 65 // a ticket's number
	HeroType   Type = 16
	TitleType  Type = 15
	NameType   Type = 12.5 // the name of a language
	TileType   Type = 9
	BodyType   Type = 7.5
	NoteType   Type = 6
)

// Metrics turn millimetres into Fyne's units on one screen.
type Metrics struct {
	// Screen is the size of the window in Fyne's units.
	Screen fyne.Size
	// Density is how many of Fyne's units make a millimetre.
	Density float32
	// Text enlarges type: 1 is normal.
	Text float32
	// Room is how generous the space around things is, titles and pictures included: 1 where nothing is crowded.
	Room float32
}

const millimetresPerInch = 25.4

// MetricsOf are those of a window that fills a screen of a diagonal in inches.
func MetricsOf(screen fyne.Size, diagonal float32) Metrics {
	across := float32(math.Hypot(float64(screen.Width), float64(screen.Height)))
	return Metrics{Screen: screen, Density: across / (diagonal * millimetresPerInch), Text: 1, Room: 1}
}

// Of is a length in Fyne's units, whole so that edges are sharp.
func (m Metrics) Of(l MM) float32 { return float32(math.Round(float64(float32(l) * m.Density))) }

// Portrait says that the screen is higher than wide.
func (m Metrics) Portrait() bool { return m.Screen.Height > m.Screen.Width }

// designed is the diagonal, in millimetres, for which [Type] is stated: 21.5 inches. Who stands at a smaller screen stands
// nearer, and who stands at a larger one is not helped by fewer words on it.
const (
	designed = 21.5 * millimetresPerInch
	smallest = 0.62 // of the stated size: capitals of body text are 3.3 mm high then
	largest  = 1.1
)

// nearness is how much smaller type is set on a small screen.
func (m Metrics) nearness() float32 {
	across := float32(math.Hypot(float64(m.Screen.Width), float64(m.Screen.Height))) / m.Density
	return min(max(across/designed, smallest), largest)
}

// TypeSize is a size of type in Fyne's units. Text that is large already grows less than what is small, so that a title
// remains a title and still fits.
func (m Metrics) TypeSize(t Type) float32 {
	grow := m.Text
	if t > TileType {
		grow = (1 + (m.Text-1)*0.5) * (0.4 + 0.6*m.Room)
	}
	return float32(t) * m.nearness() * grow * m.Density
}

// Space is a length that gives way on small screens, unlike what a finger must hit.
func (m Metrics) Space(l MM) float32 {
	return float32(math.Round(float64(float32(l) * m.Density * m.nearness() * m.Room)))
}

// Sign is the size of a picture: it follows the type beside it more than the room around it.
func (m Metrics) Sign(l MM) float32 {
	return float32(math.Round(float64(float32(l) * m.Density * m.nearness() * (0.5 + 0.5*m.Room) * (0.6 + 0.4*m.Text))))
}

// Theme is how one window looks at the moment: the one place that objects of a screen take colors and sizes from.
type Theme struct {
	Metrics
	Palette
	Engine   *Engine
	Language typeset.Language
	// Hand knows whether a finger is on the glass; one for each window.
	Hand *Hand
}

// In is the theme for words in another language, in their own direction.
func (t Theme) In(l typeset.Language) Theme {
	t.Language = l
	return t
}

// leastRoom is how far things may be crowded before type is set smaller instead.
const leastRoom = 0.6

// Denser is the theme for a screen that did not fit: with less room, or, when things are crowded already, with smaller type.
func (t Theme) Denser() Theme {
	if t.Room > leastRoom {
		t.Room *= 0.92
	} else {
		t.Text *= 0.95
	}
	return t
}

// Words are words in the theme's language.
func (t Theme) Words(content string, size Type, c color.Color) *Text {
	return NewText(t.Engine, t.Language, content, Style{Size: t.TypeSize(size), Color: c})
}

// Strong are bold words in the theme's language.
func (t Theme) Strong(content string, size Type, c color.Color) *Text {
	return NewText(t.Engine, t.Language, content, Style{Size: t.TypeSize(size), Bold: true, Color: c})
}

// Centered are words in the middle of their width.
func (t Theme) Centered(content string, size Type, bold bool, c color.Color) *Text {
	return NewText(t.Engine, t.Language, content, Style{Size: t.TypeSize(size), Bold: bold, Color: c, Align: typeset.Center})
}

// Picture is an icon of a size.
func (t Theme) Picture(name string, size MM, c color.Color) *Icon {
	return NewIcon(t.Engine, name, t.Sign(size), c)
}
