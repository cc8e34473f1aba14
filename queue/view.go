package queue

import (
	"math/bits"
	"slices"
	"time"
)

// View is a floor to look at: plain values, detached from it.
type View struct {
	Seq     Seq           `json:"seq"`
	At      time.Duration `json:"at"`
	Phase   Phase         `json:"phase"`
	Session Session       `json:"session"`
	Desks   []DeskView    `json:"desks"`
	Waiting []Ticket      `json:"waiting"`
	Held    []Ticket      `json:"held"`
	// Unserved are the waiting whose language no open desk speaks.
	Unserved []Number       `json:"unserved"`
	Counts   map[string]int `json:"counts"`
}

// DeskView is one desk: open with its mediator's languages, and the ticket it has, if any.
type DeskView struct {
	Desk      Desk     `json:"desk"`
	Open      bool     `json:"open"`
	Languages []string `json:"languages,omitempty"`
	Ticket    *Ticket  `json:"ticket,omitempty"`
}

// View copies what there is to see.
func (f *Floor) View() View {
	v := View{
		Seq: f.seq, At: f.at, Phase: f.Phase(), Session: f.Session(),
		Desks: []DeskView{}, Waiting: f.Waiting(), Held: []Ticket{},
		Unserved: f.Unserved(), Counts: f.Measures().Counts,
	}
	for d := 1; d < len(f.desks); d++ {
		v.Desks = append(v.Desks, f.deskView(Desk(d)))
	}
	for _, t := range f.tickets {
		if t.State == Held {
			v.Held = append(v.Held, *t)
		}
	}
	slices.SortFunc(v.Held, func(a, b Ticket) int { return byArrival(&a, &b) })
	return v
}

func (f *Floor) deskView(d Desk) DeskView {
	p := f.desks[d]
	v := DeskView{Desk: d, Open: p.open, Languages: slices.Clone(p.tags)}
	if p.ticket != nil {
		t := *p.ticket
		v.Ticket = &t
	}
	return v
}

func trailingZeros(set uint64) int { return bits.TrailingZeros64(set) }
