package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"guichet/queue"
	"guichet/queue/hub"
)

type floorCommand struct{}

// Run shows the floor.
func (floorCommand) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		v, err := a.Hub.View(ctx)
		if err != nil {
			return err
		}
		p.answer(answerFloor(v), floorText(v))
		return nil
	})
}

func floorText(v queue.View) string {
	var b strings.Builder
	if !v.Phase.Running() {
		return "No session is open."
	}
	fmt.Fprintf(&b, "The session is %s.\n", said(v.Phase))
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, d := range v.Desks {
		fmt.Fprintf(w, "desk %d\t%s\n", d.Desk, deskText(d))
	}
	unserved := map[queue.Number]bool{}
	for _, n := range v.Unserved {
		unserved[n] = true
	}
	for _, t := range v.Waiting {
		fmt.Fprintf(w, "%s\twaits\t%s\t%s\n", t.Number, t.Language, marks(t, unserved[t.Number]))
	}
	for _, t := range v.Held {
		fmt.Fprintf(w, "%s\tis held\t%s\t\n", t.Number, t.Language)
	}
	if err := w.Flush(); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	return strings.TrimRight(b.String(), "\n")
}

func deskText(d queue.DeskView) string {
	switch {
	case !d.Open:
		return "closed"
	case d.Ticket == nil:
		return "free (" + strings.Join(d.Languages, ", ") + ")"
	default:
		return fmt.Sprintf("%s, %s (%s)", d.Ticket.Number, d.Ticket.State, d.Ticket.Language)
	}
}

// marks are what a mediator must see of a waiting ticket at a glance.
func marks(t queue.Ticket, unserved bool) string {
	var out []string
	for _, m := range []struct {
		holds bool
		text  string
	}{
		{t.Priority, "first"},
		{t.Head, "came back"},
		{t.Restored, "restored"},
		{t.For != 0, fmt.Sprintf("for desk %d", t.For)},
		{unserved, "nobody speaks it"},
	} {
		if m.holds {
			out = append(out, m.text)
		}
	}
	return strings.Join(out, ", ")
}
