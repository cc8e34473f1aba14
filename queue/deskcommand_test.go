package queue_test

import (
	"testing"

	"guichet/queue"
)

func TestDeskCommands(t *testing.T) {
	var (
		call, recall = queue.Call{Desk: 1}, queue.Recall{Desk: 1}
		serve, hold  = queue.Serve{Desk: 1}, queue.Hold{Desk: 1}
		second       = queue.OpenDesk{Desk: 2, Languages: []string{"bm"}}
	)
	type commands = []queue.Command
	for _, c := range []struct {
		name    string
		before  commands // after desk 1 was opened for French and Arabic
		command queue.Command
		want    error
		states  []queue.State
	}{
		{"open a second desk", nil, second, nil, nil},
		{"open again with other languages", nil, queue.OpenDesk{Desk: 1, Languages: []string{"bm"}}, nil, nil},
		{"open a desk that the town lacks", nil, queue.OpenDesk{Desk: 3, Languages: []string{"fr"}}, queue.ErrNoDesk, nil},
		{"open desk 0", nil, queue.OpenDesk{Languages: []string{"fr"}}, queue.ErrNoDesk, nil},
		{"open without a language", nil, queue.OpenDesk{Desk: 2}, queue.ErrLanguage, nil},
		{"open with a language not offered", nil, queue.OpenDesk{Desk: 2, Languages: []string{"de"}}, queue.ErrLanguage, nil},
		{"open a desk with a ticket", commands{french(), call}, queue.OpenDesk{Desk: 1, Languages: []string{"fr"}}, queue.ErrDeskBusy, nil},
		{"close", nil, queue.CloseDesk{Desk: 1}, nil, nil},
		{"close twice", commands{queue.CloseDesk{Desk: 1}}, queue.CloseDesk{Desk: 1}, queue.ErrDeskClosed, nil},
		{"close with a ticket", commands{french(), call}, queue.CloseDesk{Desk: 1}, queue.ErrDeskBusy, nil},

		{"call", commands{french()}, call, nil, []queue.State{queue.Called}},
		{"call with nobody in line", nil, call, queue.ErrNobody, nil},
		{"call with nobody this desk can serve", commands{bambara()}, call, queue.ErrNobody, nil},
		{"call while busy", commands{french(), french(), call}, call, queue.ErrDeskBusy, nil},
		{"call at a closed desk", commands{french()}, queue.Call{Desk: 2}, queue.ErrDeskClosed, nil},
		{"call at no desk", commands{french()}, queue.Call{Desk: 9}, queue.ErrNoDesk, nil},
		{"call in a pause", commands{french(), queue.PauseSession{}}, call, queue.ErrPaused, nil},
		{"call in last call", commands{french(), queue.MakeLastCall{}}, call, nil, []queue.State{queue.Called}},

		{"recall", commands{french(), call}, recall, nil, []queue.State{queue.Recalled}},
		{"recall for the last time", commands{french(), call, recall}, recall, nil, []queue.State{queue.Recalled}},
		{"recall once too often", commands{french(), call, recall, recall}, recall, nil, []queue.State{queue.Held}},
		{"recall somebody who is here", commands{french(), call, serve}, recall, queue.ErrTransition, nil},
		{"recall at a free desk", nil, recall, queue.ErrDeskFree, nil},
		{"recall in a pause", commands{french(), call, queue.PauseSession{}}, recall, queue.ErrPaused, nil},

		{"serve", commands{french(), call}, serve, nil, []queue.State{queue.Serving}},
		{"serve twice", commands{french(), call, serve}, serve, queue.ErrTransition, nil},
		{"serve in a pause", commands{french(), call, queue.PauseSession{}}, serve, nil, []queue.State{queue.Serving}},
		{"serve at a free desk", nil, serve, queue.ErrDeskFree, nil},

		{"hold", commands{french(), call, serve}, hold, nil, []queue.State{queue.Held}},
		{"hold at a free desk", nil, hold, queue.ErrDeskFree, nil},
		{"resume what the desk held", commands{french(), call, hold}, queue.Resume{Desk: 1}, nil, []queue.State{queue.Issued}},
		{"resume by number from anywhere", commands{french(), call, hold}, queue.Resume{Ticket: 1}, nil, []queue.State{queue.Issued}},
		{"resume what another desk held", commands{french(), call, hold}, queue.Resume{Desk: 2}, queue.ErrNoTicket, nil},
		{"resume what waits", commands{french()}, queue.Resume{Ticket: 1}, queue.ErrTransition, nil},
		{"resume what is not there", nil, queue.Resume{Ticket: 7}, queue.ErrNoTicket, nil},
		{
			"resume the last of two",
			commands{french(), french(), call, hold, call, hold},
			queue.Resume{Desk: 1},
			nil,
			[]queue.State{queue.Held, queue.Issued},
		},

		{"finish", commands{french(), call, serve}, queue.Finish{Desk: 1}, nil, []queue.State{queue.Finished}},
		{"finish who has not come", commands{french(), call}, queue.Finish{Desk: 1}, queue.ErrTransition, nil},
		{"miss", commands{french(), call}, queue.Miss{Desk: 1}, nil, []queue.State{queue.NoShow}},
		{"miss who is here", commands{french(), call, serve}, queue.Miss{Desk: 1}, queue.ErrTransition, nil},
		{"abandon", commands{french()}, queue.Abandon{Ticket: 1}, nil, []queue.State{queue.Abandoned}},
		{"abandon when set aside", commands{french(), call, hold}, queue.Abandon{Ticket: 1}, nil, []queue.State{queue.Abandoned}},
		{"abandon at a desk", commands{french(), call}, queue.Abandon{Ticket: 1}, queue.ErrTransition, nil},
		{"abandon what is not there", nil, queue.Abandon{Ticket: 1}, queue.ErrNoTicket, nil},

		{"transfer to a desk", commands{second, french(), call, serve}, queue.Transfer{Desk: 1, To: 2}, nil, []queue.State{queue.Transferred}},
		{"transfer to a language", commands{french(), call}, queue.Transfer{Desk: 1, Language: "bm"}, nil, []queue.State{queue.Transferred}},
		{"transfer to a closed desk", commands{french(), call}, queue.Transfer{Desk: 1, To: 2}, queue.ErrDeskClosed, nil},
		{"transfer to no desk", commands{french(), call}, queue.Transfer{Desk: 1, To: 9}, queue.ErrNoDesk, nil},
		{"transfer to itself", commands{french(), call}, queue.Transfer{Desk: 1, To: 1}, queue.ErrTransfer, nil},
		{"transfer to nobody", commands{french(), call}, queue.Transfer{Desk: 1}, queue.ErrTransfer, nil},
		{"transfer to the same language", commands{french(), call}, queue.Transfer{Desk: 1, Language: "fr"}, queue.ErrTransfer, nil},
		{"transfer to a language not offered", commands{french(), call}, queue.Transfer{Desk: 1, Language: "de"}, queue.ErrLanguage, nil},
		{"transfer from a free desk", nil, queue.Transfer{Desk: 1, Language: "ar"}, queue.ErrDeskFree, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := opened(t, c.before...)
			if c.want != nil {
				refuse(t, f, c.command, c.want)
				return
			}
			play(t, f, c.command)
			got := states(t, f)
			for i, want := range c.states {
				if got[i] != want {
					t.Errorf("ticket %d is %s, want %s", i+1, got[i], want)
				}
			}
		})
	}
}

// A resumed ticket and a transferred one go back to their place, not to the end.
func TestThePlaceInLineIsKept(t *testing.T) {
	call := queue.Call{Desk: 1}
	for name, way := range map[string][]queue.Command{
		"held and resumed":        {call, queue.Hold{Desk: 1}, french(), queue.Resume{Desk: 1}},
		"held by too many calls":  {call, queue.Recall{Desk: 1}, queue.Recall{Desk: 1}, queue.Recall{Desk: 1}, queue.Resume{Desk: 1}},
		"transferred":             {call, queue.Serve{Desk: 1}, queue.Transfer{Desk: 1, Language: "ar"}},
		"transferred and resumed": {call, queue.Transfer{Desk: 1, Language: "ar"}, call, queue.Hold{Desk: 1}, queue.Resume{Ticket: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			f := opened(t, append([]queue.Command{french(), french()}, way...)...)
			if first := f.Waiting()[0].Number; first != 1 {
				t.Errorf("first in line is %s, want A001", first)
			}
		})
	}
}

// A ticket sent to a desk waits for that desk while it is open, and for any other once it is not.
func TestTransferIsKeptForItsDesk(t *testing.T) {
	f := opened(
		t, queue.OpenDesk{Desk: 2, Languages: []string{"bm"}}, french(), queue.Call{Desk: 1}, queue.Transfer{Desk: 1, To: 2},
	)
	refuse(t, f, queue.Call{Desk: 1}, queue.ErrNobody)
	if next, err := f.Next(2, f.At()); err != nil || next.Number != 1 {
		t.Errorf("desk 2 calls %s, %v, want A001 though it speaks no French: it was sent there", next.Number, err)
	}
	play(t, f, queue.CloseDesk{Desk: 2}, queue.Call{Desk: 1})
	if f.AtDesk(1) != 1 {
		t.Errorf("desk 1 has %s, want A001", f.AtDesk(1))
	}
}
