package paper_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

// pseudo is a serial line without a plug: the end that a printer would be on, and the name of the other.
func pseudo(t *testing.T) (*os.File, string) {
	t.Helper()
	end, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = end.Close() }) // the test may have pulled it
	raw, err := end.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	control := raw.Control(func(fd uintptr) {
		if err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); err == nil {
			n, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
		}
	})
	if control != nil || err != nil {
		t.Fatal(control, err)
	}
	return end, fmt.Sprintf("/dev/pts/%d", n)
}

// serialLine puts a roll printer on a serial line, and gives the name of the other end.
func serialLine(t *testing.T, roll *papertest.Roll) (name string, unplug func()) {
	t.Helper()
	end, name := pseudo(t)
	plugged, err := os.OpenFile(name, os.O_RDWR|unix.O_NOCTTY, 0) // a cable stays in when nobody prints
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = plugged.Close() }) // the printer's end may be gone
	asIs, err := unix.IoctlGetTermios(int(plugged.Fd()), unix.TCGETS)
	if err == nil {
		asIs.Iflag, asIs.Oflag, asIs.Lflag = 0, 0, 0 // no byte is a command to the line
		err = unix.IoctlSetTermios(int(plugged.Fd()), unix.TCSETS, asIs)
	}
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", roll.Address()[len("tcp://"):])
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(conn, end) }() // until the test ends
	go func() { _, _ = io.Copy(end, conn) }()
	t.Cleanup(func() { _ = conn.Close() })
	return name, func() { _ = end.Close() }
}

// TestSerialLineHeld: a printer that answers and then takes nothing more holds its caller as long as the caller
// wants, and what it took in part is not called unsent.
func TestSerialLineHeld(t *testing.T) {
	end, name := pseudo(t)
	go func() {
		answers, b := 0, make([]byte, 1)
		for ; answers < 4; answers++ {
			for range 3 {
				if _, err := end.Read(b); err != nil {
					return
				}
			}
			_, _ = end.Write([]byte{0x12}) // the test tells if it did not come
		}
	}()
	p := open(t, "serial:"+name)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	begun := time.Now()
	got := p.Print(ctx, papertest.Sample())
	if took := time.Since(begun); got.Outcome != paper.Unsure || took > 3*time.Second {
		t.Errorf("%+v after %v", got, took)
	}
}
