package statistics

import (
	"errors"
	"fmt"
)

// Gate lets a draft through, without the tables that would betray somebody together with what is
// already published. They are withheld in the order of [Plan], the last first. [ErrUnsafe] when even
// that does not help, which is so when the earlier releases are unsafe themselves or contradict the
// draft; the outcome names the cells.
//
// Of the earlier releases only those of the same town count, and of these only the ones of the
// draft's quarter, or of its year once a year was published or is about to be: no figure of ours
// reaches further. So the cost does not grow with history.
func Gate(draft Release, earlier []Release) (Release, Outcome, error) {
	near := related(draft, earlier)
	granted := draft
	granted.Figures, granted.Withheld = nil, nil
	mine := func(c cell) bool { return c.period == draft.Period && c.town == draft.Town }
	for _, t := range Plan() {
		figures := draft.Table(t.Name)
		if len(figures) == 0 {
			continue
		}
		wider := granted
		wider.Figures = append(granted.Figures[:len(granted.Figures):len(granted.Figures)], figures...)
		o, err := attackWhere(append(near[:len(near):len(near)], wider), mine)
		switch {
		case err != nil:
			return Release{}, o, errors.Join(ErrUnsafe, err)
		case len(o.Breaches) > 0:
			granted.Withheld = append(granted.Withheld, t.Name)
		default:
			granted.Figures = wider.Figures
		}
	}
	o, err := Attack(append(near[:len(near):len(near)], granted))
	if err == nil && len(o.Breaches) > 0 {
		err = fmt.Errorf("%d small figures: %w", len(o.Breaches), ErrUnsafe)
	}
	if err == nil && len(granted.Figures) == 0 {
		err = fmt.Errorf("no table is left: %w", ErrUnsafe)
	}
	if err != nil {
		return Release{}, o, err
	}
	return granted, o, nil
}

// related are the releases that may say something of the same counts as the draft.
func related(draft Release, earlier []Release) []Release {
	year := Year(draft.Period.First.Year)
	reach := QuarterOf(draft.Period.First)
	if draft.Period.Kind() != Weekly && draft.Period.Kind() != Quarterly {
		reach = year
	}
	for _, r := range earlier {
		if r.Town == draft.Town && year.overlaps(r.Period) && !reach.Contains(r.Period) && r.Period.overlaps(reach) {
			reach = year
		}
	}
	var near []Release
	for _, r := range earlier {
		if r.Town == draft.Town && reach.overlaps(r.Period) {
			near = append(near, r)
		}
	}
	return near
}
