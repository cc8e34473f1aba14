package queue_test

import (
	"time"

	"guichet/queue"
)

// chooser gives a number from 0 up to n-1. Random schedules and fuzzed bytes both are one.
type chooser func(n int) int

func pick[T any](choose chooser, from ...T) T { return from[choose(len(from))] }

// anyCommand chooses one command of all there are: mostly sensible, sometimes about a desk, a ticket
// or a language that is not there.
func anyCommand(choose chooser, f *queue.Floor) queue.Command {
	desk := queue.Desk(1 + choose(max(1, f.Session().Desks)))
	switch choose(30) {
	case 0, 1, 2, 3, 4, 5, 6:
		return anyIssue(choose)
	case 7, 8, 9, 10, 11, 12:
		return queue.Call{Desk: desk}
	case 13, 14, 15, 16:
		return queue.Serve{Desk: desk}
	case 17, 18, 19, 20:
		return queue.Finish{Desk: desk}
	case 21:
		return pick[queue.Command](choose, queue.Recall{Desk: desk}, queue.UndoCall{Desk: desk})
	case 22:
		return queue.Hold{Desk: desk}
	case 23:
		return pick[queue.Command](choose, queue.Resume{Desk: desk}, queue.Resume{Ticket: anyNumber(choose, f)})
	case 24:
		to := queue.Desk(choose(f.Session().Desks + 2))
		return queue.Transfer{Desk: desk, To: to, Language: pick(choose, "", "fr", "ar", "bm", "de")}
	case 25:
		return queue.OpenDesk{Desk: desk, Languages: anyLanguages(choose)}
	case 26:
		return queue.CloseDesk{Desk: desk}
	case 27:
		return pick[queue.Command](choose, queue.Miss{Desk: desk}, queue.Miss{Desk: desk}, queue.Abandon{Ticket: anyNumber(choose, f)})
	case 28:
		told := queue.Range{Mid: time.Duration(choose(30)) * time.Minute, High: time.Hour}
		return queue.Tell{Ticket: anyNumber(choose, f), Range: told}
	default:
		return rareCommand(choose, f)
	}
}

func anyIssue(choose chooser) queue.Issue {
	i := queue.Issue{
		Language: pick(choose, "fr", "fr", "fr", "ar", "ar", "bm"),
		Topic:    pick(choose, "", "HLT"),
		Priority: choose(4) == 0,
		Key:      pick(choose, "", "", "", "k1", "k2", "k3", "k4"),
	}
	if choose(12) == 0 {
		i.Code = &queue.ComeBack{Day: "2026-11-24", Slot: 1, Nonce: string(rune('a' + choose(20)))}
	}
	return i
}

// anyNumber is one of the last numbers given, or one too many.
func anyNumber(choose chooser, f *queue.Floor) queue.Number {
	return max(0, f.LastNumber()+1-queue.Number(choose(8)))
}

func anyLanguages(choose chooser) []string {
	return pick(choose, []string{"fr"}, []string{"ar"}, []string{"fr", "ar"}, []string{"bm"}, []string{"fr", "ar", "bm"})
}

func rareCommand(choose chooser, f *queue.Floor) queue.Command {
	switch choose(12) {
	case 0, 1:
		return queue.PauseSession{}
	case 2, 3, 4, 5:
		return queue.ResumeSession{}
	case 6:
		return queue.MakeLastCall{}
	case 7:
		return queue.CloseSession{SendHome: choose(8) == 0}
	case 8:
		return queue.TurnAway{Key: pick(choose, "", "k1", "k5"), Language: pick(choose, "", "fr", "de")}
	case 9:
		return queue.Restore{Through: max(f.LastNumber(), f.Session().First) + queue.Number(choose(3))}
	case 10:
		s := town()
		return queue.OpenSession{Session: s}
	default:
		return queue.Issue{Language: "de"}
	}
}

// anyTown is a session under random rules: with no, little and much overtaking, with and without patience.
func anyTown(choose chooser) queue.Session {
	s := town()
	s.Desks = 1 + choose(4)
	s.First = queue.FirstNumber(choose(30))
	s.Rules = queue.Rules{
		Recalls: choose(3), Overtakes: pick(choose, 0, 1, 2, 4, 4, 7),
		Patience: pick(choose, 0, 3*time.Minute, 15*time.Minute),
	}
	if choose(8) == 0 {
		s.Rules.Capacity, s.MeanBusy = queue.Capacity{Tickets: 20, ByTime: true}, 10*time.Minute
	}
	return s
}
