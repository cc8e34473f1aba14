package pdf

import (
	"bytes"
	"fmt"
	"time"

	"guichet/brochures/typeset"
)

// Options describe a document.
type Options struct {
	Title string
	// Language is the main language of the document.
	Language typeset.Language
	// Width and Height are those of every page, in points.
	Width, Height float64
	// Created goes into the metadata unless it is zero. It is given, not read from a clock, so that equal documents are equal files.
	Created time.Time
}

// The sizes of pages in points.
const (
	A4Width  = 595.28
	A4Height = 841.89
	A5Width  = 419.53
	A5Height = 595.28
)

// Document collects pages. Positions are in points from the upper left corner of the page, y down.
type Document struct {
	Options
	pages     []*page
	drawn     int // the index of the page that is drawn on
	root      *element
	current   *element
	artifact  bool
	fonts     map[string]*fontCodes
	links     []*annotation
	bookmarks []bookmark
	unturned  bool // some text is in letters that readers do not turn around
	err       error
}

type bookmark struct {
	title string
	page  int
	y     float64
}

// page is the content of one page so far, and the graphics state that it has reached.
type page struct {
	content bytes.Buffer
	owners  []*element // of the marked pieces, by MCID
	marked  *element
	color   Color
	font    string
}

func (p *page) printf(format string, args ...any) { fmt.Fprintf(&p.content, format, args...) }

// New begins a document without pages.
func New(o Options) *Document {
	root := &element{role: "Document", Attributes: Attributes{Language: o.Language.Tag}}
	return &Document{Options: o, root: root, current: root, fonts: map[string]*fontCodes{}}
}

// AddPage begins a page. An element that is open goes on there.
func (d *Document) AddPage() {
	d.pages = append(d.pages, &page{color: Color{-1, -1, -1}})
	d.ReturnTo(len(d.pages))
}

// Pages returns the number of pages so far.
func (d *Document) Pages() int { return len(d.pages) }

// ReturnTo goes on drawing on a page, counted from 1: its number can be drawn once the number of all pages is known.
func (d *Document) ReturnTo(page int) { d.drawn = page - 1 }

func (d *Document) page() *page { return d.pages[d.drawn] }

// Bookmark adds an entry to the outline of the document. Entries must follow one another down the pages.
func (d *Document) Bookmark(title string, y float64) {
	d.bookmarks = append(d.bookmarks, bookmark{title, d.drawn, y})
}

// Link makes an area of the page active. It belongs to the element that is open, which must be a [Link].
func (d *Document) Link(target, alt string, x, y, width, height float64) {
	a := &annotation{page: d.drawn, box: [4]float64{x, d.Height - y - height, x + width, d.Height - y}, target: target, alt: alt, owner: d.current}
	d.links = append(d.links, a)
	d.current.kids = append(d.current.kids, kid{page: a.page, link: a})
}
