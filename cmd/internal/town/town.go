// Package town reads what a town decides, for every program of it: its site.toml, and the holidays of its
// country, which its content knows.
package town

import (
	"errors"
	"fmt"

	"guichet/brochures/content"
	"guichet/queue"
	"guichet/queue/site"
)

// ErrHolidays says that the holidays of the country could not be read. The town is usable without them.
var ErrHolidays = errors.New("the holidays of the country are not known")

// Load reads a site.toml, or gives the demonstration town where the path is empty, and adds the country's
// holidays to its plan. With [ErrHolidays] the site is whole but for them; with any other error there is none.
func Load(path string) (site.Site, error) {
	s := site.Demonstration()
	if path != "" {
		var err error
		if s, err = site.Load(path); err != nil {
			return site.Site{}, err
		}
	}
	holidays, err := content.OpenHolidays(s.Content.Pack, s.Content.Folder)
	if err != nil {
		return s, fmt.Errorf("%w: %w", ErrHolidays, err)
	}
	for _, h := range holidays {
		if h.Day != "" {
			s.Plan.Yearly = append(s.Plan.Yearly, h.Day)
		}
		for _, d := range h.Dates {
			s.Plan.Holidays = append(s.Plan.Holidays, queue.Day(d))
		}
	}
	return s, nil
}
