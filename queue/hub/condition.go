package hub

import (
	"context"
	"slices"
)

// Kind names a condition, so that a screen can say it in its user's language.
type Kind string

// The conditions of the desk.
const (
	// ClockBehind: the clock shows a day before the last session's. The last day stands.
	ClockBehind Kind = "clock behind"
	// ClockAhead: the clock shows a day implausibly long after the last session's.
	ClockAhead Kind = "clock ahead"
	// ClockJumped: the clock did not say how long the machine was off within the session.
	ClockJumped Kind = "clock jumped"
	// NumbersRestored: numbers that may be in people's hands were missing in the journal, and are in line again.
	NumbersRestored Kind = "numbers restored"
	// MarkUnfit: the high-water mark names a number that cannot be of this session.
	MarkUnfit Kind = "mark unfit"
	// SessionEnded: a session that was left open on an earlier day has been closed.
	SessionEnded Kind = "session ended"
	// SecretNew: the key that signs come-back codes was lost and made anew.
	SecretNew Kind = "secret new"
	// KeepingFailed: what is too old could not be deleted.
	KeepingFailed Kind = "keeping failed"
	// DiskFull: the reserve was given up.
	DiskFull Kind = "disk full"
	// DiskLow: there is no room for the reserve.
	DiskLow Kind = "disk low"
)

// Condition is a state that staff should know of. It is not an error: the desk goes on.
type Condition struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"` // for staff, in English, with the particulars
}

// note puts a condition in place of an earlier one of its kind.
func (h *Hub) note(k Kind, text string) {
	h.withdraw(k)
	h.conditions = append(h.conditions, Condition{Kind: k, Text: text})
}

// withdraw takes conditions back that are no longer so.
func (h *Hub) withdraw(kinds ...Kind) {
	h.conditions = slices.DeleteFunc(h.conditions, func(c Condition) bool { return slices.Contains(kinds, c.Kind) })
}

// Conditions lists what staff should know, oldest first.
func (h *Hub) Conditions(ctx context.Context) ([]Condition, error) {
	var out []Condition
	err := h.alone(ctx, func() { out = slices.Clone(h.conditions) })
	return out, err
}
