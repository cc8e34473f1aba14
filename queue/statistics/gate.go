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
//
// What is safe stays safe when a table is taken away, for a reader then knows less. So the longest safe
// list is found by halving, and a draft that is safe as it stands costs one attack.
func Gate(draft Release, earlier []Release) (Release, Outcome, error) {
	g := gate{draft: draft, near: related(draft, earlier)}
	o, err := Attack(g.with(draft))
	if err == nil && len(o.Breaches) == 0 && len(draft.Figures) > 0 {
		return draft, o, nil
	}
	if o.Breaches = broken(g.with(draft)); len(o.Breaches) > 0 {
		return Release{}, o, fmt.Errorf("%s: %w", o.Breaches[0].Verdict, ErrUnsafe) // no table less would mend it
	}
	granted, o, err := g.narrow()
	if err != nil {
		return Release{}, o, closed(err)
	}
	o, err = Attack(g.with(granted))
	switch {
	case err != nil:
		return Release{}, o, closed(err)
	case len(o.Breaches) > 0:
		return Release{}, o, fmt.Errorf("%d small figures: %w", len(o.Breaches), ErrUnsafe)
	case len(granted.Figures) == 0:
		return Release{}, o, fmt.Errorf("no table is left: %w", ErrUnsafe)
	}
	return granted, o, nil
}

// closed says why nothing can be released. Figures that contradict each other have one everyday cause.
func closed(err error) error {
	if errors.Is(err, errContradiction) {
		err = fmt.Errorf("%w: something was recorded since a part of this period was published; publish its correction first (--correct), "+
			"which is no longer possible once its quarter is out", err)
	}
	return fmt.Errorf("%w: %w", ErrUnsafe, err)
}

// gate is a draft and what was published near it.
type gate struct {
	draft Release
	near  []Release
}

func (g gate) with(r Release) []Release { return append(g.near[:len(g.near):len(g.near)], r) }

// narrow grants table after table, and withholds each that is unsafe with those granted before it.
func (g gate) narrow() (Release, Outcome, error) {
	granted := g.draft
	granted.Figures, granted.Withheld = nil, nil
	var left []string
	for _, t := range Plan() {
		if len(g.draft.Table(t.Name)) > 0 {
			left = append(left, t.Name)
		}
	}
	for len(left) > 0 {
		n, o, err := g.longest(granted, left)
		if err != nil {
			return granted, o, err
		}
		granted = g.grant(granted, left[:n])
		if n < len(left) {
			granted.Withheld = append(granted.Withheld, left[n])
			n++
		}
		left = left[n:]
	}
	return granted, Outcome{}, nil
}

func (g gate) grant(r Release, tables []string) Release {
	r.Figures = r.Figures[:len(r.Figures):len(r.Figures)]
	for _, name := range tables {
		r.Figures = append(r.Figures, g.draft.Table(name)...)
	}
	return r
}

// longest is how many of the tables, from the first on, are safe together with what is granted.
func (g gate) longest(granted Release, tables []string) (int, Outcome, error) {
	mine := func(c cell) bool { return c.period == g.draft.Period && c.town == g.draft.Town }
	safe, unsafe := 0, len(tables)+1
	for safe+1 < unsafe {
		n := (safe + unsafe) / 2
		o, err := attackWhere(g.with(g.grant(granted, tables[:n])), mine)
		switch {
		case err != nil:
			return 0, o, err
		case len(o.Breaches) > 0:
			unsafe = n
		default:
			safe = n
		}
	}
	return safe, Outcome{}, nil
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
