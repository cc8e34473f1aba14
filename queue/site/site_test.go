package site_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/site"
)

func TestDemonstration(t *testing.T) {
	s := site.Demonstration()
	if s.Town != "La Marsa" || s.Desks != 2 || !s.Plan.Anytime || s.Plan.Zone.String() != "Africa/Tunis" {
		t.Errorf("got %+v", s)
	}
	tuesday := time.Date(2026, 11, 24, 10, 0, 0, 0, s.Plan.Zone)
	slot, ok := s.Plan.Current(tuesday)
	if !ok || slot.From.Hour() != 9 || slot.To.Sub(slot.From) != 3*time.Hour+30*time.Minute {
		t.Errorf("on a Tuesday the plan has %+v, %v", slot, ok)
	}
	if _, ok := s.Plan.Current(time.Date(2026, 12, 18, 16, 0, 0, 0, s.Plan.Zone)); !ok {
		t.Error("the open day is not in the plan")
	}
	if again, err := site.Parse(site.DemonstrationText()); err != nil || again.Town != s.Town {
		t.Errorf("the text to copy gives %v, %v", again.Town, err)
	}
}

// minimal is as short as a site.toml can be.
const minimal = `
town = "Elsewhere"
zone = "Europe/Rome"
desks = 1
languages = ["it"]
[[opening]]
weekday = "Friday"
from = "14:00"
to = "16:30"
`

func TestDefaults(t *testing.T) {
	s, err := site.Parse(minimal)
	if err != nil {
		t.Fatal(err)
	}
	if s.Rules != queue.DefaultRules() || s.ServiceTime != queue.DefaultServiceTime || s.Plan.Anytime {
		t.Errorf("got %+v", s)
	}
	zero, err := site.Parse(minimal + "[rules]\nrecalls = 0\novertakes = 0\n")
	if err != nil || zero.Rules.Recalls != 0 || zero.Rules.Overtakes != 0 {
		t.Errorf("zero is a rule too: got %+v, %v", zero.Rules, err)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"no town", `"Elsewhere"`, `" "`, "the town has no name"},
		{"no zone", `"Europe/Rome"`, `""`, `"" is no time zone`},
		{"the machine's zone", `"Europe/Rome"`, `"Local"`, `"Local" is no time zone`},
		{"no desk", "desks = 1", "desks = 0", "0 desks"},
		{"no language", `["it"]`, `[]`, "0 languages"},
		{"a language twice", `["it"]`, `["it", "it"]`, `"it" is malformed or named twice`},
		{"a language in words", `["it"]`, `["Italian language"]`, "malformed"},
		{"a day in French", `"Friday"`, `"vendredi"`, `weekday "vendredi"`},
		{"backwards", `"16:30"`, `"13:00"`, "is not before"},
		{"no time", `"14:00"`, `"2 pm"`, `"2 pm" is no time of day`},
		{"never open", "[[opening]]\nweekday = \"Friday\"\nfrom = \"14:00\"\nto = \"16:30\"", "", "the desk never opens"},
		{"a word too many", "desks = 1", "desks = 1\nwindows = 3", `"windows" is not a setting`},
		{"an overlap", "[[opening]]", "[[opening]]\nweekday = \"friday\"\nfrom = \"16:00\"\nto = \"18:00\"\n[[opening]]", "overlap"},
		{"a short day", "[[opening]]", "[[special]]\ndate = \"2026-02-30\"\nfrom = \"09:00\"\nto = \"10:00\"\n[[opening]]", `"2026-02-30" is no date`},
		{"a negative rule", "[[opening]]", "[rules]\nrecalls = -1\n[[opening]]", "negative"},
		{"a rule in words", "[[opening]]", "[rules]\npatience = \"soon\"\n[[opening]]", `"soon" is no duration`},
		{"a link that tells", "[[opening]]", "[links]\napp = \"https://a.example/?visitor=7\"\n[[opening]]", "could tell who follows it"},
		{"a link to a part", "[[opening]]", "[links]\ntown = \"https://a.example/#7\"\n[[opening]]", "could tell who follows it"},
		{"a link in clear", "[[opening]]", "[links]\ndownload = \"http://a.example/\"\n[[opening]]", "begins with https://"},
		{"a link to nowhere", "[[opening]]", "[links]\napp = \"https://intranet/\"\n[[opening]]", "begins with https://"},
		{"a link too many", "[[opening]]", "[links]\nshop = \"https://a.example/\"\n[[opening]]", `"links.shop" is not a setting`},
		{"broken", "desks = 1", "desks = ", "line"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(minimal, c.from, c.to, 1)
			if text == minimal {
				t.Fatalf("%q is not in the text", c.from)
			}
			_, err := site.Parse(text)
			if !errors.Is(err, site.ErrSite) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v; want %q", err, c.want)
			}
		})
	}
}

func TestEveryFaultAtOnce(t *testing.T) {
	_, err := site.Parse("town = \"\"\nzone = \"\"\n")
	for _, want := range []string{"town", "zone", "never opens", "desks"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not speak of %q", err, want)
		}
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site.toml")
	if _, err := site.Load(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
	text := minimal + "[content]\nfolder = \"ours\"\n[links]\napp = \"https://a.example/app\"\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := site.Load(path)
	if err != nil || s.Town != "Elsewhere" || s.Links != (site.Links{App: "https://a.example/app"}) {
		t.Errorf("got %+v, %v", s, err)
	}
	if want := filepath.Join(filepath.Dir(path), "ours"); s.Content.Folder != want {
		t.Errorf("the town's folder is %q; want %q, beside site.toml", s.Content.Folder, want)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(minimal)
	f.Add(site.DemonstrationText())
	f.Fuzz(func(t *testing.T, text string) {
		s, err := site.Parse(text)
		if err != nil {
			if !errors.Is(err, site.ErrSite) {
				t.Errorf("an unnamed error: %v", err)
			}
			return
		}
		// What was accepted can be asked for its next opening, and be opened.
		s.Plan.Next(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC))
	})
}

func TestPrinters(t *testing.T) {
	s, err := site.Parse(site.DemonstrationText() + "\n[[printer]]\nrole = \"slip\"\naddress = \"usb:/dev/usb/lp0\"\n")
	if err != nil {
		t.Fatal(err)
	}
	want := site.Printer{Role: "slip", Name: "usb:/dev/usb/lp0", Address: "usb:/dev/usb/lp0", Width: 576}
	if len(s.Printers) != 1 || s.Printers[0] != want {
		t.Errorf("got %+v", s.Printers)
	}
	_, err = site.Parse(site.DemonstrationText() + "\n[[printer]]\nrole = \"roll\"\nwidth = 500\n")
	for _, part := range []string{"role is \"roll\"", "address is missing", "width is 500"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not say %q", err, part)
		}
	}
}
