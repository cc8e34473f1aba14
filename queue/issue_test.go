package queue_test

import (
	"errors"
	"testing"
	"time"

	"guichet/queue"
)

func TestIssue(t *testing.T) {
	code := &queue.ComeBack{Day: "2026-11-24", Slot: 1, Nonce: "0abcdef"}
	last := town()
	last.First, last.Rules.Capacity.Tickets = queue.Number(queue.NumberSpace), 2
	full := floorOf(t, queue.OpenSession{Session: last}, french(), french())
	for _, c := range []struct {
		name  string
		floor *queue.Floor
		issue queue.Issue
		want  error
	}{
		{"a language of the desk", opened(t), queue.Issue{Language: "fr", Topic: "HLT", Priority: true}, nil},
		{"a language that nobody present speaks", opened(t), bambara(), nil},
		{"a language not offered", opened(t), queue.Issue{Language: "de"}, queue.ErrLanguage},
		{"no language", opened(t), queue.Issue{}, queue.ErrLanguage},
		{"no topic code", opened(t), queue.Issue{Language: "fr", Topic: "my papers"}, queue.ErrTopic},
		{"a come-back code", opened(t), queue.Issue{Language: "fr", Code: code}, nil},
		{"a come-back code when full", full, queue.Issue{Language: "fr", Code: code}, nil},
		{
			"a code of another day", opened(t),
			queue.Issue{Language: "fr", Code: &queue.ComeBack{Day: "2026-11-25", Slot: 1, Nonce: "1"}},
			queue.ErrCodeSession,
		},
		{
			"a code of another opening", opened(t),
			queue.Issue{Language: "fr", Code: &queue.ComeBack{Day: "2026-11-24", Slot: 2, Nonce: "1"}},
			queue.ErrCodeSession,
		},
		{
			"a code that nobody signed", opened(t),
			queue.Issue{Language: "fr", Code: &queue.ComeBack{Day: "2026-11-24", Slot: 1}},
			queue.ErrCode,
		},
		{"full", full, french(), queue.ErrFull},
		{"paused", opened(t, queue.PauseSession{}), french(), nil},
		{"last call", opened(t, queue.MakeLastCall{}), french(), queue.ErrLastCall},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.want != nil {
				refuse(t, c.floor, c.issue, c.want)
				return
			}
			out := grant(t, c.floor, c.issue, c.floor.At())
			got, err := c.floor.Ticket(out.Ticket)
			if err != nil || got.State != queue.Issued || got.Language != c.issue.Language || got.Topic != c.issue.Topic ||
				got.Priority != c.issue.Priority || got.Head != (c.issue.Code != nil) {
				t.Errorf("issued %+v, %v", got, err)
			}
		})
	}
}

// Numbers go on from the first of the session, over the end of the space.
func TestIssueNumbersInOrder(t *testing.T) {
	s := town()
	s.First = queue.Number(queue.NumberSpace)
	f := floorOf(t, queue.OpenSession{Session: s}, french(), french())
	got := f.Waiting()
	if got[0].Number.String() != "Y999" || got[1].Number.String() != "A001" || f.LastNumber() != 1 || f.Issued() != 2 {
		t.Errorf("numbers %s and %s, want Y999 and A001", got[0].Number, got[1].Number)
	}
}

// A touch repeated under its key is the same ticket, whatever has become of it in the meantime.
func TestIssueUnderAKey(t *testing.T) {
	ask := queue.Issue{Key: "touch 1", Language: "fr", Topic: "HLT"}
	later := map[string][]queue.Command{
		"at once":                          nil,
		"transferred to another language":  {queue.Call{Desk: 1}, queue.Transfer{Desk: 1, Language: "ar"}},
		"served":                           {queue.Call{Desk: 1}, queue.Serve{Desk: 1}, queue.Finish{Desk: 1}},
		"in last call":                     {queue.MakeLastCall{}},
		"after the session":                {queue.CloseSession{SendHome: true}},
		"paused and with others behind it": {french(), queue.PauseSession{}},
	}
	for name, commands := range later {
		t.Run(name, func(t *testing.T) {
			f := opened(t, append([]queue.Command{ask}, commands...)...)
			out, err := f.Decide(nil, ask, f.At())
			if err != nil || out.Ticket != 1 || len(out.Events) > 0 {
				t.Errorf("repeated: %+v, %v, want A001 again", out, err)
			}
			for _, other := range []queue.Issue{
				{Key: "touch 1", Language: "ar", Topic: "HLT"},
				{Key: "touch 1", Language: "fr"},
				{Key: "touch 1", Language: "fr", Topic: "HLT", Priority: true},
				{Key: "touch 1", Language: "fr", Topic: "HLT", Code: &queue.ComeBack{Day: "2026-11-24", Slot: 1, Nonce: "1"}},
			} {
				refuse(t, f, other, queue.ErrKey)
			}
		})
	}
}

func TestIssueWithoutAKeyIsNeverTheSame(t *testing.T) {
	f := opened(t, french(), french())
	if f.Issued() != 2 {
		t.Errorf("%d tickets for two touches, want 2", f.Issued())
	}
}

// In a rush the collector of garbage would be on everybody's way.
func TestIssueIsDecidedWithoutGarbage(t *testing.T) {
	f, room := opened(t, french()), make([]queue.Event, 0, 1)
	var ask queue.Command = queue.Issue{Key: "touch 1", Language: "fr", Topic: "HLT"}
	made := testing.AllocsPerRun(100, func() { _, _ = f.Decide(room, ask, f.At()) })
	if made != 0 {
		t.Errorf("deciding an issue makes %v pieces of garbage, want none", made)
	}
}

func TestComeBackCodeIsUsedOnce(t *testing.T) {
	again := queue.Issue{Language: "fr", Code: &queue.ComeBack{Day: "2026-11-24", Slot: 1, Nonce: "0abcdef"}}
	f := opened(t, again)
	refuse(t, f, again, queue.ErrCodeSpent)

	// Nor in a second session of that day.
	s := town()
	s.Serial, s.Spent = 2, f.Spent()
	refuse(t, floorOf(t, queue.OpenSession{Session: s}), again, queue.ErrCodeSpent)
}

// The minutes left, divided by the learned time, bound the tickets that a session takes.
func TestIssueCapacityByTime(t *testing.T) {
	s := town()
	s.Length, s.MeanBusy, s.Rules.Capacity.ByTime = 60*time.Minute, 15*time.Minute, true
	f := floorOf(t, queue.OpenSession{Session: s}, queue.OpenDesk{Desk: 1, Languages: []string{"fr"}})
	issued := 0
	for ; issued < 20; issued++ {
		out, err := f.Decide(nil, french(), 2*time.Minute)
		if err != nil {
			break
		}
		apply(t, f, out)
	}
	if issued != 3 { // 58 minutes for one desk
		t.Errorf("%d tickets, want 3", issued)
	}
	refuse(t, f, french(), queue.ErrFull)
	play(t, f, queue.OpenDesk{Desk: 2, Languages: []string{"ar"}}, french())
	play(t, f, queue.Call{Desk: 1})
	if _, err := f.Decide(nil, french(), time.Hour); !errors.Is(err, queue.ErrFull) {
		t.Errorf("at the planned end: %v, want ErrFull", err)
	}
}

// A length or a mean that no town has does not overflow into a refusal or a grant.
func TestIssueCapacityByTimeOfAbsurdLengths(t *testing.T) {
	s := town()
	s.Length, s.MeanBusy, s.Desks, s.Rules.Capacity.ByTime = 1<<62, time.Minute, 99, true
	floorOf(t, queue.OpenSession{Session: s}, french())
	s.Length, s.MeanBusy = time.Minute, 1<<62
	f := floorOf(t, queue.OpenSession{Session: s})
	for range 6 {
		refuse(t, f, french(), queue.ErrFull)
	}
}

func TestTurnAway(t *testing.T) {
	away := queue.TurnAway{Key: "touch 1", Language: "fr"}
	f := opened(t, away, away, queue.TurnAway{}, queue.TurnAway{})
	if got := f.Measures().Counts[queue.CountTurnedAway]; got != 3 {
		t.Errorf("%d turned away, want 3: a touch said twice is one visitor", got)
	}
	refuse(t, f, queue.TurnAway{Language: "somebody's name"}, queue.ErrLanguage)
	// A touch that was answered with a no gets no ticket when it is said again.
	refuse(t, f, queue.Issue{Key: "touch 1", Language: "fr"}, queue.ErrFull)
}

func TestRestore(t *testing.T) {
	f := opened(t, french(), queue.Restore{Through: 4})
	got := states(t, f)
	if len(got) != 4 || f.LastNumber() != 4 || f.Measures().Counts[queue.CountRestored] != 3 {
		t.Fatalf("restored to %v, want four tickets", got)
	}
	for _, through := range []queue.Number{1, 4} {
		if out, err := f.Decide(nil, queue.Restore{Through: through}, f.At()); err != nil || len(out.Events) > 0 {
			t.Errorf("restoring through %s: %d events, %v, want none: it is there", through, len(out.Events), err)
		}
	}
	refuse(t, f, queue.Restore{}, queue.ErrNumber)
	refuse(t, f, queue.Restore{Through: 5000}, queue.ErrNumbers)
	refuse(t, f, queue.Restore{Through: queue.Number(queue.NumberSpace + 1)}, queue.ErrNumber)

	// Nobody knows its language: every desk may call it, until a mediator has found out.
	play(t, f, queue.OpenDesk{Desk: 2, Languages: []string{"bm"}}, queue.Call{Desk: 2})
	if f.AtDesk(2) != 2 || len(f.Unserved()) > 0 {
		t.Fatalf("desk 2 called %s, want the restored A002", f.AtDesk(2))
	}
	play(t, f, queue.Transfer{Desk: 2, Language: "ar"}, queue.CloseDesk{Desk: 1})
	if next, err := f.Next(2, f.At()); err != nil || next.Number != 3 {
		t.Errorf("desk 2 calls %s, %v, want A003: A002 waits for Arabic now", next.Number, err)
	}
	play(t, f, queue.OpenDesk{Desk: 1, Languages: []string{"ar"}}, queue.Call{Desk: 1})
	if f.AtDesk(1) != 2 {
		t.Errorf("desk 1 called %s, want A002", f.AtDesk(1))
	}
}

// When a lost number was given is lost too: what it waited since would be a lie.
func TestRestoredWaitIsNotMeasured(t *testing.T) {
	f := opened(t, queue.Restore{Through: 1}, queue.Call{Desk: 1}, queue.Serve{Desk: 1}, queue.Finish{Desk: 1})
	m := f.Measures()
	if waits := m.Histograms[queue.HistogramWaiting].Total(); waits != 0 || m.Counts[queue.CountServed] != 1 {
		t.Errorf("%d waits, %d served, want 0 and 1", waits, m.Counts[queue.CountServed])
	}
}

func TestTell(t *testing.T) {
	told := queue.Range{Low: time.Minute, Mid: 2 * time.Minute, High: 3 * time.Minute}
	f := opened(t, french(), queue.Tell{Ticket: 1, Range: told}, queue.Tell{Ticket: 1}, french())
	refuse(t, f, queue.Tell{Ticket: 3}, queue.ErrNoTicket)
	got, err := f.Ticket(1)
	if err != nil || got.Told == nil || *got.Told != told {
		t.Fatalf("told %v, %v, want %v once", got.Told, err, told)
	}
	play(t, f, french(), queue.Call{Desk: 1}, queue.Tell{Ticket: 1, Range: told}) // too late, and no matter
	m := f.Measures()
	if m.Counts[queue.CountTold] != 1 || m.Counts[queue.CountTruthful] != 0 || m.Histograms[queue.HistogramError].Total() != 1 {
		t.Errorf("measured %v after a wait of four minutes", m.Counts)
	}
}

// Looking ahead for a visitor who has no ticket leaves no trace, even when every number is given.
func TestOutlookForLeavesNoTrace(t *testing.T) {
	f := opened(t)
	for range queue.NumberSpace {
		out := grant(t, f, french(), 0)
		grant(t, f, queue.Abandon{Ticket: out.Ticket}, 0)
	}
	refuse(t, f, french(), queue.ErrNumbers)
	if _, err := f.OutlookFor(french(), f.At()); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Ticket(1); err != nil || f.Issued() != queue.NumberSpace {
		t.Errorf("A001 after a look ahead: %v, %d tickets", err, f.Issued())
	}
}
