package day_test

import (
	"encoding/binary"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// glass is the picture of a display, as Xvfb keeps it in a file.
type glass struct {
	file   *os.File
	begins int64
	stride int64
}

// lookAt opens the picture in the folder that a display was given.
func lookAt(t *testing.T, folder string) glass {
	t.Helper()
	f, err := os.Open(filepath.Join(folder, "Xvfb_screen0"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	// The header of an X window dump: its length is the first of its numbers, the length of a line the 13th, and how many
	// colors of twelve bytes follow it the 20th.
	var header [25]uint32
	if err := binary.Read(f, binary.BigEndian, &header); err != nil {
		t.Fatal(err)
	}
	const stride, colors, colorBytes = 12, 19, 12
	return glass{f, int64(header[0] + header[colors]*colorBytes), int64(header[stride])}
}

// at is the color of a point.
func (g glass) at(t *testing.T, x, y int64) color.NRGBA {
	t.Helper()
	var p [4]byte
	if _, err := g.file.ReadAt(p[:], g.begins+y*g.stride+x*4); err != nil {
		t.Fatal(err)
	}
	return color.NRGBA{R: p[2], G: p[1], B: p[0], A: 0xff}
}

// until waits until a point has a color, and says how long that took.
func (g glass) until(t *testing.T, x, y int64, want color.NRGBA) time.Duration {
	t.Helper()
	began := time.Now()
	for time.Since(began) < patience {
		if near(g.at(t, x, y), want) {
			return time.Since(began)
		}
		time.Sleep(500 * time.Microsecond) // the program is another process: there is nothing to wait on
	}
	t.Fatalf("after %v the point %d,%d is %v, not %v", patience, x, y, g.at(t, x, y), want)
	return 0
}

// near says that two colors look the same: the toolkit clears a window with a color that is off by two parts in 255.
func near(a, b color.NRGBA) bool {
	const off = 3
	apart := func(x, y uint8) bool { return max(x, y)-min(x, y) > off }
	return !apart(a.R, b.R) && !apart(a.G, b.G) && !apart(a.B, b.B)
}

// What the left edge shows: the blue of the welcome, the paper of every other screen.
var (
	sea   = color.NRGBA{R: 0x0b, G: 0x4f, B: 0x6c, A: 0xff}
	paper = color.NRGBA{R: 0xfb, G: 0xf7, B: 0xf0, A: 0xff}
)

const edgeX, edgeY = 8, 900

// slow skips what takes minutes and needs a quiet machine.
func slow(t *testing.T) {
	t.Helper()
	builtProgram(t)
	if os.Getenv("GUICHET_SOAK") == "" {
		t.Skip("set GUICHET_SOAK=1: this takes minutes, and wants a quiet machine")
	}
}

// TestSpeed measures a screen of 1080 lines painted without a graphics card: from the start to the first picture, from the
// end of a touch to the changed picture, and what the program does while nothing happens.
func TestSpeed(t *testing.T) {
	slow(t)
	folder := t.TempDir()
	d := displayIn(t, "1920x1080x24", folder)
	g := lookAt(t, folder)
	began := time.Now()
	p := launch(t, d, []string{"visitor"}, "--fullscreen", "--data", settled(t))
	g.until(t, edgeX, edgeY, sea)
	first := time.Since(began)
	p.places["visitor"] = [2]int{}
	p.wait("visitor", "the full screen", func(s shown) bool { return s.Controls["hide"][0] > windowWidth })
	var all []time.Duration
	before, _ := p.used()
	for range 40 {
		all = append(all, p.timed(g, "language-fr", paper), p.timed(g, "back", sea))
	}
	after, _ := p.used()
	slices.Sort(all)
	median, tail := all[len(all)/2], all[len(all)*95/100]
	t.Logf("start to first picture %v; touch to changed screen: median %v, 95 of 100 within %v; processor time of a touch %v",
		first, median, tail, (after-before)/time.Duration(len(all)))
	if first > 2*time.Second {
		t.Errorf("the first picture came after %v, want 2 s", first)
	}
	if median > 80*time.Millisecond {
		t.Errorf("a touch takes %v, want 80 ms", median)
	}
}

// timed touches a control and says how long it takes until the picture has changed.
func (p *program) timed(g glass, control string, want color.NRGBA) time.Duration {
	p.t.Helper()
	p.touch("visitor", control)
	return g.until(p.t, edgeX, edgeY, want)
}

// used is the processor time and the memory in use of the program so far.
func (p *program) used() (cpu time.Duration, memory int) {
	p.t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after)
	const user, system, resident = 11, 12, 21 // counted from the state
	ticks := whole(p.t, fields[user]) + whole(p.t, fields[system])
	return time.Duration(ticks) * 10 * time.Millisecond, whole(p.t, fields[resident]) * os.Getpagesize()
}

func whole(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// atWork starts every window of a desk whose session runs: people wait, and a mediator is signed in at a desk.
func atWork(t *testing.T) *program {
	t.Helper()
	p := start(t, display(t), []string{"visitor", "board", one}, "--data", settled(t))
	p.returns(one, 1)
	return p
}

// TestIdle watches all windows while nothing happens.
func TestIdle(t *testing.T) {
	slow(t)
	p := atWork(t)
	time.Sleep(15 * time.Second) // what was drawn last settles
	before, _ := p.used()
	const watched = 60 * time.Second // a minute changes in it
	time.Sleep(watched)
	after, memory := p.used()
	share := float64(after-before) / float64(watched)
	t.Logf("idle: %.1f %% of a core, %d MiB", share*100, memory>>20)
	if share > 0.03 {
		t.Errorf("idle takes %.1f %% of a core, want 3", share*100)
	}
}

// changes has the visitor's window show one screen after the other, a number of times.
func (p *program) changes(n int) (last shown) {
	p.t.Helper()
	p.rests("visitor") // the first picture is of a window that has no size yet
	for range n / 2 {
		p.touchFor("visitor", "language-fr", "the needs", func(s shown) bool { return s.has("need-health") })
		last = p.touchFor("visitor", "back", "the welcome", func(s shown) bool { return s.has("language-fr") })
	}
	return last
}

// TestLeftScreensAreForgotten changes the screen some hundred times: the pictures of those that were left are given back. Kept, they
// would be two hundred megabytes. Go's own memory is bounded closely, for the race detector keeps several times as much beside it.
func TestLeftScreensAreForgotten(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "60MiB")
	p := start(t, display(t), []string{"visitor"}, "--data", settled(t))
	p.changes(60) // letters that were never painted before
	_, before := p.used()
	p.changes(120)
	_, after := p.used()
	t.Logf("%d MiB, %d MiB before", after>>20, before>>20)
	if after-before > 120<<20 {
		t.Errorf("after 120 more screens %d MiB are in use, %d before", after>>20, before>>20)
	}
}

// TestFiveThousandScreens changes the screen 5,000 times, with every window of a desk: memory and goroutines stay what they were.
func TestFiveThousandScreens(t *testing.T) {
	slow(t)
	p := atWork(t)
	before := p.changes(100).Goroutines
	s := p.changes(4900)
	_, memory := p.used()
	t.Logf("after 5,000 screens: %d MiB, %d goroutines; %d after the first hundred", memory>>20, s.Goroutines, before)
	if memory > 400<<20 {
		t.Errorf("%d MiB are in use, want less than 400", memory>>20)
	}
	if s.Goroutines > before {
		t.Errorf("%d goroutines, %d before", s.Goroutines, before)
	}
}
