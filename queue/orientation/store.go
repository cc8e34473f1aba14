package orientation

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// What a caller may want to tell apart. Each error that wraps one of these also says what to do.
var (
	// ErrNewer: the file was written by a newer program.
	ErrNewer = errors.New("made by a newer Guichet")
	// ErrForeign: the file is a database, but not of this appliance.
	ErrForeign = errors.New("not a file of Guichet")
	// ErrDamaged: the file cannot be trusted, or is no database at all.
	ErrDamaged = errors.New("damaged")
	// ErrInDoubt: the disk failed while a write was ending, so nobody knows whether it is there.
	ErrInDoubt = errors.New("not known whether it was recorded")
)

// Options of [Open]. The zero value is the everyday one.
type Options struct {
	// MustExist refuses to make a new file: for reports and backups, where an empty file made in the
	// wrong folder would look like a week without visitors.
	MustExist bool
}

// Store is an open stats.db.
type Store struct {
	path string
	db   *sql.DB
	// mu orders the writes: a write is a transaction and the rewriting of the file after it.
	mu sync.Mutex
	// residue is why the file still shows the order of writes, or nil.
	residue error
}

// Open opens the file, or makes it, readable by its owner only; verifies the whole of it; and brings
// an older layout up to date. Errors wrap [ErrNewer], [ErrForeign], [ErrDamaged] or, with MustExist,
// [fs.ErrNotExist]; the file is then as it was. Close the Store to leave one file without a log.
func Open(path string, o Options) (*Store, error) {
	unclean, err := prepare(path, o)
	if err != nil {
		return nil, err
	}
	db, err := connect(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, db: db}
	if err := s.start(context.Background(), unclean); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, explain(err)), db.Close())
	}
	return s, nil
}

// prepare makes the file if it may, and says whether a log is left of a process that died.
func prepare(path string, o Options) (unclean bool, err error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return false, fmt.Errorf("open %s: a folder, not a file", path)
	case o.MustExist && (errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0):
		return false, fmt.Errorf("open %s: nothing recorded here yet, or the wrong folder: %w", path, fs.ErrNotExist)
	case errors.Is(err, fs.ErrNotExist):
		return false, create(path)
	case err != nil:
		return false, fmt.Errorf("open orientation requests: %w", err)
	}
	_, err = os.Stat(path + "-wal")
	return err == nil, nil
}

// create makes an empty file that only its owner reads; SQLite gives its log the same mode.
func create(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("make the file of orientation requests: %w", err)
	}
	return errors.Join(f.Close(), syncPath(filepath.Dir(path)))
}

// connect opens a pool of one connection, with settings of its own beside the usual ones. The journal mode
// is left for later, because setting it writes, and the file may belong to another program.
func connect(path string, settings ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open orientation requests: %w", err)
	}
	dsn := "file:" + (&url.URL{Path: filepath.ToSlash(abs)}).EscapedPath() + "?" + strings.Join(append([]string{
		"_txlock=immediate",
		"_dqs=0",
		"_pragma=busy_timeout(5000)",
		"_pragma=synchronous(FULL)",
		"_pragma=secure_delete(ON)",
		"_pragma=foreign_keys(1)",
		"_pragma=trusted_schema(0)",
		"_pragma=cell_size_check(1)",
		"_pragma=temp_store(MEMORY)", // no copy of the rows in /tmp while the file is rewritten
	}, settings...), "&")
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// start makes a connected file ready. It writes nothing before the file is known to be ours.
func (s *Store) start(ctx context.Context, unclean bool) error {
	version, err := identify(ctx, s.db)
	if err != nil {
		return err
	}
	if err := check(ctx, s.db); err != nil {
		return err
	}
	if err := s.useWAL(ctx); err != nil {
		return err
	}
	steps, err := migrations()
	if err != nil {
		return err
	}
	if err := migrate(ctx, s.db, steps); err != nil {
		return err
	}
	if unclean || version < len(steps) {
		s.residue = s.compact(ctx) // a full disk is no reason not to read what is there
	}
	return nil
}

// identify returns the version of the file's layout, 0 for an empty file.
func identify(ctx context.Context, db *sql.DB) (version int, err error) {
	var application, tables int
	const query = `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`
	if err := db.QueryRowContext(ctx, query).Scan(&application, &version, &tables); err != nil {
		return 0, fmt.Errorf("read the file's header: %w", err)
	}
	empty := application == 0 && version == 0 && tables == 0
	switch newest, err := newestVersion(); {
	case err != nil:
		return 0, err
	case !empty && application != applicationID:
		return 0, fmt.Errorf("%w: another program's database; give Guichet a file of its own", ErrForeign)
	case version > newest:
		return 0, fmt.Errorf("%w: layout %d, this program knows %d; install the newer program, or restore a backup made before it",
			ErrNewer, version, newest)
	}
	return version, nil
}

func (s *Store) useWAL(ctx context.Context) error {
	var mode string
	if err := s.db.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return fmt.Errorf("start the write-ahead log: %w", err)
	}
	if mode != "wal" {
		return fmt.Errorf("start the write-ahead log: the file stays in mode %s", mode)
	}
	return nil
}

// explain adds to an error of SQLite what it means here and what to do about it.
func explain(err error) error {
	switch kind(err) {
	case sqlitelib.SQLITE_NOTADB, sqlitelib.SQLITE_CORRUPT:
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	case sqlitelib.SQLITE_FULL:
		err = fmt.Errorf("the disk is full, free some space: %w", err)
	case sqlitelib.SQLITE_READONLY, sqlitelib.SQLITE_CANTOPEN:
		err = fmt.Errorf("this file or its folder cannot be written: %w", err)
	}
	if errors.Is(err, ErrDamaged) {
		return fmt.Errorf("%w; set the file aside and restore the last verified backup", err)
	}
	return err
}

// kind is the kind of an error of SQLite, without its detail; 0 for any other error.
func kind(err error) int {
	if se := (*sqlite.Error)(nil); errors.As(err, &se) {
		return se.Code() & 0xff
	}
	return 0
}

// Check verifies the whole file: its pages, its indexes against its rows, and every row against the
// closed lists. It returns an error that wraps [ErrDamaged], or says that the file still shows the
// order of writes because it could not be rewritten.
func (s *Store) Check(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(explain(check(ctx, s.db)), s.residue)
}

func check(ctx context.Context, db *sql.DB) error {
	var found []string
	err := collect(ctx, db, &found, func(r scanner, line *string) error { return r.Scan(line) },
		"PRAGMA integrity_check(20)")
	if err != nil {
		return fmt.Errorf("verify the file: %w", err)
	}
	if len(found) == 1 && found[0] == "ok" {
		return checkReferences(ctx, db)
	}
	return fmt.Errorf("%w: %s", ErrDamaged, strings.Join(found, "; "))
}

// checkReferences looks for measures without a session, which the integrity check does not.
func checkReferences(ctx context.Context, db *sql.DB) error {
	var orphans int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&orphans); err != nil {
		return fmt.Errorf("verify the file: %w", err)
	}
	if orphans > 0 {
		return fmt.Errorf("%w: %d rows point nowhere", ErrDamaged, orphans)
	}
	return nil
}

// Close rewrites the file once more if that failed before, and leaves it alone on the disk, without a
// log. The Store is of no use afterwards.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.residue != nil {
		s.residue = s.compact(context.Background())
	}
	if err := s.db.Close(); err != nil {
		return errors.Join(s.residue, fmt.Errorf("close %s: %w", s.path, err))
	}
	return s.residue
}

// write runs f in a transaction, and then removes every trace of the order of writes.
func (s *Store) write(ctx context.Context, f func(*sql.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := transact(ctx, s.db, f); err != nil {
		return explain(err)
	}
	// What is committed is recorded, whatever becomes of the rewriting: an error here would make
	// somebody record it again. Check and Close report it, and the next write tries once more.
	s.residue = s.compact(context.WithoutCancel(ctx))
	return nil
}

// transact runs f in one explicit transaction. A statement alone is not enough: one that returns rows
// commits when it is reset, and then SQLite never empties its log.
func transact(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return committing(err)
	}
	return nil
}

// committing marks the failure that does not mean "not written": when the disk fails under a commit,
// the log may hold it whole, and the next start will find it there. Asking this connection is no use,
// it has given the transaction up.
func committing(err error) error {
	if kind(err) == sqlitelib.SQLITE_IOERR {
		return fmt.Errorf("%w: restart, let the file be verified, and count before recording again: %w", ErrInDoubt, err)
	}
	return fmt.Errorf("commit: %w", err)
}

// compact writes the file anew in order of keys and empties the log.
func (s *Store) compact(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, "VACUUM"); err != nil {
		return fmt.Errorf("rewrite %s, which still shows the order of writes: %w", s.path, err)
	}
	var busy, left, moved int
	if err := s.db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &left, &moved); err != nil {
		return fmt.Errorf("empty the log of %s: %w", s.path, err)
	}
	if busy != 0 {
		return fmt.Errorf("empty the log of %s: another process reads it", s.path)
	}
	return nil
}

// scanner is the part of [sql.Rows] that reads one row.
type scanner interface{ Scan(dest ...any) error }

// collect appends to all what scan makes of each row.
func collect[T any](
	ctx context.Context, db *sql.DB, all *[]T, scan func(scanner, *T) error, query string, args ...any,
) (err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return err
		}
		*all = append(*all, one)
	}
	return rows.Err()
}
