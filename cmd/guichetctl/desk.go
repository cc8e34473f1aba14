package main

import (
	"context"
	"fmt"
	"strings"

	"guichet/queue"
	"guichet/queue/hub"
)

type deskCommand struct {
	Open     deskOpen     `cmd:"" help:"Seat a mediator: who speaks these languages."`
	Call     deskCall     `cmd:"" help:"Call the next ticket."`
	Undo     deskUndo     `cmd:"" help:"Take a mistaken call back, within ten seconds."`
	Recall   deskRecall   `cmd:"" help:"Call the desk's ticket once more; after the last time it is held."`
	Serve    deskServe    `cmd:"" help:"The visitor stands at the desk."`
	Hold     deskHold     `cmd:"" help:"Set the desk's ticket aside."`
	Resume   deskResume   `cmd:"" help:"Put a held ticket back at its place in line."`
	Transfer deskTransfer `cmd:"" help:"Send the desk's ticket to another desk or language."`
	NoShow   deskNoShow   `cmd:"" help:"The called visitor did not come."`
	Finish   deskFinish   `cmd:"" help:"The visitor was served and leaves."`
	Close    deskClose    `cmd:"" help:"Nobody sits at the desk any more."`
}

// atDesk is the option that every act at a desk has.
type atDesk struct {
	Desk queue.Desk `help:"Number of the desk." required:"" placeholder:"N"`
}

type deskOpen struct {
	atDesk
	Languages []string `help:"What the mediator speaks, such as fr,ar." required:"" placeholder:"TAGS"`
}

func (c *deskOpen) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		if _, err := a.Hub.Do(ctx, queue.OpenDesk{Desk: c.Desk, Languages: c.Languages}); err != nil {
			return err
		}
		p.answer(map[string]any{"desk": c.Desk, "open": true, "languages": c.Languages},
			fmt.Sprintf("Desk %d is open: %s.", c.Desk, strings.Join(c.Languages, ", ")))
		return nil
	})
}

type deskClose struct{ atDesk }

func (c *deskClose) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		if _, err := a.Hub.Do(ctx, queue.CloseDesk{Desk: c.Desk}); err != nil {
			return err
		}
		p.answer(map[string]any{"desk": c.Desk, "open": false}, fmt.Sprintf("Desk %d is closed.", c.Desk))
		return nil
	})
}

type (
	deskCall   struct{ atDesk }
	deskUndo   struct{ atDesk }
	deskRecall struct{ atDesk }
	deskServe  struct{ atDesk }
	deskHold   struct{ atDesk }
	deskNoShow struct{ atDesk }
	deskFinish struct{ atDesk }
)

func (c *deskCall) Run(p *program) error   { return p.act(queue.Call{Desk: c.Desk}) }
func (c *deskUndo) Run(p *program) error   { return p.act(queue.UndoCall{Desk: c.Desk}) }
func (c *deskRecall) Run(p *program) error { return p.act(queue.Recall{Desk: c.Desk}) }
func (c *deskServe) Run(p *program) error  { return p.act(queue.Serve{Desk: c.Desk}) }
func (c *deskHold) Run(p *program) error   { return p.act(queue.Hold{Desk: c.Desk}) }
func (c *deskNoShow) Run(p *program) error { return p.act(queue.Miss{Desk: c.Desk}) }
func (c *deskFinish) Run(p *program) error { return p.act(queue.Finish{Desk: c.Desk}) }

type deskResume struct {
	Desk   queue.Desk `help:"The desk that held it: resumes the last one." placeholder:"N"`
	Ticket string     `help:"Number, such as A017." placeholder:"NUMBER"`
}

func (c *deskResume) Run(p *program) error {
	if c.Ticket == "" {
		return p.act(queue.Resume{Desk: c.Desk})
	}
	n, err := queue.ParseNumber(c.Ticket)
	if err != nil {
		return err
	}
	return p.act(queue.Resume{Ticket: n})
}

type deskTransfer struct {
	atDesk
	To       queue.Desk `help:"The desk that shall call it." placeholder:"N"`
	Language string     `help:"The language that it turned out to need." placeholder:"TAG"`
}

func (c *deskTransfer) Run(p *program) error {
	return p.act(queue.Transfer{Desk: c.Desk, To: c.To, Language: c.Language})
}

// act carries out an act at a desk and says what became of the ticket.
func (p *program) act(c queue.Command) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		t, err := a.Hub.Do(ctx, c)
		if err != nil {
			return err
		}
		p.answer(answerTicket(t), ticketText(t))
		return nil
	})
}

func ticketText(t queue.Ticket) string {
	text := fmt.Sprintf("%s is %s", t.Number, t.State)
	if t.State == queue.Issued {
		text = fmt.Sprintf("%s is back in line", t.Number)
	}
	if t.Desk != 0 {
		text += fmt.Sprintf(" at desk %d", t.Desk)
	}
	if t.State.AtDesk() && t.Language != "" {
		text += " in " + t.Language
	}
	return text + "."
}
