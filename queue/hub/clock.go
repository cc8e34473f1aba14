package hub

import (
	"time"

	"guichet/queue"
)

// A clock that is further from the last session than this is wrong, not late.
const plausibleGap = 400 * 24 * time.Hour

// longestPause is how long a machine may have been off within a session. More is a wrong clock: the
// session clock then goes on as if no time had passed.
const longestPause = 18 * time.Hour

// firstDay is before any session of this program: an older date is a clock without a battery.
const firstDay queue.Day = "2026-01-01"

// sessionClock counts from the opening of a session. Within a process it follows the machine's
// monotonic clock; over a restart, the wall clock as far as that is plausible.
type sessionClock struct {
	now     func() time.Time
	base    time.Duration
	started time.Time
}

// resumeClock goes on from the session clock of the last event, which was committed at wall.
// It reports false when the wall clock gave no plausible answer.
func resumeClock(now func() time.Time, last time.Duration, wall time.Time) (sessionClock, bool) {
	c := sessionClock{now: now, base: last, started: now()}
	if wall.IsZero() {
		return c, true
	}
	// Whole seconds: the wall clock at the last event is kept without fractions.
	off := c.started.Truncate(time.Second).Sub(wall)
	if off < 0 || off > longestPause {
		return c, false
	}
	c.base += off
	return c, true
}

// at is the session clock now.
func (c sessionClock) at() time.Duration { return c.base + max(0, c.now().Sub(c.started)) }

// dateSense is what the wall clock says of the day, held against the day of the last session.
type dateSense int

const (
	dateRight  dateSense = iota
	dateBehind           // before the last session: its battery is dead
	dateAhead            // long after the last session
)

// today is the queue's day: the wall's date, but never before the last session's.
func today(now time.Time, last queue.Day) (queue.Day, dateSense) {
	day := queue.DayOf(now)
	floor := max(last, firstDay)
	switch {
	case day < floor:
		return floor, dateBehind
	case last != "" && now.Sub(last.In(now.Location())) > plausibleGap:
		return day, dateAhead
	default:
		return day, dateRight
	}
}
