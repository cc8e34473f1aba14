package screen_test

import (
	"sync"

	"guichet/kiosk"
	"guichet/queue/orientation"
	"guichet/queue/statistics"
	"guichet/queue/statistics/statisticstest"
)

// publication is a town's week as a mediator sees it before it leaves.
var publication = sync.OnceValue(func() kiosk.Publication {
	week := orientation.Week{Year: 2026, Number: 47}
	town := statisticstest.NewTown("La Marsa", 80, 3)
	for w := week.Back(30); w.Compare(week) <= 0; w = w.Next() {
		town.Live(w)
	}
	r := town.Draft(statistics.OneWeek(week))
	return kiosk.Publication{
		Release: &r, RequestWeeks: 13, CountYears: 5,
		Targets: []kiosk.Target{{Dir: "/media/kiosk/CLE USB", Name: "CLE USB"}, {Dir: "/srv/guichet/exports"}},
	}
})
