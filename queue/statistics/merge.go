package statistics

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// ErrContradiction says that two releases claim to be the same and are not.
var ErrContradiction = errors.New("two releases contradict each other")

// Merge puts the releases of several towns and periods in one order: by town, period and version. The
// same release twice is one. It fails with [ErrContradiction] where two say different things of one
// town, period and version, and with [ErrUnsafe] where the attacker finds something in all of them
// together. No figure is added up: sums of rounded figures would be worse than the figures, and sums
// of true counts would need the counts.
func Merge(releases []Release) ([]Release, Outcome, error) {
	var merged []Release
	known := map[string][]byte{}
	for _, r := range releases {
		text, err := json.Marshal(r)
		if err != nil {
			return nil, Outcome{}, fmt.Errorf("merge: %w", err)
		}
		name := fmt.Sprintf("%s %v version %d", r.Town, r.Period, r.Version)
		switch there, twice := known[name]; {
		case !twice:
			known[name] = text
			merged = append(merged, r)
		case !bytes.Equal(there, text):
			return nil, Outcome{}, fmt.Errorf("merge: %s: %w", name, ErrContradiction)
		}
	}
	slices.SortFunc(merged, func(a, b Release) int {
		return cmp.Or(cmp.Compare(a.Town, b.Town), cmp.Compare(a.Period.String(), b.Period.String()), cmp.Compare(a.Version, b.Version))
	})
	o, err := Attack(merged)
	if err == nil && len(o.Breaches) > 0 {
		err = fmt.Errorf("merge: %d small figures: %w", len(o.Breaches), ErrUnsafe)
	}
	if err != nil {
		return nil, o, err
	}
	return merged, o, nil
}
