package main

import (
	"slices"
	"strconv"
	"strings"

	"guichet/assets"
	"guichet/cmd/internal/morning"
	"guichet/kiosk"
	"guichet/kiosk/paper"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
)

// devices are the parts of the machine as a mediator sees them, those in trouble first.
func (w *staffWindow) devices() []screen.Device {
	var all []screen.Device
	for _, l := range w.paper.Lines() {
		all = append(all, w.printer(l))
	}
	all = append(all, w.troubles()...)
	slices.SortStableFunc(all, func(a, b screen.Device) int { return weight(b.Tone) - weight(a.Tone) })
	return all
}

// weight is how much a tone matters.
func weight(t ui.Tone) int {
	switch t {
	case ui.Trouble:
		return 2
	case ui.Care:
		return 1
	default:
		return 0
	}
}

func (w *staffWindow) deviceText(key string, args assets.Args) string {
	return w.catalogue.Text(w.state.Language, "device."+key, args)
}

// printer is one line for a role, with what can be done about it.
func (w *staffWindow) printer(l paper.Line) screen.Device {
	what, todo := paper.Words(w.catalogue, w.state.Language, l.Status)
	d := screen.Device{ID: string(l.Role), Icon: "print", Tone: printerTone(l)}
	d.Words.Title = w.deviceText(string(l.Role), nil) + " · " + what
	notes := []string{todo}
	if l.Waiting > 0 {
		notes = append(notes, w.deviceText("waiting", assets.Args{"n": strconv.Itoa(l.Waiting)}))
	}
	if len(l.Unsure) > 0 {
		notes = []string{w.deviceText("unsure", assets.Args{"number": l.Unsure[0].String()})}
	}
	if len(l.Others) > 0 {
		notes = append([]string{l.Device + " ·"}, notes...) // which of several it is
	}
	d.Words.Note = strings.Join(notes, " ")
	d.Acts = w.printerActs(l)
	return d
}

func printerTone(l paper.Line) ui.Tone {
	switch {
	case !l.Status.Prints():
		return ui.Trouble
	case len(l.Unsure) > 0, l.Status == paper.NearEnd:
		return ui.Care
	default:
		return ui.Done
	}
}

func (w *staffWindow) printerActs(l paper.Line) []screen.DeviceAct {
	var acts []screen.DeviceAct
	language := w.state.Language // acts are carried out on another goroutine
	add := func(id, icon string, args assets.Args, do func()) {
		acts = append(acts, screen.DeviceAct{ID: id, Icon: icon, Title: w.deviceText(id, args), Touched: func() { w.elsewhere(func() func() { do(); return nil }) }})
	}
	if len(l.Unsure) > 0 {
		n := l.Unsure[0]
		number := assets.Args{"number": n.String()}
		add("copy", "content_copy", number, func() { w.failed("copy a slip", w.paper.Copy(w.ctx, n)) })
		add("drop", "done", number, func() { w.failed("forget a slip", w.paper.Cancel(w.ctx, n)) })
	}
	if len(l.Others) > 0 {
		other := l.Others[0]
		add("use", "swap_horiz", assets.Args{"name": other}, func() { w.failed("change the printer", w.paper.Use(l.Role, other)) })
	}
	add("test", "print", nil, func() { w.failed("test a printer", w.paper.Test(l, language, w.options.Data)) })
	if l.Role == paper.PageRole {
		add("morning", "fact_check", nil, func() { w.printMorning(language) })
	}
	return acts
}

// troubles are the conditions of the machine that are not a printer's; or that all is well.
func (w *staffWindow) troubles() []screen.Device {
	var all []screen.Device
	for _, h := range kiosk.HealthOf(w.news.Conditions) {
		if h.OfPaper() {
			continue
		}
		tone := ui.Care
		if h.Urgent {
			tone = ui.Trouble
		}
		all = append(all, w.machine(string(h.Condition), "report", w.catalogue.Text(w.state.Language, h.Staff, nil), tone))
	}
	if len(all) == 0 {
		all = append(all, w.machine("machine", "check_circle", w.deviceText("well", nil), ui.Done))
	}
	return all
}

func (w *staffWindow) machine(id, icon, title string, tone ui.Tone) screen.Device {
	return screen.Device{ID: id, Icon: icon, Words: ui.Words{Title: title}, Tone: tone}
}

// printMorning prints the page of the morning.
func (w *staffWindow) printMorning(language string) {
	tested := paper.Tested(w.options.Data)
	var devices []paper.DeviceReport
	for _, l := range w.paper.Lines() {
		devices = append(devices, paper.DeviceReport{Name: l.Device, Status: l.Status, Tested: tested[l.Device]})
	}
	content, _ := w.shelf.Content()
	report := morning.Report(w.desk.Site.Town, w.now(), devices, w.conditions(), content)
	page := report.Page(w.catalogue, language)
	_, err := w.paper.Print(paper.PageRole, func(int) (paper.Document, error) { return w.paper.Page(page, language) }, nil)
	w.failed("print the page of the morning", err)
}
