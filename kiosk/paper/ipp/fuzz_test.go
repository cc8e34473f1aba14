package ipp

import "testing"

// Whatever a printer answers, reading it ends without a panic.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte{2, 0, 0, 0, 0, 0, 0, 1, 4, 0x23, 0, 3, 'a', 'b', 'c', 0, 4, 0, 0, 0, 3, 3})
	f.Add([]byte{2, 0, 0, 0, 0, 0, 0, 1, 4, 0x44, 0xff, 0xff})
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := parse(b)
		if err == nil && a.attributes == nil {
			t.Error("an answer without attributes")
		}
		_, _ = jobOf(a) // must not panic; what it says of nonsense is its own affair
	})
}
