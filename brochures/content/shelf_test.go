package content_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"guichet/brochures"
	"guichet/brochures/content"
	"guichet/brochures/typeset"
)

// disk is content that changes under a running shelf.
type disk struct {
	mu    sync.Mutex
	files fstest.MapFS
	stamp string
}

func (d *disk) set(files fstest.MapFS, stamp string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.files, d.stamp = files, stamp
}

func (d *disk) load() (*content.Content, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return content.Load(asLayers([]fstest.MapFS{d.files})...)
}

func (d *disk) now() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.stamp
}

func (d *disk) bans() []content.Entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	return content.Bans(asLayers([]fstest.MapFS{d.files})...)
}

var sea = content.Key{Topic: "SEA", Language: "en"}

// onShelf runs a test beside a running shelf; the clock of the bubble begins on 1 January 2000, that of the shelf in November 2026.
func onShelf(t *testing.T, d *disk, test func(*testing.T, *content.Shelf, func() content.Date)) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		now := func() time.Time { return time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC).Add(time.Since(began)) }
		s := content.NewShelf(content.ShelfOptions{
			Size: brochures.A4, Fonts: typeset.OpenFonts(""), Load: d.load, Stamp: d.now, Bans: d.bans, Now: now, Check: time.Minute,
		})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { s.Run(ctx); close(done) }()
		synctest.Wait()
		test(t, s, func() content.Date { return content.On(now()) })
		cancel()
		<-done
	})
}

func TestShelfIsFilled(t *testing.T) {
	onShelf(t, &disk{files: story(t), stamp: "1"}, func(t *testing.T, s *content.Shelf, today func() content.Date) {
		for _, language := range []string{"en", "ar"} {
			r, ok := s.Get(content.Key{Topic: "SEA", Language: language}, today())
			if !ok || !bytes.HasPrefix(r.PDF, []byte("%PDF")) {
				t.Errorf("%s is not ready", language)
			}
			pictures, err := s.Pictures(t.Context(), r, 0.5)
			if err != nil || len(pictures) == 0 || pictures[0].Bounds().Dx() != 298 {
				t.Errorf("%s: pictures %v, %v", language, pictures, err)
			}
		}
		if _, ok := s.Get(content.Key{Topic: "SEA", Language: "fr"}, today()); ok {
			t.Error("a brochure that nobody wrote is ready")
		}
	})
}

func TestShelfFollowsTheContent(t *testing.T) {
	d := &disk{files: story(t), stamp: "1"}
	onShelf(t, d, func(t *testing.T, s *content.Shelf, today func() content.Date) {
		before, _ := s.Get(sea, today())
		changed := story(t)
		replace(t, changed, "brochures/en/SEA.md", "boots", "shoes")
		d.set(changed, "2")
		time.Sleep(time.Minute)
		synctest.Wait()
		after, ok := s.Get(sea, today())
		if !ok || !strings.Contains(after.Text(), "shoes") || bytes.Equal(before.PDF, after.PDF) {
			t.Errorf("the new text is not on the shelf: %v\n%s", ok, after.Text())
		}
		bad := story(t)
		replace(t, bad, "facts.toml", `certainty = "B"`, `certainty = "E"`)
		d.set(bad, "3")
		time.Sleep(time.Minute)
		synctest.Wait()
		kept, ok := s.Get(sea, today())
		if !ok || kept.Text() != after.Text() {
			t.Error("the last content that was right is not kept")
		}
		if _, faults := s.Content(); len(faults) != 1 {
			t.Errorf("what is wrong is %v", faults)
		}
		d.set(changed, "4")
		time.Sleep(time.Minute)
		synctest.Wait()
		if _, faults := s.Content(); len(faults) != 0 {
			t.Errorf("what was mended is still wrong: %v", faults)
		}
	})
}

// TestABanHoldsAtOnce, even while other new content is wrong.
func TestABanHoldsAtOnce(t *testing.T) {
	d := &disk{files: story(t), stamp: "1"}
	onShelf(t, d, func(t *testing.T, s *content.Shelf, today func() content.Date) {
		bad := story(t)
		replace(t, bad, "facts.toml", `certainty = "B"`, `certainty = "E"`)
		replace(t, bad, "donotprint.toml", "Old Ferry Company", "Harbour Office")
		d.set(bad, "2")
		time.Sleep(time.Minute)
		synctest.Wait()
		r, ok := s.Get(sea, today())
		if !ok || strings.Contains(r.Text(), "Harbour office") || !strings.Contains(r.Text(), "The tide comes") {
			t.Errorf("the page says: %v\n%s", ok, r.Text())
		}
	})
}

// TestShelfForgetsWhatExpires: at midnight the leaflet of yesterday is not handed out, and a new one is made.
func TestShelfForgetsWhatExpires(t *testing.T) {
	onShelf(t, &disk{files: story(t), stamp: "1"}, func(t *testing.T, s *content.Shelf, today func() content.Date) {
		r, _ := s.Get(sea, today())
		if _, ok := s.Get(sea, r.Until); ok {
			t.Error("a page is handed out on the day on which it has expired")
		}
		time.Sleep(80 * 24 * time.Hour)
		synctest.Wait()
		later, ok := s.Get(sea, today())
		if today() < r.Until || !ok || strings.Contains(later.Text(), "The tide comes") {
			t.Errorf("on %s the page says: %v\n%s", today(), ok, later.Text())
		}
	})
}

func TestShelfWithoutContent(t *testing.T) {
	bad := story(t)
	delete(bad, "pack.toml")
	onShelf(t, &disk{files: bad, stamp: "1"}, func(t *testing.T, s *content.Shelf, today func() content.Date) {
		c, faults := s.Content()
		if c != nil || len(faults) == 0 {
			t.Errorf("got %v, %v", c, faults)
		}
		if _, ok := s.Get(sea, today()); ok {
			t.Error("a page of nothing is ready")
		}
	})
}

func BenchmarkShelf(b *testing.B) {
	d := &disk{files: story(b), stamp: "1"}
	s := content.NewShelf(content.ShelfOptions{
		Size: brochures.A4, Fonts: typeset.OpenFonts(""), Load: d.load, Stamp: d.now, Check: time.Hour,
		Now: func() time.Time { return time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC) },
	})
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	go s.Run(ctx)
	for {
		if _, ok := s.Get(sea, november); ok {
			break
		}
		time.Sleep(time.Millisecond)
	}
	b.Run("ready", func(b *testing.B) {
		for b.Loop() {
			s.Get(sea, november)
		}
	})
	r, _ := s.Get(sea, november)
	b.Run("picture", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Pictures(ctx, r, 1.2); err != nil {
				b.Fatal(err)
			}
		}
	})
}
