package site_test

import (
	"errors"
	"strings"
	"testing"

	"guichet/queue/site"
)

func TestKeepingAndNoise(t *testing.T) {
	s := site.Demonstration()
	if s.Keeping != (site.Keeping{RequestWeeks: 13, CountYears: 5}) || s.Statistics.Noise != [2]int64{} {
		t.Errorf("got %+v, %+v", s.Keeping, s.Statistics)
	}
	text := strings.Replace(site.DemonstrationText(), "[keeping]", "[statistics]\nnoise = \"1/4\"\n[keeping]", 1)
	if s, err := site.Parse(text); err != nil || s.Statistics.Noise != [2]int64{1, 4} {
		t.Errorf("got %+v, %v", s.Statistics, err)
	}
	for _, bad := range []string{`"4/1"`, `"1/0"`, `"0/1"`, `"1/51"`, `"x"`, `"1"`, `"-1/4"`} {
		_, err := site.Parse(strings.Replace(site.DemonstrationText(), "[keeping]", "[statistics]\nnoise = "+bad+"\n[keeping]", 1))
		if !errors.Is(err, site.ErrSite) || !strings.Contains(err.Error(), "statistics.noise") {
			t.Errorf("noise %s: got %v", bad, err)
		}
	}
	for _, bad := range []string{"request_weeks = 0", "request_weeks = 27"} {
		if _, err := site.Parse(strings.Replace(site.DemonstrationText(), "request_weeks = 13", bad, 1)); !errors.Is(err, site.ErrSite) {
			t.Errorf("%s: got %v", bad, err)
		}
	}
}
