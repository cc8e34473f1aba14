package orientation_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"guichet/queue/orientation"
)

func TestRequestValidate(t *testing.T) {
	profile := orientation.Profile{Sex: "F", Age: "25-34", Region: "011", Language: "dyu", Group: "family", Priority: "no", CameBy: "poster"}
	for _, c := range []struct {
		name string
		r    orientation.Request
		bad  []string // fields that the error names
	}{
		{"least", orientation.Request{Topic: "HLT", Outcome: "INFO"}, nil},
		{"full", orientation.Request{Topic: "HLT", Outcome: "INFO", Profile: profile}, nil},
		{"protected alone", orientation.Request{Topic: "GBV"}, nil},
		{"protected with all", orientation.Request{Topic: "PRO", Outcome: "CSO", Profile: profile}, nil},
		{"protected, bad outcome", orientation.Request{Topic: "TRF", Outcome: "XXX"}, []string{"outcome"}},
		{"empty", orientation.Request{}, []string{"topic", "outcome"}},
		{"no outcome", orientation.Request{Topic: "HLT"}, []string{"outcome"}},
		{"country", orientation.Request{Topic: "HLT", Outcome: "INFO", Profile: orientation.Profile{Region: "Mali"}}, []string{"region"}},
		{"case", orientation.Request{Topic: "hlt", Outcome: "INFO"}, []string{"topic"}},
		{"all bad", orientation.Request{
			Topic: "1", Outcome: "2",
			Profile: orientation.Profile{Sex: "3", Age: "4", Region: "5", Language: "6", Group: "7", Priority: "8", CameBy: "9"},
		}, []string{"topic", "outcome", "sex", "age", "region", "language", "group", "priority", "came_by"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.r.Validate()
			if got := badFields(err); !slices.Equal(got, c.bad) {
				t.Errorf("got %v, want %v (%v)", got, c.bad, err)
			}
		})
	}
}

// badFields are the fields that a joined error names, in order.
func badFields(err error) []string {
	var names []string
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, part := range joined.Unwrap() {
			var fe *orientation.FieldError
			if errors.As(part, &fe) {
				names = append(names, fe.Field)
			}
		}
	}
	return names
}

func TestErrorSaysWhatIsAllowed(t *testing.T) {
	err := orientation.Request{Topic: "HLT", Outcome: "INFO", Profile: orientation.Profile{Sex: "Fatma" + strings.Repeat("!", 100)}}.Validate()
	want := `sex "Fatma` + strings.Repeat("!", 35) + `..." is not one of F, M, O, NS`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestValidateVisit(t *testing.T) {
	hlt := orientation.Request{Topic: "HLT", Outcome: "INFO"}
	wrk := orientation.Request{Topic: "WRK", Outcome: "NOSVC"}
	his := orientation.Request{Topic: "CIV", Outcome: "MUN", Profile: orientation.Profile{Sex: "M"}}
	for _, c := range []struct {
		name  string
		visit []orientation.Request
		says  string // part of the error; empty for none
	}{
		{"one", []orientation.Request{hlt}, ""},
		{"three", []orientation.Request{hlt, wrk, {Topic: "ASY"}}, ""},
		{"two protected", []orientation.Request{{Topic: "ASY"}, {Topic: "GBV"}}, ""},
		{"none", nil, "0 requests"},
		{"four", []orientation.Request{hlt, wrk, {Topic: "ASY"}, {Topic: "PRO"}}, "4 requests"},
		{"twice", []orientation.Request{hlt, hlt}, "request 2: topic HLT is already"},
		{"two profiles", []orientation.Request{hlt, his}, "share one profile"},
		{"bad second", []orientation.Request{hlt, {Topic: "WRK"}}, "request 2: outcome is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := orientation.ValidateVisit(c.visit)
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}
