package content_test

import (
	"strings"
	"testing"

	"guichet/brochures/content"
)

// country is one in which a law lives 300 days, anything else 100, what is critical 50, and an unknown place 60.
func country(confirmations ...content.Confirmation) *content.Content {
	return &content.Content{
		Country: content.Country{
			Languages: []string{"en"}, Roles: []string{"mayor", "clerk", "doctor"},
			Phone: content.Shape{Prefix: "+999", Long: []int{9}, Short: []int{3}, Groups: []int{3, 3, 3}},
			Days:  content.Days{Law: 300, Fact: 100, Critical: 50, Unknown: 60},
		},
		Confirmations: confirmations,
	}
}

func TestFactRules(t *testing.T) {
	const start content.Date = "2026-01-01"
	by := func(role string, after int) content.Confirmation {
		return content.Confirmation{ID: "f", By: role, On: start.Plus(after), Of: content.DigestOf(content.Fact{Text: content.Text{"en": "x"}})}
	}
	stale := by("mayor", 10)
	stale.Of = "0123456789ab"
	type confirmations = []content.Confirmation
	for _, c := range []struct {
		name      string
		kind      string
		evidence  content.Evidence
		confirmed confirmations
		day       int // since it was verified
		want      content.Reason
		until     int // days since it was verified
	}{
		{"a fact lives 100 days", "practice", content.Evidence{Certainty: "B", Confirm: "none"}, nil, 99, content.Printable, 100},
		{"and not one more", "practice", content.Evidence{Certainty: "B", Confirm: "none"}, nil, 100, content.Expired, 0},
		{"a law lives longer", "law", content.Evidence{Certainty: "A", Confirm: "none"}, nil, 299, content.Printable, 300},
		{"a law dies too", "law", content.Evidence{Certainty: "A", Confirm: "none"}, nil, 300, content.Expired, 0},
		{"it ends when the thing ends", "law", content.Evidence{Certainty: "A", Confirm: "none", ExpiresOn: start.Plus(20)}, nil, 20, content.Expired, 0},
		{"and not before", "law", content.Evidence{Certainty: "A", Confirm: "none", ExpiresOn: start.Plus(20)}, nil, 19, content.Printable, 20},
		{"a far end does not prolong", "practice", content.Evidence{Certainty: "A", Confirm: "none", ExpiresOn: start.Plus(900)}, nil, 100, content.Expired, 0},
		{"no confirmation outlives the end", "law", content.Evidence{Certainty: "A", Confirm: "one", ExpiresOn: start.Plus(20)}, confirmations{by("mayor", 15)}, 20, content.Expired, 0},
		{"not before it was verified", "law", content.Evidence{Certainty: "A", Confirm: "none"}, nil, -1, content.Future, 0},
		{"D never", "law", content.Evidence{Certainty: "D", Confirm: "none"}, nil, 1, content.Uncertain, 0},
		{"X never", "law", content.Evidence{Certainty: "X", Confirm: "none"}, confirmations{by("mayor", 0), by("clerk", 0)}, 1, content.Uncertain, 0},
		{"a certainty that nobody knows", "law", content.Evidence{Certainty: "a", Confirm: "none"}, nil, 1, content.Uncertain, 0},
		{"C needs one whatever is written", "law", content.Evidence{Certainty: "C", Confirm: "none"}, nil, 1, content.Unconfirmed, 0},
		{"C with one", "law", content.Evidence{Certainty: "C", Confirm: "none"}, confirmations{by("mayor", 1)}, 1, content.Printable, 301},
		{"one is needed", "practice", content.Evidence{Certainty: "B", Confirm: "one"}, nil, 1, content.Unconfirmed, 0},
		{"one is there", "practice", content.Evidence{Certainty: "B", Confirm: "one"}, confirmations{by("clerk", 30)}, 120, content.Printable, 130},
		{"one has lapsed", "practice", content.Evidence{Certainty: "B", Confirm: "one"}, confirmations{by("clerk", 30)}, 130, content.Expired, 0},
		{"one to come", "practice", content.Evidence{Certainty: "B", Confirm: "one"}, confirmations{by("clerk", 30)}, 29, content.Unconfirmed, 0},
		{"one of another text", "practice", content.Evidence{Certainty: "B", Confirm: "one"}, confirmations{stale}, 11, content.Unconfirmed, 0},
		{"one by nobody", "practice", content.Evidence{Certainty: "B", Confirm: "one"}, confirmations{by("passer-by", 10)}, 11, content.Unconfirmed, 0},
		{"two are needed", "practice", content.Evidence{Certainty: "A", Confirm: "two"}, confirmations{by("mayor", 1)}, 2, content.Unconfirmed, 0},
		{"the same twice is one", "practice", content.Evidence{Certainty: "A", Confirm: "two"}, confirmations{by("mayor", 1), by("mayor", 2)}, 3, content.Unconfirmed, 0},
		{"two are there", "practice", content.Evidence{Certainty: "A", Confirm: "two"}, confirmations{by("mayor", 1), by("clerk", 5)}, 6, content.Printable, 51},
		{"the older of two counts", "practice", content.Evidence{Certainty: "A", Confirm: "two"}, confirmations{by("mayor", 1), by("clerk", 5)}, 51, content.Expired, 0},
		{"the two newest count", "practice", content.Evidence{Certainty: "A", Confirm: "two"}, confirmations{by("mayor", 1), by("clerk", 5), by("doctor", 9)}, 52, content.Printable, 55},
		{"critical needs two", "law", content.Evidence{Certainty: "A", Confirm: "none", Critical: true}, confirmations{by("mayor", 1)}, 2, content.Unconfirmed, 0},
		{"a confirmation prolongs", "practice", content.Evidence{Certainty: "A", Confirm: "none"}, confirmations{by("mayor", 90)}, 189, content.Printable, 190},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.evidence.VerifiedOn = start
			f := content.Fact{ID: "f", Kind: c.kind, Text: content.Text{"en": "x"}, Evidence: c.evidence}
			all := country(c.confirmed...)
			all.Facts = []content.Fact{f}
			all.Index()
			got := all.Fact(f, start.Plus(c.day))
			if got.Reason != c.want {
				t.Fatalf("got %q, want %q", got.Reason, c.want)
			}
			if c.want == content.Printable && got.Until != start.Plus(c.until) {
				t.Errorf("until %s, want %s", got.Until, start.Plus(c.until))
			}
		})
	}
}

func TestPlaceRules(t *testing.T) {
	const start content.Date = "2026-01-01"
	for _, c := range []struct {
		status string
		since  content.Date
		day    int
		want   content.Reason
	}{
		{"active", "", 99, content.Printable},
		{"active", "", 100, content.Expired},
		{"limited", "", 1, content.Printable},
		{"suspended", "", 1, content.Gone},
		{"dissolved", "", 1, content.Gone},
		{"", "", 1, content.Gone},
		{"unknown", "", 59, content.Printable},
		{"unknown", "", 60, content.Gone},
		{"unknown", start.Plus(-30), 29, content.Printable},
		{"unknown", start.Plus(-30), 30, content.Gone},
	} {
		p := content.Place{
			ID: "p", Name: content.Text{"en": "x"}, Status: c.status, StatusSince: c.since,
			Evidence: content.Evidence{Certainty: "A", Confirm: "none", VerifiedOn: start},
		}
		all := country()
		all.Places = []content.Place{p}
		all.Index()
		if got := all.Place(p, start.Plus(c.day)); got.Reason != c.want {
			t.Errorf("%s since %s, day %d: got %q, want %q", c.status, c.since, c.day, got.Reason, c.want)
		}
	}
}

func TestPhones(t *testing.T) {
	s := country().Phone
	for written, want := range map[string]string{
		"123456789": "123 456 789", "123.45.67-89": "123 456 789", "+999 123 456 789": "123 456 789", "00999123456789": "123 456 789",
		"112": "112", "\u0661\u0662\u0663 456 789": "123 456 789",
	} {
		if _, ok := s.Digits(written); !ok || s.Format(written) != want {
			t.Errorf("%q: got %q, %v; want %q", written, s.Format(written), ok, want)
		}
	}
	for _, written := range []string{"", "12345678", "1234567890", "8010156", "+998 123 456 789", "12a456789", "tel 112", "ext 1"} {
		if digits, ok := s.Digits(written); ok {
			t.Errorf("%q is taken for %q", written, digits)
		}
	}
}

// TestEdition gives every text its own short name, which has no digit and changes with a fact.
func TestEdition(t *testing.T) {
	c := load(t, story(t))
	before := map[string]bool{}
	for _, b := range c.Brochures {
		name := c.Edition(b)
		if before[name] || len(name) != 4 || strings.ContainsAny(name, "0123456789") {
			t.Errorf("%s is edition %q", b.File, name)
		}
		before[name] = true
	}
	for i := range c.Facts {
		c.Facts[i].Text = content.Text{"en": "x", "ar": "x"}
	}
	for _, b := range c.Brochures {
		if before[c.Edition(b)] {
			t.Errorf("%s keeps its edition when its facts change", b.File)
		}
	}
}
