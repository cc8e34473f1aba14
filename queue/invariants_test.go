package queue_test

import (
	"testing"

	"guichet/queue"
)

// checkFloor holds a floor to what must be true of it whatever happened before.
func checkFloor(t testing.TB, f *queue.Floor) {
	t.Helper()
	tickets := map[queue.Number]queue.Ticket{}
	n := f.Session().First
	for range f.Issued() {
		ticket, err := f.Ticket(n)
		if err != nil || ticket.Number != n {
			t.Fatalf("%s is not there: %v", n, err)
		}
		tickets[n] = ticket
		n = n.Next()
	}
	if len(tickets) != f.Issued() {
		t.Fatalf("%d numbers for %d tickets", len(tickets), f.Issued())
	}
	v := f.View(f.At())
	checkLine(t, v, tickets)
	checkDesks(t, v, tickets)
	checkCounts(t, f.Measures(), tickets)
	for _, ticket := range tickets {
		if !ticket.State.Ended() && v.Phase == queue.Closed {
			t.Errorf("%s is %s in a closed session", ticket.Number, ticket.State)
		}
		if ahead, err := f.Ahead(ticket.Number); err != nil || ahead < 0 || ahead > max(0, len(v.Waiting)-1) {
			t.Errorf("%s has %d ahead in a line of %d, %v", ticket.Number, ahead, len(v.Waiting), err)
		}
	}
}

// checkLine: the line is the waiting tickets, each once, in order of arrival.
func checkLine(t testing.TB, v queue.View, tickets map[queue.Number]queue.Ticket) {
	t.Helper()
	waiting, held := 0, 0
	for _, ticket := range tickets {
		if ticket.State.Waiting() {
			waiting++
		}
		if ticket.State == queue.Held {
			held++
		}
	}
	if len(v.Waiting) != waiting || len(v.Held) != held {
		t.Errorf("%d in line and %d held, want %d and %d", len(v.Waiting), len(v.Held), waiting, held)
	}
	for i, ticket := range v.Waiting {
		if !ticket.State.Waiting() || i > 0 && ticket.Arrival <= v.Waiting[i-1].Arrival {
			t.Errorf("place %d of the line is %s, %s, arrived %d", i, ticket.Number, ticket.State, ticket.Arrival)
		}
	}
}

// checkDesks: a desk has one ticket and a ticket one desk, and both say so.
func checkDesks(t testing.TB, v queue.View, tickets map[queue.Number]queue.Ticket) {
	t.Helper()
	occupied := 0
	for _, d := range v.Desks {
		if d.Ticket == nil {
			continue
		}
		occupied++
		if !d.Open || d.Ticket.Desk != d.Desk || !d.Ticket.State.AtDesk() {
			t.Errorf("desk %d, open %v, has %s, which is %s at desk %d", d.Desk, d.Open, d.Ticket.Number, d.Ticket.State, d.Ticket.Desk)
		}
	}
	for _, ticket := range tickets {
		if (ticket.Desk != 0) != ticket.State.AtDesk() {
			t.Errorf("%s is %s at desk %d", ticket.Number, ticket.State, ticket.Desk)
		}
		if ticket.State.AtDesk() {
			occupied--
		}
	}
	if occupied != 0 {
		t.Errorf("desks and tickets disagree by %d", occupied)
	}
}

// checkCounts: every ticket is counted once, as what became of it.
func checkCounts(t testing.TB, m queue.Measures, tickets map[queue.Number]queue.Ticket) {
	t.Helper()
	want := map[string]int{}
	for _, ticket := range tickets {
		name := queue.CountIssued
		if ticket.Restored {
			name = queue.CountRestored
		}
		want[name]++
		switch {
		case ticket.Legs > 0:
			want[queue.CountServed]++
		case ticket.State == queue.NoShow:
			want[queue.CountNoShow]++
		case ticket.State == queue.Abandoned:
			want[queue.CountAbandoned]++
		}
		if ticket.Priority {
			want[queue.CountPriority]++
		}
		if ticket.Head {
			want[queue.CountComeBack]++
		}
	}
	for _, name := range []string{
		queue.CountIssued, queue.CountRestored, queue.CountServed, queue.CountNoShow, queue.CountAbandoned,
		queue.CountPriority, queue.CountComeBack,
	} {
		if m.Counts[name] != want[name] {
			t.Errorf("%s is counted %d times, want %d", name, m.Counts[name], want[name])
		}
	}
	if waits := m.Histograms[queue.HistogramWaiting].Total(); waits > want[queue.CountIssued] {
		t.Errorf("%d waits of %d tickets", waits, want[queue.CountIssued])
	}
	if told := m.Histograms[queue.HistogramError].Total(); told != m.Counts[queue.CountTold] || m.Counts[queue.CountTruthful] > told {
		t.Errorf("%d errors of %d told, %d truthful", told, m.Counts[queue.CountTold], m.Counts[queue.CountTruthful])
	}
}
