package main

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
)

// waiting are the people whom the demonstration finds in the hall.
var waiting = []hub.Wish{
	{Key: "demonstration-1", Language: "fr", Topic: "HLT"},
	{Key: "demonstration-2", Language: "ar", Topic: "CIV"},
	{Key: "demonstration-3", Language: "en", Topic: "WRK"},
	{Key: "demonstration-4", Language: "bm", Topic: "MCH", Priority: true},
	{Key: "demonstration-5", Language: "fr", Topic: "EDU"},
}

// seated are the demonstration's mediators, by desk.
var seated = []queue.OpenDesk{
	{Desk: 1, Languages: []string{"fr", "ar"}},
	{Desk: 2, Languages: []string{"fr", "en", "bm"}},
}

// stage opens the demonstration town's session, unless one is open: two desks, a few people waiting, one being served.
func stage(ctx context.Context, desk *hub.Appliance) error {
	v, err := desk.Hub.View(ctx)
	if err != nil || v.Phase.Running() {
		return err
	}
	if _, err := desk.Hub.OpenSession(ctx, hub.Opening{}); err != nil {
		return err
	}
	for _, w := range waiting {
		if _, err := desk.Hub.Issue(ctx, w); err != nil {
			return err
		}
	}
	commands := []queue.Command{seated[0], seated[1], queue.Call{Desk: 1}, queue.Call{Desk: 2}, queue.Serve{Desk: 1}}
	for _, c := range commands {
		if _, err := desk.Hub.Do(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// How simulated visitors come: one a minute or so, while the line is not long already.
const (
	between   = 40 * time.Second
	atMost    = 40 * time.Second // longer
	longLine  = 8
	mayBeSeen = 10 // one in so many asks to be seen first
)

// topics are what simulated visitors come for.
var topics = []string{"HLT", "STA", "EDU", "WRK", "HOU", "MCH", "CIV", "JUS"}

// visitorsComing takes tickets as if people came, until the program ends.
func visitorsComing(ctx context.Context, desk *hub.Appliance) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(between + rand.N(atMost)):
		}
		if v, err := desk.Hub.View(ctx); err != nil || !v.Phase.Issues() || len(v.Waiting) >= longLine {
			continue
		}
		if _, err := desk.Hub.Issue(ctx, somebody(desk)); err != nil {
			slog.Warn("a simulated visitor got no ticket", "error", err)
		}
	}
}

// somebody is a visitor: the first languages of the town are spoken most.
func somebody(desk *hub.Appliance) hub.Wish {
	languages := desk.Site.Languages
	spoken := min(rand.IntN(len(languages)), rand.IntN(len(languages)))
	return hub.Wish{
		Key: desk.Hub.NewKey(), Language: languages[spoken], Topic: topics[rand.IntN(len(topics))], Priority: rand.IntN(mayBeSeen) == 0,
	}
}
