package day_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// shown is what a window shows, as the program says on its output.
type shown struct {
	Window   string                `json:"window"`
	Controls map[string][4]float64 `json:"controls"`
	Texts    []string              `json:"texts"`
	// Goroutines is how many there are in the whole program.
	Goroutines int `json:"goroutines"`
}

func (s shown) has(control string) bool {
	_, ok := s.Controls[control]
	return ok
}

// program is the kiosk while it runs.
type program struct {
	t       *testing.T
	display string
	command *exec.Cmd
	places  map[string][2]int // where each window stands on the display

	mu      sync.Mutex
	windows map[string]shown
	drawn   map[string]int // how often each window was drawn
	said    strings.Builder
	news    chan struct{}
	ended   chan struct{}
}

// builtProgram is the program that is built to be tested.
func builtProgram(t *testing.T) string {
	t.Helper()
	path := os.Getenv("GUICHET_DAY")
	if path == "" {
		t.Skip("GUICHET_DAY names no program: make day builds one")
	}
	return path
}

// start starts the program with windows, and waits until each shows something and stands in its place.
func start(t *testing.T, display string, windows []string, args ...string) *program {
	t.Helper()
	p := launch(t, display, windows, args...)
	p.place(windows)
	return p
}

// launch starts the program.
func launch(t *testing.T, display string, windows []string, args ...string) *program {
	t.Helper()
	p := &program{
		t: t, display: display, places: map[string][2]int{}, windows: map[string]shown{}, drawn: map[string]int{},
		news: make(chan struct{}, 1), ended: make(chan struct{}),
	}
	p.command = exec.Command(builtProgram(t), append([]string{"--screens", strings.Join(windows, ",")}, args...)...)
	p.command.Env = append(os.Environ(), "DISPLAY="+display, "LIBGL_ALWAYS_SOFTWARE=1")
	output, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	faults, err := p.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	var readers sync.WaitGroup
	readers.Go(func() { p.follow(output) })
	readers.Go(func() { p.listen(faults) })
	go func() {
		readers.Wait()
		_ = p.command.Wait()
		close(p.ended)
	}()
	return p
}

// place puts the windows side by side and waits until the display says that they are there.
func (p *program) place(windows []string) {
	p.t.Helper()
	count := map[string]int{}
	for i, kind := range windows {
		name := kind
		if count[kind]++; count[kind] > 1 {
			name = fmt.Sprintf("%s-%d", kind, count[kind])
		}
		p.wait(name, "anything", func(s shown) bool { return len(s.Texts) > 0 })
		x, y := i%2*windowWidth, i/2*windowHeight
		p.places[name] = [2]int{x, y}
		p.move(p.find("^Guichet: "+name+"$"), x, y)
	}
}

// find waits until the display has a window with a title, and gives its name there.
func (p *program) find(title string) string {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		search := exec.Command("xdotool", "search", "--name", title)
		search.Env = append(os.Environ(), "DISPLAY="+p.display)
		if out, err := search.Output(); err == nil {
			return strings.Fields(string(out))[0]
		}
	}
	p.t.Fatalf("the display has no window %s", title)
	return ""
}

// move moves a window and waits until the display says that it is there.
func (p *program) move(id string, x, y int) {
	p.t.Helper()
	xdotool(p.t, p.display, "windowmove", id, strconv.Itoa(x), strconv.Itoa(y))
	there := fmt.Sprintf("X=%d\nY=%d\n", x, y)
	for end := time.Now().Add(patience); !strings.Contains(xdotool(p.t, p.display, "getwindowgeometry", "--shell", id), there); {
		if time.Now().After(end) {
			p.t.Fatalf("the display does not move a window to %d,%d", x, y)
		}
	}
	xdotool(p.t, p.display, "mousemove", strconv.Itoa(x+windowWidth/2), strconv.Itoa(y+3))
}

// follow takes in what the windows show.
func (p *program) follow(output io.Reader) {
	lines := bufio.NewScanner(output)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		text, ok := strings.CutPrefix(lines.Text(), "trace ")
		var s shown
		if !ok || json.Unmarshal([]byte(text), &s) != nil {
			p.say(lines.Text())
			continue
		}
		p.mu.Lock()
		p.windows[s.Window] = s
		p.drawn[s.Window]++
		p.mu.Unlock()
		select {
		case p.news <- struct{}{}:
		default:
		}
	}
}

func (p *program) listen(faults io.Reader) {
	for lines := bufio.NewScanner(faults); lines.Scan(); {
		p.say(lines.Text())
	}
}

func (p *program) say(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintln(&p.said, line)
}

// patience is how long a window may take to show what a touch leads to, on a machine that is busy with other tests.
const patience = 20 * time.Second

// wait waits until a window shows something, and gives it.
func (p *program) wait(window, what string, ok func(shown) bool) shown {
	p.t.Helper()
	s, shows := p.within(patience, window, ok)
	if !shows {
		p.t.Fatalf("%s does not show %s. It shows %q with %q.\n%s", window, what, s.Texts, keys(s), p.output())
	}
	return s
}

// within waits for a time until a window shows something, and says whether it does.
func (p *program) within(long time.Duration, window string, ok func(shown) bool) (shown, bool) {
	deadline := time.After(long)
	for {
		s := p.now(window)
		if ok(s) {
			return s, true
		}
		select {
		case <-p.news:
		case <-p.ended:
			return s, false
		case <-deadline:
			return s, false
		}
	}
}

// now is what a window shows.
func (p *program) now(window string) shown {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.windows[window]
}

// times is how often a window was drawn.
func (p *program) times(window string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.drawn[window]
}

func keys(s shown) (all []string) {
	for key := range s.Controls {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}

func (p *program) output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said.String()
}

// touch puts a finger on a control of a window, as soon as there is one. The finger wobbles, and does not land in the middle.
func (p *program) touch(window, control string) {
	p.t.Helper()
	s := p.wait(window, "the control "+control, func(s shown) bool { return s.has(control) })
	c, at := s.Controls[control], p.places[window]
	x := at[0] + int(c[0]+c[2]/2) + rand.IntN(9) - 4
	y := at[1] + int(c[1]+c[3]/2) + rand.IntN(9) - 4
	xdotool(p.t, p.display, "mousemove", strconv.Itoa(x), strconv.Itoa(y), "mousedown", "1",
		"mousemove", strconv.Itoa(x+wobble()), strconv.Itoa(y+wobble()), "mouseup", "1")
}

// wobble is how far a finger moves on one axis while it touches: up to three millimetres of these windows.
func wobble() int { return rand.IntN(17) - 8 }

// touchFor touches a control and waits until the window shows what that leads to.
func (p *program) touchFor(window, control, what string, ok func(shown) bool) shown {
	p.t.Helper()
	p.touch(window, control)
	return p.wait(window, what+" after "+control, ok)
}

// kill ends the program as a power cut would.
func (p *program) kill() {
	_ = p.command.Process.Kill()
	<-p.ended
}

// faults are lines by which the toolkit or the race detector say that the program is wrong.
func (p *program) faults() (all []string) {
	for _, line := range strings.Split(p.output(), "\n") {
		if strings.Contains(line, "call thread") || strings.Contains(line, "DATA RACE") || strings.Contains(line, "panic") || strings.Contains(line, "ERROR") {
			all = append(all, line)
		}
	}
	return all
}
