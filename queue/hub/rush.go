package hub

import "time"

// rush decides for how long a transaction waits for more commands. Those who were answered last, or stand
// behind them, are about to ask again, and one sync of the disk then serves them all; whoever is late by a
// moment would wait for two. One who comes alone waits for nobody.
type rush struct {
	expected int // as many as the last transaction had
	asked    int
	begun    time.Time
	last     time.Time // when the last one came
	yields   int
}

const (
	// gathering is the longest wait: about as long as a sync takes.
	gathering = 400 * time.Microsecond
	// straggling is how long nobody must come for everybody to be there.
	straggling = 30 * time.Microsecond
	// mostYields ends the wait where the clock stands still.
	mostYields = 10_000
)

func newRush(expected int) rush {
	now := time.Now()
	return rush{expected: expected, begun: now, last: now}
}

// goesOn says that another command is to be waited for, when so many have come.
func (r *rush) goesOn(asked int) bool {
	if r.expected <= 1 {
		return false
	}
	now := time.Now()
	if asked > r.asked {
		r.asked, r.last = asked, now
	}
	r.yields++
	if r.yields > mostYields || now.Sub(r.begun) >= gathering {
		return false
	}
	return asked < r.expected || now.Sub(r.last) < straggling
}
