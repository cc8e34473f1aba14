package orientation_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"guichet/queue/orientation"
)

// A visit is one to three requests with one profile. What is protected keeps nothing but its week, and a
// profile that is rare in this town loses sex and age.
func ExampleStore_Record() {
	dir, err := os.MkdirTemp("", "guichet")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // an example's leftovers
	s, err := orientation.Open(filepath.Join(dir, "stats.db"), orientation.Options{})
	if err != nil {
		panic(err)
	}
	defer s.Close() //nolint:errcheck // an example's leftovers

	ctx := context.Background()
	week := orientation.WeekOf(time.Date(2026, time.November, 18, 10, 4, 0, 0, time.UTC), time.UTC)
	she := orientation.Profile{Sex: "F", Age: "25-34", Language: orientation.LanguageCode("dyu")}
	err = s.Record(ctx, week, []orientation.Request{
		{Topic: "HLT", Outcome: "PUB", Profile: she},
		{Topic: "GBV", Profile: she},
	})
	fmt.Println(err)

	counts, err := s.Counts(ctx, week)
	fmt.Println(counts.Week, counts.Requests, counts.By["topic"]["PRO"], counts.By["sex"]["F"], counts.By["language"]["bm"], err)
	// Output:
	// <nil>
	// 2026-W47 2 1 0 1 <nil>
}

// A bad tally is refused with the reason of every bad row.
func ExampleImportError() {
	dir, err := os.MkdirTemp("", "guichet")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // an example's leftovers
	s, err := orientation.Open(filepath.Join(dir, "stats.db"), orientation.Options{})
	if err != nil {
		panic(err)
	}
	defer s.Close() //nolint:errcheck // an example's leftovers

	_, err = s.Import(context.Background(), strings.NewReader(
		"week;topic;outcome;sex;age;region;language;group;priority;came_by\n"+
			"2026-W47;HLT;INFO;F;;;fr;;;\n"+
			"2026-W47;HLT;INFO;female;;;fr;;;\n"+
			"2026-W60;HLT;INFO;;;;;;;\n"), orientation.ImportOptions{})
	fmt.Println(err)
	// Output:
	// import a tally: nothing was imported, 2 bad rows
	// line 3: sex "female" is not one of F, M, O, NS
	// line 4: week "2026-W60": not an ISO week like 2026-W47
}
