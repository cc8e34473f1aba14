package queue_test

import (
	"fmt"
	"time"

	"guichet/queue"
)

// A session from its opening to the first call. Events are kept by whoever decides; the floor is
// their fold.
func ExampleFloor() {
	floor := &queue.Floor{}
	var journal []queue.Event
	for minute, command := range []queue.Command{
		queue.OpenSession{Session: queue.Session{
			Day: "2026-11-24", Serial: 1, First: 1, Length: 3 * time.Hour,
			Desks: 1, Languages: []string{"fr", "ar"}, Rules: queue.DefaultRules(),
		}},
		queue.OpenDesk{Desk: 1, Languages: []string{"fr"}},
		queue.Issue{Language: "ar"},
		queue.Issue{Language: "fr"},
		queue.Issue{Language: "fr", Priority: true},
		queue.Call{Desk: 1},
		queue.Call{Desk: 1},
	} {
		outcome, err := floor.Decide(nil, command, time.Duration(minute)*time.Minute)
		if err != nil {
			fmt.Println("refused:", err)
			continue
		}
		for _, event := range outcome.Events {
			journal = append(journal, event) // made durable first, in the appliance
			if err := floor.Apply(event); err != nil {
				panic(err)
			}
			fmt.Printf("%s %s.\n", event.Kind, event.Ticket)
		}
	}
	fmt.Println("nobody speaks the language of", floor.Unserved())
	again, _ := queue.NewFloor(journal)
	fmt.Println("replayed:", len(again.Waiting()), "wait")
	// Output:
	// session opened .
	// desk opened .
	// ticket issued A001.
	// ticket issued A002.
	// ticket issued A003.
	// ticket called A003.
	// refused: desk 1 has A003: the desk has a ticket
	// nobody speaks the language of [A001]
	// replayed: 2 wait
}
