package main

import (
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"guichet/kiosk/paper"
)

// offerPanel has F12 in a window open the developer's panel, where the program was started with it.
func (s *shell) offerPanel(w fyne.Window) {
	keys, ok := w.Canvas().(desktop.Canvas)
	if !s.options.Panel || !ok {
		return
	}
	keys.SetOnKeyDown(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyF12 {
			s.showPanel()
		}
	})
}

// showPanel opens the developer's panel: it puts each printer that is a folder in any state that a printer can be in.
// It is for developers and training, and in English alone.
func (s *shell) showPanel() {
	rows := container.NewHBox()
	for _, d := range s.paper.Devices {
		folder, ok := d.Printer.(*paper.Folder)
		if !ok {
			continue
		}
		title := string(d.Role) + ": " + d.Name
		rows.Add(widget.NewCard("", title, s.statuses(folder)))
	}
	if len(rows.Objects) == 0 {
		rows.Add(widget.NewLabel("None of the site's printers is a folder: its state is its own."))
	}
	w := s.app.NewWindow("Guichet: panel")
	w.SetContent(rows)
	w.Show()
}

func (s *shell) statuses(folder *paper.Folder) *widget.RadioGroup {
	var names []string
	for _, status := range paper.Statuses() {
		names = append(names, string(status))
	}
	choice := widget.NewRadioGroup(names, nil)
	choice.Required = true
	choice.SetSelected(string(folder.Status(s.ctx)))
	choice.OnChanged = func(name string) {
		if err := folder.Set(paper.Status(name)); err != nil {
			slog.Error("the panel could not change a printer", "error", err)
		}
		s.paper.Wake()
	}
	return choice
}
