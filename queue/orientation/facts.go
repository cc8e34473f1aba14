package orientation

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrBackwards says that a session was put that is older than the last one. The queue's day never
// goes back, whatever the clock does.
var ErrBackwards = errors.New("before the last session")

// checkDay holds a day to the form 2026-11-23, so that nothing finer than a date gets in.
func checkDay(day string) error {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fmt.Errorf("day %q: not a date like 2026-11-23", clip(day))
	}
	return nil
}

// LastSession is the day (2026-11-23), serial within that day and letter index of the last session
// that was put. Before the first, it is "", 0, 0.
func (s *Store) LastSession(ctx context.Context) (day string, serial, letterIndex int, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT day, serial, letter FROM last_session").Scan(&day, &serial, &letterIndex)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", 0, 0, fmt.Errorf("read the last session: %w", err)
	}
	return day, serial, letterIndex, nil
}

// PutLastSession keeps the day, serial and letter index of a session, and drops the spent codes of
// earlier days. It fails with [ErrBackwards] when the day, or the serial on the same day, is lower
// than the last; the same again is not an error.
func (s *Store) PutLastSession(ctx context.Context, day string, serial, letterIndex int) error {
	if err := checkDay(day); err != nil {
		return fmt.Errorf("keep the last session: %w", err)
	}
	err := s.write(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `INSERT INTO last_session (one, day, serial, letter) VALUES (1, ?, ?, ?)
			ON CONFLICT DO UPDATE SET day = excluded.day, serial = excluded.serial, letter = excluded.letter
			WHERE (excluded.day, excluded.serial) >= (day, serial)`, day, serial, letterIndex)
		if err != nil {
			return err
		}
		if kept, err := done.RowsAffected(); err != nil || kept == 0 {
			return errors.Join(err, fmt.Errorf("%s number %d: %w", day, serial, ErrBackwards))
		}
		return purgeSpent(ctx, tx, day)
	})
	if err != nil {
		return fmt.Errorf("keep the last session: %w", err)
	}
	return nil
}

// Spent are the come-back codes used on a day, in the order of the alphabet.
func (s *Store) Spent(ctx context.Context, day string) ([]string, error) {
	var codes []string
	err := collect(ctx, s.db, &codes, func(r scanner, code *string) error { return r.Scan(code) },
		"SELECT code FROM spent WHERE day = ? ORDER BY code", day)
	if err != nil {
		return nil, fmt.Errorf("read the spent codes: %w", err)
	}
	return codes, nil
}

// PutSpent adds come-back codes to those used on a day, and drops those of earlier days. A code is 1
// to 64 characters; one that is there already is not an error.
func (s *Store) PutSpent(ctx context.Context, day string, codes []string) error {
	if err := checkDay(day); err != nil {
		return fmt.Errorf("keep spent codes: %w", err)
	}
	err := s.write(ctx, func(tx *sql.Tx) error {
		for _, code := range codes {
			_, err := tx.ExecContext(ctx, "INSERT INTO spent (day, code) VALUES (?, ?) ON CONFLICT DO NOTHING", day, code)
			if err != nil {
				return err
			}
		}
		return purgeSpent(ctx, tx, day)
	})
	if err != nil {
		return fmt.Errorf("keep spent codes: %w", err)
	}
	return nil
}

func purgeSpent(ctx context.Context, tx *sql.Tx, day string) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM spent WHERE day < ?", day)
	return err
}
