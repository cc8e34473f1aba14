package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guichet/brochures/pdf/pdftest"
	"guichet/brochures/pdf/rules"
	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
)

// LibreOffice opens workbooks and tables, and reads in them what was written.
func TestLibreOfficeOpensThem(t *testing.T) {
	_, dir := written(t)
	out := t.TempDir()
	office := func(format string, files ...string) {
		for i := range files {
			files[i] = filepath.Join(dir, files[i])
		}
		args := []string{"-env:UserInstallation=file://" + out + "/profile", "--headless", "--convert-to", format, "--outdir", out}
		pdftest.Tool(t, "soffice", append(args, files...)...)
	}
	office("html:HTML (StarCalc):EmbedImages", "figures-fr.xlsx", "figures-ar.xlsx", "figures-en.xlsx")
	topics, _ := statistics.LookupTable("topic")
	for _, language := range statistics.Languages() {
		words := []string{statistics.Words().Less.In(language), topics.Label().In(language)}
		text, err := os.ReadFile(filepath.Join(out, "figures-"+language+".html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range words {
			if !bytes.Contains(text, []byte(word)) {
				t.Errorf("figures-%s.xlsx: LibreOffice does not show %q", language, word)
			}
		}
		if bytes.Contains(text, []byte("Err:")) || bytes.Contains(text, []byte("#REF!")) {
			t.Errorf("figures-%s.xlsx shows an error", language)
		}
	}
	// A table is opened with semicolons and UTF-8, as a spreadsheet in French or Arabic does by itself.
	pdftest.Tool(t, "soffice", "-env:UserInstallation=file://"+out+"/profile", "--headless", "--infilter=CSV:59,34,76",
		"--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76", "--outdir", out, filepath.Join(dir, "figures-ar.csv"))
	text, err := os.ReadFile(filepath.Join(out, "figures-ar.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if want := topics.Label().In("ar") + "\t"; !bytes.Contains(text, []byte("\n"+want)) {
		t.Errorf("LibreOffice does not find the columns of figures-ar.csv: %.300s", text)
	}
}

// Printed reports keep the rules of our leaflets, and other programs find them sound, on two to four pages.
func TestReportsAreSound(t *testing.T) {
	for _, name := range []string{"2025-W45", "2025-Q4", "2025"} {
		files, err := export.Files(released(t, name), fonts)
		if err != nil {
			t.Fatal(err)
		}
		for _, language := range statistics.Languages() {
			t.Run(name+" "+language, func(t *testing.T) {
				report := files["report-"+language+".pdf"]
				for _, wrong := range rules.Check(report) {
					t.Error(wrong)
				}
				if pages := pdftest.OthersRead(t, report); pages < "2" || pages > "4" || len(pages) != 1 {
					t.Errorf("it has %s pages", pages)
				}
			})
		}
	}
}

// The words of a report come back from it, the rule among them.
func TestReportSaysTheRule(t *testing.T) {
	r := released(t, "2025-W45")
	files, err := export.Files(r, fonts)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"fr", "en"} {
		path := pdftest.Save(t, files["report-"+language+".pdf"])
		text := strings.Join(strings.Fields(pdftest.Tool(t, "pdftotext", path, "-")), " ")
		for _, want := range []string{r.RuleText(language), r.Finding("topic", language), "La Marsa"} {
			if !strings.Contains(text, strings.Join(strings.Fields(want), " ")) {
				t.Errorf("%s: %q is not in the report", language, want)
			}
		}
	}
}

// A second rendering gives the same bytes, report and workbook too.
func TestSameBytes(t *testing.T) {
	for _, name := range []string{"2025-W45", "2025"} {
		r := released(t, name)
		one, errOne := export.Files(r, fonts)
		two, errTwo := export.Files(r, fonts)
		if errOne != nil || errTwo != nil {
			t.Fatal(errOne, errTwo)
		}
		for file := range one {
			if !bytes.Equal(one[file], two[file]) {
				t.Errorf("%s: %s differs", name, file)
			}
		}
	}
}
