package screen_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guichet/kiosk"
	"guichet/kiosk/ui"
)

func staffNames() []string { return slices.Sorted(maps.Keys(staffStates)) }

// shown is a mediator's window in a state, as large as its screen.
func shown(t testing.TB, g glass, tag, name string, p ui.Palette, text float32) (fyne.Window, []placed, kiosk.Staff) {
	t.Helper()
	o, state := staff(t, g, tag, name, p, text)
	w := test.NewWindow(o)
	w.SetPadded(false)
	w.Resize(g.size)
	return w, walk(o, fyne.Position{}), state
}

// TestEveryStaffState holds every state of a mediator's window, in every language, size of type and shape of screen.
func TestEveryStaffState(t *testing.T) {
	test.NewTempApp(t)
	for n, name := range staffNames() {
		t.Run(name, func(t *testing.T) {
			for _, tag := range []string{"fr", "ar", "en"} {
				for i, g := range staffGlasses {
					for l, size := range []float32{1, 1.25, 1.6} {
						if testing.Short() && l != (n+i)%3 {
							continue
						}
						p := []ui.Palette{ui.Civic, ui.Strong}[(n+l+i)%2] // positions do not depend on the contrast
						w, all, _ := shown(t, g, tag, name, p, size)
						hold(t, fmt.Sprintf("%s, %s, text %.2f", tag, g.name, size), g, ui.DeskTarget, all)
						w.Close()
					}
				}
			}
		})
	}
}

// The focus gets to every control of a mediator's window, in the order of reading, and comes back to where it was.
func TestFocusGoesRoundAtADesk(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range staffNames() {
		w, all, _ := shown(t, staffGlasses[0], "fr", name, ui.Civic, 1)
		controls := of[*ui.Control](all)
		var seen []string
		for range len(controls) + 1 {
			w.Canvas().FocusNext()
			if c, ok := w.Canvas().Focused().(*ui.Control); ok {
				seen = append(seen, c.Key)
			}
		}
		if len(seen) != len(controls)+1 || seen[0] != seen[len(seen)-1] {
			t.Errorf("%s: %d controls, and the focus goes %v", name, len(controls), seen)
		}
		w.Close()
	}
}

// Right to left, every control of a mediator's window stands where its mirror image would.
func TestStaffArabicMirrorsFrench(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range staffNames() {
		centres := map[string]map[string]float32{}
		for _, tag := range []string{"fr", "ar"} {
			w, all, _ := shown(t, staffGlasses[1], tag, name, ui.Civic, 1)
			centres[tag] = map[string]float32{}
			for _, c := range of[*ui.Control](all) {
				centres[tag][c.object.(*ui.Control).Key] = c.at.X + c.size.Width/2
			}
			w.Close()
		}
		middle := staffGlasses[1].size.Width / 2
		for key, x := range centres["fr"] {
			if _, ok := centres["ar"][key]; !ok && name == "long" {
				continue // larger letters leave room for fewer people on a page
			}
			mirrored, ok := centres["ar"][key]
			if far := x - middle; !ok || (far > 200 && mirrored > middle) || (far < -200 && mirrored < middle) {
				if !digits(key) {
					t.Errorf("%s: %s is at %.0f in French and at %.0f in Arabic", name, key, x, mirrored)
				}
			}
		}
	}
}

// digits, and the signs of a code, stand in one order in every language.
func digits(key string) bool {
	return strings.HasPrefix(key, "digit-") || strings.HasPrefix(key, "sign-")
}

// A touch on any control of a mediator's window sends what its act says, and no act of the flow is without its control or key.
func TestEveryActHasItsControl(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range staffNames() {
		w, all, state := shown(t, staffGlasses[0], "en", name, ui.Civic, 1)
		keys := map[string]bool{}
		for _, c := range of[*ui.Control](all) {
			keys[c.object.(*ui.Control).Key] = true
		}
		for _, a := range state.Acts() {
			if !keys[a.ID] && a.Key == "" && !beyond(name, a) {
				t.Errorf("%s: %s can neither be touched nor pressed", name, a.ID)
			}
		}
		w.Close()
	}
}

// beyond says that an act stands on a further page of a long list, or is a value that is not offered.
func beyond(name string, a kiosk.Act) bool {
	switch a.Event.(type) {
	case kiosk.Pick:
		return name == "long" || name == "held"
	case kiosk.ChooseProfile: // what was not stated, varieties, and the language, which is the ticket's
		return true
	default:
		return false
	}
}
