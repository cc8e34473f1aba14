// Package pin keeps the PIN of a desk: whoever comes to the mediator's window types it. It is the desk's and not a person's,
// so that nothing says who was there.
//
// A PIN is short. What protects it is that trying takes time: after some wrong ones the next must wait, longer each time, and
// a restart does not shorten the wait. On the disk it is an argon2id hash; a thief who has the disk has the disk anyway.
package pin

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/crypto/argon2"
)

// File is the name of the PIN's file in the data folder. Without it the window asks for a new PIN.
const File = "pin.json"

// ErrUnread says that the file of the PIN is there and cannot be read.
var ErrUnread = errors.New("the desk's PIN cannot be read: remove the file to choose a new one")

// What hashing costs: a tenth of a second on a small machine, as RFC 9106 wants for little memory.
const (
	passes   = 3
	memory   = 32 << 10 // KiB
	lanes    = 1
	saltSize = 16
	hashSize = 32
)

// Free tries, and how the wait grows after them.
const (
	freeTries = 3
	firstWait = 5 * time.Second
	longest   = 5 * time.Minute
)

// Delay is how long the next try must wait after a number of wrong ones in a row.
func Delay(wrong int) time.Duration {
	if wrong < freeTries {
		return 0
	}
	wait := firstWait
	for range wrong - freeTries {
		if wait *= 2; wait >= longest {
			return longest
		}
	}
	return wait
}

// Keeper keeps the PIN in a file. Its methods may be called from many goroutines.
type Keeper struct {
	Path string
	// Now is the wall clock.
	Now func() time.Time
	// Write puts a file in place, whole and on the disk, readable by its owner alone.
	Write func(path string, content []byte) error

	mu sync.Mutex
}

// record is the file.
type record struct {
	Salt []byte `json:"salt"`
	Hash []byte `json:"hash"`
	// Wrong counts the wrong PINs since the last right one, and Until says when the next may be tried.
	Wrong int       `json:"wrong"`
	Until time.Time `json:"until"`
}

// Known says that the desk has a PIN. One that cannot be read is one: a damaged file opens no door.
func (k *Keeper) Known() bool {
	_, err := os.Stat(k.Path)
	return !errors.Is(err, os.ErrNotExist)
}

// Set gives the desk a PIN, in the place of the one before.
func (k *Keeper) Set(pin string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	r := record{Salt: make([]byte, saltSize)}
	rand.Read(r.Salt) // never fails: the program ends when the system has no randomness
	r.Hash = hash(pin, r.Salt)
	return k.write(r)
}

// Check says whether a PIN is the desk's, and how long the next try must wait. While that wait lasts no PIN is right, not
// even the desk's own. A try is on the disk before it is judged: pulling the plug does not give it back.
func (k *Keeper) Check(pin string) (ok bool, wait time.Duration, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	r, err := k.read()
	if err != nil {
		return false, 0, err
	}
	now := k.Now()
	if wait = r.waits(now); wait > 0 {
		return false, wait, nil
	}
	r.Wrong++
	r.Until = now.Add(Delay(r.Wrong))
	if err := k.write(r); err != nil {
		return false, 0, err
	}
	if subtle.ConstantTimeCompare(hash(pin, r.Salt), r.Hash) != 1 {
		return false, Delay(r.Wrong), nil
	}
	r.Wrong, r.Until = 0, time.Time{}
	return true, 0, k.write(r)
}

// waits is how long a try must wait. A clock that was set back makes no wait longer than it was.
func (r record) waits(now time.Time) time.Duration {
	return min(max(0, r.Until.Sub(now)), Delay(r.Wrong))
}

func hash(pin string, salt []byte) []byte {
	return argon2.IDKey([]byte(pin), salt, passes, memory, lanes, hashSize)
}

func (k *Keeper) read() (record, error) {
	var r record
	text, err := os.ReadFile(k.Path)
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err == nil && (len(r.Hash) != hashSize || len(r.Salt) == 0) {
		err = errors.New("it is not whole")
	}
	if err != nil {
		return r, fmt.Errorf("%w: %s: %w", ErrUnread, k.Path, err)
	}
	return r, nil
}

func (k *Keeper) write(r record) error {
	text, err := json.Marshal(r)
	if err == nil {
		err = k.Write(k.Path, text)
	}
	if err != nil {
		return fmt.Errorf("keep the PIN: %w", err)
	}
	return nil
}
