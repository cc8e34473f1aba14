package export_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
)

// Every workbook has its methods first, a sheet for each table, the dictionary and charts; in Arabic every
// sheet runs from right to left.
func TestWorkbooksAreWhole(t *testing.T) {
	r := released(t, "2025-W45")
	files, err := export.Files(r, fonts)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range statistics.Languages() {
		text := files["figures-"+language+".xlsx"]
		book, err := excelize.OpenReader(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		sheets, words := book.GetSheetList(), statistics.Words().Report
		if sheets[0] != words.Methods.In(language) || !slices.Contains(sheets, words.Dictionary.In(language)) {
			t.Errorf("%s: sheets %q", language, sheets)
		}
		for _, table := range statistics.TablesOf(statistics.Weekly) {
			label := table.Label().In(language)
			known := slices.ContainsFunc(sheets, func(s string) bool { return strings.HasPrefix(label, strings.TrimRight(s, "…")) })
			if published := len(r.Table(table.Name)) > 0; known != published {
				t.Errorf("%s: a sheet %q: %v, published: %v", language, label, known, published)
			}
		}
		for _, s := range sheets {
			view, err := book.GetSheetView(s, 0)
			if err != nil || (view.RightToLeft != nil && *view.RightToLeft) != (language == "ar") {
				t.Errorf("%s: the direction of %s: %+v, %v", language, s, view, err)
			}
		}
		charts := 0
		book.Pkg.Range(func(name, _ any) bool {
			if strings.HasPrefix(name.(string), "xl/charts/chart") {
				charts++
			}
			return true
		})
		if charts < 5 {
			t.Errorf("%s: %d charts", language, charts)
		}
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}
}
