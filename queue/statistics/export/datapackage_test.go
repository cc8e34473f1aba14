package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"guichet/queue/statistics/export"
)

// profile is the standard's own schema of a Tabular Data Package, version 1, as it was published.
const profile = "testdata/tabular-data-package.json"

// faultsOf are those of a data package: first against the standard's schema, then of every row of its
// tables against what the package itself declares of them.
func faultsOf(t *testing.T, files map[string][]byte) []string {
	t.Helper()
	standard, err := jsonschema.NewCompiler().Compile(profile)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := jsonschema.UnmarshalJSON(bytes.NewReader(files["datapackage.json"]))
	if err != nil {
		t.Fatal(err)
	}
	var faults []string
	if err := standard.Validate(whole); err != nil {
		faults = append(faults, err.Error())
	}
	var d struct{ Resources []resource }
	if err := json.Unmarshal(files["datapackage.json"], &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Resources) != 2 {
		faults = append(faults, "not two resources")
	}
	for _, r := range d.Resources {
		faults = append(faults, r.faults(files[r.Path])...)
	}
	return faults
}

// resource is a table as the package declares it.
type resource struct {
	Path   string
	Schema struct{ Fields []field }
}

// faults are those of the table: its heading, the length of its lines, its values, and lines twice.
func (r resource) faults(table []byte) []string {
	reader := csv.NewReader(bytes.NewReader(table))
	reader.FieldsPerRecord = len(r.Schema.Fields)
	lines, err := reader.ReadAll()
	if err != nil || len(lines) < 2 {
		return []string{r.Path + ": no table of as many columns as it declares"}
	}
	var faults []string
	seen := map[string]bool{}
	for _, line := range lines[1:] {
		for i, f := range r.Schema.Fields {
			if fault := f.fault(lines[0][i], line[i]); fault != "" {
				faults = append(faults, r.Path+" "+strings.Join(line, ",")+": "+f.Name+" "+fault)
			}
		}
		if what := strings.Join(line[:5], ","); seen[what] { // a period, a town, a table, its categories
			faults = append(faults, r.Path+" says twice what "+what+" is")
		} else {
			seen[what] = true
		}
	}
	return faults
}

type field struct {
	Name, Type  string
	Constraints map[string]any
}

func (f field) fault(heading, value string) string {
	n, notWhole := strconv.Atoi(value)
	switch {
	case heading != f.Name:
		return "is headed " + heading
	case value == "":
		if f.Constraints["required"] == true {
			return "is missing"
		}
		return ""
	case f.Type == "integer" && notWhole != nil:
		return "is no integer"
	case f.Type != "integer" && f.Type != "string":
		return "has a type that this test does not know"
	}
	for name, limit := range f.Constraints {
		switch name {
		case "required":
		case "enum":
			if !slices.Contains(limit.([]any), any(value)) {
				return "is not one of the list"
			}
		case "minimum":
			if float64(n) < limit.(float64) {
				return "is too small"
			}
		default:
			return "has a constraint that this test does not know: " + name
		}
	}
	return ""
}

// The package is as the standard wants it, and its tables are as it says.
func TestDatapackageIsSound(t *testing.T) {
	for _, name := range []string{"2025-W45", "2025-Q4", "2025"} {
		files, err := export.Files(released(t, name), fonts)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faultsOf(t, files) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// Each planted fault is found.
func TestDatapackageFaultsAreFound(t *testing.T) {
	sound, err := export.Files(released(t, "2025-W45"), fonts)
	if err != nil {
		t.Fatal(err)
	}
	for name, plant := range map[string]struct{ file, old, new string }{
		"a profile that there is none of": {"datapackage.json", `"tabular-data-package"`, `"tabular-package"`},
		"a type that there is none of":    {"datapackage.json", `"type": "integer"`, `"type": "whole"`},
		"a resource without a path":       {"datapackage.json", `"path": "tidy.csv"`, `"way": "tidy.csv"`},
		"a column of another name":        {"tidy.csv", "period,town,table", "period,place,table"},
		"a table that is not in the plan": {"tidy.csv", ",topic,HLT,", ",topics,HLT,"},
		"a value that is no number":       {"tidy.csv", ",topic,HLT,,", ",topic,HLT,,x"},
		"a value below zero":              {"tidy.csv", ",topic,HLT,,", ",topic,HLT,,-"},
		"a flag that there is none of":    {"tidy.csv", ",less", ",hidden"},
		"a table without a name":          {"tidy.csv", ",topic,HLT,", ",,HLT,"},
		"a line twice":                    {"tidy.csv", ",topic,EMG,", ",topic,HLT,"},
		"a column too many":               {"indicators.csv", "period,town", "more,period,town"},
		"a unit that there is none of":    {"indicators.csv", ",percent,", ",parts,"},
	} {
		files := map[string][]byte{}
		for file, text := range sound {
			files[file] = text
			if file == plant.file {
				files[file] = bytes.Replace(text, []byte(plant.old), []byte(plant.new), 1)
				if bytes.Equal(files[file], text) {
					t.Fatalf("%s: %q is not in %s", name, plant.old, file)
				}
			}
		}
		if len(faultsOf(t, files)) == 0 {
			t.Errorf("%s was not found", name)
		}
	}
}
