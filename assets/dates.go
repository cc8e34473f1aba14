package assets

import (
	"strconv"
	"strings"
	"time"
)

// Date is a day in a language, as people say it: weekday, day and month. The year goes without saying.
func (w *Words) Date(code string, t time.Time) string {
	return w.Text(code, "date.day", w.dateArgs(code, t))
}

// Moment is a day and a time of day in a language.
func (w *Words) Moment(code string, t time.Time) string {
	return w.Text(code, "date.moment", w.dateArgs(code, t))
}

// Hours is from when to when on one day, in a language.
func (w *Words) Hours(code string, from, to time.Time) string {
	return w.Text(code, "date.hours", Args{"from": w.Clock(code, from), "to": w.Clock(code, to)})
}

// Clock is a time of day in a language.
func (w *Words) Clock(code string, t time.Time) string {
	key := "date.clock"
	if t.Minute() == 0 {
		key = "date.o-clock"
	}
	return w.Text(code, key, Args{"hour": strconv.Itoa(t.Hour()), "minute": t.Format("04")})
}

// Weekday is the name of a day of the week in a language.
func (w *Words) Weekday(code string, d time.Weekday) string {
	return w.Text(code, "day."+strings.ToLower(d.String()[:3]), nil)
}

func (w *Words) dateArgs(code string, t time.Time) Args {
	return Args{
		"weekday": w.Weekday(code, t.Weekday()), "day": strconv.Itoa(t.Day()),
		"month": w.Text(code, "month."+strconv.Itoa(int(t.Month())), nil), "time": w.Clock(code, t),
	}
}
