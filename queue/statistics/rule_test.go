package statistics_test

import (
	"testing"

	"guichet/queue/statistics"
)

func TestRule(t *testing.T) {
	r := statistics.DefaultRule()
	for n, want := range map[int]struct {
		value int
		flag  string
	}{
		0: {0, "less"}, 1: {0, "less"}, 7: {0, "less"}, 8: {10, ""}, 12: {10, ""}, 13: {15, ""}, 97: {95, ""}, 98: {100, ""},
	} {
		if value, flag := r.Protect(n); value != want.value || flag != want.flag {
			t.Errorf("%d: got %d %q, want %d %q", n, value, flag, want.value, want.flag)
		}
	}
}

// Every count lies in the interval of its figure, and the interval holds no count that would have
// been shown otherwise.
func FuzzInterval(f *testing.F) {
	f.Add(0)
	f.Add(8)
	f.Fuzz(func(t *testing.T, n int) {
		if n < 0 || n > 1_000_000 {
			return
		}
		for _, r := range []statistics.Rule{statistics.DefaultRule(), {Below: 5, Base: 1, ZeroShown: true}} {
			value, flag := r.Protect(n)
			least, greatest := r.Interval(statistics.Figure{Value: value, Flag: flag})
			if n < least || n > greatest {
				t.Fatalf("%+v: %d is not in %d to %d", r, n, least, greatest)
			}
			for m := least; m <= greatest; m++ {
				if v, g := r.Protect(m); v != value || g != flag {
					t.Fatalf("%+v: %d and %d look alike, and are not shown alike", r, n, m)
				}
			}
		}
	})
}
