package orientation_test

import (
	"testing"

	"guichet/queue/orientation"
)

// The fifth visit of a combination within twelve weeks keeps its sex and age; the four before it, and
// one after twelve weeks without any, do not. Languages are told apart.
func TestRareProfilesLoseSexAndAge(t *testing.T) {
	s := open(t, newPath(t))
	she := orientation.Profile{Sex: "F", Age: "60+", Language: "ti"}
	visit := func(w string, p orientation.Profile) {
		record(t, s, w, orientation.Request{Topic: "HLT", Outcome: "PUB", Profile: p},
			orientation.Request{Topic: "HOU", Outcome: "PUB", Profile: p}) // one visit, seen once
	}
	for _, w := range []string{"2025-W50", "2026-W01", "2026-W01", "2026-W02"} {
		visit(w, she)
	}
	visit("2026-W03", orientation.Profile{Sex: "F", Age: "60+", Language: "ar"})
	visit("2026-W04", she) // the fifth: 2025-W50 to 2026-W04 are within twelve weeks
	visit("2026-W09", she) // four in the twelve weeks to it, and itself
	visit("2026-W40", she)
	for w, want := range map[string]string{
		"2025-W50": "NS:2", "2026-W01": "NS:4", "2026-W02": "NS:2", "2026-W03": "NS:2", "2026-W04": "F:2", "2026-W09": "F:2", "2026-W40": "NS:2",
	} {
		if got := nonZero(counts(t, s, w).By["sex"]); got != want {
			t.Errorf("%s: got %s, want %s", w, got, want)
		}
	}
	if got := nonZero(counts(t, s, "2026-W40").By["language"]); got != "ti:2" {
		t.Errorf("the language was lost: %s", got)
	}
	var left int
	must(t, raw(t, s.Path()).QueryRow("SELECT count(*) FROM combination").Scan(&left))
	if left != 1 {
		t.Errorf("%d combinations are kept after twelve weeks, want the last alone", left)
	}
}

// Rows of a paper tally come at once, so five alike are not rare.
func TestRareProfilesOfATally(t *testing.T) {
	s := open(t, newPath(t))
	row := "2026-W46,HLT,INFO,F,18-24,,am,,,"
	_, err := s.Import(t.Context(), tally(row, row, row, row, row, "2026-W46,HLT,INFO,M,60+,,am,,,"), orientation.ImportOptions{})
	must(t, err)
	if got := nonZero(counts(t, s, "2026-W46").By["age"]); got != "18-24:5 NS:1" {
		t.Errorf("got %s", got)
	}
}
