package content

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"maps"
	"slices"
	"sync"
	"time"

	"guichet/brochures"
	"guichet/brochures/picture"
	"guichet/brochures/typeset"
)

// Shelf keeps every brochure ready to be handed out: rendered ahead, in the background, at the start and whenever content or
// day changes. While new content is wrong, the last that was right stays.
type Shelf struct {
	ShelfOptions
	wake  chan struct{}
	views chan view

	mu      sync.Mutex
	content *Content
	faults  Problems
	pages   map[Key]Ready
	printed map[[32]byte][]byte // PDFs by what is on them
}

// ShelfOptions say what a shelf holds.
type ShelfOptions struct {
	Town  Town
	Size  brochures.Size
	Fonts *typeset.Fonts
	// Load reads the content; with an error, content beside it is used only while there is no other. Stamp changes when it must
	// be read again.
	Load  func() (*Content, error)
	Stamp func() string
	// Bans reads the do-not-print list alone: it holds at once, even while other new content is wrong. It may be nil.
	Bans func() []Entry
	// Now is the wall clock.
	Now func() time.Time
	// Check is how often the stamp is looked at.
	Check time.Duration
}

// Ready is a page with its leaflet.
type Ready struct {
	Page
	PDF []byte
}

// view is a page that somebody wants to see.
type view struct {
	page    brochures.Document
	tag     string
	scale   float64
	answers chan<- viewed
}

type viewed struct {
	pages []*image.RGBA
	err   error
}

// NewShelf is an empty shelf; [Shelf.Run] fills it.
func NewShelf(o ShelfOptions) *Shelf {
	return &Shelf{
		ShelfOptions: o, wake: make(chan struct{}, 1), views: make(chan view),
		pages: map[Key]Ready{}, printed: map[[32]byte][]byte{},
	}
}

// Run fills the shelf and keeps it filled until ctx ends. One goroutine renders; nothing that is asked of the shelf waits for it
// but pictures.
func (s *Shelf) Run(ctx context.Context) {
	r := renderer{Shelf: s, masks: picture.NewMasks(maskBytes)}
	check := time.NewTicker(s.Check)
	defer check.Stop()
	for {
		r.fill(ctx)
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		case <-check.C:
		case v := <-s.views:
			r.show(v)
		}
	}
}

// maskBytes bounds the shapes of letters that are kept for pictures.
const maskBytes = 4 << 20

// Content is the content that is in use, and what is wrong with newer content that is not. It is nil before the first was read.
func (s *Shelf) Content() (*Content, Problems) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.content, s.faults
}

// Get is a page that is ready, at once. A page that has something that expired since is not: it will be made anew.
func (s *Shelf) Get(key Key, on Date) (Ready, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.pages[key]
	if !ok || r.Until != "" && on >= r.Until {
		s.Wake()
		return Ready{}, false
	}
	return r, true
}

// Wake has the shelf look for changes now.
func (s *Shelf) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// ErrStopped says that the shelf is not running.
var ErrStopped = errors.New("the shelf of brochures is closed")

// Pictures are the pages of a brochure as they will print, at a scale in pixels per point. They are made now, in some
// milliseconds, by the goroutine that renders: a screen asks from another goroutine than its own.
func (s *Shelf) Pictures(ctx context.Context, r Ready, scale float64) ([]*image.RGBA, error) {
	answers := make(chan viewed, 1)
	select {
	case s.views <- view{r.Document, r.Language, scale, answers}:
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", ErrStopped, ctx.Err())
	}
	v := <-answers
	return v.pages, v.err
}

// renderer is what only the goroutine of [Shelf.Run] uses.
type renderer struct {
	*Shelf
	masks *picture.Masks
	stamp string
	day   Date
}

// fill reads content that changed, and renders what is not ready.
func (r *renderer) fill(ctx context.Context) {
	stamp, day := r.Stamp(), On(r.Now())
	if stamp != r.stamp {
		r.load()
	} else if day == r.day {
		return
	}
	r.stamp, r.day = stamp, day
	c, _ := r.Content()
	if c == nil {
		return
	}
	pages := map[Key]Ready{}
	for _, key := range c.Keys() {
		for r.viewing() && ctx.Err() == nil {
		}
		if ctx.Err() != nil {
			return
		}
		if ready, ok := r.ready(c, key, day); ok {
			pages[key] = ready
			r.put(key, ready)
		}
	}
	r.keep(pages)
}

// viewing shows one page that somebody waits for, if anybody does.
func (r *renderer) viewing() bool {
	select {
	case v := <-r.views:
		r.show(v)
		return true
	default:
		return false
	}
}

// load takes new content, or keeps the old one and what is wrong with the new. Pages of the old content are not handed out any
// more: the new one may forbid what is on them.
func (r *renderer) load() {
	c, err := r.Load()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = nil
	switch {
	case c != nil && (err == nil || r.content == nil):
		r.content, r.pages = c, map[Key]Ready{}
	case r.content != nil && r.Bans != nil:
		r.content, r.pages = r.content.forbidding(r.Bans()), map[Key]Ready{}
	}
	if err != nil && !errors.As(err, &r.faults) {
		r.faults = Problems{{Reason: err.Error()}}
	}
}

// ready makes a page, and its leaflet unless the same is on the shelf.
func (r *renderer) ready(c *Content, key Key, day Date) (Ready, bool) {
	page, err := c.Page(key, day, r.Town)
	if err != nil {
		r.fault(key, err)
		return Ready{}, false
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %v %#v", key.Language, r.Size, page.Document))
	r.mu.Lock()
	pdf, printed := r.printed[sum]
	r.mu.Unlock()
	if !printed {
		leaflet, err := r.leaflet(key.Language)
		if err == nil {
			pdf, err = leaflet.Render(page.Document)
		}
		if err != nil {
			r.fault(key, err)
			return Ready{}, false
		}
		r.mu.Lock()
		r.printed[sum] = pdf
		r.mu.Unlock()
	}
	return Ready{page, pdf}, true
}

func (r *renderer) leaflet(tag string) (brochures.Leaflet, error) {
	language, err := typeset.LookupLanguage(tag)
	return brochures.Leaflet{Fonts: r.Fonts, Language: language, Size: r.Size}, err
}

// fault notes a brochure that cannot be made; the others can.
func (r *renderer) fault(key Key, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(slices.Clone(r.faults), Problem{File: "brochures/" + key.Language + "/" + key.Topic + ".md", Reason: err.Error()}).sorted()
}

// put makes one page ready.
func (r *renderer) put(key Key, ready Ready) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pages[key] = ready
}

// keep drops the pages and leaflets that are not of the present content.
func (r *renderer) keep(pages map[Key]Ready) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pages = pages
	maps.DeleteFunc(r.printed, func(_ [32]byte, pdf []byte) bool {
		for _, p := range pages {
			if &p.PDF[0] == &pdf[0] {
				return false
			}
		}
		return true
	})
}

func (r *renderer) show(v view) {
	leaflet, err := r.leaflet(v.tag)
	if err != nil {
		v.answers <- viewed{err: err}
		return
	}
	pages, err := leaflet.Pictures(v.page, v.scale, r.masks)
	v.answers <- viewed{pages, err}
}

// Keys are the brochures that there are, in the order of the topics and of the country's languages.
func (c *Content) Keys() (all []Key) {
	for _, t := range c.Topics {
		var of []Key
		for _, b := range c.Brochures {
			if b.Topic == t.Code {
				of = append(of, Key{b.Topic, b.Language})
			}
		}
		rank := func(k Key) int {
			if i := slices.Index(c.Languages, k.Language); i >= 0 {
				return i
			}
			return len(c.Languages)
		}
		slices.SortStableFunc(of, func(a, b Key) int { return rank(a) - rank(b) })
		all = append(all, of...)
	}
	return all
}
