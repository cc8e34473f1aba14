package export_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"testing"
)

// datapackage is what a reader of the Frictionless standard, version 1, makes of datapackage.json.
type datapackage struct {
	Resources []resource
}

type resource struct {
	Path   string
	Schema struct{ Fields []field }
}

type field struct {
	Name, Type  string
	Constraints struct {
		Required bool
		Enum     []string
		Minimum  *int
	}
}

// check holds a table to its schema.
func (r resource) check(t *testing.T, period string, table []byte) {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil || len(lines) < 1 {
		t.Fatalf("%s %s: %v", period, r.Path, err)
	}
	for i, f := range r.Schema.Fields {
		if lines[0][i] != f.Name {
			t.Errorf("%s %s: column %d is %s, not %s", period, r.Path, i, lines[0][i], f.Name)
		}
		for _, line := range lines[1:] {
			if fault := f.fault(line[i]); fault != "" {
				t.Errorf("%s %s: %q: %s %s", period, r.Path, line, f.Name, fault)
			}
		}
	}
}

func (f field) fault(value string) string {
	if value == "" {
		if f.Constraints.Required {
			return "is missing"
		}
		return ""
	}
	n, err := strconv.Atoi(value)
	switch {
	case f.Type == "integer" && err != nil:
		return "is no integer"
	case f.Constraints.Minimum != nil && n < *f.Constraints.Minimum:
		return "is too small"
	case f.Constraints.Enum != nil && !slices.Contains(f.Constraints.Enum, value):
		return "is not one of the list"
	}
	return ""
}
