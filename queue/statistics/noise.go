package statistics

import (
	"fmt"
	"slices"
)

// Noise is the stricter mode: two-sided geometric noise ([Geometric]) is added to every count before it
// is rounded, once, and the result is stored. Numerator / Denominator is epsilon, what one table spends.
//
// It promises another thing than the rule without chance. There, every figure bounds its count, and
// the attacker proves that no small count can be pinned. Here no figure bounds anything, and whoever
// reads a release learns little of any one request, whatever else he knows: the odds that it was
// counted move by a factor of at most exp(epsilon times the tables that count it). A visit with three
// requests spends three times that. So fewer tables are published, and never twice.
type Noise struct {
	Numerator   int64 `json:"numerator"`
	Denominator int64 `json:"denominator"`
}

// noisy are the tables of the stricter mode: each one more would cost all the others.
var noisy = []string{unmet, visits, sessions, "topic", "outcome", "language", "age", "sex", "region", "topic-outcome"}

// Blur drafts a release in the stricter mode. A source of nil is the system's randomness. It fails when
// the source does; nothing is then published.
func Blur(town string, p Period, kept map[string][]string, c Counts, n Noise, g Geometric) (Release, error) {
	r := Release{Town: town, Period: p, Version: 1, Rule: DefaultRule(), Kept: kept}
	r.Rule.Noise = &n
	g.Numerator, g.Denominator = n.Numerator, n.Denominator
	for _, t := range TablesOf(p.Kind()) {
		if !slices.Contains(noisy, t.Name) {
			continue
		}
		figures, err := r.blurred(t, c, g)
		if err != nil {
			return Release{}, fmt.Errorf("draft %v: %w", p, err)
		}
		r.Figures = append(r.Figures, figures...)
	}
	if f := r.Table(visits); p.Kind() == Weekly && (f[0].Flag == FlagLess) {
		r.Figures = []Figure{{Table: visits, Category: all, Flag: FlagBand}}
	}
	return r, nil
}

// blurred are the figures of one table, each with chance of its own.
func (r Release) blurred(t Table, c Counts, g Geometric) ([]Figure, error) {
	if t.Name == sessions { // which counts no visit
		return r.figures(t, c), nil
	}
	var figures []Figure
	for _, k := range r.counted(t, c) {
		z, err := g.Draw()
		if err != nil {
			return nil, err
		}
		k.Value, k.Flag = r.Rule.Protect(max(0, k.n+int(z)))
		figures = append(figures, k.Figure)
	}
	return figures, nil
}

// The verdicts on broken promises of the stricter mode.
const (
	// Redrawn: one period and version has two sets of figures, whose mean tells more than either.
	Redrawn Verdict = "redrawn"
	// Mixed: the same weeks were published with and without chance, which undoes the chance.
	Mixed Verdict = "mixed"
)

// broken are the promises of the stricter mode that some releases break. No figure is named: all are concerned.
func broken(releases []Release) []Breach {
	var found []Breach
	for i, a := range releases {
		for _, b := range releases[:i] {
			if a.Town != b.Town || !a.Period.overlaps(b.Period) {
				continue
			}
			breach := Breach{Town: a.Town, Period: a.Period, Table: all}
			switch {
			case (a.Rule.Noise == nil) != (b.Rule.Noise == nil):
				breach.Verdict = Mixed
			case a.Rule.Noise != nil && a.Period == b.Period && a.Version == b.Version && !slices.Equal(a.Figures, b.Figures):
				breach.Verdict = Redrawn
			default:
				continue
			}
			found = append(found, breach)
		}
	}
	return found
}
