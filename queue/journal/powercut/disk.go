// Package powercut is a disk for tests whose power can be cut: a folder mounted through FUSE that
// knows what was synchronised and forgets the rest.
//
// It is stricter than most file systems. What was written to a file is safe only once that file was
// synchronised; the name of a file, or of a folder, only once the folder that holds it was. A [Disk.Cut]
// is a picture of what could be found after the power went at that moment.
package powercut

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// Disk is a mounted folder. Its methods may be called from many goroutines.
type Disk struct {
	// Path is the folder to work in.
	Path string

	mu    sync.Mutex
	top   *entry
	fault error
}

// Loss says what of the unsynchronised a cut takes.
type Loss int

// The losses, from the simplest to the nastiest.
const (
	All    Loss = iota // nothing that was not synchronised is there
	Latest             // what was written first is there, to some point
	Any                // sectors are there or not, whatever their order
	losses
)

// Losses is how many kinds of loss there are.
const Losses = int(losses)

// Mount gives a test an empty disk until it ends. Without FUSE the test fails: durability that was not
// tried is not durability.
func Mount(t testing.TB) *Disk {
	t.Helper()
	back, err := os.MkdirTemp("", "guichet-power-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(back) })
	files, at := filepath.Join(back, "files"), filepath.Join(back, "disk")
	for _, dir := range []string{files, at} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d := &Disk{Path: at, top: newFolder()}
	root, err := d.root(files)
	if err != nil {
		t.Fatal(err)
	}
	server, err := fs.Mount(at, root, &fs.Options{MountOptions: fuse.MountOptions{DirectMount: true, FsName: "powercut"}})
	if err != nil {
		t.Fatalf("mount through /dev/fuse: %v\nThe power-cut tests need FUSE: install fuse3, load the module, and let this user mount.", err)
	}
	t.Cleanup(func() {
		if err := server.Unmount(); err != nil {
			t.Errorf("unmount: %v", err)
		}
		if d.fault != nil {
			t.Error(d.fault)
		}
	})
	return d
}

// Cut writes to a new folder what is left when the power goes now.
func (d *Disk) Cut(to string, loss Loss, chance *rand.Rand) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.top.leave(to, loss, chance)
}

// find gives the entry at a path below the top. A path that the disk does not know is a fault of the disk.
func (d *Disk) find(path string) *entry {
	e := d.top
	for _, name := range strings.Split(path, "/") {
		if name != "" && e != nil {
			e = e.live[name]
		}
	}
	if e == nil {
		d.fault = fmt.Errorf("powercut: %s was never made", path)
		return newFile()
	}
	return e
}

// change does something to the entry at a path.
func (d *Disk) change(path string, do func(*entry)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	do(d.find(path))
}

func (d *Disk) root(files string) (fs.InodeEmbedder, error) {
	root, err := fs.NewLoopbackRoot(files)
	if err != nil {
		return nil, err
	}
	return (&node{disk: d}).WrapChild(context.Background(), root), nil
}

// node is a file or folder of the mount: the operation is done, and then noted.
type node struct {
	*fs.LoopbackNode
	disk *Disk
}

// WrapChild makes a node of this disk of one of the files below it.
func (n *node) WrapChild(_ context.Context, below fs.InodeEmbedder) fs.InodeEmbedder {
	return &node{below.(*fs.LoopbackNode), n.disk}
}

func (n *node) path(name string) string { return filepath.Join(n.Path(n.Root()), name) }

func (n *node) note(errno syscall.Errno, do func(*entry)) syscall.Errno {
	if errno == 0 {
		n.disk.change(n.path(""), do)
	}
	return errno
}

// Create makes a file.
func (n *node) Create(ctx context.Context, name string, flags, mode uint32, out *fuse.EntryOut) (*fs.Inode, fs.FileHandle, uint32, syscall.Errno) {
	inode, inner, _, errno := n.LoopbackNode.Create(ctx, name, flags&^syscall.O_APPEND, mode, out)
	if errno != 0 {
		return inode, inner, 0, errno
	}
	made := newFile()
	n.disk.change(n.path(""), func(e *entry) {
		if old := e.live[name]; old != nil {
			made = old
			return
		}
		e.link(name, made)
	})
	return inode, &handle{inner.(*fs.LoopbackFile), n.disk, made}, 0, 0
}

// Open opens a file.
func (n *node) Open(ctx context.Context, flags uint32) (fs.FileHandle, uint32, syscall.Errno) {
	inner, _, errno := n.LoopbackNode.Open(ctx, flags&^syscall.O_APPEND)
	if errno != 0 {
		return inner, 0, errno
	}
	var file *entry
	n.disk.change(n.path(""), func(e *entry) {
		file = e
		if flags&syscall.O_TRUNC != 0 {
			e.write(write{truncate: true})
		}
	})
	return &handle{inner.(*fs.LoopbackFile), n.disk, file}, 0, 0
}

// Mkdir makes a folder.
func (n *node) Mkdir(ctx context.Context, name string, mode uint32, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	inode, errno := n.LoopbackNode.Mkdir(ctx, name, mode, out)
	return inode, n.note(errno, func(e *entry) { e.link(name, newFolder()) })
}

// Unlink takes a file's name away.
func (n *node) Unlink(ctx context.Context, name string) syscall.Errno {
	return n.note(n.LoopbackNode.Unlink(ctx, name), func(e *entry) { e.unlink(name) })
}

// Rmdir takes a folder's name away.
func (n *node) Rmdir(ctx context.Context, name string) syscall.Errno {
	return n.note(n.LoopbackNode.Rmdir(ctx, name), func(e *entry) { e.unlink(name) })
}

// Rename moves a name within its folder; this disk refuses to move one to another folder.
func (n *node) Rename(ctx context.Context, name string, parent fs.InodeEmbedder, newName string, flags uint32) syscall.Errno {
	if parent.EmbeddedInode() != n.EmbeddedInode() {
		return syscall.EXDEV
	}
	return n.note(n.LoopbackNode.Rename(ctx, name, parent, newName, flags), func(e *entry) { e.rename(name, newName) })
}

// Setattr may change a file's length.
func (n *node) Setattr(ctx context.Context, h fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	errno := n.LoopbackNode.Setattr(ctx, unwrap(h), in, out)
	size, sized := in.GetSize()
	if errno != 0 || !sized {
		return errno
	}
	if h, ok := h.(*handle); ok {
		return h.note(0, func(e *entry) { e.write(write{at: int64(size), truncate: true}) })
	}
	return n.note(0, func(e *entry) { e.write(write{at: int64(size), truncate: true}) })
}

// Getattr asks the file below.
func (n *node) Getattr(ctx context.Context, h fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	return n.LoopbackNode.Getattr(ctx, unwrap(h), out)
}

// OpendirHandle opens a folder, to be read or synchronised.
func (n *node) OpendirHandle(ctx context.Context, flags uint32) (fs.FileHandle, uint32, syscall.Errno) {
	inner, _, errno := n.LoopbackNode.OpendirHandle(ctx, flags)
	if errno != 0 {
		return inner, 0, errno
	}
	return &folderHandle{inner.(folderReader), n}, 0, 0
}

func unwrap(h fs.FileHandle) fs.FileHandle {
	if h, ok := h.(*handle); ok {
		return h.LoopbackFile
	}
	return h
}

// handle is an open file. It knows its file whatever name that has by now.
type handle struct {
	*fs.LoopbackFile
	disk *Disk
	file *entry
}

func (h *handle) note(errno syscall.Errno, do func(*entry)) syscall.Errno {
	if errno == 0 {
		h.disk.mu.Lock()
		defer h.disk.mu.Unlock()
		do(h.file)
	}
	return errno
}

// PassthroughFd refuses that the kernel writes without telling us.
func (h *handle) PassthroughFd() (int, bool) { return 0, false }

// Write notes what is written.
func (h *handle) Write(ctx context.Context, data []byte, at int64) (uint32, syscall.Errno) {
	n, errno := h.LoopbackFile.Write(ctx, data, at)
	return n, h.note(errno, func(e *entry) { e.write(write{at: at, data: append([]byte(nil), data[:n]...)}) })
}

// Allocate makes a file longer.
func (h *handle) Allocate(ctx context.Context, at, size uint64, mode uint32) syscall.Errno {
	errno := h.LoopbackFile.Allocate(ctx, at, size, mode)
	return h.note(errno, func(e *entry) { e.write(write{at: int64(at + size), truncate: true, grow: true}) })
}

// Fsync makes a file's content safe. The medium below is not asked: it has no power to lose.
func (h *handle) Fsync(context.Context, uint32) syscall.Errno {
	return h.note(0, (*entry).syncContent)
}

// Flush is called when a file is closed: that makes nothing safe.
func (h *handle) Flush(context.Context) syscall.Errno { return 0 }

type folderReader interface {
	fs.FileReaddirenter
	fs.FileSeekdirer
	fs.FileReleasedirer
}

// folderHandle is an open folder.
type folderHandle struct {
	folderReader
	node *node
}

// Fsyncdir makes the names in a folder safe.
func (h *folderHandle) Fsyncdir(context.Context, uint32) syscall.Errno {
	return h.node.note(0, (*entry).syncNames)
}
