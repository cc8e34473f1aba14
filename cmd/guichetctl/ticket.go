package main

import (
	"context"
	"fmt"
	"strings"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/orientation"
)

type ticketCommand struct {
	Issue   ticketIssue   `cmd:"" help:"Give a visitor a ticket."`
	Show    ticketShow    `cmd:"" help:"Say how many are ahead of a ticket, and how long it will take."`
	Abandon ticketAbandon `cmd:"" help:"Note that a visitor in line has left."`
}

type ticketIssue struct {
	Lang     string `help:"Language to speak with the mediator." required:"" placeholder:"fr"`
	Topic    string `help:"Code of the need, such as HLT." placeholder:"CODE"`
	Priority bool   `help:"Needs to be seen first. The reason is never asked."`
	Key      string `help:"Makes the request one: said twice, it gives the same ticket." placeholder:"KEY"`
	Code     string `help:"Come-back code of an earlier session." placeholder:"CODE"`
}

func (c *ticketIssue) Run(p *program) error {
	topic, err := orientation.TopicCode(strings.ToUpper(c.Topic))
	if err != nil {
		return fmt.Errorf("%w: %w", queue.ErrTopic, err)
	}
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		t, err := a.Hub.Issue(ctx, hub.Wish{Key: c.Key, Language: c.Lang, Topic: topic, Priority: c.Priority, Code: c.Code})
		if err != nil {
			return err
		}
		f, err := a.Hub.TellForecast(ctx, t.Number)
		if err != nil {
			return err
		}
		p.answer(answerOutlook(t, f), fmt.Sprintf("%s\n%s", t.Number, f))
		return nil
	})
}

type ticketShow struct {
	Ticket string `arg:"" help:"Number, such as A017."`
}

func (c *ticketShow) Run(p *program) error {
	n, err := queue.ParseNumber(c.Ticket)
	if err != nil {
		return err
	}
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		t, err := a.Hub.Ticket(ctx, n)
		if err != nil {
			return err
		}
		if !t.State.Waiting() {
			p.answer(answerOutlook(t, hub.Forecast{}), fmt.Sprintf("%s is %s.", n, t.State))
			return nil
		}
		f, err := a.Hub.Forecast(ctx, n)
		if err != nil {
			return err
		}
		p.answer(answerOutlook(t, f), fmt.Sprintf("%s\n%s", n, f))
		return nil
	})
}

type ticketAbandon struct {
	Ticket string `arg:"" help:"Number, such as A017."`
}

func (c *ticketAbandon) Run(p *program) error {
	n, err := queue.ParseNumber(c.Ticket)
	if err != nil {
		return err
	}
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		t, err := a.Hub.Do(ctx, queue.Abandon{Ticket: n})
		if err != nil {
			return err
		}
		p.answer(answerTicket(t), fmt.Sprintf("%s has left.", n))
		return nil
	})
}
