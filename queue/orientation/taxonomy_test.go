package orientation_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"guichet/queue/orientation"
)

func field(t testing.TB, name string) orientation.Field {
	t.Helper()
	for _, f := range orientation.Fields() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no field %s", name)
	return orientation.Field{}
}

// The codes are those that the desks, the cities and the reports agreed on.
func TestCodes(t *testing.T) {
	want := []struct{ name, stored, folded string }{
		{"topic", "EMG HLT MCH CIV EDU STA WRK HOU DIS RET JUS INF PRO", "TRF>PRO GBV>PRO CHD>PRO ASY>PRO"},
		{"outcome", "INFO BROCH PUB MUN INT CSO ACC APPT NOSVC LEFT REFUSE", ""},
		{"sex", "F M O NS", ""},
		{"age", "0-17 18-24 25-34 35-59 60+ NS", ""},
		{"region", "015 011 017 014 018 145 142 150 019 TUN NS", "788>TUN"},
		{
			"language", "fr ar en ff man bm apd wo mos so ti am ha ln sw it other NS",
			"aeb>ar fuf>ff fuc>ff emk>man mnk>man dyu>bm",
		},
		{"group", "alone with-child family NS", ""},
		{"priority", "yes no NS", ""},
		{"came_by", "poster friend association office app NS", ""},
	}
	fields := orientation.Fields()
	if len(fields) != len(want) {
		t.Fatalf("got %d fields, want %d", len(fields), len(want))
	}
	for i, w := range want {
		var folded []string
		for _, c := range fields[i].Codes {
			if c.Into != "" {
				folded = append(folded, c.Code+">"+c.Into)
			}
		}
		got := struct{ name, stored, folded string }{
			fields[i].Name, strings.Join(fields[i].Stored(), " "), strings.Join(folded, " "),
		}
		if !reflect.DeepEqual(got, w) {
			t.Errorf("field %d: got %v, want %v", i, got, w)
		}
	}
	if n := len(fields[0].Accepted()); n != 17 {
		t.Errorf("got %d topics, want 16 and %s", n, orientation.Protection)
	}
}

func TestEveryLabelInThreeLanguages(t *testing.T) {
	for _, f := range orientation.Fields() {
		checkLabel(t, f.Name, f.Label)
		seen := map[string]bool{}
		for _, c := range f.Codes {
			checkLabel(t, f.Name+" "+c.Code, c.Label)
			if seen[c.Code] {
				t.Errorf("%s %s is there twice", f.Name, c.Code)
			}
			seen[c.Code] = true
		}
	}
}

func checkLabel(t *testing.T, what string, l orientation.Label) {
	t.Helper()
	for _, language := range []string{"en", "fr", "ar"} {
		text := l.In(language)
		arabic := strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
		if strings.TrimSpace(text) != text || text == "" || arabic != (language == "ar") {
			t.Errorf("%s in %s: %q", what, language, text)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }) {
			t.Errorf("%s in %s holds an invisible direction mark", what, language)
		}
	}
}

func TestProtectedTopics(t *testing.T) {
	var got []string
	for _, c := range field(t, "topic").Codes {
		if c.Protected() {
			got = append(got, c.Code)
		}
	}
	if want := []string{"TRF", "GBV", "CHD", "ASY", "PRO"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestLanguageCode(t *testing.T) {
	for tag, want := range map[string]string{
		"": "NS", "fr": "fr", "fr-TN": "fr", "FR": "fr", "aeb": "ar", "dyu": "bm", "emk": "man", "ff-Adlm": "ff", "yo": "other",
		"NS": "other", "other": "other",
	} {
		if got := orientation.LanguageCode(tag); got != want {
			t.Errorf("LanguageCode(%q): got %q, want %q", tag, got, want)
		}
	}
}

// A caller that sorts or cuts its copy must not change the lists of others.
func TestFieldsAreACopy(t *testing.T) {
	orientation.Fields()[0].Codes[0].Code = "XXX"
	if got := orientation.Fields()[0].Codes[0].Code; got != "EMG" {
		t.Errorf("got %s, want EMG", got)
	}
}
