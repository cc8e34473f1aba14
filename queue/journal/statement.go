package journal

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
)

// statements are prepared once for each file: preparing them anew for each append would cost more than
// carrying them out. Those that take a list take it as a JSON array: one statement inserts one row or a
// rush of them.
type statements struct {
	events, numbers, keys, code, jobs *sql.Stmt
	occupy, release, clock            *sql.Stmt
}

func (s *statements) prepare(ctx context.Context, db *sql.DB) (err error) {
	for _, p := range []struct {
		into **sql.Stmt
		text string
	}{
		{&s.events, `INSERT OR FAIL INTO append (first, last, number, events) VALUES (?, ?, ?, ?)`},
		{&s.numbers, `INSERT OR FAIL INTO given (first, last) VALUES (?, ?)`},
		{&s.keys, `INSERT OR FAIL INTO key (key) SELECT value FROM json_each(?)`},
		{&s.code, `INSERT OR FAIL INTO code (nonce) VALUES (?)`},
		{&s.jobs, `INSERT OR FAIL INTO job (seq) SELECT value FROM json_each(?)`},
		{&s.occupy, `INSERT OR FAIL INTO occupied (desk, number) VALUES (?, ?)`},
		{&s.release, `DELETE FROM occupied WHERE number = ?`},
		{&s.clock, `REPLACE INTO clock (id, wall) VALUES (1, ?)`},
	} {
		if *p.into, err = db.PrepareContext(ctx, p.text); err != nil { //nolint:sqlclosecheck // it ends with the file
			return err
		}
	}
	return nil
}

// insert gives a statement a list, after the values that all its rows share. An empty list writes nothing.
// The list is sorted: neighbours in a table are written at once.
func insert[T cmp.Ordered](tx *sql.Tx, s *sql.Stmt, list []T, shared ...any) error {
	if len(list) == 0 {
		return nil
	}
	slices.Sort(list)
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return execute(tx, s, append(shared, string(text))...)
}

// execute carries out a prepared statement within a transaction.
func execute(tx *sql.Tx, s *sql.Stmt, values ...any) error {
	_, err := tx.Stmt(s).Exec(values...) //nolint:sqlclosecheck // it ends with the transaction
	return err
}
