package hub

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"guichet/queue"
	"guichet/queue/journal"
)

// The data folder holds these, and stats.db, which is the archive's.
const (
	sessionsFolder = "sessions"
	lockFile       = "lock"
	reserveFile    = "reserve"
	secretFile     = "secret"
)

// ErrHeld says that another program has the data folder; the text says which.
var ErrHeld = errors.New("the data folder is in use")

// Lock takes a data folder for this process, creating it when missing, until the function it gives
// is called. [ErrHeld] names the program that has it.
func Lock(dir string) (func() error, error) {
	if err := os.MkdirAll(filepath.Join(dir, sessionsFolder), 0o700); err != nil {
		return nil, fmt.Errorf("create data folder: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock data folder: %w", err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		holder := make([]byte, 200)
		n, _ := f.Read(holder)
		return nil, errors.Join(fmt.Errorf("%s by %s: %w", dir, strings.TrimSpace(string(holder[:n])), ErrHeld), f.Close())
	}
	who := fmt.Sprintf("%s, process %d\n", filepath.Base(os.Args[0]), os.Getpid())
	// A name that cannot be written, on a full disk, is no reason to refuse the lock.
	_ = f.Truncate(0)
	_, _ = f.WriteAt([]byte(who), 0)
	return f.Close, nil
}

// loadSecret reads the key that signs come-back codes, and makes it the first time.
func loadSecret(dir string) ([]byte, error) {
	path := filepath.Join(dir, secretFile)
	secret, err := os.ReadFile(path)
	if err == nil && len(secret) == 32 {
		return secret, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read secret: %w", err)
	}
	secret = make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return nil, fmt.Errorf("make secret: %w", err)
	}
	if err := writeSynced(path, secret); err != nil {
		return nil, fmt.Errorf("keep secret: %w", err)
	}
	return secret, nil
}

// writeSynced puts a small file in place, whole or not at all.
func writeSynced(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// keepReserve sets aside room on the disk, to be given up when the disk is full: then the tickets of
// a day can still be issued while somebody makes room. It reports whether the room is there.
func (h *Hub) keepReserve() bool {
	if h.options.Reserve <= 0 {
		return true
	}
	path := filepath.Join(h.dir, reserveFile)
	if info, err := os.Stat(path); err == nil && info.Size() >= h.options.Reserve {
		return true
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return false
	}
	err = errors.Join(unix.Fallocate(int(f.Fd()), 0, 0, h.options.Reserve), f.Close())
	if err != nil {
		_ = os.Remove(path) // a reserve that is not there needs no file
	}
	return err == nil
}

// giveUpReserve frees the reserve; false when there was none.
func (h *Hub) giveUpReserve() bool {
	if os.Remove(filepath.Join(h.dir, reserveFile)) != nil {
		return false
	}
	h.note(DiskFull, "The disk is full. The reserve has been given up: free some space, or the next tickets cannot be kept.")
	return true
}

// journalPath is where a session's journal lies.
func (h *Hub) journalPath(id SessionID) string {
	return filepath.Join(h.dir, sessionsFolder, fmt.Sprintf("%s-%d.db", id.Day, id.Serial))
}

// journals lists the journals in a data folder, oldest first.
func journals(dir string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(dir, sessionsFolder, "*.db"))
	if err != nil {
		return nil, fmt.Errorf("look for journals: %w", err)
	}
	slices.SortFunc(found, func(a, b string) int {
		x, y := identify(a), identify(b)
		if x.Day != y.Day {
			return strings.Compare(string(x.Day), string(y.Day))
		}
		return x.Serial - y.Serial
	})
	return found, nil
}

// eraseOrphans erases what lies beside a journal that is gone: the power went in the middle of
// forgetting, and nothing of a closed session may stay.
func eraseOrphans(dir string) error {
	var all error
	for _, suffix := range []string{"-wal", "-shm", ".mark"} {
		found, err := filepath.Glob(filepath.Join(dir, sessionsFolder, "*"+suffix))
		all = errors.Join(all, err)
		for _, path := range found {
			journalOf := strings.TrimSuffix(path, suffix)
			if _, err := os.Stat(journalOf); errors.Is(err, fs.ErrNotExist) {
				all = errors.Join(all, journal.Erase(journalOf))
			}
		}
	}
	return all
}

// identify reads a session's name off its journal's.
func identify(path string) SessionID {
	var id SessionID
	name := strings.TrimSuffix(filepath.Base(path), ".db")
	if len(name) > len("2006-01-02-") {
		id.Day = queue.Day(name[:10])
		_, _ = fmt.Sscanf(name[11:], "%d", &id.Serial) // a name of another form has serial 0
	}
	return id
}
