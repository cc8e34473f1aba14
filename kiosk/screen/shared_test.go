package screen_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
)

// doorStates are the states of the door on a shared screen, by name.
var doorStates = map[string]func(*mediator){
	"door": func(m *mediator) { m.touch("digit-2 digit-5") },
	"door-wrong": func(m *mediator) {
		m.touch("digit-2 digit-5 digit-8 digit-1 enter")
		m.at += time.Minute
		m.event(kiosk.StaffTick{})
	},
	"door-wait": func(m *mediator) { m.touch("digit-2 digit-5 digit-8 digit-1 enter") },
	"door-new":  func(m *mediator) { m.state = kiosk.NewStaff(m.state.Options(), false) },
	"door-repeat": func(m *mediator) {
		m.state = kiosk.NewStaff(m.state.Options(), false)
		m.touch("digit-2 digit-5 digit-8 digit-0 enter")
	},
	"door-short": func(m *mediator) { m.touch("digit-2 enter") },
}

// leaving is shortly before the screen goes back to the visitors by itself.
const leaving = "leaving"

func doorNames() []string { return slices.Sorted(maps.Keys(doorStates)) }

// sharedIdle is longer than any of the states takes to get to.
const sharedIdle = time.Hour

// sharing is a mediator whose screen is the visitors' too.
func sharing(t testing.TB, tag string) *mediator {
	t.Helper()
	return mediatorWith(t, tag, kiosk.StaffOptions{
		Languages: staffLanguages, Screens: []string{"fr", "ar", "en"}, Desks: 2, Idle: sharedIdle, Shared: true,
	})
}

// sharedState is a state of the door, or of the mediator's side.
func sharedState(t testing.TB, g glass, tag, name string, p ui.Palette, text float32) (fyne.Window, []placed, kiosk.Staff) {
	t.Helper()
	m := sharing(t, tag)
	m.goes(name)
	o := m.drawn(g, tag, p, text)
	w := test.NewWindow(o)
	w.SetPadded(false)
	w.Resize(g.size)
	return w, walk(o, fyne.Position{}), m.state
}

// goes takes a mediator to a state of the door or of the window.
func (m *mediator) goes(name string) {
	m.t.Helper()
	if way, ok := doorStates[name]; ok {
		way(m)
		return
	}
	if name == leaving {
		m.serving("call serve")
		m.at += sharedIdle - 15*time.Second
		m.event(kiosk.StaffTick{})
		return
	}
	staffStates[name](m)
}

// TestEveryDoor holds every state of the door, in every language, size of type and shape of screen: visitors may see it, so
// its keys are as large as theirs.
func TestEveryDoor(t *testing.T) {
	test.NewTempApp(t)
	for n, name := range doorNames() {
		t.Run(name, func(t *testing.T) {
			for _, tag := range []string{"fr", "ar", "en"} {
				for i, g := range glasses {
					for j, size := range []float32{1, 1.25, 1.6} {
						p := []ui.Palette{ui.Civic, ui.Strong}[(n+i+j)%2]
						w, all, state := sharedState(t, g, tag, name, p, size)
						hold(t, fmt.Sprintf("%s, %s, text %.2f", tag, g.name, size), g, ui.Target, all)
						holdCue(t, state, tag)
						w.Close()
					}
				}
			}
		})
	}
}

func holdCue(t *testing.T, state kiosk.Staff, tag string) {
	t.Helper()
	cue := state.Cue()
	if words := assets.Catalogue().Text(cue.Language, cue.Key, nil); cue.Language != tag || words == "["+cue.Key+"]" {
		t.Errorf("%s: says %q in %s", tag, words, cue.Language)
	}
}

// TestEverySharedStaffState holds every state of the mediator's side on the shapes of screen that visitors have.
func TestEverySharedStaffState(t *testing.T) {
	test.NewTempApp(t)
	for n, name := range append(staffNames(), leaving) {
		if name == "pin" || name == "pin-wrong" || name == "pin-new" {
			continue // on a shared screen that is the door
		}
		t.Run(name, func(t *testing.T) {
			for l, tag := range []string{"fr", "ar", "en"} {
				for i, g := range glasses[1:4] { // the wide ones are held as a window of its own
					p := []ui.Palette{ui.Civic, ui.Strong}[(n+l+i)%2]
					size := []float32{1, 1.25, 1.6}[(n+l+i)%3]
					w, all, state := sharedState(t, g, tag, name, p, size)
					hold(t, fmt.Sprintf("%s, %s, text %.2f", tag, g.name, size), g, ui.DeskTarget, all)
					holdCue(t, state, tag)
					if !slices.ContainsFunc(of[*ui.Control](all), func(c placed) bool { return c.object.(*ui.Control).Key == "hand-over" }) {
						t.Errorf("%s: no way back to the visitors", name)
					}
					counts := slices.ContainsFunc(of[*ui.Text](all), func(x placed) bool { return x.object.(*ui.Text).Content() == "0:15" })
					if counts != (name == leaving) {
						t.Errorf("%s: it counts down: %v", name, counts)
					}
					w.Close()
				}
			}
		})
	}
}

// The focus gets to every control of the door and comes round, and every one is where its mirror image would be.
func TestDoorFocusAndMirror(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range doorNames() {
		for _, g := range glasses[:2] {
			centres := map[string]map[string]float32{}
			for _, tag := range []string{"fr", "ar"} {
				w, all, _ := sharedState(t, g, tag, name, ui.Civic, 1)
				controls, seen := of[*ui.Control](all), []string{}
				centres[tag] = map[string]float32{}
				for range len(controls) + 1 {
					w.Canvas().FocusNext()
					if c, ok := w.Canvas().Focused().(*ui.Control); ok {
						seen = append(seen, c.Key)
					}
				}
				if len(seen) != len(controls)+1 || seen[0] != seen[len(seen)-1] {
					t.Errorf("%s, %s, %s: %d controls, and the focus goes %v", name, g.name, tag, len(controls), seen)
				}
				for _, c := range controls {
					centres[tag][c.object.(*ui.Control).Key] = c.at.X + c.size.Width/2
				}
				w.Close()
			}
			for key, x := range centres["fr"] {
				middle := g.size.Width / 2
				far, mirrored := x-middle, centres["ar"][key]
				if pad := digits(key) || key == "erase" || key == "enter"; !pad && (far > 60 && mirrored > middle || far < -60 && mirrored < middle) {
					t.Errorf("%s, %s: %s is at %.0f in French and at %.0f in Arabic", name, g.name, key, x, mirrored)
				}
			}
		}
	}
}

// Where staff knock: across from the eye, large enough for a finger that wanders, over nothing that is touched; no focus gets
// there, and nothing of it is seen.
func TestTheCorner(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range stateNames() {
		for _, tag := range []string{"fr", "ar"} {
			for _, g := range glasses {
				var sent []kiosk.Event
				o := knockedAt(t, g, visitor(name, tag), func(e kiosk.Event) { sent = append(sent, e) })
				o.Resize(g.size)
				all := walk(o, fyne.Position{})
				holdCorner(t, fmt.Sprintf("%s, %s, %s", name, tag, g.name), g, tag, all)
				for _, c := range of[*ui.Corner](all) {
					corner := c.object.(*ui.Corner)
					corner.MouseDown(nil)
					corner.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(12, 9)}) // it wobbles
					if len(sent) != 1 || sent[0] != (kiosk.CornerDown{}) {
						t.Errorf("%s: a finger that rests in the corner sends %v", name, sent)
					}
					corner.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(g.size.Width/2, 0)})
					if len(sent) != 2 || sent[1] != (kiosk.CornerUp{}) {
						t.Errorf("%s: a finger that leaves the corner sends %v", name, sent)
					}
				}
			}
		}
	}
}

func knockedAt(t *testing.T, g glass, state kiosk.Visitor, touch screen.Touch) fyne.CanvasObject {
	t.Helper()
	return screen.Visitor(screen.View{
		Theme: theme(t, g, ui.Civic, state.Language, 1), Catalogue: assets.Catalogue(), State: state, Town: "La Marsa",
		Greeted: []string{"fr", "ar", "en"}, Shared: true,
	}, touch)
}

// holdCorner checks the corner of a visitor's screen: there is one wherever there is an eye.
func holdCorner(t *testing.T, where string, g glass, tag string, all []placed) {
	t.Helper()
	least := float32(ui.Target) * ui.MetricsOf(g.size, g.diagonal).Density
	controls := of[*ui.Control](all)
	eye := slices.IndexFunc(controls, func(c placed) bool { return c.object.(*ui.Control).Key == "hide" })
	corners := of[*ui.Corner](all)
	if (len(corners) == 1) != (eye >= 0) {
		t.Errorf("%s: %d corners, and %d controls", where, len(corners), len(controls))
	}
	if len(corners) == 0 {
		return
	}
	c := corners[0]
	if c.size.Width < least-1 || c.size.Height < least-1 || !c.within(placed{size: g.size}) {
		t.Errorf("%s: the corner is at %v, %v large", where, c.at, c.size)
	}
	if left := c.at.X < 1; left == (tag == "ar") || !left && c.at.X+c.size.Width < g.size.Width-1 {
		t.Errorf("%s: the corner is at %v, not at the edge across from the eye", where, c.at)
	}
	for _, o := range controls {
		if c.overlaps(o) {
			t.Errorf("%s: the corner lies over %s", where, o)
		}
	}
}

// TestSharedPictures saves what the shared screen looks like, when GUICHET_PICTURES names a folder.
func TestSharedPictures(t *testing.T) {
	if os.Getenv("GUICHET_PICTURES") == "" {
		t.Skip("GUICHET_PICTURES names no folder")
	}
	test.NewTempApp(t)
	for _, name := range append(doorNames(), "calling", "serving", "ready", "profile", leaving) {
		t.Run(name, func(t *testing.T) {
			for _, tag := range []string{"fr", "ar", "en"} {
				m := sharing(t, tag)
				m.goes(name)
				for _, g := range glasses[:4] {
					picture(t, fmt.Sprintf("shared-%s-%s-%s", name, tag, g.name), g, m.drawn(g, tag, ui.Civic, 1))
				}
			}
		})
	}
}
