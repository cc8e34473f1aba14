package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"guichet/assets"
	"guichet/brochures/content"
	"guichet/brochures/typeset"
	"guichet/cmd/internal/leaflets"
	"guichet/cmd/internal/printing"
	"guichet/kiosk"
	"guichet/kiosk/pin"
	"guichet/kiosk/ui"
	"guichet/queue"
	"guichet/queue/hub"
)

// news is what the windows are told when something happened at the desk.
type news struct {
	// Events are those since the last news, in order.
	Events []queue.Event
	// Past says that they happened before this program listened: they are to be known, not to be announced.
	Past bool
	// View is the floor after them.
	View queue.View
	// Next is the next planned opening; nil when it is not known.
	Next *queue.Slot
	// Conditions are those of the whole appliance.
	Conditions []kiosk.Condition
}

// unsure says that the clock cannot be believed: screens show none rather than a wrong one.
func (n news) unsure() bool {
	return slices.Contains(n.Conditions, kiosk.ClockBehind) || slices.Contains(n.Conditions, kiosk.ClockAhead)
}

// window is one of the program's windows. All its methods are called on the main goroutine.
type window interface {
	// follow takes in what happened at the desk.
	follow(n news)
	// tick takes in that time has passed: once a second.
	tick(now time.Time)
}

// opener makes a window; a frame is where it shows itself.
type opener func(s *shell, f *frame) window

// openers are the windows that there are, by the names that the command line takes.
var openers = map[string]opener{
	"staff": openStaff, "visitor": openVisitor,
	"board": openBoard,
}

// shell holds what all windows share, and is the only one to bring things to the main goroutine.
type shell struct {
	ctx       context.Context
	options   options
	desk      *hub.Appliance
	paper     *printing.Desk
	app       fyne.App
	engine    *ui.Engine
	catalogue *assets.Words
	shelf     *content.Shelf
	started   time.Time
	windows   []window
	mediators []*staffWindow // every mediator's window, or side of one
	telling   sync.Mutex     // what is told later was seen later
	pin       *pin.Keeper
}

func newShell(ctx context.Context, o options, desk *hub.Appliance, spool *printing.Desk) *shell {
	fonts := typeset.OpenFonts("")
	return &shell{
		ctx: ctx, options: o, desk: desk, paper: spool, app: app.NewWithID("town.guichet"), started: time.Now(),
		engine: ui.NewEngine(fonts), catalogue: assets.Catalogue(), shelf: leaflets.Shelf(desk.Site, fonts, time.Now),
		pin: &pin.Keeper{Path: filepath.Join(o.Data, pin.File), Now: time.Now, Write: hub.WriteSynced},
	}
}

// onScreen has something done on the main goroutine, where all of the toolkit lives. It is the only place that does so.
func (s *shell) onScreen(do func()) { fyne.Do(do) }

// elsewhere does something that may wait, such as asking the hub, and then shows what came of it.
func (s *shell) elsewhere(work func() (show func())) {
	go func() {
		if show := work(); show != nil && s.ctx.Err() == nil {
			s.onScreen(show)
		}
	}()
}

// run opens the windows and returns when the last is closed.
func (s *shell) run() {
	s.app.Settings().SetTheme(toolkitTheme{})
	s.open()
	s.app.Lifecycle().SetOnStarted(func() {
		go s.listen()
		go s.clock()
		go s.watchPaper()
		go s.shelf.Run(s.ctx)
		if s.options.Demo {
			go visitorsComing(s.ctx, s.desk)
		}
	})
	s.app.Run()
}

// open opens the windows. Of a kind of which there are several, such as one for each mediator, the second is called
// "staff-2".
func (s *shell) open() {
	count := map[string]int{}
	now := news{Past: true}
	s.look(&now)
	for i, kind := range s.options.Screens {
		name := kind
		if count[kind]++; count[kind] > 1 {
			name = fmt.Sprintf("%s-%d", kind, count[kind])
		}
		f := s.newFrame(name, i)
		w := openers[kind](s, f)
		w.follow(now) // so that its first picture is true
		s.windows = append(s.windows, w)
		f.Show()
	}
}

// clock tells the windows once a second that time passes. They draw only what has changed.
func (s *shell) clock() {
	for tick := time.NewTicker(time.Second); ; {
		select {
		case <-s.ctx.Done():
			tick.Stop()
			return
		case now := <-tick.C:
			s.onScreen(func() {
				for _, w := range s.windows {
					w.tick(now)
				}
			})
		}
	}
}

// listen brings what happens at the desk to the windows, until the program ends. A listener that was dropped because it was
// slow begins again after what it saw.
func (s *shell) listen() {
	var seen queue.Seq
	for s.ctx.Err() == nil {
		sub, err := s.desk.Hub.Subscribe(s.ctx, seen)
		if err != nil {
			slog.Error("the windows cannot follow the desk", "error", err)
			return
		}
		past := s.tell(news{Past: true})
		for e := range sub.Events {
			events := gather(e, sub.Events)
			seen = events[len(events)-1].Seq
			s.paper.Wake()
			s.tell(news{Events: events, Past: seen <= past})
			if seen >= past {
				past = 0 // the next session counts from 1 again
			}
		}
	}
}

// watchPaper tells the windows when a printer's state or the slips that wait have changed.
func (s *shell) watchPaper() {
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.paper.Changes():
			s.tell(news{})
		}
	}
}

// gather takes what has come in together.
func gather(first queue.Event, more <-chan queue.Event) []queue.Event {
	events := []queue.Event{first}
	for {
		select {
		case e, ok := <-more:
			if !ok {
				return events
			}
			events = append(events, e)
		default:
			return events
		}
	}
}

// tell asks the hub how things stand and tells the windows. It gives the last event that they know of then.
func (s *shell) tell(n news) queue.Seq {
	s.telling.Lock()
	defer s.telling.Unlock()
	if !s.look(&n) {
		return 0
	}
	s.onScreen(func() {
		for _, w := range s.windows {
			w.follow(n)
		}
	})
	return n.View.Seq
}

// look asks the hub how things stand; false when the desk is being shut down.
func (s *shell) look(n *news) bool {
	var err error
	if n.View, err = s.desk.Hub.View(s.ctx); err != nil {
		return false
	}
	if slot, ok, err := s.desk.Hub.NextSlot(s.ctx); err == nil && ok {
		n.Next = &slot
	}
	n.Conditions = s.conditions()
	return true
}

// conditions are those of the desk. They have the same names here and there.
func (s *shell) conditions() []kiosk.Condition {
	of, err := s.desk.Hub.Conditions(s.ctx)
	if err != nil {
		return nil // the desk is being shut down
	}
	var all []kiosk.Condition
	for _, c := range of {
		all = append(all, kiosk.Condition(strings.ReplaceAll(string(c.Kind), " ", "-")))
	}
	if _, faults := s.shelf.Content(); len(faults) > 0 {
		all = append(all, kiosk.ContentWrong)
	}
	return append(all, s.paper.Conditions()...)
}

// frame is a window of the toolkit, and the place in it where screens are shown.
type frame struct {
	fyne.Window
	name     string
	root     *fyne.Container
	diagonal float32
	hand     *ui.Hand
	resized  func()
}

// newFrame opens a window of a size that fits a laptop, or fills a screen. The program ends when the first window is closed;
// a window that fills a screen cannot be.
func (s *shell) newFrame(name string, place int) *frame {
	f := &frame{Window: s.app.NewWindow("Guichet: " + name), name: name, hand: &ui.Hand{}, diagonal: s.diagonal(name, place)}
	f.root = container.New(&watched{f: f})
	f.SetContent(f.root)
	s.offerPanel(f)
	f.SetPadded(false)
	if place == 0 {
		f.SetMaster()
	}
	f.Resize(fyne.NewSize(windowed[0], windowed[1]))
	if s.options.Fullscreen {
		f.SetCloseIntercept(func() {})
		f.fill(place > 0)
	}
	return f
}

// windowed is the size of a window that does not fill a screen: it fits on a laptop.
var windowed = [2]float32{1280, 720}

// fill makes the window as large as a screen: the second one, for what is not the first window.
func (f *frame) fill(second bool) {
	if d, ok := f.Window.(desktop.Window); ok && second {
		d.RequestFullScreenSecondary()
		return
	}
	f.SetFullScreen(true)
}

// Diagonals of screens, in inches, where nothing is known: what the sizes of the look were stated for, and a television.
const (
	kioskDiagonal = 21.5
	boardDiagonal = 43
	staffDiagonal = 14
)

// diagonal is that of the screen that a window fills. A window that fills none shows the whole of a usual screen, smaller.
func (s *shell) diagonal(name string, place int) float32 {
	if name != "board" && s.options.Diagonal > 0 {
		return s.options.Diagonal
	}
	if known := diagonals(displays); s.options.Fullscreen && place < len(known) {
		return known[place]
	}
	switch {
	case name == "board":
		return boardDiagonal
	case strings.HasPrefix(name, "staff"):
		return staffDiagonal
	default:
		return kioskDiagonal
	}
}

// show puts a screen in the place of the one before, as soon as no finger is on it. The focus stays on the control of the
// same key, where there is one: whoever works with a keyboard is not sent back to the beginning by each piece of news.
func (f *frame) show(draw func() fyne.CanvasObject) {
	f.hand.Free(func() {
		focused, _ := f.Canvas().Focused().(*ui.Control)
		before := f.root.Objects
		f.root.Objects = []fyne.CanvasObject{draw()}
		f.root.Refresh()
		f.release(before)
		if focused != nil {
			if c := ui.Find(f.root, focused.Key); c != nil {
				f.Canvas().Focus(c)
			}
		}
		f.trace()
	})
}

// release gives back the pictures of a screen that is no longer shown. The toolkit would keep them for a minute more, and
// without a graphics card they lie in this program's memory: two megabytes for each touch. It frees what is to be painted
// anew, and what is not in the window then has nothing painted.
func (f *frame) release(screen []fyne.CanvasObject) {
	for _, o := range screen {
		f.Canvas().Refresh(o)
	}
}

// theme is how the frame's window looks, for a language of its screens.
func (f *frame) theme(s *shell, p ui.Palette, language string, text float32) ui.Theme {
	m := ui.MetricsOf(f.Canvas().Size(), f.diagonal)
	m.Text = text
	l, err := typeset.LookupLanguage(language)
	if err != nil {
		slog.Error("a language of the screens has no script", "error", err)
	}
	return ui.Theme{Metrics: m, Palette: p, Engine: s.engine, Language: l, Hand: f.hand}
}

// watched fills the window with its one object, and says when the size of the window has changed.
type watched struct {
	f    *frame
	size fyne.Size
}

// Layout implements [fyne.Layout].
func (w *watched) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
	if size != w.size && w.f.resized != nil {
		w.size = size
		fyne.Do(w.f.resized)
	}
}

// MinSize implements [fyne.Layout]: a window may be made as small as somebody likes.
func (w *watched) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 320) }

// sizes of type, by what a visitor chose: capitals of body text are 5.3, 6.7 and 8.5 mm high on the screen of the look.
var sizes = map[kiosk.TextSize]float32{kiosk.Normal: 1, kiosk.Large: 1.25, kiosk.Largest: 1.6}
