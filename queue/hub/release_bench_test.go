package hub_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"guichet/brochures/typeset"
	"guichet/queue/hub"
	"guichet/queue/orientation"
	"guichet/queue/site"
	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
	"guichet/queue/statistics/statisticstest"
)

// A week is released and everything of it is written, in a town's first year and after ten. The two
// must not differ by much: what a town lived through is no reason to wait.
func BenchmarkWeeklyRelease(b *testing.B) {
	for name, years := range map[string]int{"first year": 1, "after ten years": 10} {
		b.Run(name, func(b *testing.B) { benchmarkRelease(b, years) })
	}
}

func benchmarkRelease(b *testing.B, years int) {
	past := livedFor(b, years)
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	fonts := typeset.OpenFonts("")
	week := statistics.OneWeek(orientation.Week{Year: 2035, Number: 45})
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		if err := os.WriteFile(filepath.Join(dir, hub.StatsFile), past, 0o600); err != nil {
			b.Fatal(err)
		}
		a, err := hub.Start(b.Context(), dir, site.Demonstration(), func() time.Time { return time.Date(2035, 11, 14, 9, 0, 0, 0, time.UTC) })
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		r, _, err := a.Release(b.Context(), week)
		if err == nil {
			_, err = export.Write(filepath.Join(dir, "stick"), r, fonts, key)
		}
		b.StopTimer()
		if err != nil || len(r.Figures) < 50 {
			b.Fatalf("%d figures, %v", len(r.Figures), err)
		}
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// livedFor is the stats.db of a town that ends with the autumn of 2035.
func livedFor(b *testing.B, years int) []byte {
	b.Helper()
	path := filepath.Join(b.TempDir(), hub.StatsFile)
	s, err := orientation.Open(path, orientation.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		b.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	var quarter []statistics.Release
	town := statisticstest.NewTown(site.Demonstration().Town, 45, 3)
	for year := 2036 - years; year <= 2035; year++ {
		for _, w := range statistics.Year(year).Weeks() {
			if w.Year == 2035 && w.Number > 45 {
				continue
			}
			town.Live(w)
			remember(b, tx, town, w, &quarter)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	return text
}

// remember writes a week of the town as a desk leaves it: a session, requests, and its release.
func remember(b *testing.B, tx *sql.Tx, town *statisticstest.Town, w orientation.Week, quarter *[]statistics.Release) {
	b.Helper()
	exec := func(statement string, args ...any) {
		if _, err := tx.Exec(statement, args...); err != nil {
			b.Fatal(err)
		}
	}
	counts := town.Counts(statistics.OneWeek(w))
	key := orientation.NewKey()
	exec("INSERT INTO session VALUES (?, ?)", key, w.String())
	for _, name := range []string{"waiting", "service", "busy", "estimate_error"} {
		for bin := 5; bin < 25; bin++ { // as many as a day fills
			exec("INSERT INTO session_bin VALUES (?, ?, ?, ?)", key, name, bin, counts.Measures["end"]["served"]/40)
		}
	}
	for name, n := range map[string]int{
		"served": counts.Measures["end"]["served"], "abandoned": counts.Measures["end"]["left"], "no_show": counts.Measures["end"]["no_show"],
		"told": counts.Measures["end"]["served"] / 2, "truthful": counts.Measures["end"]["served"] / 3,
	} {
		exec("INSERT INTO session_count VALUES (?, ?, ?)", key, name, n)
	}
	if w.Year == 2035 && w.Number > 39 { // older quarters are folded
		for _, r := range town.Weeks[w] {
			rest := []any{orientation.NewKey(), w.String(), r["topic"]}
			for _, field := range []string{"outcome", "sex", "age", "region", "language", "group", "", "came_by"} {
				rest = append(rest, column(r, field))
			}
			exec("INSERT INTO request VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rest...)
		}
	} else {
		for field, codes := range counts.Requests {
			for code, n := range codes {
				exec("INSERT INTO count_one VALUES (?, ?, ?, ?)", w.String(), field, code, n)
			}
		}
	}
	if w.Year == 2035 && w.Number == 45 {
		return
	}
	r := town.Draft(statistics.OneWeek(w))
	if w.Year == 2035 && w.Number > 39 { // only the quarter's weeks meet the new one
		var err error
		if r, _, err = statistics.Gate(r, *quarter); err != nil {
			b.Fatal(err)
		}
		*quarter = append(*quarter, r)
	}
	document, err := json.Marshal(r)
	if err != nil {
		b.Fatal(err)
	}
	sum := sha256.Sum256(document)
	exec("INSERT INTO released VALUES (?, 1, ?, ?)", w.String(), sum[:], string(document))
}

// column is a request's code for a field; a protected one has none.
func column(r map[string]string, field string) any {
	switch {
	case r["topic"] == orientation.Protection:
		return nil
	case field == "":
		return orientation.NotStated
	default:
		return r[field]
	}
}
