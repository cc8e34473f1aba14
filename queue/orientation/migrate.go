package orientation

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// applicationID marks the file as ours, for us and for the file command: "GCHT".
const applicationID = 0x47434854

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the texts that bring a file from version 0 to the newest, in order: entry i leads to
// version i+1. The files are numbered from 0001 without a gap.
func migrations() ([]string, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql") // sorted
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	var steps []string
	for i, name := range names {
		if !strings.HasPrefix(path.Base(name), fmt.Sprintf("%04d_", i+1)) {
			return nil, fmt.Errorf("migration %s: expected number %d", name, i+1)
		}
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read migration: %w", err)
		}
		steps = append(steps, string(text))
	}
	return steps, nil
}

func newestVersion() (int, error) {
	steps, err := migrations()
	return len(steps), err
}

// migrate runs the steps that the file has not seen, each in a transaction of its own together with
// the version it leads to: after a crash the file is before a step or after it.
func migrate(ctx context.Context, db *sql.DB, steps []string) error {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("read the file's version: %w", err)
	}
	for ; version < len(steps); version++ {
		err := transact(ctx, db, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, steps[version]); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+1))
			return err
		})
		if err != nil {
			return fmt.Errorf("bring the file to version %d: %w", version+1, err)
		}
	}
	return nil
}
