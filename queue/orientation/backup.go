package orientation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Backup writes a verified copy of the file to dst, and beside it dst.sha256, which sha256sum -c
// reads. The copy is made under another name, synced and verified in full before it takes the place
// of an older dst; when Backup fails, the older copy is as it was. The copy holds no deleted rows and
// no order of writes. Make it between sessions: two copies of one session show what came in between.
func (s *Store) Backup(ctx context.Context, dst string) error {
	if err := s.notMyself(dst); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	copied, err := os.MkdirTemp(filepath.Dir(dst), ".guichet-backup-")
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	name := filepath.Join(copied, filepath.Base(dst))
	err = s.copyTo(ctx, name)
	if err == nil {
		err = install(name, dst)
	}
	if err := errors.Join(err, os.RemoveAll(copied)); err != nil {
		return fmt.Errorf("back up to %s: %w", dst, err)
	}
	return nil
}

// notMyself keeps a backup from replacing what it copies.
func (s *Store) notMyself(dst string) error {
	own, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if other, err := os.Stat(dst); err == nil && (other.IsDir() || os.SameFile(own, other)) {
		return fmt.Errorf("%s is a folder or the file itself: give the copy a name of its own", dst)
	}
	return nil
}

// copyTo makes the copy and its sum under a temporary name, on the disk and verified.
func (s *Store) copyTo(ctx context.Context, name string) error {
	s.mu.Lock()
	_, err := s.db.ExecContext(ctx, "VACUUM INTO ?", name)
	s.mu.Unlock()
	if err != nil {
		return fmt.Errorf("copy: %w", explain(err))
	}
	if err := errors.Join(os.Chmod(name, 0o600), syncPath(name)); err != nil {
		return err
	}
	if err := verifyCopy(ctx, name); err != nil {
		return fmt.Errorf("the copy is bad: %w", err)
	}
	sum, err := sumOf(name)
	if err != nil {
		return err
	}
	return writeSynced(name+".sha256", []byte(sum+"  "+filepath.Base(name)+"\n"))
}

// verifyCopy reads the copy from the disk as a stranger would. It must not be opened read-only:
// SQLite's integrity check then passes rows that break a CHECK.
func verifyCopy(ctx context.Context, name string) error {
	db, err := connect(name)
	if err != nil {
		return err
	}
	_, err = identify(ctx, db)
	if err == nil {
		err = check(ctx, db)
	}
	return errors.Join(err, db.Close())
}

// install puts the copy and its sum in place. Between the two renames a crash leaves a copy without
// a sum, which nobody takes for verified.
func install(name, dst string) error {
	if err := os.Remove(dst + ".sha256"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(name, dst); err != nil {
		return err
	}
	if err := os.Rename(name+".sha256", dst+".sha256"); err != nil {
		return err
	}
	return syncPath(filepath.Dir(dst))
}

// sumOf is the SHA-256 of a file in hexadecimal.
func sumOf(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}

// writeSynced writes a file that only its owner reads, and waits until the disk has it.
func writeSynced(name string, text []byte) error {
	if err := os.WriteFile(name, text, 0o600); err != nil {
		return err
	}
	return syncPath(name)
}

// syncPath waits until the disk has a file's content, or a folder's names.
func syncPath(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
