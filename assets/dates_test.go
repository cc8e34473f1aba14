package assets_test

import (
	"testing"
	"time"

	"guichet/assets"
)

func TestDatesAreSaidAsPeopleSayThem(t *testing.T) {
	at := time.Date(2026, 11, 24, 9, 5, 0, 0, time.UTC)
	for code, want := range map[string]string{
		"fr": "mardi 24\u00a0novembre à\u00a09\u00a0h\u00a005",
		"en": "Tuesday 24\u00a0November at\u00a09:05",
	} {
		if got := assets.Catalogue().Moment(code, at); got != want {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
	if got := assets.Catalogue().Hours("fr", at, at.Add(2*time.Hour+55*time.Minute)); got != "de 9\u00a0h\u00a005 à 12\u00a0h" {
		t.Errorf("got %q", got)
	}
}
