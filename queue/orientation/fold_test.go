package orientation_test

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"testing"

	"guichet/queue/orientation"
)

var plannedPairs = [][2]string{{"topic", "outcome"}, {"topic", "sex"}}

// Folding changes no count by week or quarter, and leaves no row: a search through the bytes of the
// file finds none of their keys.
func TestFoldKeepsCountsAndNoRows(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	p := orientation.Profile{Sex: "M", Language: "fr"}
	common(t, s, "2026-W14", p)
	record(t, s, "2026-W20", orientation.Request{Topic: "HLT", Outcome: "PUB", Profile: p})
	record(t, s, "2026-W20", orientation.Request{Topic: "ASY"})
	record(t, s, "2026-W27", orientation.Request{Topic: "WRK", Outcome: "NOSVC"})
	first, last := week(t, "2026-W14"), week(t, "2026-W26")
	before := everything(t, s, first, last)
	keys := keysOf(t, path)
	n, err := s.Fold(t.Context(), first, last, plannedPairs)
	if err != nil || n != 6 {
		t.Fatalf("folded %d rows, %v; want 6", n, err)
	}
	if after := everything(t, s, first, last); !reflect.DeepEqual(after, before) {
		t.Errorf("folding changed counts: %v became %v", before, after)
	}
	if c := counts(t, s, "2026-W20"); c.Requests != 2 || c.By["outcome"]["PUB"] != 1 {
		t.Errorf("a folded week counts %+v", c)
	}
	must(t, s.Check(t.Context()))
	must(t, s.Close())
	left := 0
	for _, key := range keys {
		if bytes.Contains(read(t, path), binary.BigEndian.AppendUint64(nil, uint64(key))) {
			left++
		}
	}
	if left != 1 {
		t.Errorf("%d of %d keys are in the bytes of the file, want that of the next quarter alone", left, len(keys))
	}
}

// What comes after folding adds up.
func TestFoldAgain(t *testing.T) {
	s := open(t, newPath(t))
	first, last := week(t, "2026-W14"), week(t, "2026-W26")
	for range 2 {
		record(t, s, "2026-W20", orientation.Request{Topic: "HLT", Outcome: "PUB"})
		_, err := s.Fold(t.Context(), first, last, plannedPairs)
		must(t, err)
	}
	record(t, s, "2026-W21", orientation.Request{Topic: "HLT", Outcome: "PUB"})
	pairs, err := s.Pairs(t.Context(), first, last, "topic", "outcome")
	if err != nil || pairs[[2]string{"HLT", "PUB"}] != 3 {
		t.Errorf("got %v, %v", pairs, err)
	}
}

func TestForget(t *testing.T) {
	s := open(t, newPath(t))
	for _, w := range []string{"2020-W20", "2026-W20"} {
		record(t, s, w, orientation.Request{Topic: "HLT", Outcome: "PUB"})
		must(t, s.PutMeasures(t.Context(), orientation.Measures{Week: week(t, w), Counts: map[string]int{"served": 3}, Histograms: map[string][]int{"waiting": {1}}}))
		must(t, s.CountBrochure(t.Context(), week(t, w), "HLT", "fr"))
		_, err := s.Fold(t.Context(), week(t, w), week(t, w), plannedPairs)
		must(t, err)
	}
	must(t, s.PutRelease(t.Context(), orientation.Released{Period: "2020-W20", Version: 1, Document: []byte("{}")}))
	for _, want := range []bool{true, false} {
		n, err := s.Forget(t.Context(), week(t, "2021-W20"))
		if err != nil || n > 0 != want {
			t.Errorf("forgot %d entries, %v", n, err)
		}
	}
	must(t, s.Check(t.Context()))
	all, err := s.Measures(t.Context(), week(t, "2000-W01"), week(t, "2026-W53"))
	if err != nil || len(all) != 1 || counts(t, s, "2020-W20").Requests != 0 || counts(t, s, "2026-W20").Requests != 1 {
		t.Errorf("got %v, %v", all, err)
	}
	if released, err := s.Releases(t.Context(), 2020); err != nil || len(released) != 1 {
		t.Errorf("what was published is gone: %v", err)
	}
}

// everything is all that is counted of some weeks.
func everything(t *testing.T, s *orientation.Store, from, to orientation.Week) []any {
	t.Helper()
	sums, err := s.Sums(t.Context(), from, to)
	must(t, err)
	all := []any{sums}
	for _, p := range plannedPairs {
		pairs, err := s.Pairs(t.Context(), from, to, p[0], p[1])
		must(t, err)
		all = append(all, pairs)
	}
	return all
}

func keysOf(t *testing.T, path string) []int64 {
	t.Helper()
	found, err := raw(t, path).Query("SELECT key FROM request")
	must(t, err)
	defer found.Close() //nolint:errcheck // a test's reader
	var keys []int64
	for found.Next() {
		var key int64
		must(t, found.Scan(&key))
		keys = append(keys, key)
	}
	must(t, found.Err())
	return keys
}
