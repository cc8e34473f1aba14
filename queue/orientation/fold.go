package orientation

import (
	"context"
	"database/sql"
	"fmt"
)

// Fold turns the requests of a quarter, the weeks from first to last, into counts, and deletes them:
// by each field alone and week, and by each of the pairs of fields together and quarter. The file is
// rewritten afterwards, so that the rows are nowhere in it. It gives how many there were. Requests that
// come later for the same weeks can be folded again; the counts add up.
func (s *Store) Fold(ctx context.Context, first, last Week, pairs [][2]string) (int, error) {
	rows := 0
	err := s.write(ctx, func(tx *sql.Tx) error {
		for _, f := range taxonomy().Fields {
			if err := foldOne(ctx, tx, f.Name, first, last); err != nil {
				return err
			}
		}
		for _, p := range pairs {
			if err := foldTwo(ctx, tx, p, first, last); err != nil {
				return err
			}
		}
		done, err := tx.ExecContext(ctx, "DELETE FROM request WHERE week BETWEEN ? AND ?", first.String(), last.String())
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		rows = int(n)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("fold the requests of %v to %v: %w", first, last, err)
	}
	return rows, nil
}

func foldOne(ctx context.Context, tx *sql.Tx, field string, first, last Week) error {
	column := quote(field)
	_, err := tx.ExecContext(ctx, `INSERT INTO count_one SELECT week, ?, `+column+`, count(*) FROM request
		WHERE week BETWEEN ? AND ? AND `+column+` IS NOT NULL GROUP BY week, `+column+`
		ON CONFLICT DO UPDATE SET count = count + excluded.count`, field, first.String(), last.String())
	return err
}

func foldTwo(ctx context.Context, tx *sql.Tx, pair [2]string, first, last Week) error {
	a, b := quote(pair[0]), quote(pair[1])
	_, err := tx.ExecContext(ctx, `INSERT INTO count_two SELECT ?1, ?2, ?3, `+a+`, `+b+`, count(*) FROM request
		WHERE week BETWEEN ?1 AND ?4 AND `+a+` IS NOT NULL AND `+b+` IS NOT NULL GROUP BY `+a+`, `+b+`
		ON CONFLICT DO UPDATE SET count = count + excluded.count`, first.String(), pair[0], pair[1], last.String())
	return err
}

// Oldest is the week of the oldest request that is still a row, and the newest week of anything that
// was recorded; the zero week where there is none.
func (s *Store) Oldest(ctx context.Context) (oldest, newest Week, err error) {
	var a, b sql.NullString
	err = s.db.QueryRowContext(ctx, `SELECT (SELECT min(week) FROM request),
		(SELECT max(week) FROM (SELECT max(week) AS week FROM request UNION ALL SELECT max(week) FROM session
			UNION ALL SELECT max(week) FROM count_one UNION ALL SELECT max(week) FROM brochure))`).Scan(&a, &b)
	if err != nil {
		return Week{}, Week{}, fmt.Errorf("look for the oldest request: %w", err)
	}
	oldest, _ = ParseWeek(a.String) // the zero week, where there is none
	newest, _ = ParseWeek(b.String)
	return oldest, newest, nil
}

// Forget deletes every count, measure and tally of the weeks before one, and gives how many entries there
// were. What was published stays.
func (s *Store) Forget(ctx context.Context, before Week) (int, error) {
	var entries int
	find := `SELECT (SELECT count(*) FROM count_one WHERE week < ?1) + (SELECT count(*) FROM session WHERE week < ?1) +
		(SELECT count(*) FROM brochure WHERE week < ?1) + (SELECT count(*) FROM count_two WHERE quarter < ?1) +
		(SELECT count(*) FROM tally WHERE week < ?1)`
	if err := s.db.QueryRowContext(ctx, find, before.String()).Scan(&entries); err != nil || entries == 0 {
		return 0, err
	}
	err := s.write(ctx, func(tx *sql.Tx) error {
		for _, statement := range []string{
			"DELETE FROM count_one WHERE week < ?", "DELETE FROM count_two WHERE quarter < ?",
			"DELETE FROM brochure WHERE week < ?", "DELETE FROM tally WHERE week < ?",
			"DELETE FROM session_count WHERE session IN (SELECT key FROM session WHERE week < ?)",
			"DELETE FROM session_bin WHERE session IN (SELECT key FROM session WHERE week < ?)",
			"DELETE FROM session WHERE week < ?",
		} {
			if _, err := tx.ExecContext(ctx, statement, before.String()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("forget what is older than %v: %w", before, err)
	}
	return entries, nil
}
