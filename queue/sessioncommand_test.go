package queue_test

import (
	"slices"
	"testing"
	"time"

	"guichet/queue"
)

func TestOpenSession(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*queue.Session)
		want error
	}{
		{"the town", func(*queue.Session) {}, nil},
		{"no overtaking at all", func(s *queue.Session) { s.Rules = queue.Rules{} }, nil},
		{"no date", func(s *queue.Session) { s.Day = "Tuesday" }, queue.ErrSession},
		{"no serial", func(s *queue.Session) { s.Serial = 0 }, queue.ErrSession},
		{"no desk", func(s *queue.Session) { s.Desks = 0 }, queue.ErrSession},
		{"too many desks", func(s *queue.Session) { s.Desks = 100 }, queue.ErrSession},
		{"no first number", func(s *queue.Session) { s.First = 0 }, queue.ErrSession},
		{"no length", func(s *queue.Session) { s.Length = 0 }, queue.ErrSession},
		{"no language", func(s *queue.Session) { s.Languages = nil }, queue.ErrSession},
		{"a language twice", func(s *queue.Session) { s.Languages = []string{"fr", "fr"} }, queue.ErrSession},
		{"a language by its name", func(s *queue.Session) { s.Languages = []string{"French"} }, queue.ErrSession},
		{"too many languages", func(s *queue.Session) { s.Languages = slices.Repeat([]string{"fr"}, 65) }, queue.ErrSession},
		{"negative recalls", func(s *queue.Session) { s.Rules.Recalls = -1 }, queue.ErrSession},
		{"negative overtakes", func(s *queue.Session) { s.Rules.Overtakes = -1 }, queue.ErrSession},
		{"negative patience", func(s *queue.Session) { s.Rules.Patience = -1 }, queue.ErrSession},
		{"negative capacity", func(s *queue.Session) { s.Rules.Capacity.Tickets = -1 }, queue.ErrSession},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := town()
			c.edit(&s)
			if c.want != nil {
				refuse(t, &queue.Floor{}, queue.OpenSession{Session: s}, c.want)
				return
			}
			f := floorOf(t, queue.OpenSession{Session: s})
			if f.Phase() != queue.Open || f.Session().Day != s.Day || f.Seq() != 1 {
				t.Errorf("%s %s after %d events", f.Phase(), f.Session().Day, f.Seq())
			}
		})
	}
}

// Closing ends every ticket as it stands, and needs to be told that people are sent home.
func TestCloseSession(t *testing.T) {
	call, serve, hold := queue.Call{Desk: 1}, queue.Serve{Desk: 1}, queue.Hold{Desk: 1}
	for _, c := range []struct {
		name   string
		before []queue.Command
		needed bool // SendHome
		want   queue.State
		counts map[string]int
	}{
		{"waiting", []queue.Command{french()}, true, queue.Abandoned, map[string]int{"issued": 1, "abandoned": 1}},
		{"called", []queue.Command{french(), call}, true, queue.NoShow, map[string]int{"issued": 1, "no_show": 1}},
		{"recalled", []queue.Command{french(), call, queue.Recall{Desk: 1}}, true, queue.NoShow, map[string]int{"issued": 1, "no_show": 1}},
		{"serving", []queue.Command{french(), call, serve}, true, queue.Finished, map[string]int{"issued": 1, "served": 1}},
		{"held without having come", []queue.Command{french(), call, hold}, false, queue.NoShow, map[string]int{"issued": 1, "no_show": 1}},
		{"held while served", []queue.Command{french(), call, serve, hold}, false, queue.Finished, map[string]int{"issued": 1, "served": 1}},
		{
			"held while served, resumed, called in vain",
			[]queue.Command{french(), call, serve, hold, queue.Resume{Desk: 1}, call},
			true, queue.NoShow,
			map[string]int{"issued": 1, "served": 1},
		},
		{
			"transferred and waiting",
			[]queue.Command{french(), call, serve, queue.Transfer{Desk: 1, Language: "bm"}},
			true, queue.Abandoned,
			map[string]int{"issued": 1, "served": 1, "transferred": 1},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := opened(t, c.before...)
			if c.needed {
				refuse(t, f, queue.CloseSession{}, queue.ErrStillHere)
			}
			play(t, f, queue.CloseSession{SendHome: c.needed})
			if got := states(t, f)[0]; got != c.want || f.Phase() != queue.Closed {
				t.Errorf("%s in a session that is %s, want %s", got, f.Phase(), c.want)
			}
			if got := f.Measures().Counts; !equalCounts(got, c.counts) {
				t.Errorf("counts %v, want %v", got, c.counts)
			}
			for _, d := range f.View(f.At()).Desks {
				if d.Open || d.Ticket != nil {
					t.Errorf("desk %d is open in a closed session", d.Desk)
				}
			}
		})
	}
}

func equalCounts(got, want map[string]int) bool {
	for name, n := range want {
		if got[name] != n {
			return false
		}
	}
	return len(got) == len(want)
}

// A command's own values may change once it was granted: the floor keeps what was said.
func TestTheFloorIsDetached(t *testing.T) {
	s := town()
	f := floorOf(t, queue.OpenSession{Session: s})
	s.Languages[0] = "xx"
	f.View(f.At()).Session.Languages[1] = "yy"
	f.Session().Languages[2] = "zz"
	play(t, f, french(), arabic(), bambara())
}

// The session clock never runs backwards: an earlier one counts as the floor's.
func TestDecideNeverGoesBack(t *testing.T) {
	f := opened(t)
	out, err := f.Decide(nil, french(), -time.Hour)
	if err != nil || out.Events[0].At != f.At() {
		t.Errorf("an hour before the opening: %v, %v, want %v", out.Events, err, f.At())
	}
}
