package paper

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// Folder is a printer for tests, training and fairs: it writes what it prints into a folder, and its state is the
// text of the file "state" there, which may be changed while it prints.
type Folder struct {
	Dir     string
	printed atomic.Int64
}

// kept is how many documents a folder keeps.
const kept = 100

// stateFile holds the name of a [Status].
const stateFile = "state"

// Status reads the state file. Where there is none yet, one is made that says ready, so that there is one to edit.
func (f *Folder) Status(context.Context) Status {
	text, err := os.ReadFile(filepath.Join(f.Dir, stateFile))
	if errors.Is(err, os.ErrNotExist) {
		text, err = []byte(Ready), f.Set(Ready)
	}
	s := Status(strings.TrimSpace(string(text)))
	switch {
	case err != nil:
		return Offline // no folder, or not ours
	case !slices.Contains(order, s):
		return Unknown
	}
	return s
}

// Set changes the state, as pulling the paper would.
func (f *Folder) Set(s Status) error {
	if err := os.MkdirAll(f.Dir, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(f.Dir, stateFile), []byte(s+"\n"), 0o600)
}

// Print writes a document's dots as a PNG and its page as a PDF.
func (f *Folder) Print(ctx context.Context, d Document) Result {
	if s := f.Status(ctx); !s.Prints() {
		return Result{NotSent, s}
	}
	if err := f.write(d); err != nil {
		return Result{Unsure, Offline}
	}
	s := f.Status(ctx)
	if !s.Prints() {
		return Result{Unsure, s}
	}
	f.forget()
	return Result{Sent, s}
}

func (f *Folder) write(d Document) error {
	name := filepath.Join(f.Dir, fmt.Sprintf("%06d", f.next()))
	var all error
	if d.PDF != nil {
		all = os.WriteFile(name+".pdf", d.PDF, 0o600)
	}
	if d.Dots == nil {
		return all
	}
	file, err := os.OpenFile(name+".png", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return errors.Join(all, err)
	}
	return errors.Join(all, png.Encode(file, d.Dots), file.Close())
}

// next counts on from what is there.
func (f *Folder) next() int64 {
	if f.printed.Load() == 0 {
		if names := f.names(); len(names) > 0 {
			var last int64
			_, _ = fmt.Sscanf(filepath.Base(names[len(names)-1]), "%d", &last) // another's file counts as none
			f.printed.Store(last)
		}
	}
	return f.printed.Add(1)
}

func (f *Folder) names() []string {
	names, _ := filepath.Glob(filepath.Join(f.Dir, "[0-9]*.p*")) // the pattern is sound
	slices.Sort(names)
	return names
}

// forget removes the oldest documents.
func (f *Folder) forget() {
	names := f.names()
	for len(names) > kept {
		_ = os.Remove(names[0]) // it may have been taken away
		names = names[1:]
	}
}
