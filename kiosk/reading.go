package kiosk

import (
	"slices"
)

// Topic is what the shelf has about one topic: something to take home, or somewhere to go.
type Topic struct {
	Code string
	Icon string
	// Private topics stand behind one neutral door, as their needs do.
	Private bool
	// Names are the topic's, and Titles those of its brochures, by language. A topic without titles has no brochure.
	Names, Titles map[string]string
	// Entries is how many places and lines may be shown about it.
	Entries int
}

// neutral is the door behind which the private topics are.
const neutral = "PRO"

// Reading is what a visitor reads without a ticket, or beside it.
type Reading struct {
	// Topic is the one whose brochure or places are shown; empty for the choice of one.
	Topic string
	// Private says that the choice is among the private topics.
	Private bool
	// Sheets is how many pages the brochure has, 0 until they are ready; Sheet is the one that is shown.
	Sheets, Sheet int
	// Missing says that there is no page to show: ask at the desk.
	Missing bool
	// Print is how far printing has come.
	Print PrintState
	// back is the screen that the brochure was opened from.
	back Screen
}

// PrintState is how far the printing of a brochure has come.
type PrintState string

// The states of printing. A brochure that is printed is not printed again in the same visit.
const (
	NotPrinted PrintState = ""
	Printing   PrintState = "printing"
	Printed    PrintState = "printed"
	NoPrint    PrintState = "failed"
)

// How much fits on a page, and how many brochures a visit may print: a child that plays must not empty the printer.
const (
	topicsPerPage  = 6
	entriesPerPage = 3
	maxPrints      = 6
)

// ShowLeaflet asks for the pages of a brochure as pictures.
type ShowLeaflet struct{ Topic, Language string }

// PrintLeaflet prints a brochure.
type PrintLeaflet struct{ Topic, Language string }

// CountLeaflet counts that a brochure was given: printed, or shown where nothing can be printed.
type CountLeaflet struct{ Topic, Language string }

func (ShowLeaflet) effect()  {}
func (PrintLeaflet) effect() {}
func (CountLeaflet) effect() {}

// ShelfChanged says what there is to read.
type ShelfChanged struct{ Topics []Topic }

func (e ShelfChanged) visit(v Visitor) (Visitor, []Effect) {
	v.Shelf = e.Topics
	if v.Screen != Leaflet {
		return v, nil
	}
	v.Reading.Sheets, v.Reading.Sheet = 0, 0 // the page may say something else now, or nothing
	return v, []Effect{ShowLeaflet{v.Reading.Topic, v.Language}}
}

// Topics are the tiles of the choice on this page: the private ones as one neutral tile, or alone behind it.
func (v Visitor) Topics() []Topic { return page(v.topics(), v.Page, topicsPerPage) }

func (v Visitor) topics() (all []Topic) {
	private := -1
	for _, t := range v.Shelf {
		switch {
		case v.Screen == Brochures && t.Titles[v.Language] == "", v.Screen == Places && t.Entries == 0:
		case v.Reading.Private == t.Private:
			all = append(all, t)
		case t.Private && private < 0:
			private = len(all)
			all = append(all, Topic{Code: neutral, Private: true})
		}
	}
	return all
}

// Leaflet is the title of the brochure about a need's topic in the visitor's language; empty when there is none, or the need is
// private.
func (v Visitor) Leaflet() string {
	t := v.topic(v.Need.topic())
	if t.Private {
		return ""
	}
	return t.Titles[v.Language]
}

func (v Visitor) topic(code string) Topic {
	i := slices.IndexFunc(v.Shelf, func(t Topic) bool { return t.Code == code })
	if i < 0 {
		return Topic{}
	}
	return v.Shelf[i]
}

// Entries are the range of the places and lines that this page shows, to excluded.
func (v Visitor) Entries() (from, to int) {
	all := v.topic(v.Reading.Topic).Entries
	return min(v.Page*entriesPerPage, all), min((v.Page+1)*entriesPerPage, all)
}

// moreToRead is how much further pages hold.
func (v Visitor) moreToRead() int {
	switch v.Screen {
	case Leaflet:
		return max(0, v.Reading.Sheets-1-v.Reading.Sheet)
	case Directory:
		return max(0, v.topic(v.Reading.Topic).Entries-(v.Page+1)*entriesPerPage)
	default:
		return max(0, len(v.topics())-(v.Page+1)*topicsPerPage)
	}
}

// ReadTopic is a touch on a topic of the brochures or the places.
type ReadTopic struct{ Code string }

func (e ReadTopic) visit(v Visitor) (Visitor, []Effect) {
	if !slices.ContainsFunc(v.topics(), func(t Topic) bool { return t.Code == e.Code }) {
		return v, nil
	}
	switch {
	case v.Screen != Brochures && v.Screen != Places:
		return v, nil
	case e.Code == neutral:
		v.Reading.Private, v.Page = true, 0
		return v, []Effect{Say{v.Cue()}}
	case v.Screen == Places:
		v.Reading.Topic = e.Code
		return v.show(Directory)
	default:
		return v.openLeaflet(e.Code)
	}
}

// ReadIn is a touch on another language of the screens.
type ReadIn struct{ Language string }

func (e ReadIn) visit(v Visitor) (Visitor, []Effect) {
	if !slices.Contains(v.Others(), e.Language) {
		return v, nil
	}
	v.Language = e.Language
	if v.Screen == Leaflet {
		back := v.Reading.back
		next, effects := v.openLeaflet(v.Reading.Topic)
		next.Reading.back = back
		return next, effects
	}
	return v.show(v.Screen)
}

// Others are the other languages in which what is on the screen can be read.
func (v Visitor) Others() (all []string) {
	for _, l := range v.options.Screens {
		switch {
		case l == v.Language, v.Screen == Leaflet && v.topic(v.Reading.Topic).Titles[l] == "":
		case v.Screen == Brochures, v.Screen == Leaflet, v.Screen == Places, v.Screen == Directory:
			all = append(all, l)
		}
	}
	return all
}

// OpenLeaflet is a touch on the brochure that goes with a ticket.
type OpenLeaflet struct{}

func (OpenLeaflet) visit(v Visitor) (Visitor, []Effect) {
	if v.Screen != Given || v.Leaflet() == "" {
		return v, nil
	}
	return v.openLeaflet(v.Need.topic())
}

func (v Visitor) openLeaflet(code string) (Visitor, []Effect) {
	v.Reading = Reading{Topic: code, Private: v.Reading.Private, back: v.Screen}
	next, effects := v.show(Leaflet)
	return next, append(effects, ShowLeaflet{code, v.Language})
}

// LeafletReady brings the number of a brochure's pages; none when it cannot be shown.
type LeafletReady struct {
	Topic, Language string
	Sheets          int
}

func (e LeafletReady) visit(v Visitor) (Visitor, []Effect) {
	if !v.reads(e.Topic, e.Language) || v.Reading.Sheets > 0 {
		return v, nil
	}
	v.Reading.Sheets, v.Reading.Missing = e.Sheets, e.Sheets == 0
	if e.Sheets > 0 && !v.Desk.Leaflets {
		return v, []Effect{CountLeaflet{e.Topic, e.Language}}
	}
	return v, nil
}

// reads says that a brochure is the one on the screen.
func (v Visitor) reads(topic, language string) bool {
	return v.Screen == Leaflet && v.Reading.Topic == topic && v.Language == language
}

// TakeLeaflet is a touch on "print".
type TakeLeaflet struct{}

func (TakeLeaflet) visit(v Visitor) (Visitor, []Effect) {
	if !v.Printable() {
		return v, nil
	}
	v.Reading.Print = Printing
	v.prints++
	return v, []Effect{PrintLeaflet{v.Reading.Topic, v.Language}}
}

// Printable says that the brochure on the screen can be printed now.
func (v Visitor) Printable() bool {
	r := v.Reading
	return v.Screen == Leaflet && v.Desk.Leaflets && r.Sheets > 0 && v.prints < maxPrints && (r.Print == NotPrinted || r.Print == NoPrint)
}

// LeafletPrinted says what came of printing.
type LeafletPrinted struct {
	Topic, Language string
	Failed          bool
}

func (e LeafletPrinted) visit(v Visitor) (Visitor, []Effect) {
	var effects []Effect
	if !e.Failed {
		effects = append(effects, CountLeaflet{e.Topic, e.Language})
	}
	if !v.reads(e.Topic, e.Language) || v.Reading.Print != Printing {
		return v, effects
	}
	v.Reading.Print = Printed
	if e.Failed {
		v.Reading.Print = NoPrint
	}
	return v, append(effects, Say{v.Cue()})
}

// leaveReading goes one step back: a page, the topic, the private topics, the screen before.
func (v Visitor) leaveReading() (Visitor, []Effect) {
	switch {
	case v.Screen == Leaflet && v.Reading.Sheet > 0:
		v.Reading.Sheet--
		return v, nil
	case v.Screen != Leaflet && v.Page > 0:
		v.Page--
		return v, nil
	case v.Screen == Leaflet:
		back := v.Reading.back
		v.Reading = Reading{Private: v.Reading.Private}
		return v.show(back)
	case v.Screen == Directory:
		v.Reading.Topic = ""
		return v.show(Places)
	case v.Reading.Private:
		v.Reading.Private = false
		return v, []Effect{Say{v.Cue()}}
	default:
		return v.forget()
	}
}
