package main

import (
	"time"

	"guichet/kiosk"
)

// sharedWindow is the only screen of a town: it shows a [kiosk.Shared], and lets the two windows that it is made of carry out
// what either side asks for.
type sharedWindow struct {
	*shell
	state   kiosk.Shared
	visitor *visitorWindow
	staff   *staffWindow
}

func openShared(s *shell, f *frame) window {
	w := &sharedWindow{shell: s}
	w.state = kiosk.NewShared(s.visitorOptions(), s.staffOptions(kiosk.DefaultSharedIdle), s.desk.Hub.NewKey(), s.pin.Known())
	w.visitor = &visitorWindow{shell: s, frame: f, state: &w.state.Visitor, greeted: screenLanguages(s), shared: true}
	w.staff = &staffWindow{shell: s, frame: f, state: &w.state.Staff}
	w.visitor.event = func(e kiosk.Event) {
		w.step(func(at time.Duration) (kiosk.Shared, []kiosk.Effect) { return w.state.Visit(e, at) })
	}
	w.staff.event = func(e kiosk.StaffEvent) {
		w.step(func(at time.Duration) (kiosk.Shared, []kiosk.Effect) { return w.state.Attend(e, at) })
	}
	w.visitor.draw, w.staff.draw = w.draw, w.draw
	w.staff.takeKeys()
	f.resized = w.draw
	w.draw()
	return w
}

// step takes the flow on, carries out what it asks for, and shows where it is.
func (w *sharedWindow) step(next func(at time.Duration) (kiosk.Shared, []kiosk.Effect)) {
	before := w.state
	var effects []kiosk.Effect
	w.state, effects = next(time.Since(w.started))
	for _, effect := range effects {
		w.visitor.carryOut(effect)
		w.staff.carryOut(effect)
	}
	ticked := w.staff.clockTicked() && w.state.Side() == kiosk.MediatorsSide
	if !w.state.Looks(before) || ticked {
		w.draw()
	}
}

// draw shows the side that has the screen.
func (w *sharedWindow) draw() {
	if w.state.Side() == kiosk.VisitorsSide {
		w.visitor.paint()
		return
	}
	w.staff.paint()
}

func (w *sharedWindow) follow(n news) {
	w.visitor.follow(n)
	w.staff.follow(n)
}

func (w *sharedWindow) tick(time.Time) {
	w.visitor.look()
	w.staff.look()
	w.step(w.state.Tick)
}
