package export_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
)

// tool runs a program that make test installs, and gives what it writes.
func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	var faults bytes.Buffer
	command := exec.Command(name, args...)
	command.Stderr = &faults
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, faults.String())
	}
	return string(out)
}

// LibreOffice opens workbooks and tables, and reads in them what was written.
func TestLibreOfficeOpensThem(t *testing.T) {
	_, dir := written(t)
	out := t.TempDir()
	office := func(format string, files ...string) {
		for i := range files {
			files[i] = filepath.Join(dir, files[i])
		}
		args := []string{"-env:UserInstallation=file://" + out + "/profile", "--headless", "--convert-to", format, "--outdir", out}
		tool(t, "soffice", append(args, files...)...)
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
	tool(t, "soffice", "-env:UserInstallation=file://"+out+"/profile", "--headless", "--infilter=CSV:59,34,76",
		"--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76", "--outdir", out, filepath.Join(dir, "figures-ar.csv"))
	text, err := os.ReadFile(filepath.Join(out, "figures-ar.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if want := topics.Label().In("ar") + "\t"; !bytes.Contains(text, []byte("\n"+want)) {
		t.Errorf("LibreOffice does not find the columns of figures-ar.csv: %.300s", text)
	}
}

// Other programs find the printed reports sound, with every font inside, on two to four pages.
func TestReportsAreSound(t *testing.T) {
	for _, name := range []string{"2025-W45", "2025-Q4", "2025"} {
		files, err := export.Files(released(t, name), fonts)
		if err != nil {
			t.Fatal(err)
		}
		for _, language := range []string{"fr", "ar", "en"} {
			path := filepath.Join(t.TempDir(), "report.pdf")
			if err := os.WriteFile(path, files["report-"+language+".pdf"], 0o600); err != nil {
				t.Fatal(err)
			}
			tool(t, "qpdf", "--check", path)
			if pages := strings.TrimSpace(tool(t, "qpdf", "--show-npages", path)); pages < "2" || pages > "4" || len(pages) != 1 {
				t.Errorf("%s %s has %s pages", name, language, pages)
			}
			for _, font := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")[2:] {
				if !strings.Contains(font, "yes yes yes") {
					t.Errorf("%s %s: not embedded, subset and mapped: %s", name, language, font)
				}
			}
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
		path := filepath.Join(t.TempDir(), "report.pdf")
		if err := os.WriteFile(path, files["report-"+language+".pdf"], 0o600); err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(tool(t, "pdftotext", path, "-")), " ")
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

// What datapackage.json says of the tables is so: names, types, requirements, closed lists.
func TestDatapackageHoldsItsTables(t *testing.T) {
	for _, name := range []string{"2025-W45", "2025-Q4", "2025"} {
		files, err := export.Files(released(t, name), fonts)
		if err != nil {
			t.Fatal(err)
		}
		var d datapackage
		if err := json.Unmarshal(files["datapackage.json"], &d); err != nil {
			t.Fatal(err)
		}
		if len(d.Resources) != 2 {
			t.Fatalf("%s: %d resources", name, len(d.Resources))
		}
		for _, r := range d.Resources {
			r.check(t, name, files[r.Path])
		}
	}
}
