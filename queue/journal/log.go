package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// The bound of SQLite's log, in frames of a page and as a file: in a rush that leaves no rest, the writer moves
// the log into the file when it is as long.
const (
	logFrames = "1900"
	logBound  = 32 + 1900*(24+4096)
)

// rest is how long nothing is appended before the log is moved.
const rest = 100 * time.Millisecond

// rewind writes what is there already. The first who writes after the log was moved begins it anew, which costs a sync
// more: the first visitor of a rush would wait for two.
var rewind = fmt.Sprintf("PRAGMA user_version = %d", schemaVersion)

// keepLog moves the log into the file on a connection of its own after a moment of rest. What is damaged in a
// log is lost; and what has been moved the writer need not move at its bound, while everybody waits. In a rush
// it does nothing: two who sync are in each other's way. When there is nothing to move, it makes the log's
// file longer, piece by piece.
func (j *File) keepLog(dsn string) {
	defer close(j.ended)
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return // the writer's bound remains
	}
	defer db.Close() //nolint:errcheck // it wrote nothing of its own
	db.SetMaxOpenConns(1)
	for grown, long := false, false; ; {
		var resting <-chan time.Time
		if grown || !long {
			resting = time.After(rest)
		}
		select {
		case _, open := <-j.appended:
			if !open {
				return // closing moves the log too
			}
			grown = true
		case <-resting:
			if grown {
				// A failure is the writer's to meet: this only saves it time.
				_, _ = db.Exec("PRAGMA wal_checkpoint(PASSIVE); " + rewind)
				grown = false
			} else {
				long = j.lengthen(db)
			}
		}
	}
}

// logPiece is how much the log's file is made longer at a time: little enough for a slow disk, while
// nobody can append.
const logPiece = 512 << 10

var zeros [logPiece]byte

// lengthen writes a piece of zeros after the log's file, up to its bound, and reports whether there is
// nothing more to do. To overwrite a file costs the disk less than to make it longer, and does not wait for
// what other programs write. SQLite takes zeros for the end of its log. It holds the writer's lock,
// so that nobody writes where it does; a file that cannot be made longer costs time only.
func (j *File) lengthen(db *sql.DB) (done bool) {
	if !roomy(j.path) {
		return true
	}
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return true
	}
	defer tx.Rollback() //nolint:errcheck // it changed nothing
	log, err := os.OpenFile(j.path+"-wal", os.O_WRONLY, 0)
	if err != nil {
		return true
	}
	info, err := log.Stat()
	if err == nil && info.Size() < logBound {
		_, err = log.WriteAt(zeros[:min(logPiece, logBound-info.Size())], info.Size())
		err = errors.Join(err, unix.Fdatasync(int(log.Fd())))
	}
	err = errors.Join(err, log.Close())
	return err != nil || info.Size() >= logBound
}

// roomy says that the disk has room to waste: a longer log must never be what fills it.
func roomy(path string) bool {
	var disk unix.Statfs_t
	err := unix.Statfs(path, &disk)
	return err == nil && int64(disk.Bavail)*disk.Bsize > 16*logBound
}
