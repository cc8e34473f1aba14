package assets_test

import (
	"testing"
	"time"

	"guichet/assets"
)

func TestDatesAreSaidAsPeopleSayThem(t *testing.T) {
	at := time.Date(2026, 11, 24, 9, 5, 0, 0, time.UTC)
	for code, want := range map[string]string{
		"fr": "mardi 24 novembre à 9 h 05",
		"en": "Tuesday 24 November at 9:05",
	} {
		if got := assets.Catalogue().Moment(code, at); got != want {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
	if got := assets.Catalogue().Hours("fr", at, at.Add(2*time.Hour+55*time.Minute)); got != "de 9 h 05 à 12 h" {
		t.Errorf("got %q", got)
	}
}
