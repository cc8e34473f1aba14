package hub

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

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

// lockPatience is how long Lock waits for a command that is about to end.
const lockPatience = 2 * time.Second

// Lock takes a data folder for this process, creating it when missing, until the function it gives
// is called. It waits a moment for a command that is about to end; then [ErrHeld] names the program
// that has it.
func Lock(dir string) (func() error, error) {
	if err := makeFolder(filepath.Join(dir, sessionsFolder)); err != nil {
		return nil, fmt.Errorf("create data folder: %w", named(err))
	}
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock data folder: %w", named(err))
	}
	for begun := time.Now(); unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) != nil; time.Sleep(20 * time.Millisecond) {
		if time.Since(begun) > lockPatience {
			return nil, errors.Join(fmt.Errorf("%s: %w, by %s: close that program first, or name another folder with --data", dir, ErrHeld, holder(f)), f.Close())
		}
	}
	who := fmt.Sprintf("%s, process %d\n", filepath.Base(os.Args[0]), os.Getpid())
	// A name that cannot be written, on a full disk, is no reason to refuse the lock.
	_ = f.Truncate(0)
	_, _ = f.WriteAt([]byte(who), 0)
	return f.Close, nil
}

// makeFolder makes a folder and those above it, so that a power cut forgets none of their names.
func makeFolder(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	above := filepath.Dir(path)
	if err := makeFolder(above); err != nil {
		return err
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(above)
}

// syncFolder makes the names in a folder durable.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// holder is the name that the program which has the folder has written.
func holder(f *os.File) string {
	name := make([]byte, 200)
	n, _ := f.ReadAt(name, 0)
	return cmp.Or(strings.TrimSpace(string(name[:n])), "another program")
}

// named gives an error of the file system the name that storage gives it.
func named(err error) error {
	switch {
	case errors.Is(err, unix.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", journal.ErrReadOnly, err)
	case errors.Is(err, unix.ENOSPC):
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	default:
		return err
	}
}

// loadSecret reads the key that signs come-back codes. When there is none, or not a whole one, it makes
// it, and says so: codes given before are then refused.
func loadSecret(dir string) (secret []byte, fresh bool, err error) {
	path := filepath.Join(dir, secretFile)
	secret, err = os.ReadFile(path)
	if err == nil && len(secret) == secretLength {
		return secret, false, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, false, fmt.Errorf("read secret: %w", err)
	}
	secret = make([]byte, secretLength)
	if _, err := rand.Read(secret); err != nil {
		return nil, false, fmt.Errorf("make secret: %w", err)
	}
	if err := WriteSynced(path, secret); err != nil {
		return nil, false, fmt.Errorf("keep secret: %w", named(err))
	}
	return secret, true, nil
}

const secretLength = 32

// WriteSynced puts a small file in place, whole or not at all, for its owner alone to read.
func WriteSynced(path string, content []byte) error {
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
	return syncFolder(filepath.Dir(path))
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

// eraseOrphans erases what lies beside a journal that is not there: the power went in the middle of
// forgetting, and nothing of a closed session may stay; or in the middle of making it.
func eraseOrphans(dir string) error {
	var all error
	for _, suffix := range []string{"-wal", "-shm", ".mark", ".new"} {
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
