package ui

import "fyne.io/fyne/v2"

// Hand knows whether a finger is on a control of a window. What is drawn anew under a finger loses the touch, so a window
// that has something new to show asks [Hand.Free], which waits for the finger to lift.
type Hand struct {
	// Keys takes the keys that no control has a use for; nil where the keyboard has no meaning of its own.
	Keys func(*fyne.KeyEvent)
	// Runes takes what is typed, as the layout of the keyboard has it, but for the space bar; nil where nothing is.
	Runes func(rune)

	down    bool
	waiting func()
}

// Free does something now, or as soon as the finger lifts. Only the last thing that was asked for meanwhile is done.
func (h *Hand) Free(do func()) {
	if h.down {
		h.waiting = do
		return
	}
	do()
}

// Down says that a finger is on a control.
func (h *Hand) Down() bool { return h.down }

// Lift says that no finger is there: the window was left, or the control went away under it.
func (h *Hand) Lift() {
	h.down = false
	if do := h.waiting; do != nil {
		h.waiting = nil
		do()
	}
}
