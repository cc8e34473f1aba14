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
	granted, fault, err := g.narrow()
	if err != nil {
		return Release{}, fault, g.closed(err)
	}
	if len(granted.Figures) == 0 {
		return Release{}, o, fmt.Errorf("no table is left: %w", ErrUnsafe)
	}
	o, err = Attack(g.with(granted))
	switch {
	case err != nil:
		return Release{}, o, g.closed(err)
	case len(o.Breaches) > 0:
		return Release{}, o, fmt.Errorf("%d small figures: %w", len(o.Breaches), ErrUnsafe)
	}
	return granted, o, nil
}

// GateTogether lets the correction of a quarter through together with those of some of its weeks, in the
// order given and the quarter last: neither fits what is out of the other. All pass, or none.
func GateTogether(quarter Release, weeks, earlier []Release) ([]Release, Outcome, error) {
	var granted, inner []Release
	for _, r := range earlier {
		if r.Period.Kind() == Weekly {
			inner = append(inner, r)
		}
	}
	for _, w := range weeks {
		r, o, err := Gate(w, append(inner, granted...))
		if err != nil {
			return nil, o, fmt.Errorf("correct %v with its quarter: %w", w.Period, err)
		}
		granted = append(granted, r)
	}
	r, o, err := Gate(quarter, append(earlier[:len(earlier):len(earlier)], granted...))
	if err != nil {
		return nil, o, err
	}
	return append(granted, r), o, nil
}

// closed says why nothing can be released. Figures that contradict each other have one everyday cause.
func (g gate) closed(err error) error {
	if errors.Is(err, errContradiction) {
		err = fmt.Errorf("%w: something was recorded since a part of this period was published; %s", err, g.remedy())
	}
	return fmt.Errorf("%w: %w", ErrUnsafe, err)
}

// remedy is what can be done then.
func (g gate) remedy() string {
	p := g.draft.Period
	switch {
	case p.Kind() == Weekly:
		return fmt.Sprintf("correct its quarter, and the week is corrected with it: report quarter %v --correct", QuarterOf(p.First))
	case p.Kind() == Quarterly && g.draft.Version == 1:
		return "publish the correction of that week first: report week ... --correct"
	default:
		return "what was corrected once is not corrected again: this stays counted, and unpublished"
	}
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
