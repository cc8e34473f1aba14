package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
)

// statements are prepared once for each file, on the one connection that writes: preparing them anew for each
// append, the beginning and the end of its transaction too, would cost more than carrying them out. Those that
// take a list take it as a JSON array: one statement inserts one row or a rush of them.
type statements struct {
	begin, commit, rollback     *sql.Stmt
	events, numbers, keys, code *sql.Stmt
	occupy, release, clock, job *sql.Stmt

	all []*sql.Stmt
}

func (s *statements) prepare(ctx context.Context, writer *sql.Conn) (err error) {
	for _, p := range []struct {
		into **sql.Stmt
		text string
	}{
		{&s.begin, `BEGIN IMMEDIATE`},
		{&s.commit, `COMMIT`},
		{&s.rollback, `ROLLBACK`},
		{&s.events, `INSERT OR FAIL INTO append (first, last, number, events) VALUES (?, ?, ?, ?)`},
		{&s.numbers, `INSERT OR FAIL INTO given (first, last) VALUES (?, ?)`},
		{&s.keys, `INSERT OR FAIL INTO key (key) SELECT value FROM json_each(?)`},
		{&s.code, `INSERT OR FAIL INTO code (nonce) VALUES (?)`},
		{&s.occupy, `INSERT OR FAIL INTO occupied (desk, number) VALUES (?, ?)`},
		{&s.release, `DELETE FROM occupied WHERE number = ?`},
		{&s.clock, `REPLACE INTO clock (id, wall) VALUES (1, ?)`},
		{&s.job, `REPLACE INTO job (seq, state, printed, copies, reason) VALUES (?, ?, ?, ?, ?)`},
	} {
		if *p.into, err = writer.PrepareContext(ctx, p.text); err != nil { //nolint:sqlclosecheck // close does
			return err
		}
		s.all = append(s.all, *p.into)
	}
	return nil
}

// close ends the statements. A connection that still has one is not closed by closing it: an erased journal would stay on
// the disk, without a name, as long as the program runs.
func (s *statements) close() error {
	var all error
	for _, p := range s.all {
		all = errors.Join(all, p.Close())
	}
	return all
}

// insert gives a statement a list. An empty list writes nothing. The list is sorted: neighbours in a table
// are written at once.
func insert(s *sql.Stmt, list []string) error {
	if len(list) == 0 {
		return nil
	}
	slices.Sort(list)
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return execute(s, string(text))
}

// execute carries out a prepared statement. No context: whoever goes away leaves nothing half done.
func execute(s *sql.Stmt, values ...any) error {
	_, err := s.Exec(values...)
	return err
}
