package main

import (
	"image"
	"log/slog"
	"time"

	"guichet/brochures"
	"guichet/brochures/content"
	"guichet/kiosk"
	"guichet/kiosk/paper"
	"guichet/kiosk/screen"
)

// reading is what a visitor's window shows of the shelf.
type reading struct {
	of     *content.Content // what the window was told of last
	on     content.Date
	faults int
	key    content.Key
	leaves []*image.RGBA
}

// look tells the flow what there is to read, and everybody whether it is as it should be, when that has changed.
func (w *visitorWindow) look() {
	c, faults := w.shelf.Content()
	if len(faults) != w.reading.faults {
		w.reading.faults = len(faults)
		for _, f := range faults {
			slog.Error("content cannot be used", "file", f.File, "line", f.Line, "reason", f.Reason)
		}
		go w.tell(news{})
	}
	on := w.today()
	if c == nil || c == w.reading.of && on == w.reading.on {
		return
	}
	w.reading.of, w.reading.on = c, on
	w.event(kiosk.ShelfChanged{Topics: topicsOf(c, on)})
}

// topicsOf is what there is to read on a day.
func topicsOf(c *content.Content, on content.Date) (all []kiosk.Topic) {
	for _, t := range c.Topics {
		topic := kiosk.Topic{Code: t.Code, Icon: t.Icon, Private: t.Private, Names: t.Name, Titles: map[string]string{}}
		for _, b := range c.Brochures {
			if b.Topic == t.Code {
				topic.Titles[b.Language] = b.Title
			}
		}
		topic.Entries = len(c.Directory(t.Code, "", on))
		all = append(all, topic)
	}
	return all
}

// showLeaflet brings the pages of a brochure onto the screen.
func (w *visitorWindow) showLeaflet(e kiosk.ShowLeaflet) {
	key := content.Key{Topic: e.Topic, Language: e.Language}
	w.reading.key, w.reading.leaves = key, nil
	scale := float64(w.Canvas().Size().Height) * leafPart / brochures.A4.Height
	w.elsewhere(func() func() {
		var leaves []*image.RGBA
		if ready, ok := w.fetch(key); ok {
			var err error
			if leaves, err = w.shelf.Pictures(w.ctx, ready, scale); err != nil {
				slog.Error("a brochure cannot be shown", "error", err)
			}
		}
		return func() {
			if w.reading.key == key {
				w.reading.leaves = leaves
			}
			w.event(kiosk.LeafletReady{Topic: key.Topic, Language: key.Language, Sheets: len(leaves)})
		}
	})
}

// printLeaflet puts a brochure in line for the page printer, and says what became of it.
func (w *visitorWindow) printLeaflet(e kiosk.PrintLeaflet) {
	done := func(failed bool) func() {
		return func() { w.event(kiosk.LeafletPrinted{Topic: e.Topic, Language: e.Language, Failed: failed}) }
	}
	w.elsewhere(func() func() {
		ready, ok := w.fetch(content.Key{Topic: e.Topic, Language: e.Language})
		if !ok {
			return done(true)
		}
		page := paper.Document{Name: "Guichet", PDF: ready.PDF}
		_, err := w.paper.Print(paper.PageRole, func(int) (paper.Document, error) { return page, nil },
			func(r paper.Result) { w.onScreen(done(r.Outcome == paper.NotSent)) })
		if err != nil {
			slog.Error("a brochure was not printed", "error", err)
			return done(true)
		}
		return nil
	})
}

// fetch takes a brochure from the shelf. One that is being rendered is waited for, by nobody but this goroutine.
func (w *visitorWindow) fetch(key content.Key) (content.Ready, bool) {
	for range patience {
		if ready, ok := w.shelf.Get(key, w.today()); ok {
			return ready, true
		}
		select {
		case <-w.ctx.Done():
			return content.Ready{}, false
		case <-time.After(patienceStep):
		}
	}
	return content.Ready{}, false
}

// How long a brochure that is not ready is waited for.
const (
	patience     = 50
	patienceStep = 100 * time.Millisecond
)

// today is the day in the town.
func (s *shell) today() content.Date { return content.On(time.Now().In(s.desk.Site.Plan.Zone)) }

// leafPart is the part of the screen's height that a page takes at most.
const leafPart = 0.8

// countLeaflet counts a brochure that was given, in its week.
func (w *visitorWindow) countLeaflet(e kiosk.CountLeaflet) {
	w.elsewhere(func() func() {
		week, err := w.desk.Week(w.ctx)
		if err == nil {
			err = w.desk.Stats.CountBrochure(w.ctx, week, e.Topic, e.Language)
		}
		if err != nil {
			slog.Error("a brochure was not counted", "error", err)
		}
		return nil
	})
}

// read is what the screen shows of the shelf.
func (w *visitorWindow) read() screen.Shelf {
	r := w.state.Reading
	s := screen.Shelf{Download: w.desk.Site.Links.Download}
	if w.reading.of == nil {
		return s
	}
	switch w.state.Screen {
	case kiosk.Leaflet:
		if r.Sheet < len(w.reading.leaves) && w.reading.key == (content.Key{Topic: r.Topic, Language: w.state.Language}) {
			s.Leaf = w.reading.leaves[r.Sheet]
		}
	case kiosk.Directory:
		s.Entries = w.reading.of.Directory(r.Topic, w.state.Language, w.reading.on)
		s.Say, s.SayIn, s.Sound = w.reading.of.HowToSay(r.Topic, w.state.Language)
	default:
	}
	return s
}
