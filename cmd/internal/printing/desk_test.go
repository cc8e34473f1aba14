package printing_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"guichet/brochures/typeset"
	"guichet/cmd/internal/printing"
	"guichet/kiosk/paper"
	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/site"
)

// start opens a desk with one roll printer, in a folder that may hold a session already.
func start(ctx context.Context, dir, printer string) (*hub.Appliance, *printing.Desk, error) {
	s := site.Demonstration()
	s.Desks, s.Languages, s.Rules = 1, []string{"fr", "ar", "en"}, queue.DefaultRules()
	s.Links.Town = "https://guichet.example/marsa"
	s.Printers = []site.Printer{{Role: "slip", Name: "roll", Address: printer, Width: paper.Wide}}
	a, err := hub.Start(ctx, dir, s, time.Now)
	if err != nil {
		return nil, nil, err
	}
	if err := openDesk(ctx, a.Hub); err != nil {
		return nil, nil, errors.Join(err, a.Close())
	}
	d, err := printing.New(a, typeset.OpenFonts(""), "")
	if err != nil {
		return nil, nil, errors.Join(err, a.Close())
	}
	return a, d, nil
}

// openDesk begins a session with one desk, unless there is one.
func openDesk(ctx context.Context, h *hub.Hub) error {
	_, err := h.OpenSession(ctx, hub.Opening{Special: true})
	if errors.Is(err, hub.ErrOpenAlready) {
		return nil
	}
	if err == nil {
		_, err = h.Do(ctx, queue.OpenDesk{Desk: 1, Languages: []string{"fr", "ar", "en"}})
	}
	return err
}

// run prints until the function that it gives is called, which returns when nothing runs any more.
func run(ctx context.Context, d *printing.Desk) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() { defer close(ended); d.Run(ctx) }()
	return func() { cancel(); <-ended }
}

// follow wakes the spool when something happened, as the windows do.
func follow(ctx context.Context, h *hub.Hub, d *printing.Desk) error {
	sub, err := h.Subscribe(ctx, 0)
	if err != nil {
		return err
	}
	go func() {
		for range sub.Events {
			d.Wake()
		}
	}()
	return nil
}

func issue(tb testing.TB, h *hub.Hub, language string) queue.Ticket {
	tb.Helper()
	t, err := h.Issue(tb.Context(), hub.Wish{Key: h.NewKey(), Language: language, Topic: "HLT"})
	if err != nil {
		tb.Fatal(err)
	}
	return t
}
