package queue_test

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones are tested on machines that lack them too

	"guichet/queue"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

const hour = queue.TimeOfDay(60)

// tuesdays is a desk that opens on Tuesdays, 9 to 12 and 14 to 16.
func tuesdays(z *time.Location) queue.Plan {
	return queue.Plan{
		Zone: z,
		Weekly: []queue.Opening{
			{Weekday: time.Tuesday, From: 14 * hour, To: 16 * hour},
			{Weekday: time.Tuesday, From: 9 * hour, To: 12 * hour},
		},
		Holidays: []queue.Day{"2026-12-01", "2026-12-08"},
		Specials: []queue.Special{
			{Day: "2026-12-08", From: 10 * hour, To: 11 * hour, Name: "open day"},
			{Day: "2026-12-15", From: 8 * hour, To: 20 * hour, Name: "long day"},
			{Day: "2026-12-17", From: 9 * hour, To: 10 * hour, Name: "Thursday"},
		},
	}
}

func at(t *testing.T, z *time.Location, text string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", text, z)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func clockRange(s queue.Slot) string {
	return string(s.Day) + s.From.Format(" 15:04") + s.To.Format("-15:04")
}

func TestPlanOn(t *testing.T) {
	tunis := zone(t, "Africa/Tunis")
	for _, c := range []struct {
		name, day string
		want      []string
	}{
		{"a weekday without opening", "2026-11-25", nil},
		{"in order, whatever the order written", "2026-11-24", []string{"2026-11-24 09:00-12:00", "2026-11-24 14:00-16:00"}},
		{"a holiday", "2026-12-01", nil},
		{"a special on a holiday", "2026-12-08", []string{"2026-12-08 10:00-11:00"}},
		{"a special replaces the weekly ones", "2026-12-15", []string{"2026-12-15 08:00-20:00"}},
		{"a special on another weekday", "2026-12-17", []string{"2026-12-17 09:00-10:00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := tuesdays(tunis).On(at(t, tunis, c.day+" 23:30"))
			if len(got) != len(c.want) {
				t.Fatalf("%d openings %v, want %v", len(got), got, c.want)
			}
			for i, s := range got {
				if clockRange(s) != c.want[i] || s.Number != i+1 || s.Special != (s.Name != "") {
					t.Errorf("opening %d is %+v, want %s", i+1, s, c.want[i])
				}
			}
		})
	}
}

func TestPlanCurrent(t *testing.T) {
	tunis := zone(t, "Africa/Tunis")
	for _, c := range []struct{ now, want string }{
		{"2026-11-24 07:59", ""},
		{"2026-11-24 08:00", "2026-11-24 09:00-12:00"}, // a mediator may open an hour early
		{"2026-11-24 11:59", "2026-11-24 09:00-12:00"},
		{"2026-11-24 12:00", ""},
		{"2026-11-24 13:00", "2026-11-24 14:00-16:00"},
		{"2026-11-24 16:00", ""},
		{"2026-12-01 10:00", ""},
		{"2026-12-15 12:30", "2026-12-15 08:00-20:00"},
	} {
		got, ok := tuesdays(tunis).Current(at(t, tunis, c.now))
		if ok != (c.want != "") || ok && clockRange(got) != c.want {
			t.Errorf("at %s: %v %s, want %q", c.now, ok, clockRange(got), c.want)
		}
	}
}

func TestPlanNext(t *testing.T) {
	tunis := zone(t, "Africa/Tunis")
	for _, c := range []struct{ name, now, want string }{
		{"long before", "2026-11-23 10:00", "2026-11-24 09:00-12:00"},
		{"not the one about to begin", "2026-11-24 08:30", "2026-11-24 14:00-16:00"},
		{"not the current one", "2026-11-24 10:00", "2026-11-24 14:00-16:00"},
		{"between two", "2026-11-24 12:15", "2026-11-24 14:00-16:00"},
		{"over a holiday to a special on a holiday", "2026-11-24 15:00", "2026-12-08 10:00-11:00"},
		{"after the specials", "2026-12-17 09:30", "2026-12-22 09:00-12:00"},
		{"over the end of the year, week 53", "2026-12-29 15:30", "2027-01-05 09:00-12:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := tuesdays(tunis).Next(at(t, tunis, c.now))
			if !ok || clockRange(got) != c.want {
				t.Errorf("next after %s is %s, want %s", c.now, clockRange(got), c.want)
			}
		})
	}
	if s, ok := (queue.Plan{Zone: tunis}).Next(at(t, tunis, "2026-11-24 10:00")); ok {
		t.Errorf("a town without openings opens at %v", s)
	}
}

// From any minute of three years, one with 53 weeks among them, the next opening lies ahead, is not
// the current one, and is at most a week away where there is no holiday.
func TestPlanNextIsAheadWithinAWeek(t *testing.T) {
	for _, name := range []string{"Africa/Tunis", "Europe/Paris", "America/Havana", "Africa/Cairo", "Australia/Lord_Howe"} {
		z := zone(t, name)
		p := tuesdays(z)
		p.Holidays, p.Specials = nil, nil
		for now := at(t, z, "2025-12-20 00:07"); now.Year() < 2029; now = now.Add(3*time.Hour + 7*time.Minute) {
			next, ok := p.Next(now)
			current, inside := p.Current(now)
			if !ok || !next.From.After(now) || inside && next.From.Equal(current.From) || next.From.Sub(now) > 8*24*time.Hour {
				t.Fatalf("%s: next after %v is %v, inside %v", name, now, next, current)
			}
			if h := next.From.Hour(); h != 9 && h != 14 {
				t.Fatalf("%s: %v opens at %d o'clock, want what is written on the door", name, next.Day, h)
			}
		}
	}
}

// A change of summer time moves no opening on the wall clock, and the session's length with it.
func TestPlanOnTheDayTheClockChanges(t *testing.T) {
	paris := zone(t, "Europe/Paris")
	p := queue.Plan{Zone: paris, Weekly: []queue.Opening{{Weekday: time.Sunday, From: hour, To: 5 * hour}}}
	for _, c := range []struct {
		day  string
		want time.Duration
	}{
		{"2026-03-22 12:00", 4 * time.Hour},
		{"2026-03-29 12:00", 3 * time.Hour},
		{"2026-10-25 12:00", 5 * time.Hour},
	} {
		s := p.On(at(t, paris, c.day))[0]
		if got := s.To.Sub(s.From); got != c.want || s.From.Hour() != 1 || s.To.Hour() != 5 {
			t.Errorf("%s: %s lasts %v, want %v", c.day, clockRange(s), got, c.want)
		}
	}
}

// The town's date counts, not that of the machine's zone.
func TestPlanUsesTheTownsZone(t *testing.T) {
	tunis := zone(t, "Africa/Tunis")
	now := at(t, tunis, "2026-11-24 10:00").In(zone(t, "Pacific/Kiritimati"))
	if s, ok := tuesdays(tunis).Current(now); !ok || s.Day != "2026-11-24" {
		t.Errorf("current is %v %v, want the opening of 2026-11-24", ok, s)
	}
}

func TestDay(t *testing.T) {
	for day, want := range map[queue.Day]bool{
		"2026-11-24": true, "2028-02-29": true,
		"": false, "2026-02-29": false, "2026-1-2": false, "24/11/2026": false, "2026-11-24 ": false,
	} {
		if day.Valid() != want {
			t.Errorf("%q valid: %v, want %v", day, day.Valid(), want)
		}
	}
	if got := queue.Day("soon").In(time.UTC); !got.IsZero() {
		t.Errorf("no date begins at %v, want the zero time", got)
	}
}

// Where the clock changes at midnight, some days have no midnight: they begin an hour later.
func TestDayBeginsInTheDay(t *testing.T) {
	for _, name := range []string{"Africa/Tunis", "Europe/Paris", "Africa/Cairo", "America/Havana", "Asia/Beirut", "America/Asuncion"} {
		z := zone(t, name)
		for d := at(t, z, "2023-01-01 12:00"); d.Year() < 2028; d = d.AddDate(0, 0, 1) {
			day := queue.DayOf(d)
			first := day.In(z)
			if queue.DayOf(first) != day || queue.DayOf(first.Add(-1)) == day {
				t.Errorf("%s: %s begins at %v", name, day, first)
			}
		}
	}
}
