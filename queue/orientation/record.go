package orientation

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// NewKey draws 64 random bits. A session that keeps its key can hand in its [Measures] twice after a
// crash and still be counted once.
func NewKey() int64 {
	var b [8]byte
	rand.Read(b[:]) // never fails: the program ends when the system has no randomness
	return int64(binary.NativeEndian.Uint64(b[:]))
}

// Record writes the one to [MaxTopics] requests of a visit, all or none. When it returns nil they are
// on the disk, and nothing tells when they came or that they came together. Sex and age are not written
// where their combination with the language came fewer than five times in twelve weeks.
//
// Errors: those of [ValidateVisit], with nothing written; a week that is not valid; [ErrInDoubt] when
// the disk failed at the last moment; else a failure of the disk, with nothing written.
func (s *Store) Record(ctx context.Context, week Week, visit []Request) error {
	if !week.Valid() {
		return fmt.Errorf("record a visit: %v is not a week of the calendar", week)
	}
	if err := ValidateVisit(visit); err != nil {
		return fmt.Errorf("record a visit: %w", err)
	}
	var rows []row
	for _, r := range storedVisit(visit) {
		rows = append(rows, row{week: week, Request: r})
	}
	shuffle(rows)
	err := s.write(ctx, func(tx *sql.Tx) error {
		return errors.Join(stripRare(ctx, tx, rows, timesOfVisit(rows)), insert(ctx, tx, rows))
	})
	if err != nil {
		return fmt.Errorf("record a visit: %w", err)
	}
	return nil
}

// row is a request as it is stored.
type row struct {
	key  int64
	week Week
	Request
}

// shuffle gives each row a random key and puts the rows in order of it, so that even a file that
// could not be rewritten does not show their order within one write.
func shuffle(rows []row) {
	for i := range rows {
		rows[i].key = NewKey()
	}
	slices.SortFunc(rows, func(a, b row) int {
		if a.key < b.key {
			return -1
		}
		return 1
	})
}

// insert writes rows as they stand. Empty fields become NULL: only protected rows have any.
func insert(ctx context.Context, tx *sql.Tx, rows []row) (err error) {
	fields := taxonomy().Fields
	columns := make([]string, 0, len(fields))
	for _, f := range fields {
		columns = append(columns, quote(f.Name))
	}
	st, err := tx.PrepareContext(ctx, "INSERT INTO request (key, week, "+strings.Join(columns, ", ")+
		") VALUES (?, ?"+strings.Repeat(", ?", len(columns))+")")
	if err != nil {
		return fmt.Errorf("prepare to write requests: %w", err)
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	for _, r := range rows {
		values := []any{r.key, r.week.String()}
		for _, cell := range r.cells() {
			values = append(values, sql.NullString{String: *cell, Valid: *cell != ""})
		}
		if _, err := st.ExecContext(ctx, values...); err != nil {
			return fmt.Errorf("write a request: %w", err)
		}
	}
	return nil
}

// quote is a column's name in SQL: group is a word of the language.
func quote(name string) string { return `"` + name + `"` }
