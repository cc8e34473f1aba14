package journal

import (
	"context"
	"database/sql"
	"strings"
)

// statements are prepared once for each file: preparing them anew for each event would cost more than
// carrying them out.
type statements struct {
	event, ticket, job     inserter
	occupy, release, clock *sql.Stmt
}

func (s *statements) prepare(ctx context.Context, db *sql.DB) (err error) {
	for _, i := range []struct {
		into      *inserter
		text, row string
	}{
		{&s.event, `INSERT INTO event (seq, kind, body) VALUES `, `(?, ?, ?)`},
		{&s.ticket, `INSERT INTO ticket (number, seq, key, code) VALUES `, `(?, ?, nullif(?, ''), nullif(?, ''))`},
		{&s.job, `INSERT INTO job (seq, kind) VALUES `, `(?, ?)`},
	} {
		if err := i.into.prepare(ctx, db, i.text, i.row); err != nil {
			return err
		}
	}
	for _, p := range []struct {
		into **sql.Stmt
		text string
	}{
		{&s.occupy, `INSERT INTO occupied (desk, number) VALUES (?, ?)`},
		{&s.release, `DELETE FROM occupied WHERE number = ?`},
		{&s.clock, `REPLACE INTO clock (id, wall) VALUES (1, ?)`},
	} {
		if *p.into, err = db.PrepareContext(ctx, p.text); err != nil { //nolint:sqlclosecheck // it ends with the file
			return err
		}
	}
	return nil
}

// rowsAtOnce is how many rows one statement inserts in a rush: sixty-four issuers then wait for eight
// statements a table, not for sixty-four.
const rowsAtOnce = 8

// inserter inserts one row, or rowsAtOnce, into a table.
type inserter struct{ one, many *sql.Stmt }

func (i *inserter) prepare(ctx context.Context, db *sql.DB, text, row string) (err error) {
	if i.one, err = db.PrepareContext(ctx, text+row); err != nil {
		return err
	}
	i.many, err = db.PrepareContext(ctx, text+strings.Repeat(row+",", rowsAtOnce-1)+row)
	return err
}

// bulk is rows on their way into a table.
type bulk struct {
	values []any
	width  int
}

func (b *bulk) add(row ...any) {
	b.width = len(row)
	b.values = append(b.values, row...)
}

// insert writes all rows, as many at once as can be.
func (b *bulk) insert(tx *sql.Tx, into inserter) error {
	for rest := b.values; len(rest) > 0; {
		statement, n := into.one, b.width
		if len(rest) >= rowsAtOnce*b.width {
			statement, n = into.many, rowsAtOnce*b.width
		}
		if _, err := tx.Stmt(statement).Exec(rest[:n]...); err != nil { //nolint:sqlclosecheck // it ends with the transaction
			return err
		}
		rest = rest[n:]
	}
	return nil
}
