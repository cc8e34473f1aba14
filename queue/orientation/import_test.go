package orientation_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"guichet/queue/orientation"
)

const tallyHeader = "week,topic,outcome,sex,age,region,language,group,priority,came_by\n"

func tally(lines ...string) io.Reader {
	return strings.NewReader(tallyHeader + strings.Join(lines, "\n"))
}

func TestImport(t *testing.T) {
	for _, c := range []struct {
		name, text string
		topics     string // counts of 2026-W47
		region     string
	}{
		{"plain", tallyHeader + "2026-W47,HLT,INFO,F,25-34,011,fr,alone,no,poster\n2026-W47,ASY,CSO,F,25-34,011,fr,alone,no,poster\n", "HLT:1 PRO:1", "011:1"},
		{"semicolons, mark and CRLF", "\ufeff" + strings.ReplaceAll(tallyHeader, ",", ";") + "2026-W47;HLT;INFO;;;;;;;\r\n;;;;;;;;;\r\n\r\n", "HLT:1", "NS:1"},
		{"as typed", strings.ToUpper(tallyHeader) + " 2026-w47 ,hlt,Info,f,60+,15,FR,With child,YES,Poster\n", "HLT:1", "015:1"},
		{"quoted", tallyHeader + `"2026-W47","EDU","MUN","M","18-24","788","dyu","family","","app"`, "EDU:1", "TUN:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, newPath(t))
			got, err := s.Import(t.Context(), strings.NewReader(c.text), orientation.ImportOptions{})
			must(t, err)
			counted := counts(t, s, "2026-W47")
			if topics := nonZero(counted.By["topic"]); topics != c.topics || got.Requests != counted.Requests {
				t.Errorf("got %s, %+v; want %s", topics, got, c.topics)
			}
			if region := nonZero(counted.By["region"]); region != c.region {
				t.Errorf("got regions %s, want %s", region, c.region)
			}
			if len(got.Weeks) != 1 || got.Weeks[0] != week(t, "2026-W47") {
				t.Errorf("got weeks %v, want 2026-W47", got.Weeks)
			}
		})
	}
}

// All bad rows are listed, each with its line and reason, and then nothing is imported.
func TestImportListsAllBadRows(t *testing.T) {
	s := open(t, newPath(t))
	_, err := s.Import(t.Context(), tally(
		"2026-W47,HLT,INFO,,,,,,,",    // line 2, good
		"2026-W54,HLT,INFO,,,,,,,",    // 3
		"2026-W47,XXX,YYY,Z,,,,,,",    // 4
		"",                            // 5, skipped
		"2026-W47,HLT",                // 6
		`2026-W47,H"LT,INFO,,,,,,,`,   // 7
		"2026-W49,HLT,INFO,,,,,,,",    // 8
		"2026-W47,WRK,,,,,,,,",        // 9
		"2026-W47,HLT,INFO,,,,,,,,no", // 10
	), orientation.ImportOptions{Latest: week(t, "2026-W48")})
	var bad *orientation.ImportError
	if !errors.As(err, &bad) {
		t.Fatalf("got %v, want an ImportError", err)
	}
	want := []struct {
		line int
		says []string
	}{
		{3, []string{`week "2026-W54"`}},
		{4, []string{`topic "XXX"`, `outcome "YYY"`, `sex "Z" is not one of F, M, O, NS`}},
		{6, []string{"2 cells, not 10"}},
		{7, []string{`bare "`}},
		{8, []string{"2026-W49 is after 2026-W48"}},
		{9, []string{"outcome is missing"}},
		{10, []string{"11 cells, not 10"}},
	}
	if len(bad.Rows) != len(want) {
		t.Fatalf("got %d bad rows, want %d:\n%v", len(bad.Rows), len(want), err)
	}
	for i, w := range want {
		for _, says := range w.says {
			if bad.Rows[i].Line != w.line || !strings.Contains(bad.Rows[i].Reason, says) {
				t.Errorf("got line %d: %s\nwant line %d: %s", bad.Rows[i].Line, bad.Rows[i].Reason, w.line, says)
			}
		}
	}
	if n := counts(t, s, "2026-W47").Requests; n != 0 {
		t.Errorf("got %d requests, want 0", n)
	}
	// The tally was not remembered either: once corrected, its good row goes in.
	_, err = s.Import(t.Context(), tally("2026-W47,HLT,INFO,,,,,,,"), orientation.ImportOptions{})
	must(t, err)
}

func TestImportRefusesTheSameTwice(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	first := []string{"2026-W47,HLT,INFO,,,,,,,", "2026-W46,WRK,PUB,F,,,,,,", "2026-W47,GBV,CSO,F,,,,,,"}
	_, err := s.Import(t.Context(), tally(first...), orientation.ImportOptions{})
	must(t, err)
	must(t, s.Close())
	s = open(t, path)
	again := map[string]io.Reader{
		"same":                tally(first...),
		"other order":         tally(first[2], first[0], first[1]),
		"as a spreadsheet":    strings.NewReader("\ufeff" + strings.ReplaceAll(tallyHeader+strings.Join(first, "\r\n"), ",", ";")),
		"with NS spelled out": tally("2026-W47,hlt,INFO,NS,,,,,,", first[1], first[2]),
	}
	for name, r := range again {
		_, err := s.Import(t.Context(), r, orientation.ImportOptions{})
		if !errors.Is(err, orientation.ErrImported) || !strings.Contains(err.Error(), "2026-W46, 2026-W47") {
			t.Errorf("%s: got %v, want %v with its weeks", name, err, orientation.ErrImported)
		}
	}
	if n := counts(t, s, "2026-W47").Requests; n != 2 {
		t.Errorf("got %d requests, want 2", n)
	}
	_, err = s.Import(t.Context(), tally(first...), orientation.ImportOptions{Force: true})
	must(t, err)
	if n := counts(t, s, "2026-W47").Requests; n != 4 {
		t.Errorf("forced: got %d requests, want 4", n)
	}
	_, err = s.Import(t.Context(), tally(append(first, first[0])...), orientation.ImportOptions{})
	must(t, err) // one row more is another tally
}

func TestImportChecksTheHeader(t *testing.T) {
	s := open(t, newPath(t))
	for name, text := range map[string]string{
		"empty":      "",
		"none":       "2026-W47,HLT,INFO,,,,,,,\n",
		"name added": "name," + tallyHeader + "Fatma,2026-W47,HLT,INFO,,,,,,,\n",
		"swapped":    "topic,week,outcome,sex,age,region,language,group,priority,came_by\nHLT,2026-W47,INFO,,,,,,,\n",
		"renamed":    strings.Replace(tallyHeader, "came_by", "remark", 1) + "2026-W47,HLT,INFO,,,,,,,\n",
		"UTF-16":     "\xff\xfew\x00e\x00e\x00k\x00",
		"no rows":    tallyHeader,
		"too long":   tallyHeader + strings.Repeat("2026-W47,HLT,INFO,,,,,,,\n", 400_000),
	} {
		if _, err := s.Import(t.Context(), strings.NewReader(text), orientation.ImportOptions{}); err == nil {
			t.Errorf("%s: imported", name)
		}
	}
}

// Any bytes are either imported, and then counted in full, or refused, and then nothing is there.
func FuzzImport(f *testing.F) {
	for _, s := range []string{
		"2026-W47,HLT,INFO,F,25-34,011,fr,alone,no,poster", "2026-W47,ASY,,,,,,,,", ";;;", `"`, "2026-W47,\"HLT\n,INFO", "\x00", "\r",
	} {
		f.Add(tallyHeader + s)
		f.Add("\ufeff" + strings.ReplaceAll(tallyHeader+s, ",", ";"))
	}
	s := open(f, newPath(f))
	f.Fuzz(func(t *testing.T, text string) {
		got, err := s.Import(t.Context(), strings.NewReader(text), orientation.ImportOptions{Force: true})
		var bad *orientation.ImportError
		if errors.As(err, &bad) {
			for i, r := range bad.Rows {
				if r.Reason == "" || strings.Contains(r.Reason, "\n") || r.Line < 2 || i > 0 && r.Line <= bad.Rows[i-1].Line {
					t.Errorf("bad row %+v after %+v", r, bad.Rows[:i])
				}
			}
		}
		if (err == nil) != (got.Requests > 0) {
			t.Errorf("%d requests and %v", got.Requests, err)
		}
		for _, w := range got.Weeks {
			if counts(t, s, w.String()).Requests == 0 {
				t.Errorf("nothing was counted in %v", w)
			}
		}
	})
}
