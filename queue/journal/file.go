package journal

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"guichet/queue"
)

// Errors that a caller tells apart.
var (
	// ErrConflict says that somebody else has appended since the expected event.
	ErrConflict = errors.New("the journal has moved on")
	// ErrTaken says that a second lock held: a number, a key or a desk is taken already.
	ErrTaken = errors.New("taken already")
	// ErrFull says that the disk has no room; nothing was written.
	ErrFull = errors.New("the disk is full")
	// ErrReadOnly says that the disk cannot be written to; nothing was written.
	ErrReadOnly = errors.New("the disk is read-only")
	// ErrStopped says that the disk failed: the file must be closed and opened again.
	ErrStopped = errors.New("the journal stopped after a disk error")
	// ErrDamaged says that a file is not a whole journal.
	ErrDamaged = errors.New("the journal is damaged")
	// ErrNewer says that a newer program wrote the file.
	ErrNewer = errors.New("the journal was written by a newer version of Guichet")
)

// File is the journal of one session. Its methods may be called from many goroutines.
type File struct {
	// Now is the wall clock, kept with each append; time.Now unless set before the first one.
	Now func() time.Time

	path       string
	db         *sql.DB   // for reading
	writer     *sql.Conn // the one connection that writes
	statements statements

	mu      sync.Mutex
	mark    *markFile
	head    queue.Seq
	last    queue.Number
	wall    int64 // what the clock says in the file, in seconds; zero until the first append
	stopped error
	batch   batch
	grown   chan struct{} // closed and replaced at each append

	appended chan struct{} // tells that there was an append
	ended    chan struct{} // closed when the log is no longer kept
	closing  sync.Once
	closed   error
}

// applicationID marks our files ("GUJ1"), schemaVersion what this program can read.
const (
	applicationID = 0x47554a31
	schemaVersion = 1
)

//go:embed migrations/*.sql
var migrations embed.FS

// pragmas hold for every connection.
const pragmas = "_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=foreign_keys(1)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=secure_delete(ON)" +
	"&_pragma=temp_store(MEMORY)&_pragma=wal_autocheckpoint(" + logFrames + ")&_dqs=0"

// Open opens the journal at path, creates it if there is none, and verifies it: a damaged file is
// [ErrDamaged], a newer one [ErrNewer], and neither is touched. The mark lies beside it.
func Open(ctx context.Context, path string) (*File, error) {
	if _, err := os.Stat(path); err == nil {
		if err := examine(ctx, path, func(*sql.DB) error { return nil }); err != nil {
			return nil, fmt.Errorf("open journal %s: %w", filepath.Base(path), err)
		}
	}
	if err := create(ctx, path); err != nil {
		return nil, fmt.Errorf("create journal: %w", classify(err))
	}
	dsn := (&url.URL{Scheme: "file", Path: path, RawQuery: pragmas}).String()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	db.SetMaxOpenConns(2) // the writer and a reader
	j := &File{
		Now: time.Now, path: path, db: db, grown: make(chan struct{}),
		appended: make(chan struct{}, 1), ended: make(chan struct{}),
	}
	if err := j.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open journal %s: %w", filepath.Base(path), err), db.Close())
	}
	if j.mark, err = openMark(path + markSuffix); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	go j.keepLog(dsn)
	if err := syncFolder(path); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

// create makes a journal that is not there, under another name until it is whole: a file that the power
// left half made could not be told from a damaged one.
func create(ctx context.Context, path string) error {
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	draft := path + draftSuffix
	if err := errors.Join(Erase(draft), touch(draft)); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: draft, RawQuery: pragmas}).String())
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	// Closing the only connection moves the log into the file and removes it.
	if err := errors.Join(migrate(ctx, db), db.Close()); err != nil {
		return err
	}
	if err := os.Rename(draft, path); err != nil {
		return err
	}
	return syncFolder(path)
}

// draftSuffix ends the name of a journal that is being made.
const draftSuffix = ".new"

// touch makes an empty file that its owner alone reads; SQLite gives its log the same mode.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (j *File) prepare(ctx context.Context) error {
	if err := migrate(ctx, j.db); err != nil {
		return classify(err)
	}
	err := j.db.QueryRowContext(ctx, `SELECT last, number FROM append ORDER BY last DESC LIMIT 1`).Scan(&j.head, &j.last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return classify(err)
	}
	if j.writer, err = j.db.Conn(ctx); err != nil {
		return classify(err)
	}
	return classify(j.statements.prepare(ctx, j.writer))
}

// readVersion is the format of a file: zero for an empty one. What this program cannot read is an error.
func readVersion(ctx context.Context, db *sql.DB) (int, error) {
	var id, version int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	switch {
	case version > schemaVersion:
		return 0, fmt.Errorf("%w (its format is %d, this program knows %d): install the newer version again", ErrNewer, version, schemaVersion)
	case version > 0 && id != applicationID:
		return 0, fmt.Errorf("%w: it is another program's file", ErrDamaged)
	}
	return version, nil
}

// migrate brings a file to this program's version, each step in a transaction of its own.
func migrate(ctx context.Context, db *sql.DB) error {
	version, err := readVersion(ctx, db)
	if err != nil {
		return err
	}
	for v := version + 1; v <= schemaVersion; v++ {
		if err := step(ctx, db, v); err != nil {
			return fmt.Errorf("migrate to format %d: %w", v, err)
		}
	}
	return nil
}

func step(ctx context.Context, db *sql.DB, version int) error {
	text, err := migrations.ReadFile(fmt.Sprintf("migrations/%03d.sql", version))
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it has nothing to say
	settings := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version)
	if _, err := tx.ExecContext(ctx, string(text)+settings); err != nil {
		return err
	}
	return tx.Commit()
}

// Path is the file's path.
func (j *File) Path() string { return j.path }

// Head is the last event's number.
func (j *File) Head() queue.Seq {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.head
}

// Mark is the high-water mark: what may have been acknowledged. Above [File.Head] after a crash or damage.
func (j *File) Mark() Mark {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.mark.mark
}

// Close moves the log into the file and closes both. Closing again does nothing.
func (j *File) Close() error {
	j.closing.Do(func() { j.closed = j.close() })
	return j.closed
}

func (j *File) close() error {
	close(j.appended)
	<-j.ended
	err := errors.Join(j.statements.close(), j.writer.Close())
	if _, moved := j.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); moved != nil {
		err = errors.Join(err, fmt.Errorf("close journal: %w", classify(moved)))
	}
	return errors.Join(err, j.db.Close(), j.mark.close())
}

// Erase unlinks a closed journal with all that lies beside it, also one that was never finished.
func Erase(path string) error {
	var all error
	for _, suffix := range besides {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			all = errors.Join(all, fmt.Errorf("erase journal: %w", err))
		}
	}
	return errors.Join(all, syncFolder(path))
}

// besides end the names of a journal and of what may lie beside it.
var besides = []string{"", "-wal", "-shm", "-journal", markSuffix, draftSuffix, draftSuffix + "-wal", draftSuffix + "-shm", draftSuffix + "-journal"}

// syncFolder makes the names of the files beside path durable.
func syncFolder(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	return errors.Join(d.Sync(), d.Close())
}

// classify names the errors of the disk.
func classify(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case sqlite3.SQLITE_CONSTRAINT:
		return fmt.Errorf("%w: %w", ErrTaken, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case sqlite3.SQLITE_IOERR:
		return fmt.Errorf("%w: %w", ErrStopped, err)
	default:
		return err
	}
}
