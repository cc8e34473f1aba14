package export_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"guichet/brochures/typeset"
	"guichet/queue/orientation"
	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
	"guichet/queue/statistics/statisticstest"
)

var siteKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))

var fonts = typeset.OpenFonts("")

func period(t testing.TB, name string) statistics.Period {
	t.Helper()
	p, err := statistics.ParsePeriod(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// lived is a town with two years behind it.
var lived = sync.OnceValue(func() *statisticstest.Town {
	town := statisticstest.NewTown("La Marsa", 60, 3)
	for year := 2024; year <= 2025; year++ {
		for _, w := range statistics.Year(year).Weeks() {
			town.Live(w)
		}
	}
	return town
})

// released is a period of the town; a year repeats its quarters.
func released(t testing.TB, name string) statistics.Release {
	t.Helper()
	var quarters []statistics.Release
	draft := lived().Draft(period(t, name))
	if draft.Period.Kind() == statistics.Yearly {
		for n := 1; n <= 4; n++ {
			quarters = append(quarters, lived().Draft(period(t, fmt.Sprintf("%s-Q%d", name, n))))
		}
		return draft.Repeat(quarters)
	}
	r, _, err := statistics.Gate(draft, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// written is a release in a folder.
func written(t *testing.T) (statistics.Release, string) {
	t.Helper()
	r := released(t, "2025-W45")
	dir, err := export.Write(t.TempDir(), r, fonts, siteKey)
	if err != nil {
		t.Fatal(err)
	}
	return r, dir
}

func TestWriteTwiceAndVerify(t *testing.T) {
	r, dir := written(t)
	if again, err := export.Write(filepath.Dir(dir), r, fonts, siteKey); err != nil || again != dir {
		t.Errorf("the same again: got %s, %v", again, err)
	}
	got, public, err := export.Verify(dir)
	if err != nil || !public.Equal(siteKey.Public()) || len(got.Figures) != len(r.Figures) {
		t.Errorf("got %d figures, %v", len(got.Figures), err)
	}
	other := r
	other.Figures = r.Figures[1:]
	if _, err := export.Write(filepath.Dir(dir), other, fonts, siteKey); !errors.Is(err, export.ErrExists) {
		t.Errorf("another release in its place: got %v", err)
	}
	if names, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(names) != 1 {
		t.Errorf("got %v, %v; want the folder alone", names, err)
	}
	if filepath.Base(dir) != "la-marsa-2025-W45" {
		t.Errorf("got %s", dir)
	}
}

// One changed byte anywhere, a file too many or one missing: each is noticed.
func TestTampering(t *testing.T) {
	_, dir := written(t)
	names, err := os.ReadDir(dir)
	if err != nil || len(names) != 15 {
		t.Fatalf("got %d files, %v", len(names), err)
	}
	for _, name := range names {
		path := filepath.Join(dir, name.Name())
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		changed := bytes.Clone(text)
		changed[len(changed)/2] ^= 1
		for what, damage := range map[string]func() error{
			"changed": func() error { return os.WriteFile(path, changed, 0o600) },
			"missing": func() error { return os.Remove(path) },
		} {
			if err := damage(); err != nil {
				t.Fatal(err)
			}
			if _, _, err := export.Verify(dir); !errors.Is(err, export.ErrTampered) {
				t.Errorf("%s %s: got %v", name.Name(), what, err)
			}
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "more.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := export.Verify(dir); !errors.Is(err, export.ErrTampered) {
		t.Errorf("a file too many: got %v", err)
	}
}

// A release that cannot be written leaves nothing behind.
func TestWriteNothingHalf(t *testing.T) {
	r, _ := written(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := export.Write(file, r, fonts, siteKey); err == nil {
		t.Error("a file was taken for a folder")
	}
	r.Figures = append(r.Figures, statistics.Figure{Table: "topic", Category: "NEW", Value: 10})
	dir := t.TempDir()
	if _, err := export.Write(dir, r, fonts, siteKey); err == nil || !strings.Contains(err.Error(), "NEW") {
		t.Errorf("an unknown code: got %v", err)
	}
	if names, _ := os.ReadDir(dir); len(names) != 0 {
		t.Errorf("got %v, want nothing", names)
	}
}

func TestFiles(t *testing.T) {
	r, _ := written(t)
	r.Town = "=1+1"
	files, err := export.Files(r, fonts)
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(string(files["tidy.csv"]), "\n"); first != "period,town,table,category,category2,value,flag" {
		t.Errorf("tidy.csv begins with %q", first)
	}
	for name, text := range files {
		if strings.HasSuffix(name, ".csv") && bytes.Contains(text, []byte("=1+1")) && !bytes.Contains(text, []byte("'=1+1")) {
			t.Errorf("%s holds a formula", name)
		}
		if people := strings.HasPrefix(name, "figures-") && strings.HasSuffix(name, ".csv"); people && (!bytes.HasPrefix(text, []byte("\uFEFF'=1+1")) || !bytes.Contains(text, []byte("\r\n"))) {
			t.Errorf("%s begins with %q", name, text[:20])
		}
	}
	hxl, err := export.HXL(r)
	if err != nil || !bytes.Contains(hxl, []byte("\n#date+period,#loc+town,")) {
		t.Errorf("got %q, %v", hxl[:100], err)
	}
}

// Every table and every code has a label in three languages, and every topic one theme.
func TestLabels(t *testing.T) {
	for _, p := range []string{"2025-W45", "2025-Q4", "2025"} {
		r := released(t, p)
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", p, err)
		}
		files, err := export.Files(r, fonts)
		if err != nil {
			t.Fatal(err)
		}
		for _, language := range []string{"fr", "ar", "en"} {
			for _, line := range strings.Split(string(files["figures-"+language+".csv"]), "\r\n")[2:] {
				if strings.HasPrefix(line, ";") || strings.Contains(line, ";;;;") {
					t.Errorf("%s %s: no label in %q", p, language, line)
				}
			}
		}
	}
	themes := map[string]int{}
	for _, theme := range statistics.Themes() {
		for _, topic := range theme.Topics {
			themes[topic]++
		}
	}
	for _, f := range orientation.Fields() {
		for _, topic := range f.Stored() {
			if f.Name == "topic" && themes[topic] != 1 {
				t.Errorf("topic %s is in %d themes", topic, themes[topic])
			}
		}
	}
}
