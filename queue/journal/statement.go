package journal

import (
	"context"
	"database/sql"
	"errors"
)

// statements are prepared once for each file, on the one connection that writes: preparing them anew for each
// append, the beginning and the end of its transaction too, would cost more than carrying them out. Keys come as
// a JSON array: one statement inserts one or a rush of them. What may be long comes as bytes, which need not be copied
// to become a text.
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
		{&s.events, `INSERT OR FAIL INTO append (first, last, number, events) VALUES (?, ?, ?, CAST(? AS TEXT))`},
		{&s.numbers, `INSERT OR FAIL INTO given (first, last) VALUES (?, ?)`},
		{&s.keys, `INSERT OR FAIL INTO key (key) SELECT value FROM json_each(CAST(? AS TEXT))`},
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

// execute carries out a prepared statement. No context: whoever goes away leaves nothing half done.
func execute(s *sql.Stmt, values ...any) error {
	_, err := s.Exec(values...)
	return err
}
