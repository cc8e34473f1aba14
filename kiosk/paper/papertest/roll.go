// Package papertest holds what every printer of the kiosk must do, and a roll printer without hardware.
package papertest

import (
	"bufio"
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"guichet/brochures/picture"
	"guichet/kiosk/paper"
)

// Roll is a roll printer on a port of this machine: it turns the bytes of ESC/POS back into pictures, answers
// questions about its state, and has its moods.
type Roll struct {
	listener net.Listener
	serving  sync.WaitGroup

	mu     sync.Mutex
	conns  map[net.Conn]struct{}
	status paper.Status
	mood   Mood
	after  int // bytes until the mood comes over it
	slips  []*picture.Bitmap
	torn   []*picture.Bitmap
	bytes  int
	begun  chan struct{}
}

// Mood is how a roll printer misbehaves.
type Mood int

// The moods.
const (
	Well    Mood = iota
	Silent       // takes everything and says nothing
	Garbage      // answers anything
	Pulled       // hangs up in the middle of a slip
	Emptied      // the paper runs out in the middle of a slip
	Slow         // takes its time over every row
)

// NewRoll starts a roll printer for a test.
func NewRoll(t testing.TB) *Roll {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &Roll{listener: l, status: paper.Ready, conns: map[net.Conn]struct{}{}, begun: make(chan struct{}, 1)}
	r.serving.Go(r.serve)
	t.Cleanup(r.Close)
	return r
}

// Address is where it is reached, as in site.toml.
func (r *Roll) Address() string { return "tcp://" + r.listener.Addr().String() }

// Close pulls its plug.
func (r *Roll) Close() {
	_ = r.listener.Close() // closed before
	r.mu.Lock()
	for c := range r.conns {
		_ = c.Close() // it may have hung up
	}
	r.mu.Unlock()
	r.serving.Wait()
}

// Set changes how it is.
func (r *Roll) Set(s paper.Status) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = s
}

// Mood changes how it behaves, after so many bytes of the next slip.
func (r *Roll) Mood(m Mood, after int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.mood, r.after, r.bytes = m, after, 0
}

// Slips are the slips that were cut, as pictures.
func (r *Roll) Slips() []*picture.Bitmap {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]*picture.Bitmap(nil), r.slips...)
}

// Torn are what came out of it in part, or whole and was never cut.
func (r *Roll) Torn() []*picture.Bitmap {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]*picture.Bitmap(nil), r.torn...)
}

// Begun says that the first bytes of a slip have come.
func (r *Roll) Begun() <-chan struct{} { return r.begun }

func (r *Roll) serve() {
	for {
		c, err := r.listener.Accept()
		if err != nil {
			return
		}
		r.mu.Lock()
		r.conns[c] = struct{}{}
		r.mu.Unlock()
		r.serving.Go(func() {
			_ = r.obey(c) // whatever ends it, it hangs up
			r.mu.Lock()
			delete(r.conns, c)
			r.mu.Unlock()
			_ = c.Close() // it may have hung up
		})
	}
}

// errMood ends a connection out of a mood.
var errMood = errors.New("the cable was pulled")

// obey carries out the commands that come.
func (r *Roll) obey(c net.Conn) error {
	in := bufio.NewReader(c)
	var rows []byte
	stride := 0
	defer func() { r.tear(rows, stride) }()
	for {
		head, err := take(in, 1)
		if err != nil {
			return err
		}
		switch head[0] {
		case 0x10:
			if err := r.answer(c, in); err != nil {
				return err
			}
		case 0x1b:
			if err := escape(in); err != nil {
				return err
			}
		case 0x1d:
			what, err := take(in, 1)
			if err != nil {
				return err
			}
			if what[0] == 'V' {
				if _, err := take(in, 2); err != nil {
					return err
				}
				r.cut(rows, stride)
				rows = nil
				continue
			}
			if len(rows) == 0 {
				r.begin()
			}
			if stride, rows, err = r.raster(in, rows); err != nil {
				return err
			}
		}
	}
}

func take(in io.Reader, n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(in, b)
	return b, err
}

// escape skips the commands that begin with ESC: reset, and feed.
func escape(in io.Reader) error {
	what, err := take(in, 1)
	if err == nil && what[0] == 'd' {
		_, err = take(in, 1)
	}
	return err
}

// answer answers DLE EOT n.
func (r *Roll) answer(c net.Conn, in io.Reader) error {
	asked, err := take(in, 2)
	if err != nil {
		return err
	}
	r.mu.Lock()
	mood, status := r.mood, r.status
	r.mu.Unlock()
	switch mood {
	case Silent:
		return nil
	case Garbage:
		_, err = c.Write([]byte{0xff})
	default:
		_, err = c.Write([]byte{answers(asked[1], status)})
	}
	return err
}

// answers is what a printer in a state says to a question.
func answers(n byte, s paper.Status) byte {
	const fixed = 0x12
	switch {
	case n == 1 && s == paper.Offline:
		return fixed | 1<<3
	case n == 2 && s == paper.CoverOpen:
		return fixed | 1<<2
	case n == 2 && s == paper.PaperOut:
		return fixed | 1<<5
	case n == 3 && s == paper.CutterError:
		return fixed | 1<<3
	case n == 4 && s == paper.NearEnd:
		return fixed | 1<<2 | 1<<3
	case n == 4 && s == paper.PaperOut:
		return fixed | 1<<5 | 1<<6
	}
	return fixed
}

// raster takes a band of a picture.
func (r *Roll) raster(in io.Reader, rows []byte) (int, []byte, error) {
	h, err := take(in, 6)
	if err != nil {
		return 0, rows, err
	}
	stride, height := int(h[2])|int(h[3])<<8, int(h[4])|int(h[5])<<8
	for range height {
		row, err := take(in, stride)
		if err != nil {
			return stride, rows, err
		}
		rows = append(rows, row...)
		if err := r.feel(len(row)); err != nil {
			return stride, rows, err
		}
	}
	return stride, rows, nil
}

// rowTime is that of a slow printer for one row.
const rowTime = 100 * time.Microsecond

// feel lets a mood come over the printer.
func (r *Roll) feel(n int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bytes += n
	if r.bytes < r.after {
		return nil
	}
	switch r.mood {
	case Slow:
		time.Sleep(rowTime)
	case Pulled:
		return errMood
	case Emptied:
		r.status, r.mood = paper.PaperOut, Well
	default:
	}
	return nil
}

func (r *Roll) begin() {
	select {
	case r.begun <- struct{}{}:
	default: // nobody listens
	}
}

// tear keeps what hangs out of the printer when the line ends.
func (r *Roll) tear(rows []byte, stride int) {
	if len(rows) == 0 || stride == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.torn = append(r.torn, &picture.Bitmap{Width: stride * 8, Height: len(rows) / stride, Stride: stride, Rows: rows})
}

func (r *Roll) cut(rows []byte, stride int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if stride == 0 {
		return
	}
	r.slips = append(r.slips, &picture.Bitmap{Width: stride * 8, Height: len(rows) / stride, Stride: stride, Rows: rows})
}
