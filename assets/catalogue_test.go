package assets_test

import (
	"regexp"
	"strings"
	"testing"

	"guichet/assets"
)

func TestLanguages(t *testing.T) {
	w := assets.Catalogue()
	if got := strings.Join(w.Languages(), " "); got != "ar en fr" {
		t.Errorf("got %q", got)
	}
	if !w.RightToLeft("ar") || w.RightToLeft("fr") {
		t.Error("Arabic is written from right to left, French is not")
	}
	if w.Name("bm") != "Bamanankan" || w.Name("xx") != "xx" {
		t.Errorf("got %q, %q", w.Name("bm"), w.Name("xx"))
	}
	if !w.Draft("ar") {
		t.Error("no speaker has approved the Arabic")
	}
}

func TestCount(t *testing.T) {
	w := assets.Catalogue()
	for _, c := range []struct {
		language string
		n        int
		want     string
	}{
		{"fr", 0, "Personne avant vous"},
		{"fr", 1, "1 personne avant vous"},
		{"fr", 12, "12 personnes avant vous"},
		{"en", 0, "Nobody before you"},
		{"en", 1, "1 person before you"},
		{"en", 2, "2 people before you"},
	} {
		if got := w.Count(c.language, "ticket.ahead", c.n); got != c.want {
			t.Errorf("%s, %d: got %q; want %q", c.language, c.n, got, c.want)
		}
	}
	seen := map[string]bool{}
	for _, n := range []int{0, 1, 2, 3, 11, 100} {
		form := strings.TrimSpace(regexp.MustCompile(`[0-9]+`).ReplaceAllString(w.Count("ar", "ticket.ahead", n), ""))
		seen[form] = true
	}
	if len(seen) != 6 {
		t.Errorf("Arabic counts in %d forms, not 6: %v", len(seen), seen)
	}
}

func TestText(t *testing.T) {
	w := assets.Catalogue()
	got := w.Text("en", "ticket.wait", assets.Args{"low": "5", "high": "12"})
	if got != "Waiting time: about 5 to 12 minutes" {
		t.Errorf("got %q", got)
	}
	if got := w.Text("en", "no.such.key", nil); got != "[no.such.key]" {
		t.Errorf("got %q", got)
	}
}

// What is said and shown never calls a visitor's situation an error, and takes the same arguments in
// every language.
func TestEveryText(t *testing.T) {
	w := assets.Catalogue()
	argument := regexp.MustCompile(`\{[a-z]+\}`)
	for _, key := range []string{"welcome.next", "ticket.wait", "ticket.wait-short.other", "refused.next", "say.ticket"} {
		want := len(argument.FindAllString(w.Text("fr", key, nil), -1))
		for _, l := range w.Languages() {
			text := w.Text(l, key, nil)
			if got := len(argument.FindAllString(text, -1)); got != want || strings.Contains(strings.ToLower(text), "error") {
				t.Errorf("%s %s: %q has %d arguments, not %d", l, key, text, got, want)
			}
		}
	}
}
