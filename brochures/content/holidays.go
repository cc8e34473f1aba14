package content

import "fmt"

// OpenHolidays reads the holidays of a country and of a town's folder, as [Open] does, and nothing else: a desk that opens its
// session needs to know the days and not the brochures. Errors are [Problems].
func OpenHolidays(pack, folder string) ([]Holiday, error) {
	layers, err := layersOf(pack, folder)
	if err != nil {
		return nil, err
	}
	l := loader{content: &Content{}}
	for _, layer := range layers {
		l.holidays(layer)
	}
	for _, h := range l.content.Holidays {
		for _, reason := range h.undated() {
			l.fault(h.Origin, "%s", reason)
		}
	}
	if bad := l.problems.fatal(); len(bad) > 0 {
		return nil, l.problems
	}
	return l.content.Holidays, nil
}

// undated says why nobody can know on which day a holiday is.
func (h Holiday) undated() (reasons []string) {
	if (h.Day == "") == (len(h.Dates) == 0) {
		reasons = append(reasons, "a holiday has either a day of every year, such as day = \"03-20\", or dates")
	}
	if h.Day != "" && !Date("2028-"+h.Day).Valid() {
		reasons = append(reasons, fmt.Sprintf("day is %q: it must be a month and a day, such as \"03-20\"", h.Day))
	}
	for _, d := range h.Dates {
		if !d.Valid() {
			reasons = append(reasons, fmt.Sprintf("%q is no date, such as 2027-03-10", d))
		}
	}
	return reasons
}
