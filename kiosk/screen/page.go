package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// page is what all of the visitor's screens but the welcome have in common.
type page struct {
	// title is empty where something else bears it.
	title string
	// shown stands in the upper part of a high screen, below the title; nil for nothing.
	shown fyne.CanvasObject
	// body fills what title and foot leave.
	body fyne.CanvasObject
	// foot are the controls below, from where reading begins; the one at the end leads on. A nil stands for the room between.
	foot []fyne.CanvasObject
}

// mostHero is the part of a high screen that what is shown takes at most, above the controls.
const mostHero = 0.7

// reach is how much of a high screen a seated visitor's hand gets to: it hangs from 800 to 1,100 mm above the floor.
const reach ui.MM = 300

// banner is the part of a high screen, from above, that bears words and no controls.
func (v View) banner() float32 {
	height := v.Screen.Height / v.Density
	return min(max(1-float32(reach)/height, 0.24), 0.5)
}

// draw lays the page out. What is to be touched on a screen that is higher than wide lies within reach from a wheelchair: the
// title has the part above it.
func (p page) draw(v View, touch Touch) fyne.CanvasObject {
	foot := v.foot(p.foot)
	if v.Portrait() {
		controls := v.inset(ui.Margin, 8, container.New(ui.Frame{Gap: v.Space(ui.Gap)}, v.row(0, 0, ui.Spacer(), v.tools(touch)), p.body, foot))
		part, head := v.banner(), v.head(p.title, p.shown)
		if p.shown != nil {
			part = max(part, leastHero, min(ui.HeightFor(head, v.Screen.Width)/v.Screen.Height, mostHero))
		}
		return container.New(ui.Split{Part: part, Above: true}, head, controls)
	}
	title := ui.Spacer()
	if p.title != "" {
		title = v.Strong(p.title, ui.TitleType, v.Ink)
	}
	below := v.inset(ui.Margin, 9, container.New(ui.Frame{Gap: v.Space(9)}, title, p.body, foot))
	return container.New(ui.Frame{}, bar(v, touch), below, ui.Spacer())
}

// head is the upper part of a high screen: whose desk it is, and, near the controls, the title.
func (v View) head(title string, shown fyne.CanvasObject) fyne.CanvasObject {
	words := v.column(ui.Gap, v.Strong(title, ui.HeroType, v.OnSea))
	if shown != nil {
		words.Add(shown)
	}
	content := v.inset(ui.Margin, ui.Margin, container.New(ui.Frame{}, v.seal(), ui.Spacer(), words))
	return v.onSea(content)
}

// seal is whose desk it is, on the blue of the welcome.
func (v View) seal() fyne.CanvasObject {
	return v.row(ui.Near, 1, v.Star(v.Space(15), 0.04, v.OnSea), v.Strong(v.Town, ui.BodyType, v.OnSea))
}

// onSea is content on the blue of the welcome, with its star.
func (v View) onSea(content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(ui.Layers{}, ui.Fill(v.Sea), container.New(watermark{v.Language.RightToLeft}, v.star()), content)
}

// foot places controls along the lower edge.
func (v View) foot(controls []fyne.CanvasObject) fyne.CanvasObject {
	grow := -1
	var objects []fyne.CanvasObject
	for i, c := range controls {
		if c == nil {
			grow, c = i, ui.Spacer()
		}
		objects = append(objects, c)
	}
	return v.row(ui.Gap, grow, objects...)
}

// back leads back to the screen before.
func (v View) back(touch Touch) fyne.CanvasObject {
	return v.Button("back", v.backward(), v.say("common.back"), ui.Plain, func() { touch(kiosk.Back{}) })
}

// backward and onward are the arrows against and along the direction of reading.
func (v View) backward() string {
	if v.Language.RightToLeft {
		return "arrow_forward"
	}
	return "arrow_back"
}

// columns is how many tiles stand side by side.
func (v View) columns() int {
	if v.Portrait() {
		return 2
	}
	return 3
}

// highestTile bounds tiles: larger ones are no easier to hit, and tear apart what belongs together.
const highestTile ui.MM = 58

// tiles are a grid that fills the body of a page.
func (v View) tiles(columns int, tiles []fyne.CanvasObject) fyne.CanvasObject {
	return container.New(ui.Grid{
		Columns: columns, Gap: v.Space(ui.Gap), RightToLeft: v.Language.RightToLeft, Highest: v.Space(highestTile),
	}, tiles...)
}
