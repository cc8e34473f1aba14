package statistics_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"guichet/queue/statistics"
)

func TestMerge(t *testing.T) {
	_, weeks := lived(t)
	other := slices.Clone(weeks)
	for i := range other {
		other[i].Town = "Raoued"
	}
	releases := append(slices.Clone(weeks), other...)
	merged, _, err := statistics.Merge(releases)
	if err != nil || len(merged) != len(releases) {
		t.Fatalf("got %d releases, %v", len(merged), err)
	}
	slices.Reverse(releases)
	again, _, err := statistics.Merge(append(releases, merged...))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again, merged) {
		t.Error("the same releases in another order, twice, are merged otherwise")
	}
	altered := weeks[3]
	altered.Figures = altered.Figures[1:]
	if _, _, err := statistics.Merge(append(releases, altered)); !errors.Is(err, statistics.ErrContradiction) {
		t.Errorf("contradictory: got %v", err)
	}
	unsafe := weeks[3]
	unsafe.Town, unsafe.Rule.ZeroShown = "La Goulette", true
	if _, _, err := statistics.Merge(append(releases, unsafe)); !errors.Is(err, statistics.ErrUnsafe) {
		t.Errorf("unsafe: got %v", err)
	}
}
