package town_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"guichet/cmd/internal/town"
	"guichet/queue/site"
)

const raoued = `town = "Raoued"
zone = "Africa/Tunis"
desks = 1
languages = ["fr", "ar"]
[[opening]]
weekday = "monday"
from = "09:00"
to = "12:00"
[content]
pack = "tn"
`

func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "site.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The desk does not open on a holiday of the country, whether of every year or announced.
func TestHolidaysOfTheCountry(t *testing.T) {
	s, err := town.Load(written(t, raoued))
	if err != nil {
		t.Fatal(err)
	}
	for day, opens := range map[string]bool{
		"2026-11-30": true,
		"2028-03-20": false, // Independence Day, a Monday
		"2034-05-01": false, // Labour Day, a Monday
		"2027-05-17": false, // Eid al-Adha, as announced
		"2027-05-24": true,
	} {
		at, err := time.ParseInLocation(time.DateOnly, day, s.Plan.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(s.Plan.On(at)) > 0; got != opens {
			t.Errorf("%s, a %s: opens %v, want %v", day, at.Weekday(), got, opens)
		}
	}
}

// Content that cannot be read does not keep the desk closed; a site.toml that cannot does.
func TestLoadTellsFaultsApart(t *testing.T) {
	s, err := town.Load(written(t, raoued+"folder = \"nowhere\"\n"))
	if !errors.Is(err, town.ErrHolidays) || s.Town != "Raoued" {
		t.Errorf("without its folder: %q, %v, want Raoued and %v", s.Town, err, town.ErrHolidays)
	}
	if _, err := town.Load(written(t, "town = 1")); !errors.Is(err, site.ErrSite) {
		t.Errorf("a bad site.toml: %v, want %v", err, site.ErrSite)
	}
	if s, err := town.Load(""); err != nil || s.Town != site.Demonstration().Town {
		t.Errorf("the demonstration town: %q, %v", s.Town, err)
	}
}
