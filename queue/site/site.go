// Package site reads site.toml: what a town decides of its desk. Nothing of a town or a country is in
// the code; the demonstration town is a site.toml like any other.
package site

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"guichet/queue"
)

// ErrSite says that a site.toml cannot be used; the text lists every reason.
var ErrSite = errors.New("site.toml cannot be used")

// Site is a town's desk.
type Site struct {
	Town        string
	Plan        queue.Plan
	Desks       int
	Languages   []string
	Rules       queue.Rules
	ServiceTime time.Duration
	Content     Content
	Links       Links
	Keeping     Keeping
	Statistics  Statistics
	Printers    []Printer
}

//go:embed demonstration.toml
var demonstration string

// Demonstration is the town that is used where no site.toml is given. It may open at any time.
func Demonstration() Site {
	s, err := Parse(demonstration)
	if err != nil {
		panic("demonstration.toml: " + err.Error()) // a broken program: the file is embedded, and tested
	}
	return s
}

// DemonstrationText is the demonstration town's site.toml, to start one's own from.
func DemonstrationText() string { return demonstration }

// Load reads a site.toml.
func Load(path string) (Site, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Site{}, fmt.Errorf("read site: %w", err)
	}
	s, err := Parse(string(text))
	if err != nil {
		return Site{}, fmt.Errorf("%s: %w", path, err)
	}
	s.Content = s.Content.within(filepath.Dir(path))
	return s, nil
}

// document is site.toml as it is written.
type document struct {
	Town      string
	Zone      string
	Desks     int
	Languages []string
	Anytime   bool
	Opening   []struct{ Weekday, From, To string }
	Special   []struct{ Date, From, To, Name string }
	Calendar  struct{ Holidays []string }
	Capacity  struct {
		Tickets int
		ByTime  bool `toml:"by_time"`
	}
	Content    Content
	Keeping    keepingDocument
	Statistics struct{ Noise string }
	Links      struct{ App, Town, Download string }
	Printer    []Printer
	Rules      struct {
		Recalls     *int
		Overtakes   *int
		Patience    string
		ServiceTime string `toml:"service_time"`
	}
}

// Parse reads the text of a site.toml. The error lists everything that is wrong with it.
func Parse(text string) (Site, error) {
	var d document
	meta, err := toml.Decode(text, &d)
	if err != nil {
		return Site{}, fmt.Errorf("%w: %w", ErrSite, err)
	}
	r := &reader{}
	for _, key := range meta.Undecoded() {
		r.fault("%q is not a setting", key)
	}
	s := r.site(d)
	if len(r.faults) > 0 {
		return Site{}, fmt.Errorf("%w:\n  %s", ErrSite, strings.Join(r.faults, "\n  "))
	}
	return s, nil
}

// reader turns a document into a site and collects what is wrong with it.
type reader struct{ faults []string }

func (r *reader) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

func (r *reader) site(d document) Site {
	s := Site{Town: strings.TrimSpace(d.Town), Desks: d.Desks, Languages: d.Languages, Rules: queue.DefaultRules()}
	if s.Town == "" {
		r.fault("town: the town has no name")
	}
	s.Content, s.Links, s.Printers = d.Content, r.links(d), r.printers(d.Printer)
	s.Keeping, s.Statistics.Noise = r.keeping(d.Keeping), r.noise(d.Statistics.Noise)
	s.Plan = r.plan(d)
	r.rules(d, &s)
	// A session of this site must be one that the queue accepts.
	probe := queue.Session{
		Day: "2026-01-01", Serial: 1, First: 1, Length: time.Hour,
		Desks: s.Desks, Languages: s.Languages, Rules: s.Rules,
	}
	if err := probe.Validate(); err != nil {
		r.fault("%v", err)
	}
	return s
}

func (r *reader) plan(d document) queue.Plan {
	p := queue.Plan{Anytime: d.Anytime}
	var err error
	if p.Zone, err = time.LoadLocation(d.Zone); err != nil || d.Zone == "" || d.Zone == "Local" {
		r.fault("zone: %q is no time zone, such as \"Africa/Tunis\"", d.Zone)
		p.Zone = time.UTC
	}
	for i, o := range d.Opening {
		from, to := r.hours(fmt.Sprintf("opening %d", i+1), o.From, o.To)
		p.Weekly = append(p.Weekly, queue.Opening{Weekday: r.weekday(i, o.Weekday), From: from, To: to})
	}
	for i, o := range d.Special {
		name := fmt.Sprintf("special %d", i+1)
		from, to := r.hours(name, o.From, o.To)
		p.Specials = append(p.Specials, queue.Special{Day: r.day(name, o.Date), From: from, To: to, Name: o.Name})
	}
	for _, h := range d.Calendar.Holidays {
		if queue.Day(leapYear + h).Valid() {
			p.Yearly = append(p.Yearly, h)
		} else {
			p.Holidays = append(p.Holidays, r.day("holidays", h))
		}
	}
	r.overlaps(p)
	if len(p.Weekly) == 0 && len(p.Specials) == 0 && !p.Anytime {
		r.fault("opening: the desk never opens")
	}
	return p
}

// leapYear before a month and a day makes a date of them, whichever they are.
const leapYear = "2028-"

// overlaps finds openings that run at the same time, or more of one day than a code can name.
func (r *reader) overlaps(p queue.Plan) {
	for i, a := range p.Weekly {
		sameDay := 0
		for j, b := range p.Weekly {
			if a.Weekday != b.Weekday {
				continue
			}
			sameDay++
			if j > i && a.From < b.To && b.From < a.To {
				r.fault("opening %d and opening %d overlap", i+1, j+1)
			}
		}
		if sameDay > maxSlots {
			r.fault("opening %d: more than %d openings on one day", i+1, maxSlots)
			return
		}
	}
}

// maxSlots is how many openings of one day a come-back code tells apart.
const maxSlots = 7

func (r *reader) rules(d document, s *Site) {
	if d.Rules.Recalls != nil {
		s.Rules.Recalls = *d.Rules.Recalls
	}
	if d.Rules.Overtakes != nil {
		s.Rules.Overtakes = *d.Rules.Overtakes
	}
	s.Rules.Patience = r.duration("rules.patience", d.Rules.Patience, s.Rules.Patience)
	s.ServiceTime = r.duration("rules.service_time", d.Rules.ServiceTime, queue.DefaultServiceTime)
	s.Rules.Capacity = queue.Capacity{Tickets: d.Capacity.Tickets, ByTime: d.Capacity.ByTime}
}

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

func (r *reader) weekday(i int, name string) time.Weekday {
	day := slices.Index(weekdays, strings.ToLower(name))
	if day < 0 {
		r.fault("opening %d: weekday %q is none of %s", i+1, name, strings.Join(weekdays, ", "))
	}
	return time.Weekday(day)
}

func (r *reader) hours(name, from, to string) (queue.TimeOfDay, queue.TimeOfDay) {
	a, b := r.timeOfDay(name, from), r.timeOfDay(name, to)
	if a >= b {
		r.fault("%s: from %q is not before to %q", name, from, to)
	}
	return a, b
}

func (r *reader) timeOfDay(name, text string) queue.TimeOfDay {
	t, err := time.Parse("15:04", text)
	if err != nil {
		r.fault("%s: %q is no time of day, such as \"09:00\"", name, text)
	}
	return queue.TimeOfDay(t.Hour()*60 + t.Minute())
}

func (r *reader) day(name, text string) queue.Day {
	if !queue.Day(text).Valid() {
		r.fault("%s: %q is no date, such as \"2026-12-18\"", name, text)
	}
	return queue.Day(text)
}

func (r *reader) duration(name, text string, otherwise time.Duration) time.Duration {
	if text == "" {
		return otherwise
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 || d > 24*time.Hour {
		r.fault("%s: %q is no duration, such as \"15m\"", name, text)
	}
	return d
}
