package statistics_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

var siteKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))

// written is a release in a folder.
func written(t *testing.T) (statistics.Release, string) {
	t.Helper()
	town, _ := lived(t)
	r, _, err := statistics.Gate(town.draft(period(t, "2025-W45")), nil)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := statistics.Write(t.TempDir(), r, siteKey)
	if err != nil {
		t.Fatal(err)
	}
	return r, dir
}

func TestWriteTwiceAndVerify(t *testing.T) {
	r, dir := written(t)
	if again, err := statistics.Write(filepath.Dir(dir), r, siteKey); err != nil || again != dir {
		t.Errorf("the same again: got %s, %v", again, err)
	}
	got, public, err := statistics.Verify(dir)
	if err != nil || !public.Equal(siteKey.Public()) || len(got.Figures) != len(r.Figures) {
		t.Errorf("got %d figures, %v", len(got.Figures), err)
	}
	other := r
	other.Figures = r.Figures[1:]
	if _, err := statistics.Write(filepath.Dir(dir), other, siteKey); !errors.Is(err, statistics.ErrExists) {
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
	if err != nil || len(names) != 8 {
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
			if _, _, err := statistics.Verify(dir); !errors.Is(err, statistics.ErrTampered) {
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
	if _, _, err := statistics.Verify(dir); !errors.Is(err, statistics.ErrTampered) {
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
	if _, err := statistics.Write(file, r, siteKey); err == nil {
		t.Error("a file was taken for a folder")
	}
	r.Figures = append(r.Figures, statistics.Figure{Table: "topic", Category: "NEW", Value: 10})
	dir := t.TempDir()
	if _, err := statistics.Write(dir, r, siteKey); err == nil || !strings.Contains(err.Error(), "NEW") {
		t.Errorf("an unknown code: got %v", err)
	}
	if names, _ := os.ReadDir(dir); len(names) != 0 {
		t.Errorf("got %v, want nothing", names)
	}
}

func TestFiles(t *testing.T) {
	r, _ := written(t)
	r.Town = "=1+1"
	files, err := statistics.Files(r)
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
		if people := strings.HasPrefix(name, "figures-"); people && (!bytes.HasPrefix(text, []byte("\uFEFF'=1+1")) || !bytes.Contains(text, []byte("\r\n"))) {
			t.Errorf("%s begins with %q", name, text[:20])
		}
	}
	hxl, err := statistics.HXL(r)
	if err != nil || !bytes.Contains(hxl, []byte("\n#date+period,#loc+town,")) {
		t.Errorf("got %q, %v", hxl[:100], err)
	}
}

// Every table and every code has a label in three languages, and every topic one theme.
func TestLabels(t *testing.T) {
	town, _ := lived(t)
	for _, p := range []string{"2025-W45", "2025-Q4", "2025"} {
		r := town.draft(period(t, p))
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", p, err)
		}
		files, err := statistics.Files(r)
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
