package journal

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"guichet/queue"
)

// Read verifies a journal and gives its events and its mark, without the right to write to either: what
// an examination may do to evidence. Errors are those of [Open].
func Read(ctx context.Context, path string) ([]queue.Event, Mark, error) {
	var events []queue.Event
	err := examine(ctx, path, func(db *sql.DB) (err error) {
		events, err = since(ctx, db, 0)
		return err
	})
	if err != nil {
		return nil, Mark{}, fmt.Errorf("read journal %s: %w", filepath.Base(path), err)
	}
	mark, err := ReadMark(path)
	return events, mark, err
}

// examine verifies a file that is there, and lets it be read, without the right to write to it: closing
// one that could move its log into a file that is not ours to change.
func examine(ctx context.Context, path string, read func(*sql.DB) error) error {
	settings := "mode=ro&_pragma=query_only(1)&_pragma=cell_size_check(1)"
	if _, err := os.Stat(path + "-wal"); errors.Is(err, os.ErrNotExist) {
		settings += "&immutable=1" // it has no log, and none is made beside it to read it
	}
	dsn := (&url.URL{Scheme: "file", Path: path, RawQuery: settings}).String()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	version, err := readVersion(ctx, db)
	var verdict string
	if err == nil {
		err = db.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&verdict)
	}
	if err == nil && verdict != "ok" {
		err = fmt.Errorf("%w: %s", ErrDamaged, verdict)
	}
	if err == nil && version > 0 {
		err = read(db)
	}
	return errors.Join(classify(err), db.Close())
}

// since reads the events after a given one from a file's appends.
func since(ctx context.Context, db *sql.DB, after queue.Seq) ([]queue.Event, error) {
	found, err := db.QueryContext(ctx, `SELECT events FROM append WHERE last > ? ORDER BY last`, after)
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", classify(err))
	}
	defer found.Close() //nolint:errcheck // found.Err has said it
	var events []queue.Event
	for found.Next() {
		var lines sql.RawBytes
		if err := found.Scan(&lines); err != nil {
			return nil, fmt.Errorf("read journal: %w", classify(err))
		}
		if events, err = decode(events, lines, after); err != nil {
			return nil, fmt.Errorf("%w: after event %d: %w", ErrDamaged, after+queue.Seq(len(events)), err)
		}
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("read journal: %w", classify(err))
	}
	return events, nil
}

// decode adds the events of one append that come after a given one.
func decode(events []queue.Event, lines []byte, after queue.Seq) ([]queue.Event, error) {
	for decoder := json.NewDecoder(bytes.NewReader(lines)); decoder.More(); {
		var e queue.Event
		if err := decoder.Decode(&e); err != nil {
			return events, err
		}
		if e.Seq > after {
			events = append(events, e)
		}
	}
	return events, nil
}
