package queue

import (
	"slices"
	"time"
)

// Day is a calendar date, "2026-11-24". Days compare as text.
type Day string

// DayOf is the date of t in t's own zone.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// Valid says that d is a real date.
func (d Day) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}

// In is the first instant of the day in a zone; the zero time for an invalid day.
func (d Day) In(zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), zone)
	if err == nil && DayOf(t) < d {
		return t.Add(time.Hour) // the clock changes at midnight: this day has none
	}
	return t
}

// TimeOfDay is minutes after midnight, as written on the door.
type TimeOfDay int

// on is that time on the day of t, whatever a change of summer time does to the day's length.
func (m TimeOfDay) on(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, int(m), 0, 0, t.Location())
}

// Opening is a weekly opening of the desk.
type Opening struct {
	Weekday  time.Weekday
	From, To TimeOfDay
}

// Special is an opening on one date, such as an open day. It holds on holidays too.
type Special struct {
	Day      Day
	From, To TimeOfDay
	Name     string
}

// Plan is when a town's desk opens.
type Plan struct {
	Zone     *time.Location
	Weekly   []Opening
	Holidays []Day
	// Yearly are the holidays of every year, as month and day: "03-20".
	Yearly   []string
	Specials []Special
	// Anytime is the demonstration town's: it may open at any hour.
	Anytime bool
}

// Slot is one planned opening.
type Slot struct {
	Day     Day       `json:"day"`
	Number  int       `json:"number"` // place within the day, from 1
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	Special bool      `json:"special,omitempty"`
	Name    string    `json:"name,omitempty"`
}

// earlyOpening is how long before the hour on the door a mediator may open the session.
const earlyOpening = time.Hour

// horizon bounds the search for the next opening, in days.
const horizon = 400

// On lists the openings of the day of t, in order. A special one replaces the weekly ones of its day.
func (p Plan) On(t time.Time) []Slot {
	t = t.In(p.Zone)
	day := DayOf(t)
	var slots []Slot
	for _, s := range p.Specials {
		if s.Day == day {
			slots = append(slots, Slot{Day: day, From: s.From.on(t), To: s.To.on(t), Special: true, Name: s.Name})
		}
	}
	if len(slots) == 0 && !p.holiday(day) {
		for _, o := range p.Weekly {
			if o.Weekday == t.Weekday() {
				slots = append(slots, Slot{Day: day, From: o.From.on(t), To: o.To.on(t)})
			}
		}
	}
	slices.SortFunc(slots, func(a, b Slot) int { return a.From.Compare(b.From) })
	for i := range slots {
		slots[i].Number = i + 1
	}
	return slots
}

// holiday says that the weekly openings rest on a day.
func (p Plan) holiday(d Day) bool {
	return slices.Contains(p.Holidays, d) || slices.Contains(p.Yearly, string(d[len("2006-"):]))
}

// Current is the opening that t falls in, or that begins within the hour.
func (p Plan) Current(t time.Time) (Slot, bool) {
	for _, s := range p.On(t) {
		if !t.Before(s.From.Add(-earlyOpening)) && t.Before(s.To) {
			return s, true
		}
	}
	return Slot{}, false
}

// Next is the first opening that begins after t and is not the one t falls in, up to 400 days ahead.
func (p Plan) Next(t time.Time) (Slot, bool) {
	now, inside := p.Current(t)
	from := t.In(p.Zone)
	for i := range horizon {
		day := time.Date(from.Year(), from.Month(), from.Day()+i, 12, 0, 0, 0, p.Zone)
		for _, s := range p.On(day) {
			if s.From.After(t) && (!inside || s.From.After(now.From)) {
				return s, true
			}
		}
	}
	return Slot{}, false
}
