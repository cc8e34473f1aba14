package orientation

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
)

// maxBins bounds a histogram.
const maxBins = 4096

// CountIssued is the name of the count of tickets issued, from which [Report] takes its visits. The
// queue decides what the other names mean.
const CountIssued = "issued"

// Measures are the figures of one session of the desk: sums and histograms, which belong to nobody.
type Measures struct {
	// Key tells one session from another and says nothing about it; see [NewKey]. Zero: draw one.
	Key  int64 `json:"-"`
	Week Week  `json:"week"`
	// Counts by name, such as issued, served, left, no_show. Not negative.
	Counts map[string]int `json:"counts"`
	// Histograms by name, such as waiting or service: how many fell into each bin, from bin 0. What
	// a bin is, is the queue's to know. An empty one is not kept.
	Histograms map[string][]int `json:"histograms"`
}

var measureName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

// validate refuses what the file could not hold, and names that could be a note about someone.
func (m Measures) validate() error {
	if !m.Week.Valid() {
		return fmt.Errorf("%v is not a week of the calendar", m.Week)
	}
	for name, n := range m.Counts {
		if !measureName.MatchString(name) || n < 0 {
			return fmt.Errorf("count %q = %d: names are a-z, 0-9 and _, at most 32; counts are not negative", clip(name), n)
		}
	}
	for name, bins := range m.Histograms {
		if !measureName.MatchString(name) || len(bins) > maxBins {
			return fmt.Errorf("histogram %q of %d bins: names are a-z, 0-9 and _, at most 32; at most %d bins", clip(name), len(bins), maxBins)
		}
		if slices.ContainsFunc(bins, func(n int) bool { return n < 0 }) {
			return fmt.Errorf("histogram %q: a bin is negative", name)
		}
	}
	return nil
}

// PutMeasures adds the figures of a session. A session whose key is already there is left as it is,
// without an error: after a crash at closing time the queue hands its figures in again.
func (s *Store) PutMeasures(ctx context.Context, m Measures) error {
	if err := m.validate(); err != nil {
		return fmt.Errorf("keep the session's measures: %w", err)
	}
	if m.Key == 0 {
		m.Key = NewKey()
	}
	if err := s.write(ctx, func(tx *sql.Tx) error { return putMeasures(ctx, tx, m) }); err != nil {
		return fmt.Errorf("keep the session's measures: %w", err)
	}
	return nil
}

func putMeasures(ctx context.Context, tx *sql.Tx, m Measures) error {
	done, err := tx.ExecContext(ctx, "INSERT INTO session (key, week) VALUES (?, ?) ON CONFLICT DO NOTHING", m.Key, m.Week.String())
	if err != nil {
		return err
	}
	if added, err := done.RowsAffected(); err != nil || added == 0 {
		return err
	}
	for name, n := range m.Counts {
		if _, err := tx.ExecContext(ctx, "INSERT INTO session_count VALUES (?, ?, ?)", m.Key, name, n); err != nil {
			return err
		}
	}
	for name, bins := range m.Histograms {
		for bin, n := range bins {
			if n == 0 && bin < len(bins)-1 { // most are; the last is kept, for the length
				continue
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO session_bin VALUES (?, ?, ?, ?)", m.Key, name, bin, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// Measures are the sessions of the weeks from and to, both included, in order of weeks. The order
// within a week is no order of time.
func (s *Store) Measures(ctx context.Context, from, to Week) ([]Measures, error) {
	var all []Measures
	err := collect(ctx, s.db, &all, scanSession,
		"SELECT key, week FROM session WHERE week BETWEEN ? AND ? ORDER BY week, key", from.String(), to.String())
	if err != nil {
		return nil, fmt.Errorf("read the sessions of %v to %v: %w", from, to, err)
	}
	for i := range all {
		if err := s.fill(ctx, &all[i]); err != nil {
			return nil, fmt.Errorf("read a session of %v: %w", all[i].Week, err)
		}
	}
	return all, nil
}

func scanSession(r scanner, m *Measures) error {
	var week string
	if err := r.Scan(&m.Key, &week); err != nil {
		return err
	}
	return m.Week.UnmarshalText([]byte(week))
}

// named is one row of a count or of a histogram.
type named struct {
	name   string
	bin, n int
}

func scanNamed(r scanner, n *named) error { return r.Scan(&n.name, &n.bin, &n.n) }

// fill reads the figures of one session.
func (s *Store) fill(ctx context.Context, m *Measures) error {
	var counts, bins []named
	if err := collect(ctx, s.db, &counts, scanNamed,
		"SELECT name, 0, count FROM session_count WHERE session = ?", m.Key); err != nil {
		return err
	}
	if err := collect(ctx, s.db, &bins, scanNamed,
		"SELECT name, bin, count FROM session_bin WHERE session = ? ORDER BY name, bin", m.Key); err != nil {
		return err
	}
	m.Counts, m.Histograms = map[string]int{}, map[string][]int{}
	for _, c := range counts {
		m.Counts[c.name] = c.n
	}
	for _, b := range bins {
		m.Histograms[b.name] = set(m.Histograms[b.name], b)
	}
	return nil
}

// set puts a bin in its place; those before it that are not stored are zero.
func set(bins []int, b named) []int {
	for len(bins) <= b.bin {
		bins = append(bins, 0)
	}
	bins[b.bin] = b.n
	return bins
}

// Histogram sums one histogram over the latest sessions, at least lastN of them where there are as
// many: sessions are known by their week only, so a week is taken whole or not at all. It returns
// nil when there is none.
func (s *Store) Histogram(ctx context.Context, name string, lastN int) ([]int, error) {
	var sum []named
	err := collect(ctx, s.db, &sum, scanNamed, `
		SELECT name, bin, sum(count) FROM session_bin JOIN session ON session.key = session_bin.session
		WHERE name = ?1 AND week IN (SELECT week FROM session ORDER BY week DESC LIMIT ?2)
		GROUP BY bin ORDER BY bin`, name, max(lastN, 0))
	if err != nil {
		return nil, fmt.Errorf("sum the histogram %s: %w", clip(name), err)
	}
	var bins []int
	for _, b := range sum {
		bins = set(bins, b)
	}
	return bins, nil
}

// sumCounts adds the counts of sessions by name.
func sumCounts(sessions []Measures) map[string]int {
	sum := map[string]int{}
	for _, m := range sessions {
		for name, n := range m.Counts {
			sum[name] += n
		}
	}
	return sum
}
