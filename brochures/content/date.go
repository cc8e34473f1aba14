package content

import "time"

// Date is a day as it is written, "2026-11-23", or empty. Dates compare as strings do.
type Date string

const dateLayout = "2006-01-02"

// On is the day of a moment, in the moment's own zone.
func On(t time.Time) Date { return Date(t.Format(dateLayout)) }

// Valid says that the date is one of the calendar.
func (d Date) Valid() bool {
	t, err := time.Parse(dateLayout, string(d))
	return err == nil && t.Year() >= 1900
}

// Plus is the day so many days later.
func (d Date) Plus(days int) Date {
	t, err := time.Parse(dateLayout, string(d))
	if err != nil {
		return ""
	}
	return On(t.AddDate(0, 0, days))
}

// UnmarshalTOML takes a date, or a text that [Date.Valid] judges later, so that all faults of a file are found at once.
func (d *Date) UnmarshalTOML(value any) error {
	switch v := value.(type) {
	case time.Time:
		*d = On(v)
	case string:
		*d = Date(v)
	default:
		*d = "?"
	}
	return nil
}
