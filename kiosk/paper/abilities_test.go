package paper

import (
	"testing"

	"guichet/kiosk/paper/ipp"
)

// What a printer says of its paper: what is in it counts before what it knows, older words are known, and a printer that says
// nothing is not called wrong.
func TestPaperFor(t *testing.T) {
	for name, c := range map[string]struct {
		ready, known []string
		word         string
		wrong        bool
	}{
		"A4 in the second tray": {ready: []string{"na_letter_8.5x11in", "iso_a4_210x297mm"}, word: "iso_a4_210x297mm"},
		"Letter in it":          {ready: []string{"na_letter_8.5x11in"}, known: []string{"iso_a4_210x297mm"}, wrong: true},
		"A5 in it":              {ready: []string{"iso_a5_148x210mm"}, wrong: true},
		"does not say":          {known: []string{"na_letter_8.5x11in", "iso_a4_210x297mm"}, word: "iso_a4_210x297mm"},
		"an old printer":        {known: []string{"na-letter", "iso-a4"}, word: "iso-a4"},
		"knows no A4":           {known: []string{"om_small-photo_100x150mm"}, wrong: true},
		"says nothing":          {},
	} {
		word, wrong := paperFor(ipp.Abilities{Ready: c.ready, Media: c.known})
		if word != c.word || wrong != c.wrong {
			t.Errorf("%s: got %q, %v", name, word, wrong)
		}
	}
}

// Of real trays and of broken ones: only A4 that is there counts.
func TestFilled(t *testing.T) {
	for tray, want := range map[string]bool{
		"mediafeed=29700;mediaxfeed=21000;level=250;name=main":                     true,
		"dimunit=micrometers;mediafeed=210000;mediaxfeed=297000;level=-3":          true,
		"dimunit=tenThousandthsOfInches;mediafeed=116929;mediaxfeed=82677;level=1": true,
		"mediafeed=29700;mediaxfeed=21000;level=0":                                 false,
		"mediafeed=29700;mediaxfeed=21000;level=-2":                                false,
		"mediafeed=27940;mediaxfeed=21590;level=250;name=letter":                   false,
		"mediafeed=0;mediaxfeed=0;level=100":                                       false,
		"level=many;mediafeed=29700;mediaxfeed=21000":                              false,
		"": false, ";;==;": false,
	} {
		if got := filled([]string{tray}); got != want {
			t.Errorf("%q: %v", tray, got)
		}
	}
}
