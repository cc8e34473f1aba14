package screen_test

import (
	"errors"
	"flag"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"guichet/kiosk/ui"
)

var update = flag.Bool("update", false, "accept what the screens look like now; git shows what has changed in testdata/*.png")

// A sheet shows every state of a family of screens in one language: small pictures of what the test painter paints, each with
// its name below. They are small so that they can be kept, and compared as an eye would: another version of a font moves a
// letter by a hair, and nothing here.
type sheet struct {
	name   string
	glass  glass
	states []string
	draw   func(state string) fyne.CanvasObject
}

const (
	thumb   = 128 // points of the longer side of a picture
	finer   = 4   // a screen is painted so many times larger first
	caption = 12  // points below each picture
	across  = 6   // pictures side by side
)

// sheets are all that are kept of a language.
func sheets(t *testing.T, tag string) []sheet {
	onVisitor := func(name string, g glass) sheet {
		return sheet{name, g, slices.Sorted(slices.Values(stateNames())), func(state string) fyne.CanvasObject {
			return draw(t, g, ui.Civic, visitor(state, tag), 1, nil)
		}}
	}
	return []sheet{
		onVisitor("visitor", glasses[0]), onVisitor("visitor-upright", glasses[1]),
		{"staff", staffGlasses[0], staffNames(), func(state string) fyne.CanvasObject {
			o, _ := staff(t, staffGlasses[0], tag, state, ui.Civic, 1)
			return o
		}},
		{"shared", glasses[1], append(doorNames(), "calling", leaving), func(state string) fyne.CanvasObject {
			m := sharing(t, tag)
			m.goes(state)
			return m.drawn(glasses[1], tag, ui.Civic, 1)
		}},
		{"board", halls[0], slices.Sorted(maps.Keys(boards)), func(state string) fyne.CanvasObject {
			return board(t, halls[0], tag, boards[state])
		}},
	}
}

// TestGolden compares every state in every language with its picture in testdata. A change that is meant is accepted by
// `go test ./kiosk/screen -run Golden -update`.
func TestGolden(t *testing.T) {
	if testing.Short() {
		t.Skip("painting takes long under the race detector, and finds nothing there")
	}
	test.NewTempApp(t)
	for _, tag := range []string{"fr", "ar", "en"} {
		for _, s := range sheets(t, tag) {
			t.Run(s.name+"-"+tag, func(t *testing.T) {
				file := filepath.Join("testdata", s.name+"-"+tag+".png")
				got := s.paint(t)
				if *update {
					write(t, file, got)
					return
				}
				s.compare(t, file, got)
			})
		}
	}
}

// compare says which states look different.
func (s sheet) compare(t *testing.T, file string, got *image.RGBA) {
	t.Helper()
	want, err := read(file)
	if err != nil {
		t.Fatalf("%v: make it with -update", err)
	}
	if got.Rect != want.Bounds() {
		t.Errorf("%s is %v large, and %d states need %v: look at them, and accept them with -update", file, want.Bounds().Max, len(s.states), got.Rect.Max)
		return
	}
	for i, state := range s.states {
		if n := unlike(got, want, s.place(i)); n > 0 {
			t.Errorf("%s looks different at %d points of its picture", state, n)
		}
	}
	if t.Failed() {
		t.Errorf("look at %s after -update, and at what git has of it: commit it if it is meant", file)
	}
}

// What another version of a font may change: letters, by a shade, and a point or two by more.
const (
	shade = 20 // of 255, in a color
	apart = 2 * shade
	faint = 0.01 // of the points
	few   = 2
)

// unlike is how many points of a picture are not alike, or 0 where nobody would see it.
func unlike(a, b image.Image, at image.Rectangle) int {
	shades, others := 0, 0
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			switch d := distance(a.At(x, y), b.At(x, y)); {
			case d > apart:
				others++
			case d > shade:
				shades++
			}
		}
	}
	if others <= few && float64(shades) <= faint*float64(at.Dx()*at.Dy()) {
		return 0
	}
	return shades + others
}

// distance is how far two colors are apart, in the part of them in which they are furthest.
func distance(a, b color.Color) int {
	p, q := color.RGBAModel.Convert(a).(color.RGBA), color.RGBAModel.Convert(b).(color.RGBA)
	apart := func(v, w uint8) int { return int(max(v, w) - min(v, w)) }
	return max(apart(p.R, q.R), apart(p.G, q.G), apart(p.B, q.B))
}

// cell is how large a picture is.
func (s sheet) cell() image.Point {
	by := thumb / max(s.glass.size.Width, s.glass.size.Height)
	return image.Pt(int(s.glass.size.Width*by), int(s.glass.size.Height*by))
}

// place is where the picture of a state is on the sheet.
func (s sheet) place(i int) image.Rectangle {
	c := s.cell()
	at := image.Pt(i%across*(c.X+2), i/across*(c.Y+caption))
	return image.Rectangle{Min: at, Max: at.Add(c)}
}

// paint makes the sheet.
func (s sheet) paint(t *testing.T) *image.RGBA {
	t.Helper()
	all := image.NewRGBA(image.Rect(0, 0, s.place(across-1).Max.X, s.place(len(s.states)-1).Max.Y+caption))
	xdraw.Draw(all, all.Rect, image.White, image.Point{}, xdraw.Src)
	for i, state := range s.states {
		at, picture := s.place(i), s.picture(s.draw(state))
		xdraw.CatmullRom.Scale(all, at, picture, picture.Bounds(), xdraw.Src, nil)
		name := font.Drawer{Dst: all, Src: image.Black, Face: basicfont.Face7x13, Dot: fixed.P(at.Min.X+1, at.Max.Y+10)}
		name.DrawString(state)
	}
	coarsen(all)
	return all
}

// picture is what the test painter paints of a screen that is laid out in its real size.
func (s sheet) picture(o fyne.CanvasObject) image.Image {
	w := test.NewWindow(container.NewStack(canvas.NewRectangle(ui.Civic.Paper), o))
	defer w.Close()
	w.SetPadded(false)
	w.Canvas().(software.WindowlessCanvas).SetScale(thumb * finer / max(s.glass.size.Width, s.glass.size.Height))
	w.Resize(s.glass.size)
	return w.Canvas().Capture()
}

// coarsen leaves 16 steps of each color: at this size no eye sees more, and the file is much smaller.
func coarsen(m *image.RGBA) {
	for i, v := range m.Pix {
		m.Pix[i] = v&0xf0 | v>>4
	}
}

func write(t *testing.T, file string, m image.Image) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join((&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, m), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func read(file string) (image.Image, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	m, err := png.Decode(f)
	return m, errors.Join(err, f.Close())
}
