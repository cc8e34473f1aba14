package journal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"golang.org/x/sys/unix"

	"guichet/queue"
)

// Mark is the high-water mark of a session: the last event and the last number that may have been
// acknowledged.
type Mark struct {
	Seq  queue.Seq
	Last queue.Number
}

// after is the mark that events reach, or says that they do not follow it.
func (m Mark) after(events []queue.Event) (Mark, error) {
	for i := range events {
		e := &events[i]
		if e.Seq != m.Seq+1 {
			return m, fmt.Errorf("event %d cannot follow event %d: %w", e.Seq, m.Seq, ErrConflict)
		}
		m.Seq = e.Seq
		if e.Kind == queue.TicketIssued || e.Kind == queue.TicketRestored {
			m.Last = e.Ticket
		}
	}
	return m, nil
}

// A mark file has two slots, written in turn, so that a torn write leaves the other one whole.
const (
	slotSize  = 512
	markMagic = 0x4755494d // "GUIM"
)

// markSuffix ends the name of a mark, after its journal's.
const markSuffix = ".mark"

// markFile is the open file of a mark. The zero Mark is what a new file holds.
type markFile struct {
	f    *os.File
	mark Mark
	turn int64 // counts the writes: the slot of the highest turn is the mark, whatever it says
}

func openMark(path string) (*markFile, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open mark: %w", err)
	}
	m := &markFile{f: f}
	if err := errors.Join(m.read(), m.allocate()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return m, nil
}

// read finds the mark that was written last.
func (m *markFile) read() error {
	for slot := range int64(2) {
		mark, turn, err := readSlot(m.f, slot)
		if err != nil {
			return fmt.Errorf("read mark: %w", err)
		}
		if turn > m.turn {
			m.mark, m.turn = mark, turn
		}
	}
	return nil
}

// ReadMark is the mark that lies beside the journal at path; the zero Mark when there is none.
func ReadMark(path string) (Mark, error) {
	f, err := os.Open(path + markSuffix)
	if errors.Is(err, os.ErrNotExist) {
		return Mark{}, nil
	}
	if err != nil {
		return Mark{}, fmt.Errorf("open mark: %w", err)
	}
	m := &markFile{f: f}
	err = errors.Join(m.read(), m.close())
	return m.mark, err
}

// allocate gives a new file its full length on the disk: later writes then need no room, so a full
// disk cannot stop them, and change no size, so they cost the disk less.
func (m *markFile) allocate() error {
	info, err := m.f.Stat()
	if err == nil && info.Size() < 2*slotSize {
		_, err = m.f.WriteAt(make([]byte, 2*slotSize-info.Size()), info.Size())
		err = errors.Join(err, m.f.Sync())
	}
	if err != nil {
		return fmt.Errorf("size mark: %w", err)
	}
	return nil
}

// readSlot gives a mark and the turn in which it was written: zero for a slot that was never written,
// or was torn.
func readSlot(f *os.File, slot int64) (Mark, int64, error) {
	var b [slotSize]byte
	if _, err := f.ReadAt(b[:], slot*slotSize); err != nil && !errors.Is(err, io.EOF) {
		return Mark{}, 0, err
	}
	if binary.BigEndian.Uint32(b[:]) != markMagic ||
		binary.BigEndian.Uint32(b[slotSize-4:]) != crc32.ChecksumIEEE(b[:slotSize-4]) {
		return Mark{}, 0, nil
	}
	return Mark{
		Seq:  queue.Seq(binary.BigEndian.Uint64(b[8:])),
		Last: queue.Number(binary.BigEndian.Uint64(b[16:])),
	}, int64(binary.BigEndian.Uint64(b[24:])), nil
}

// write makes a mark durable.
func (m *markFile) write(mark Mark) error {
	var b [slotSize]byte
	binary.BigEndian.PutUint32(b[:], markMagic)
	binary.BigEndian.PutUint64(b[8:], uint64(mark.Seq))
	binary.BigEndian.PutUint64(b[16:], uint64(mark.Last))
	binary.BigEndian.PutUint64(b[24:], uint64(m.turn+1))
	binary.BigEndian.PutUint32(b[slotSize-4:], crc32.ChecksumIEEE(b[:slotSize-4]))
	if _, err := m.f.WriteAt(b[:], m.turn%2*slotSize); err != nil {
		return fmt.Errorf("write mark: %w", err)
	}
	if err := unix.Fdatasync(int(m.f.Fd())); err != nil {
		return fmt.Errorf("sync mark: %w", err)
	}
	m.mark = mark
	m.turn++
	return nil
}

func (m *markFile) close() error { return m.f.Close() }
