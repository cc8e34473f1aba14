package main

import (
	"errors"
	"path/filepath"

	"guichet/brochures/typeset"
	"guichet/kiosk"
	"guichet/queue/hub"
	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
)

// exportsFolder is where releases lie on this machine, in the data folder.
const exportsFolder = "exports"

// draftWeek is what would be published of the last whole week, and where it can be written.
func (w *staffWindow) draftWeek() kiosk.StaffEvent {
	week, err := w.desk.LastWeek(w.ctx)
	if err != nil {
		return kiosk.Drafted{Problem: w.problem(err)}
	}
	r, err := w.desk.Preview(w.ctx, week)
	if err != nil {
		return kiosk.Drafted{Problem: w.problem(err)}
	}
	keeping := w.desk.Site.Keeping
	return kiosk.Drafted{Publication: kiosk.Publication{
		Release: &r, Targets: w.targets(), RequestWeeks: keeping.RequestWeeks, CountYears: keeping.CountYears,
	}}
}

// writeWeek publishes the last whole week and writes it.
func (w *staffWindow) writeWeek(dir string) kiosk.StaffEvent {
	folder, err := w.publish(dir)
	return kiosk.Written{Folder: folder, Targets: w.targets(), Problem: w.problem(err)}
}

func (w *staffWindow) publish(dir string) (folder string, err error) {
	week, err := w.desk.LastWeek(w.ctx)
	if err != nil {
		return "", err
	}
	r, _, err := w.desk.Release(w.ctx, week)
	if err != nil {
		return "", err
	}
	key, err := hub.SiteKey(w.options.Data)
	if err != nil {
		return "", err
	}
	return export.Write(dir, r, typeset.OpenFonts(""), key)
}

// targets are the sticks that are in, and this machine's own folder.
func (w *staffWindow) targets() []kiosk.Target {
	var all []kiosk.Target
	for _, dir := range export.Sticks() {
		all = append(all, kiosk.Target{Dir: dir, Name: filepath.Base(dir)})
	}
	return append(all, kiosk.Target{Dir: filepath.Join(w.options.Data, exportsFolder)})
}

// problem is what a mediator is told of an error. The log names it; the cells that would betray someone it does not.
func (w *staffWindow) problem(err error) kiosk.Problem {
	if err == nil {
		return kiosk.NoProblem
	}
	for _, p := range []struct {
		is      error
		problem kiosk.Problem
	}{
		{statistics.ErrOpen, kiosk.ProblemOpen},
		{statistics.ErrClock, kiosk.ProblemClock},
		{statistics.ErrUnsafe, kiosk.ProblemUnsafe},
		{export.ErrNoStick, kiosk.ProblemStick},
		{export.ErrPulled, kiosk.ProblemStick},
		{export.ErrNoRoom, kiosk.ProblemRoom},
		{export.ErrExists, kiosk.ProblemExists},
	} {
		if errors.Is(err, p.is) {
			return p.problem
		}
	}
	w.failed("publish the week", err)
	return kiosk.ProblemFailed
}
