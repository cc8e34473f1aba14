package main

import (
	"math"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
)

// What the commands answer in JSON. The name of a duration ends in its unit: seconds of the session clock,
// minutes where people wait.

type (
	seconds float64
	minutes float64
)

func inSeconds(d time.Duration) seconds { return seconds(math.Round(d.Seconds()*1e3) / 1e3) }

func inMinutes(d time.Duration) minutes { return minutes(math.Round(d.Minutes()*1e2) / 1e2) }

type rangeAnswer struct {
	Low  minutes `json:"low"`
	Mid  minutes `json:"mid"`
	High minutes `json:"high"`
}

func answerRange(r *queue.Range) *rangeAnswer {
	if r == nil {
		return nil
	}
	return &rangeAnswer{inMinutes(r.Low), inMinutes(r.Mid), inMinutes(r.High)}
}

type ticketAnswer struct {
	queue.Ticket
	Since    seconds      `json:"since_s"`
	IssuedAt seconds      `json:"issued_at_s"`
	CalledAt seconds      `json:"called_at_s,omitempty"`
	Told     *rangeAnswer `json:"told_min,omitempty"`
}

func answerTicket(t queue.Ticket) ticketAnswer {
	return ticketAnswer{t, inSeconds(t.Since), inSeconds(t.IssuedAt), inSeconds(t.CalledAt), answerRange(t.Told)}
}

// outlookAnswer is a ticket with what it waits for.
type outlookAnswer struct {
	ticketAnswer
	Ahead int          `json:"ahead"`
	Wait  *rangeAnswer `json:"wait_min"`
}

func answerOutlook(t queue.Ticket, f hub.Forecast) outlookAnswer {
	return outlookAnswer{answerTicket(t), f.Ahead, answerRange(f.Range)}
}

type sessionAnswer struct {
	Day       queue.Day    `json:"day"`
	Serial    int          `json:"serial"`
	Slot      int          `json:"slot,omitempty"`
	Special   bool         `json:"special,omitempty"`
	First     queue.Number `json:"first"`
	Length    minutes      `json:"length_min"`
	Desks     int          `json:"desks"`
	Languages []string     `json:"languages"`
	Rules     rulesAnswer  `json:"rules"`
	MeanBusy  minutes      `json:"mean_busy_min"`
}

type rulesAnswer struct {
	Recalls   int            `json:"recalls"`
	Overtakes int            `json:"overtakes"`
	Patience  minutes        `json:"patience_min"`
	Capacity  queue.Capacity `json:"capacity"`
}

func answerSession(s queue.Session) sessionAnswer {
	return sessionAnswer{
		Day: s.Day, Serial: s.Serial, Slot: s.Slot, Special: s.Special, First: s.First, Length: inMinutes(s.Length),
		Desks: s.Desks, Languages: s.Languages, MeanBusy: inMinutes(s.MeanBusy),
		Rules: rulesAnswer{s.Rules.Recalls, s.Rules.Overtakes, inMinutes(s.Rules.Patience), s.Rules.Capacity},
	}
}

type floorAnswer struct {
	Seq      queue.Seq       `json:"seq"`
	At       seconds         `json:"at_s"`
	Phase    queue.Phase     `json:"phase"`
	Session  *sessionAnswer  `json:"session,omitempty"` // while one runs
	Desks    []deskAnswer    `json:"desks"`
	Waiting  []waitingAnswer `json:"waiting"`
	Held     []ticketAnswer  `json:"held"`
	Unserved []queue.Number  `json:"unserved"`
	Counts   map[string]int  `json:"counts"`
}

type deskAnswer struct {
	Desk      queue.Desk    `json:"desk"`
	Open      bool          `json:"open"`
	Languages []string      `json:"languages,omitempty"`
	Ticket    *ticketAnswer `json:"ticket,omitempty"`
	UndoFor   seconds       `json:"undo_for_s,omitempty"`
}

type waitingAnswer struct {
	ticketAnswer
	Waited minutes `json:"waited_min"`
}

func answerFloor(v queue.View) floorAnswer {
	f := floorAnswer{
		Seq: v.Seq, At: inSeconds(v.At), Phase: v.Phase, Unserved: v.Unserved, Counts: v.Counts,
		Desks: []deskAnswer{}, Waiting: []waitingAnswer{}, Held: []ticketAnswer{},
	}
	if v.Phase.Running() {
		s := answerSession(v.Session)
		f.Session = &s
	}
	for _, d := range v.Desks {
		a := deskAnswer{Desk: d.Desk, Open: d.Open, Languages: d.Languages, UndoFor: inSeconds(d.UndoFor)}
		if d.Ticket != nil {
			t := answerTicket(*d.Ticket)
			a.Ticket = &t
		}
		f.Desks = append(f.Desks, a)
	}
	for _, t := range v.Waiting {
		f.Waiting = append(f.Waiting, waitingAnswer{answerTicket(t), inMinutes(v.Waited(t))})
	}
	for _, t := range v.Held {
		f.Held = append(f.Held, answerTicket(t))
	}
	return f
}
