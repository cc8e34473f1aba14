package orientation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Examine verifies a file as [Store.Check] does and gives the day of the last session, empty before the
// first, without the right to write to the file. Nobody else may have the file open. Errors are those of [Open]; [fs.ErrNotExist] when there is
// none.
func Examine(ctx context.Context, path string) (day string, err error) {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return "", fmt.Errorf("examine %s: nothing recorded here yet: %w", path, errors.Join(err, fs.ErrNotExist))
	}
	settings := []string{"mode=ro", "_pragma=query_only(1)"}
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		settings = append(settings, "immutable=1") // it has no log, and none is made beside it to read it
	}
	db, err := connect(path, settings...)
	if err != nil {
		return "", err
	}
	s := &Store{path: path, db: db}
	if day, err = s.examine(ctx); err != nil {
		err = fmt.Errorf("examine %s: %w", path, explain(err))
	}
	return day, errors.Join(err, db.Close())
}

func (s *Store) examine(ctx context.Context) (day string, err error) {
	version, err := identify(ctx, s.db)
	if err != nil {
		return "", err
	}
	if err := check(ctx, s.db); err != nil {
		return "", err
	}
	newest, err := newestVersion()
	if err != nil || version < newest {
		return "", err // an older layout: the next start brings it up to date, and then the day is known
	}
	day, _, _, err = s.LastSession(ctx)
	return day, err
}
