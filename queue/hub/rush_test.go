package hub

import (
	"testing"
	"testing/synctest"
	"time"
)

// One who comes alone waits for nobody; a rush is waited for, but not for long.
func TestRush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct {
			name     string
			expected int
			came     []int // how many had come by each look, ten microseconds apart
			looks    int   // how often it is worth looking again
		}{
			{"alone", 1, []int{1}, 0},
			{"the first of all", 0, []int{1}, 0},
			{"everybody comes", 3, []int{1, 2, 3}, 5},
			{"one more than last time", 3, []int{1, 2, 3, 3, 4}, 7},
			{"one has gone", 3, []int{1, 2}, 40},
		} {
			r, looks := newRush(c.expected), 0
			for r.goesOn(c.came[min(looks, len(c.came)-1)]) {
				looks++
				time.Sleep(10 * time.Microsecond)
			}
			if looks != c.looks {
				t.Errorf("%s: looked %d times more, want %d", c.name, looks, c.looks)
			}
		}
	})
}

// The wait ends where the clock stands still, too.
func TestRushWithoutClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, looks := newRush(2), 0
		for r.goesOn(1) {
			looks++
		}
		if looks != mostYields {
			t.Errorf("looked %d times, want %d", looks, mostYields)
		}
	})
}

func TestKeysAscend(t *testing.T) {
	a, b := &Hub{maker: newMaker()}, &Hub{maker: newMaker()}
	last, made := "", map[string]bool{}
	for range 2000 {
		key := a.NewKey()
		if key <= last || made[key] {
			t.Fatalf("%s comes after %s", key, last)
		}
		last, made[key], made[b.NewKey()] = key, true, true
	}
	if len(made) != 4000 {
		t.Errorf("%d keys, want 4000", len(made))
	}
}
