package main

import (
	"context"
	"fmt"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
)

type sessionCommand struct {
	Open     sessionOpen     `cmd:"" help:"Open the session that is planned now, or a special one."`
	Pause    sessionPause    `cmd:"" help:"Let the desks rest; visitors may still take a ticket."`
	Resume   sessionResume   `cmd:"" help:"Go on after a pause, or take a last call back."`
	LastCall sessionLastCall `cmd:"" help:"Give no new tickets; serve those in line."`
	Close    sessionClose    `cmd:"" help:"Close the session: keep its counts, erase its queue."`
	Status   sessionStatus   `cmd:"" help:"Say whether a session is open, and when the next one is."`
}

type sessionOpen struct {
	Special   bool          `help:"Open outside the plan."`
	Length    time.Duration `help:"How long a special session lasts." placeholder:"3h"`
	TrustDate bool          `help:"Accept a date long after the last session."`
}

func (c *sessionOpen) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		s, err := a.Hub.OpenSession(ctx, hub.Opening{Special: c.Special, Length: c.Length, TrustDate: c.TrustDate})
		if err != nil {
			return err
		}
		p.answer(answerSession(s), fmt.Sprintf("%s: session %d of %s is open, for %s. The first number is %s.",
			a.Site.Town, s.Serial, s.Day, hoursAndMinutes(s.Length), s.First))
		return nil
	})
}

type (
	sessionPause    struct{}
	sessionResume   struct{}
	sessionLastCall struct{}
)

func (sessionPause) Run(p *program) error    { return p.change(queue.PauseSession{}) }
func (sessionResume) Run(p *program) error   { return p.change(queue.ResumeSession{}) }
func (sessionLastCall) Run(p *program) error { return p.change(queue.MakeLastCall{}) }

// change moves the session to another phase and says which.
func (p *program) change(c queue.Command) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		if _, err := a.Hub.Do(ctx, c); err != nil {
			return err
		}
		v, err := a.Hub.View(ctx)
		if err != nil {
			return err
		}
		p.answer(map[string]any{"phase": v.Phase}, fmt.Sprintf("The session is %s.", said(v.Phase)))
		return nil
	})
}

// said is how a phase reads after "the session is".
func said(p queue.Phase) string {
	if p == queue.LastCall {
		return "in last call"
	}
	return string(p)
}

type sessionClose struct {
	SendHome bool `help:"Close although people are in line; each gets a place at the next session."`
}

func (c *sessionClose) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		return a.Hub.CloseSession(ctx, c.SendHome, func(closing hub.Closing) error {
			p.answer(closing, fmt.Sprintf("The session is closed and its queue erased: %v", closing))
			return nil
		})
	})
}

type sessionStatus struct{}

func (sessionStatus) Run(p *program) error {
	return p.withDesk(func(ctx context.Context, a *hub.Appliance) error {
		v, err := a.Hub.View(ctx)
		if err != nil {
			return err
		}
		answer := map[string]any{"town": a.Site.Town, "phase": v.Phase}
		text := fmt.Sprintf("%s: no session is open.", a.Site.Town)
		if v.Phase.Running() {
			answer["session"], answer["waiting"], answer["counts"] = answerSession(v.Session), len(v.Waiting), v.Counts
			text = fmt.Sprintf("%s: %s", a.Site.Town, statusText(v))
		}
		next, ok, err := a.Hub.NextSlot(ctx)
		if err != nil {
			return err
		}
		if ok {
			answer["next"] = next
			text += fmt.Sprintf("\nThe next session is on %s.", dayAndTime(next.From))
		}
		p.answer(answer, text)
		return nil
	})
}

// statusText is how a running session stands.
func statusText(v queue.View) string {
	text := fmt.Sprintf("the session of %s is %s; %d in line, %s given", v.Session.Day, said(v.Phase), len(v.Waiting), several(v.Counts[queue.CountIssued], "ticket"))
	if n := v.Counts[queue.CountRestored]; n > 0 {
		text += fmt.Sprintf(", %d restored", n)
	}
	if v.At > v.Session.Length {
		text += "; it is past its planned end"
	}
	return text + "."
}

func dayAndTime(t time.Time) string { return t.Format("Monday 2 January 2006 at 15:04") }

func hoursAndMinutes(d time.Duration) string {
	return fmt.Sprintf("%d h %02d min", int(d.Hours()), int(d.Minutes())%60)
}
