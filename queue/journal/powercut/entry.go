package powercut

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// entry is a file or a folder: what of it is safe, and what was done since.
type entry struct {
	// A file has content and writes to it.
	safe    []byte
	pending []write

	// A folder has names: as they stand, as they are safe, and the changes since. A file has nil maps.
	live, named map[string]*entry
	changes     []change
}

// write is one write to a file, or a change of its length.
type write struct {
	at       int64
	data     []byte
	truncate bool // to at
	grow     bool // but never shorter
}

// change is one change of the names in a folder: the name from is gone, the name to is there.
type change struct {
	from, to string
	entry    *entry
}

func newFile() *entry { return &entry{} }

func newFolder() *entry { return &entry{live: map[string]*entry{}, named: map[string]*entry{}} }

func (e *entry) write(w write) { e.pending = append(e.pending, w) }

func (e *entry) link(name string, to *entry) { e.alter(change{to: name, entry: to}) }

func (e *entry) unlink(name string) { e.alter(change{from: name}) }

func (e *entry) rename(from, to string) {
	e.alter(change{from: from, to: to, entry: e.live[from]})
}

func (e *entry) alter(c change) {
	c.apply(e.live)
	e.changes = append(e.changes, c)
}

func (c change) apply(names map[string]*entry) {
	delete(names, c.from)
	if c.to != "" {
		names[c.to] = c.entry
	}
}

func (e *entry) syncContent() {
	for _, w := range e.pending {
		e.safe = w.apply(e.safe)
	}
	e.pending = nil
}

func (e *entry) syncNames() {
	e.named, e.changes = maps.Clone(e.live), nil
}

// apply gives a content after a write.
func (w write) apply(content []byte) []byte {
	end := w.at + int64(len(w.data))
	if missing := end - int64(len(content)); missing > 0 {
		content = append(content, make([]byte, missing)...)
	}
	if w.truncate && !w.grow {
		return content[:w.at]
	}
	copy(content[w.at:], w.data)
	return content
}

// sector is what a disk writes whole or not at all.
const sector = 512

// sectors cuts a write into what a disk writes at once.
func (w write) sectors() (all []write) {
	if w.truncate {
		return []write{w}
	}
	for from := 0; from < len(w.data); {
		to := min(from+sector-int(w.at+int64(from))%sector, len(w.data))
		all = append(all, write{at: w.at + int64(from), data: w.data[from:to]})
		from = to
	}
	return all
}

// leave writes what a cut leaves of an entry.
func (e *entry) leave(path string, loss Loss, chance *rand.Rand) error {
	if e.live == nil {
		return os.WriteFile(path, e.content(loss, chance), 0o600)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	for name, child := range e.names(loss, chance) {
		if strings.HasSuffix(name, "-shm") {
			continue // SQLite's shared memory: it is made anew at every start
		}
		if err := child.leave(filepath.Join(path, name), loss, chance); err != nil {
			return err
		}
	}
	return nil
}

// names are those that a cut leaves. A folder's changes reach the disk in their order, as they do in a
// file system that keeps a journal of its own.
func (e *entry) names(loss Loss, chance *rand.Rand) map[string]*entry {
	names := maps.Clone(e.named)
	if loss != All {
		for _, c := range e.changes[:chance.IntN(len(e.changes)+1)] {
			c.apply(names)
		}
	}
	return names
}

func (e *entry) content(loss Loss, chance *rand.Rand) []byte {
	content := append([]byte(nil), e.safe...)
	switch loss {
	case Latest:
		for _, w := range e.pending[:chance.IntN(len(e.pending)+1)] {
			content = w.apply(content)
		}
	case Any:
		for _, w := range e.pending {
			for _, s := range w.sectors() {
				if chance.IntN(2) == 0 {
					content = s.apply(content)
				}
			}
		}
	default:
	}
	return content
}
