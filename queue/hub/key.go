package hub

import (
	"crypto/rand"
	"fmt"
)

// NewKey makes a key for one touch, see [Wish.Key]: whoever asks again for the same touch, after a
// time-out or a restart, uses the same one. Keys of one hub ascend, which spares the journal work; no
// other hub makes the same.
func (h *Hub) NewKey() string {
	return fmt.Sprintf("%s-%08d", h.maker, h.keys.Add(1))
}

// newMaker names a hub among all that ever made keys.
func newMaker() string { return rand.Text()[:12] }
