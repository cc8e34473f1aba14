package hub

import (
	"context"
	"errors"
	"fmt"

	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

// Kept is how long what outlives a day is kept here, and what there is.
type Kept struct {
	// Oldest is the week of the oldest request that is still a row; the zero week when there is none.
	Oldest orientation.Week
	// RequestWeeks and CountYears are the town's settings.
	RequestWeeks, CountYears int
}

// Kept says what is kept, for staff.
func (a *Appliance) Kept(ctx context.Context) (Kept, error) {
	oldest, _, err := a.Stats.Oldest(ctx)
	return Kept{Oldest: oldest, RequestWeeks: a.Site.Keeping.RequestWeeks, CountYears: a.Site.Keeping.CountYears}, err
}

// forget turns the requests of each quarter into counts, once the quarter is published or is too long
// ago, and deletes counts that are too old. It does nothing by a clock that cannot be right: a wrong
// year would delete everything.
func (a *Appliance) forget(ctx context.Context) error {
	today := orientation.WeekOf(a.now(), a.Site.Plan.Zone)
	oldest, newest, err := a.Stats.Oldest(ctx)
	if err != nil {
		return err
	}
	if err := statistics.CheckClock(today, newest); errors.Is(err, statistics.ErrClock) {
		return nil // staff are told of the clock elsewhere
	}
	for q := statistics.QuarterOf(oldest); oldest.Valid() && q.Last.Compare(today) < 0; q = q.After() {
		due, err := a.due(ctx, q, today)
		if err == nil && due {
			_, err = a.Stats.Fold(ctx, q.First, q.Last, plannedPairs())
		}
		if err != nil {
			return err
		}
	}
	_, err = a.Stats.Forget(ctx, today.Back(52*a.Site.Keeping.CountYears))
	return err
}

// due says whether a quarter's requests have to go: it is published, or too long ago.
func (a *Appliance) due(ctx context.Context, q statistics.Period, today orientation.Week) (bool, error) {
	if q.Last.Compare(today.Back(a.Site.Keeping.RequestWeeks)) < 0 {
		return true, nil
	}
	stored, err := a.Stats.Releases(ctx, q.First.Year)
	for _, r := range stored {
		if r.Period == q.String() {
			return true, err
		}
	}
	return false, err
}

// plannedPairs are the pairs of fields that the plan's tables count.
func plannedPairs() [][2]string {
	var pairs [][2]string
	for _, t := range statistics.Plan() {
		if len(t.Fields) == 2 {
			pairs = append(pairs, [2]string{t.Fields[0], t.Fields[1]})
		}
	}
	return pairs
}

// enforce forgets at the start. A desk that cannot forget opens all the same, and staff are told.
func (a *Appliance) enforce(ctx context.Context) error {
	fault := a.forget(ctx)
	if fault == nil {
		return nil
	}
	return a.Hub.alone(ctx, func() {
		a.Hub.note(KeepingFailed, fmt.Sprintf("what is too old could not be deleted: %v", fault))
	})
}
