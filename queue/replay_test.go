package queue_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"guichet/queue"
)

// journal plays a random session on a floor and gives its events.
func journal(t testing.TB, f *queue.Floor, seed uint64, commands int) []queue.Event {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 1))
	events := grant(t, f, queue.OpenSession{Session: anyTown(rng.IntN)}, 0).Events
	for range commands {
		out, err := f.Decide(nil, anyCommand(rng.IntN, f), f.At()+time.Duration(rng.IntN(90))*time.Second)
		if err != nil {
			continue
		}
		apply(t, f, out)
		events = append(events, out.Events...)
	}
	return events
}

// throughJSON is what a journal gives back of an event.
func throughJSON(t testing.TB, e queue.Event) queue.Event {
	t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var back queue.Event
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatalf("%s: %v", b, err)
	}
	return back
}

// The floor that decided and the floor that replays the written journal are equal after every event.
func TestReplayOfAnyPrefixIsTheSameFloor(t *testing.T) {
	for seed := range uint64(300) {
		first := &queue.Floor{}
		events := journal(t, first, seed, 150)
		live, replayed := &queue.Floor{}, &queue.Floor{}
		for i, e := range events {
			if err := live.Apply(e); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			read := throughJSON(t, e)
			if !reflect.DeepEqual(read, e) {
				t.Fatalf("seed %d: written as %+v, read as %+v", seed, e, read)
			}
			if err := replayed.Apply(read); err != nil {
				t.Fatalf("seed %d: read back: %v", seed, err)
			}
			if !queue.Same(live, replayed) {
				t.Fatalf("seed %d: floors differ after event %d, %s", seed, i+1, e.Kind)
			}
		}
		if !queue.Same(first, live) {
			t.Fatalf("seed %d: the floor that decided differs from its replay", seed)
		}
		checkFloor(t, first)
	}
}

// A prefix folded anew is the floor as it was then, and goes on to the same end.
func TestReplayFromAnyPoint(t *testing.T) {
	var whole queue.Floor
	events := journal(t, &whole, 7, 400)
	for cut := range events {
		f, err := queue.NewFloor(events[:cut])
		if err != nil || f.Seq() != queue.Seq(cut) {
			t.Fatalf("first %d events: %v", cut, err)
		}
		for _, e := range events[cut:] {
			if err := f.Apply(e); err != nil {
				t.Fatalf("from event %d: %v", cut, err)
			}
		}
		if !queue.Same(f, &whole) {
			t.Fatalf("cut after %d events, the floor ends otherwise", cut)
		}
	}
}

// Deciding and looking change nothing, granted or not.
func TestDecidingAndLookingChangeNothing(t *testing.T) {
	for seed := range uint64(100) {
		f := &queue.Floor{}
		events := journal(t, f, seed, 80)
		rng := rand.New(rand.NewPCG(seed, 2))
		for range 40 {
			_, _ = f.Decide(nil, anyCommand(rng.IntN, f), f.At()+time.Duration(rng.IntN(600))*time.Second)
		}
		f.View(f.At())
		f.Measures().Counts["planted"]++
		_, _ = f.OutlookFor(bambara(), f.At()+time.Hour)
		for _, ticket := range f.Waiting() {
			_, _ = f.Outlook(ticket.Number, f.At())
		}
		again, err := queue.NewFloor(events)
		if err != nil || !queue.Same(f, again) {
			t.Fatalf("seed %d: the floor changed without an event (%v)", seed, err)
		}
	}
}

// What is decided goes behind what was given, which stands as it was; and however much was given, a command leads to the same.
func TestDecisionsAreAppended(t *testing.T) {
	given := make([]queue.Event, 2000, 4000)
	for seed := range uint64(300) {
		f := &queue.Floor{}
		journal(t, f, seed, 20)
		rng := rand.New(rand.NewPCG(seed, 3))
		for range 40 {
			c, at := anyCommand(rng.IntN, f), f.At()+time.Minute
			alone, refused := f.Decide(nil, c, at)
			behind, err := f.Decide(given, c, at)
			if (err == nil) != (refused == nil) || alone.Ticket != behind.Ticket {
				t.Fatalf("seed %d: %T%+v: %s, %v, want %s, %v", seed, c, c, behind.Ticket, err, alone.Ticket, refused)
			}
			if err == nil && !slices.EqualFunc(behind.Events[len(given):], alone.Events, sameEvent) {
				t.Fatalf("seed %d: %T%+v: %+v, want %+v", seed, c, c, behind.Events[len(given):], alone.Events)
			}
		}
	}
	for i, e := range given {
		if !sameEvent(e, queue.Event{}) {
			t.Fatalf("the event given at %d has become %+v", i, e)
		}
	}
}

func sameEvent(a, b queue.Event) bool { return reflect.DeepEqual(a, b) }

// spoilt are versions of an event that a damaged journal might hold.
func spoilt(e queue.Event) []queue.Event {
	out := make([]queue.Event, 9)
	for i := range out {
		out[i] = e
	}
	out[0].Language, out[1].Desk, out[2].Desk, out[3].Ticket = "de", 99, 0, e.Ticket.Next()
	out[4].Kind, out[5].Kind, out[6].Kind = queue.TicketCalled, queue.TicketTransferred, queue.SessionClosed
	out[5].Desk, out[5].Language = e.Desk, "de"
	out[7].Code, out[7].Key, out[8].Languages = "a", "k1", []string{"fr", "de"}
	return out
}

// An event that is refused changes nothing, however far its fold had come.
func TestRefusedEventsChangeNothing(t *testing.T) {
	refused := 0
	for seed := range uint64(12) {
		events := journal(t, &queue.Floor{}, seed, 120)
		for i, e := range events {
			before, err := queue.NewFloor(events[:i])
			if err != nil {
				t.Fatal(err)
			}
			for _, bad := range spoilt(e) {
				f, _ := queue.NewFloor(events[:i])
				if f.Apply(bad) == nil {
					continue
				}
				if refused++; !queue.Same(f, before) {
					t.Fatalf("seed %d: refused %+v changed the floor", seed, bad)
				}
			}
		}
	}
	if refused < 1000 {
		t.Errorf("only %d events were refused", refused)
	}
}

func TestApplyRefusesWhatDoesNotFollow(t *testing.T) {
	f := opened(t, french())
	for name, e := range map[string]queue.Event{
		"a gap":               {Seq: f.Seq() + 2, At: f.At(), Kind: queue.SessionPaused},
		"said twice":          {Seq: f.Seq(), At: f.At(), Kind: queue.SessionPaused},
		"an earlier clock":    {Seq: f.Seq() + 1, At: f.At() - 1, Kind: queue.SessionPaused},
		"an unknown kind":     {Seq: f.Seq() + 1, At: f.At(), Kind: "ticket eaten"},
		"a number twice":      {Seq: f.Seq() + 1, At: f.At(), Kind: queue.TicketIssued, Ticket: 1, Language: "fr"},
		"a number left out":   {Seq: f.Seq() + 1, At: f.At(), Kind: queue.TicketIssued, Ticket: 3, Language: "fr"},
		"a session no more":   {Seq: f.Seq() + 1, At: f.At(), Kind: queue.SessionClosed},
		"a call by a shut":    {Seq: f.Seq() + 1, At: f.At(), Kind: queue.TicketCalled, Ticket: 1, Desk: 2},
		"a range from nobody": {Seq: f.Seq() + 1, At: f.At(), Kind: queue.RangeTold, Ticket: 1},
	} {
		before := f.View(f.At())
		if err := f.Apply(e); err == nil || f.Seq() != before.Seq {
			t.Errorf("%s was applied", name)
		}
	}
	if _, err := queue.NewFloor([]queue.Event{{Seq: 1, Kind: queue.SessionOpened}}); err == nil {
		t.Error("a session without a description was opened")
	}
}

// A journal with a hole, a repeated event, or events in another order is refused where it goes wrong.
func TestBrokenJournals(t *testing.T) {
	events := journal(t, &queue.Floor{}, 3, 150)
	middle := len(events) / 2
	for name, broken := range map[string][]queue.Event{
		"a hole":       slices.Delete(slices.Clone(events), middle, middle+1),
		"twice":        slices.Insert(slices.Clone(events), middle, events[middle]),
		"no beginning": events[1:],
		"two swapped":  append(append(slices.Clone(events[:middle]), events[middle+1], events[middle]), events[middle+2:]...),
	} {
		if _, err := queue.NewFloor(broken); err == nil {
			t.Errorf("%s: the journal was accepted", name)
		}
	}
}
