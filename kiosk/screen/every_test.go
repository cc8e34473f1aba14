package screen_test

import (
	"fmt"
	"image/color"
	"os"
	"runtime/debug"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/ui"
)

// The toolkit keeps what was drawn for a minute, so collecting often finds nothing and takes half of the time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

// placed is an object of a screen, where it is, and what is around it.
type placed struct {
	object fyne.CanvasObject
	at     fyne.Position
	size   fyne.Size
}

func (p placed) within(o placed) bool {
	const slack = 1.5
	return p.at.X >= o.at.X-slack && p.at.Y >= o.at.Y-slack &&
		p.at.X+p.size.Width <= o.at.X+o.size.Width+slack && p.at.Y+p.size.Height <= o.at.Y+o.size.Height+slack
}

func (p placed) overlaps(o placed) bool {
	const slack = 1.5
	return p.at.X+slack < o.at.X+o.size.Width && o.at.X+slack < p.at.X+p.size.Width &&
		p.at.Y+slack < o.at.Y+o.size.Height && o.at.Y+slack < p.at.Y+p.size.Height
}

func (p placed) String() string {
	name := fmt.Sprintf("%T", p.object)
	switch o := p.object.(type) {
	case *ui.Text:
		name = fmt.Sprintf("%q", o.Content())
	case *ui.Control:
		name = o.Key
	}
	return fmt.Sprintf("%s at %.0f,%.0f size %.0fx%.0f", name, p.at.X, p.at.Y, p.size.Width, p.size.Height)
}

// walk lists all that is seen of an object, outer things first.
func walk(o fyne.CanvasObject, at fyne.Position) []placed {
	if !o.Visible() {
		return nil
	}
	at = at.Add(o.Position())
	all := []placed{{o, at, o.Size()}}
	var inner []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		inner = o.Objects
	case *ui.Control:
		inner = test.WidgetRenderer(o).Objects()
	}
	for _, i := range inner {
		all = append(all, walk(i, at)...)
	}
	return all
}

func of[T fyne.CanvasObject](all []placed) (out []placed) {
	for _, p := range all {
		if _, ok := p.object.(T); ok {
			out = append(out, p)
		}
	}
	return out
}

// TestEveryState holds every state of the visitor's screen, in every language, size of type, contrast and shape of screen.
func TestEveryState(t *testing.T) {
	test.NewTempApp(t)
	sizes := []float32{1, 1.25, 1.6}
	for _, name := range stateNames() {
		t.Run(name, func(t *testing.T) {
			for _, tag := range []string{"fr", "ar", "en"} {
				state := visitor(name, tag)
				for i, g := range glasses {
					for _, size := range sizes {
						p := ui.Civic
						if (i+len(name))%2 == 0 { // each contrast on half of the glasses: positions do not depend on it
							p = ui.Strong
						}
						o := draw(t, g, p, state, size, nil)
						w := test.NewWindow(o)
						w.SetPadded(false)
						w.Resize(g.size)
						where := fmt.Sprintf("%s, %s, text %.2f", tag, g.name, size)
						hold(t, where, g, ui.Target, walk(o, fyne.Position{}))
						w.Close()
					}
				}
			}
		})
	}
}

// hold checks what holds on every screen, where a finger needs a target of at least a size.
func hold(t *testing.T, where string, g glass, target ui.MM, all []placed) {
	t.Helper()
	whole := placed{size: g.size}
	texts, controls := of[*ui.Text](all), of[*ui.Control](all)
	holdTexts(t, where, g, all)
	least := float32(target) * ui.MetricsOf(g.size, g.diagonal).Density
	for i, a := range controls {
		if a.size.Width < least-1 || a.size.Height < least-1 {
			t.Errorf("%s: %s is no target: %.0f are needed", where, a, least)
		}
		if !a.within(whole) {
			t.Errorf("%s: %s leaves the screen", where, a)
		}
		for _, b := range controls[i+1:] {
			if a.overlaps(b) {
				t.Errorf("%s: %s and %s overlap", where, a, b)
			}
		}
		for _, x := range texts {
			if a.overlaps(x) && !x.within(a) {
				t.Errorf("%s: %s does not fit into %s", where, x, a)
			}
		}
	}
	if len(controls) == 0 {
		t.Errorf("%s: nothing to touch", where)
	}
	if g.size.Height > g.size.Width {
		for _, a := range controls {
			if from := (g.size.Height - a.at.Y) / ui.MetricsOf(g.size, g.diagonal).Density; from > 305 && a.size.Height < g.size.Height {
				t.Errorf("%s: %s is %.0f mm above the lower edge: no seated visitor reaches it", where, a, from)
			}
		}
	}
}

// holdTexts checks that every text is whole, on the screen, apart from all others, and can be read on its ground.
func holdTexts(t *testing.T, where string, g glass, all []placed) {
	t.Helper()
	whole := placed{size: g.size}
	for _, x := range of[*ui.Icon](all) {
		if err := x.object.(*ui.Icon).Err(); err != nil {
			t.Errorf("%s: a pictogram is missing: %v", where, err)
		}
	}
	texts := of[*ui.Text](all)
	for _, x := range texts {
		text := x.object.(*ui.Text)
		if err := text.Err(); err != nil {
			t.Errorf("%s: %s: %v", where, x, err)
		}
		if need := text.HeightFor(x.size.Width); need > x.size.Height+1 || text.MinSize().Width > x.size.Width+1 {
			t.Errorf("%s: %s is cut off: it needs %.0fx%.0f", where, x, text.MinSize().Width, need)
		}
		if !x.within(whole) {
			t.Errorf("%s: %s leaves the screen", where, x)
		}
		for _, under := range grounds(all, x) {
			if c := ui.Contrast(text.Ink(), under); c < 7 {
				t.Errorf("%s: %s has a contrast of %.1f", where, x, c)
			}
		}
	}
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			if letters(a).overlaps(letters(b)) {
				t.Errorf("%s: %s and %s overlap", where, a, b)
			}
		}
	}
}

// letters is where a text's letters are, in the width that it was given.
func letters(p placed) placed {
	left, width := p.object.(*ui.Text).Extent()
	p.at, p.size.Width = p.at.AddXY(left, 0), width
	return p
}

// grounds gives the color of the ground that lies directly under the middle of a text.
func grounds(all []placed, x placed) []color.NRGBA {
	under := []color.NRGBA{ui.Civic.Paper} // what a window is of
	for _, p := range all {
		if p.object == x.object {
			break
		}
		middle := placed{at: x.at.AddXY(x.size.Width/2, x.size.Height/2)}
		if c, area := paint(p); c.A == 0xff && middle.within(area) {
			under = []color.NRGBA{c}
		}
	}
	return under
}

// paint is the color that an object fills an area with; the zero color when it fills none. A thick line is such an area.
func paint(p placed) (color.NRGBA, placed) {
	var c color.Color
	switch o := p.object.(type) {
	case *canvas.Rectangle:
		c = o.FillColor
	case *canvas.Line:
		c = o.StrokeColor
		p.at, p.size.Height = p.at.AddXY(0, -o.StrokeWidth/2), o.StrokeWidth
	}
	n, _ := c.(color.NRGBA)
	return n, p
}

// Every state says something, in words that every language has.
func TestEveryStateHasACue(t *testing.T) {
	w := assets.Catalogue()
	for _, name := range stateNames() {
		for _, tag := range w.Languages() {
			cue := visitor(name, tag).Cue()
			if cue.Language != tag {
				t.Errorf("%s, %s: speaks %s", name, tag, cue.Language)
			}
			if got := w.Text(tag, cue.Key, nil); got == "["+cue.Key+"]" {
				t.Errorf("%s, %s: %s has no words", name, tag, cue.Key)
			}
		}
	}
}

// The focus gets to every control and comes back to where it was.
func TestFocusReachesAndLeavesEveryControl(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range stateNames() {
		for _, tag := range []string{"fr", "ar"} {
			o := draw(t, glasses[0], ui.Civic, visitor(name, tag), 1, nil)
			w := test.NewWindow(o)
			w.SetPadded(false)
			w.Resize(glasses[0].size)
			controls := of[*ui.Control](walk(o, fyne.Position{}))
			var seen []string
			for range len(controls) + 1 {
				w.Canvas().FocusNext()
				if c, ok := w.Canvas().Focused().(*ui.Control); ok {
					seen = append(seen, c.Key)
				}
			}
			for _, c := range controls {
				if key := c.object.(*ui.Control).Key; !slices.Contains(seen, key) {
					t.Errorf("%s, %s: the focus never gets to %s", name, tag, key)
				}
			}
			if len(seen) != len(controls)+1 || seen[0] != seen[len(seen)-1] {
				t.Errorf("%s, %s: the focus goes %v and does not come round", name, tag, seen)
			}
			w.Close()
		}
	}
}

// Right to left, every control stands where its mirror image would.
func TestArabicMirrorsFrench(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range stateNames() {
		for _, g := range glasses[:2] {
			centres := map[string]map[string]float32{}
			for _, tag := range []string{"fr", "ar"} {
				o := draw(t, g, ui.Civic, visitor(name, tag), 1, nil)
				o.Resize(g.size)
				centres[tag] = map[string]float32{}
				for _, c := range of[*ui.Control](walk(o, fyne.Position{})) {
					centres[tag][c.object.(*ui.Control).Key] = c.at.X + c.size.Width/2
				}
			}
			for key, x := range centres["fr"] {
				mirrored, ok := centres["ar"][key]
				if !ok {
					t.Errorf("%s, %s: Arabic has no %s", name, g.name, key)
					continue
				}
				middle := g.size.Width / 2
				if far := x - middle; (far > 60 && mirrored > middle) || (far < -60 && mirrored < middle) {
					t.Errorf("%s, %s: %s is at %.0f in French and at %.0f in Arabic", name, g.name, key, x, mirrored)
				}
			}
		}
	}
}

// Every control does what its screen is for: the event that it sends changes something, or asks for something.
func TestEveryControlDoesSomething(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range stateNames() {
		state := visitor(name, "en")
		var sent []kiosk.Event
		o := draw(t, glasses[0], ui.Civic, state, 1, func(e kiosk.Event) { sent = append(sent, e) })
		o.Resize(glasses[0].size)
		for _, c := range of[*ui.Control](walk(o, fyne.Position{})) {
			sent = nil
			test.Tap(c.object.(*ui.Control))
			if len(sent) != 1 {
				t.Errorf("%s: %s sends %v", name, c, sent)
				continue
			}
			next, effects := state.Next(sent[0], 0)
			if next.Looks(state) && len(effects) == 0 && !state.Asked && c.object.(*ui.Control).Key != "speak-"+state.Speak {
				t.Errorf("%s: %s sends %T, which does nothing", name, c, sent[0])
			}
		}
	}
}
