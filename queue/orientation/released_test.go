package orientation_test

import (
	"errors"
	"testing"

	"guichet/queue/orientation"
)

func TestReleasedOnce(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	first := orientation.Released{Period: "2026-W47", Version: 1, Document: []byte(`{"figures":[]}`)}
	must(t, s.PutRelease(t.Context(), first))
	must(t, s.PutRelease(t.Context(), first)) // the same again
	other := first
	other.Document = []byte(`{"figures":[1]}`)
	if err := s.PutRelease(t.Context(), other); !errors.Is(err, orientation.ErrReleased) {
		t.Errorf("another document: got %v", err)
	}
	other.Version = 2
	must(t, s.PutRelease(t.Context(), other))
	for name, bad := range map[string]orientation.Released{
		"version 3": {Period: "2026-W47", Version: 3, Document: first.Document},
		"a note":    {Period: "Fatma", Version: 1, Document: first.Document},
		"no JSON":   {Period: "2026", Version: 1, Document: []byte("x")},
	} {
		if err := s.PutRelease(t.Context(), bad); err == nil {
			t.Errorf("%s was kept", name)
		}
	}
	must(t, s.Close())
	s = open(t, path)
	got, err := s.Releases(t.Context(), 2026)
	if err != nil || len(got) != 2 || string(got[1].Document) != string(other.Document) {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := s.Releases(t.Context(), 2025); err != nil || len(got) != 0 {
		t.Errorf("another year: got %v, %v", got, err)
	}
	_, err = raw(t, path).Exec(`UPDATE released SET document = '{}' WHERE version = 2`)
	must(t, err)
	if _, err := s.Releases(t.Context(), 2026); !errors.Is(err, orientation.ErrDamaged) {
		t.Errorf("a changed document: got %v", err)
	}
}

func TestSumsAndPairs(t *testing.T) {
	s := open(t, newPath(t))
	common(t, s, "2026-W40", orientation.Profile{Sex: "F"})
	record(t, s, "2026-W46", orientation.Request{Topic: "HLT", Outcome: "PUB", Profile: orientation.Profile{Sex: "F"}})
	record(t, s, "2026-W47", orientation.Request{Topic: "HLT", Outcome: "MUN", Profile: orientation.Profile{Sex: "F"}})
	record(t, s, "2026-W47", orientation.Request{Topic: "GBV"})
	record(t, s, "2026-W48", orientation.Request{Topic: "HLT", Outcome: "PUB"})
	from, to := week(t, "2026-W46"), week(t, "2026-W47")
	sums, err := s.Sums(t.Context(), from, to)
	if err != nil || sums["topic"]["HLT"] != 2 || sums["topic"]["PRO"] != 1 || sums["sex"]["F"] != 2 || sums["outcome"]["PUB"] != 1 {
		t.Errorf("got %v, %v", sums, err)
	}
	pairs, err := s.Pairs(t.Context(), from, to, "topic", "sex")
	if err != nil || len(pairs) != 1 || pairs[[2]string{"HLT", "F"}] != 2 {
		t.Errorf("got %v, %v", pairs, err)
	}
}
