package orientation_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"guichet/queue/orientation"
)

func report(t *testing.T) orientation.Report {
	t.Helper()
	s := open(t, newPath(t))
	sudan := orientation.Profile{Region: "015"}
	record(t, s, "2026-W47", orientation.Request{Topic: "HLT", Outcome: "PUB", Profile: sudan}, orientation.Request{Topic: "ASY", Profile: sudan})
	for _, n := range []int{12, 8} {
		must(t, s.PutMeasures(t.Context(), orientation.Measures{Week: week(t, "2026-W47"), Counts: map[string]int{"issued": n, "served": n - 1}}))
	}
	must(t, s.PutMeasures(t.Context(), orientation.Measures{Week: week(t, "2026-W46"), Counts: map[string]int{"issued": 500}}))
	r, err := s.Report(t.Context(), week(t, "2026-W47"))
	must(t, err)
	return r
}

func TestReport(t *testing.T) {
	r := report(t)
	if r.Sessions != 2 || r.Visits != 20 || r.Measures["served"] != 18 || r.Counts.Requests != 2 {
		t.Errorf("got %+v; want 2 sessions, 20 visits, 18 served, 2 requests", r)
	}
}

func TestWriteCounts(t *testing.T) {
	r := report(t)
	r.Town = "=La Marsa"
	r.Extra = []orientation.Figure{{Name: "waiting_p50", Value: "-3"}}
	dir := filepath.Join(t.TempDir(), "out")
	for range 2 { // the second time in place of the first
		names, err := orientation.WriteCounts(dir, "fr", r)
		want := []string{filepath.Join(dir, "counts-2026-W47.csv"), filepath.Join(dir, "counts-2026-W47.txt")}
		if err != nil || !slices.Equal(names, want) {
			t.Fatalf("got %v, %v; want %v", names, err, want)
		}
	}
	if names, err := os.ReadDir(dir); err != nil || len(names) != 2 {
		t.Errorf("got %v, %v; want two files", names, err)
	}
	checkSheet(t, string(read(t, filepath.Join(dir, "counts-2026-W47.csv"))))
	text := string(read(t, filepath.Join(dir, "counts-2026-W47.txt")))
	if !strings.HasPrefix(text, "NOT FOR PUBLICATION") {
		t.Errorf("the text begins %q", text[:40])
	}
	for _, line := range []string{"        20  Visites", "         1  Santé [HLT]\n", "         0  Travail [WRK]\n", "         1  Afrique du Nord (avec le Soudan) [015]\n", "        -3  Temps d’attente médian, en minutes [waiting_p50]\n"} {
		if !strings.Contains(text, line) {
			t.Errorf("the text lacks %q:\n%s", line, text)
		}
	}
}

func checkSheet(t *testing.T, sheet string) {
	t.Helper()
	body, marked := strings.CutPrefix(sheet, "\ufeffNOT FOR PUBLICATION")
	if !marked {
		t.Errorf("the sheet begins %q", sheet[:40])
	}
	if strings.Count(body, "\n") != strings.Count(body, "\r\n") {
		t.Error("a line does not end in CRLF")
	}
	in := csv.NewReader(strings.NewReader(sheet))
	in.Comma, in.FieldsPerRecord = ';', -1
	rows, err := in.ReadAll()
	must(t, err)
	found := map[string]string{}
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "-") {
				t.Errorf("a spreadsheet would run %q", cell)
			}
		}
		if len(row) == 6 {
			found[row[0]+" "+row[1]] = row[5]
		}
	}
	for key, want := range map[string]string{
		"visits ": "20", "requests ": "2", "topic PRO": "1", "region 015": "1", "outcome PUB": "1", "sex NS": "1",
		"session issued": "20", "session waiting_p50": "'-3", "topic WRK": "0",
	} {
		if found[key] != want {
			t.Errorf("%s: got %q, want %q", key, found[key], want)
		}
	}
}

func TestCellsAreHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "60+": "60+", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@A1": "'@A1", "\tx": "'\tx", "\rx": "'\rx", "\u0627": "\u0627",
	} {
		if got := orientation.Harmless(cell); got != want {
			t.Errorf("%q: got %q, want %q", cell, got, want)
		}
	}
}

func TestEveryLanguageHasEveryWord(t *testing.T) {
	dir := t.TempDir()
	for _, language := range []string{"en", "fr", "ar"} {
		_, err := orientation.WriteCounts(dir, language, report(t))
		must(t, err)
		for _, line := range strings.Split(string(read(t, filepath.Join(dir, "counts-2026-W47.txt"))), "\n") {
			if label := strings.TrimLeft(line, " 0123456789"); line != "" && (label == "" || strings.HasPrefix(label, "[")) {
				t.Errorf("%s: a line without words: %q", language, line)
			}
		}
	}
}
