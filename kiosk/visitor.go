package kiosk

import (
	"reflect"
	"slices"
	"time"

	"guichet/queue"
)

// Screen names what a visitor sees.
type Screen string

// The visitor's screens.
const (
	Welcome   Screen = "welcome"   // choose a language
	Languages Screen = "languages" // the languages that did not fit on the welcome
	Need      Screen = "need"      // choose a need
	Speak     Screen = "speak"     // the language to speak, to be seen first, take the ticket
	Given     Screen = "ticket"    // the number
	Refused   Screen = "refused"   // full or closed: when to come back
	Trouble   Screen = "trouble"   // the ticket could not be kept: ask at the desk
	Brochures Screen = "brochures" // choose the topic of a brochure
	Leaflet   Screen = "leaflet"   // a brochure as it will print
	Places    Screen = "places"    // choose the topic of places
	Directory Screen = "directory" // the places of a topic
	Hidden    Screen = "hidden"    // nothing to see: somebody came too near
)

// TextSize is how large text is set.
type TextSize int

// The sizes, by the height of a capital letter seen from half a metre.
const (
	Normal TextSize = iota
	Large
	Largest
)

// Visitor is the state of the visitor's screen. The zero Visitor is a welcome without languages; see
// [NewVisitor].
type Visitor struct {
	Screen Screen
	// Key makes this visit's request for a ticket one.
	Key string
	// Language is the one that the screen speaks.
	Language string
	// Page is which page of languages or needs is shown, from 0.
	Page  int
	Need  NeedKey
	Speak string // the language to speak with the mediator
	// spoke is the language that was touched on the welcome: it is always among those offered.
	spoke string
	First bool // asks to be seen first; the reason is never asked
	// Asked says that a ticket was requested and the answer is not there yet.
	Asked bool
	// Answer is what came of the request.
	Answer Answer
	// StillThere says that the screen asks whether anybody is there.
	StillThere bool
	Text       TextSize
	Contrast   bool
	// Shelf is what there is to read, and Reading what is read of it.
	Shelf   []Topic
	Reading Reading
	// Desk is how the desk stands, for the welcome.
	Desk DeskState

	options Options
	prints  int           // brochures printed in this visit
	touched time.Duration // the clock at the last sign of life
}

// Options are what a town offers its visitors.
type Options struct {
	// Languages of the session, BCP 47, in the order in which they are shown.
	Languages []string
	// Screens are the languages in which the screens are complete; the first is used for a visitor
	// whose language has none.
	Screens []string
	// LanguagesOnWelcome is how many languages the welcome shows before "more".
	LanguagesOnWelcome int
	// Idle is how long without a touch until the screen asks, and Grace until it forgets.
	Idle, Grace time.Duration
}

// Time-outs of a visit, and how many languages fit on the welcome.
const (
	DefaultIdle      = 60 * time.Second
	DefaultGrace     = 30 * time.Second
	DefaultOnWelcome = 5
	languagesPerPage = 6
	needsPerPage     = 6
)

// Answer is what came of a request for a ticket.
type Answer struct {
	Number queue.Number
	Ahead  int
	// Range is the wait; nil while it is not known.
	Range *queue.Range
	// Next is when to come back, and Code the place at the head; for a refusal.
	Next *queue.Slot
	Code string
}

// DeskState is how the desk stands, as far as a visitor is told.
type DeskState struct {
	Phase queue.Phase
	// Next is the next opening while the desk is closed; nil when it is not known.
	Next *queue.Slot
	// Paper says that slips can be printed.
	Paper bool
	// Conditions are those that hold.
	Conditions []Condition
	// Leaflets says that brochures can be printed.
	Leaflets bool
}

// Cue is what a screen says aloud: a text of the catalogue, in a language.
type Cue struct {
	Key      string
	Language string
}

// Cue is what this state says aloud. Every state has one.
func (v Visitor) Cue() Cue {
	key := "say." + string(v.Screen)
	switch {
	case v.StillThere:
		key = "say.still-there"
	case v.Screen == Given && v.Answer.Range == nil:
		key = "say.ticket-unknown"
	case v.Screen == Welcome && !v.Desk.Phase.Issues():
		key = "say.welcome-closed"
	}
	return Cue{Key: key, Language: v.Language}
}

// NewVisitor is the welcome of a town. The key is that of the visit to come.
func NewVisitor(o Options, key string) Visitor {
	return Visitor{Screen: Welcome, Key: key, Language: o.Screens[0], options: o}
}

// ScreenLanguage is the language in which a visitor who speaks a language reads the screens: that
// language where they are complete in it, else the town's first.
func (o Options) ScreenLanguage(tag string) string {
	for _, s := range o.Screens {
		if s == tag {
			return s
		}
	}
	return o.Screens[0]
}

// Offered are the languages on this page: some on the welcome, the others page by page.
func (v Visitor) Offered() []string {
	all := v.options.Languages
	onWelcome := v.options.onWelcome()
	switch {
	case v.Screen == Languages:
		return page(all[onWelcome:], v.Page, languagesPerPage)
	case v.Screen == Speak && !slices.Contains(all[:onWelcome], v.spoke):
		return append(slices.Clone(all[:min(onWelcome, DefaultOnWelcome)]), v.spoke)
	default:
		return all[:onWelcome]
	}
}

// onWelcome is how many languages the welcome shows: all of them if one more than the bound would fit
// in the place of "more".
func (o Options) onWelcome() int {
	if len(o.Languages) <= o.LanguagesOnWelcome+1 {
		return len(o.Languages)
	}
	return o.LanguagesOnWelcome
}

// More is how many languages, or needs, further pages hold.
func (v Visitor) More() int {
	switch v.Screen {
	case Welcome:
		return len(v.options.Languages) - v.options.onWelcome()
	case Languages:
		return max(0, len(v.options.Languages)-v.options.onWelcome()-(v.Page+1)*languagesPerPage)
	case Need:
		return max(0, len(needs)-(v.Page+1)*needsPerPage)
	case Brochures, Leaflet, Places, Directory:
		return v.moreToRead()
	default:
		return 0
	}
}

// Needs are the tiles on this page.
func (v Visitor) Needs() []NeedTile { return page(needs, v.Page, needsPerPage) }

// page is the n-th part of all, of at most size.
func page[T any](all []T, n, size int) []T {
	from := min(n*size, len(all))
	return all[from:min(from+size, len(all))]
}

// Looks says that two states are the same to the eye: a screen that shows the one need not be drawn again for the other.
func (v Visitor) Looks(other Visitor) bool {
	v.touched = other.touched
	return reflect.DeepEqual(v, other)
}
