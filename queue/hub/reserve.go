package hub

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

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

// freeReserve gives the reserve up; false when there was none.
func freeReserve(dir string) bool { return os.Remove(filepath.Join(dir, reserveFile)) == nil }

// room is how much of a folder's disk is free, in bytes; false when nobody knows.
func room(dir string) (int64, bool) {
	var disk unix.Statfs_t
	err := unix.Statfs(dir, &disk)
	return int64(disk.Bavail) * disk.Bsize, err == nil
}

// full says that the disk of a folder has no room left to work with.
func full(dir string) bool {
	free, known := room(dir)
	return known && free < leastRoom
}

// leastRoom is what opening the files takes.
const leastRoom = 1 << 20

func (h *Hub) giveUpReserve() bool {
	if !freeReserve(h.dir) {
		return false
	}
	h.noteFull()
	return true
}

func (h *Hub) noteFull() {
	h.reserveGone = true
	h.note(DiskFull, "The disk is full. The reserve has been given up: free some space, or the next tickets cannot be kept.")
}

func (h *Hub) noteLow() {
	h.reserveGone = true
	h.note(DiskLow, "The disk is nearly full: there is no room for the reserve. Free some space.")
}

// reservePause is how long a reserve that is gone is not looked for again.
const reservePause = 10 * time.Second

// mendReserve takes the reserve back once somebody has made room: for it, and as much again, so that it is
// not what fills the disk.
func (h *Hub) mendReserve() {
	if !h.reserveGone {
		return
	}
	now := h.options.Now()
	if since := now.Sub(h.reserveTried); since >= 0 && since < reservePause {
		return
	}
	h.reserveTried = now
	if free, known := room(h.dir); !known || free < 2*h.options.Reserve || !h.keepReserve() {
		return
	}
	h.reserveGone = false
	h.withdraw(DiskFull, DiskLow)
}
