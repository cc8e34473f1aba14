package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// A mediator who shares the visitors' screen may have one that is higher than wide.

// upright draws the window on a high screen: as far as a seated hand reaches, with the desk's name above.
func (v StaffView) upright(touch StaffTouch) fyne.CanvasObject {
	whole := v.Screen
	v.Screen.Height = min(v.Screen.Height, v.Of(reach))
	window := v.window(touch)
	if v.Screen == whole {
		return window
	}
	return container.New(ui.Split{Part: 1 - v.Screen.Height/whole.Height, Above: true}, v.crown(), window)
}

// tall says that the window is too narrow for line, desk and session to stand side by side.
func (v StaffView) tall() bool { return v.Screen.Width < 1.3*v.Screen.Height }

// crown is what stands above the reach of a hand, and can be read from afar: the desk, and who is called to it.
func (v StaffView) crown() fyne.CanvasObject {
	lines := []fyne.CanvasObject{}
	if t := v.Staff.AtDesk(); t != nil && v.Staff.Stand() == kiosk.Calling {
		number := v.In(lookup("en")).Strong(t.Number.String(), ui.NumberType, v.OnSea)
		lines = append(lines, v.start(whole(number)))
	}
	if v.Staff.Desk != 0 {
		lines = append(lines, v.Strong(v.deskName(v.Staff.Desk), ui.HeroType, v.OnSea))
	}
	return v.onSea(v.inset(ui.Margin, ui.Margin, container.New(ui.Frame{}, v.seal(), ui.Spacer(), v.column(0, lines...))))
}

// stacked is the page at which a mediator works in a tall window: the desk above, line and session below.
func (v StaffView) stacked(touch StaffTouch) fyne.CanvasObject {
	desk := v.columned(v.deskColumn(touch))
	height := v.Screen.Height - ui.HeightFor(staffBar(v, touch), v.Screen.Width) - ui.HeightFor(desk, v.Screen.Width) - 2*v.Space(columnY)
	line, side := v.columned(v.line(height, touch)), v.columned(v.lowSide(touch))
	below := container.New(ui.Split{Part: 0.5, RightToLeft: v.Language.RightToLeft}, line, v.parted(side))
	return container.New(ui.Frame{}, v.column(0, desk, v.Rule()), below, ui.Spacer())
}

// lowSide is the session in little height.
func (v StaffView) lowSide(touch StaffTouch) fyne.CanvasObject {
	counts := v.Staff.View.Counts
	today := []string{
		strconv.Itoa(counts[queue.CountIssued]) + " " + v.plain("issued"),
		strconv.Itoa(counts[queue.CountServed]) + " " + v.plain("served"),
		strconv.Itoa(int(v.longest().Minutes())) + "′ " + v.plain("longest"),
	}
	acts := append(v.sessionButtons(touch), v.sizeTools(touch)...)
	return v.column(rowGap, v.heading(v.plain("session"), v.phase()), v.Words(strings.Join(today, " · "), ui.DeskNote, v.Muted), v.grid(2, 2.5, acts...))
}

// stackedBar is the upper edge in two rows.
func (v StaffView) stackedBar(about, pills []fyne.CanvasObject) fyne.CanvasObject {
	rows := v.column(1, v.row(4, 2, about...), v.row(2.5, -1, pills...))
	return container.New(ui.Layers{}, ui.Fill(v.Sea), v.inset(columnX, 1.6, rows))
}
