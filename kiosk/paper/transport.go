package paper

import (
	"context"
	"io"
	"net"
	"os"
	"time"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"
)

// Conn is an open line to a roll printer.
type Conn interface {
	io.ReadWriteCloser
	// SetDeadline bounds reads and writes from now on.
	SetDeadline(t time.Time) error
}

// Dialer opens a line. It fails when the printer is not there.
type Dialer func(ctx context.Context) (Conn, error)

// reach is how long a printer may take until it can be spoken to.
const reach = time.Second

func tcpDialer(host string) Dialer {
	return func(ctx context.Context) (Conn, error) {
		d := net.Dialer{Timeout: reach}
		return d.DialContext(ctx, "tcp", host)
	}
}

// usbDialer opens a device of the kernel's usblp driver. Without O_NONBLOCK a printer that has run out of
// paper would hold a write for ever.
func usbDialer(path string) Dialer {
	return func(context.Context) (Conn, error) {
		return os.OpenFile(path, os.O_RDWR|unix.O_NONBLOCK, 0)
	}
}

func serialDialer(path string, baud int) Dialer {
	return func(context.Context) (Conn, error) {
		port, err := serial.Open(path, &serial.Mode{BaudRate: baud})
		if err != nil {
			return nil, err
		}
		return serialConn{port}, nil
	}
}

// serialConn gives a serial line deadlines. A read that ends with nothing has timed out.
type serialConn struct{ serial.Port }

// SetDeadline bounds reads; writes go to the driver's buffer.
func (c serialConn) SetDeadline(t time.Time) error {
	return c.SetReadTimeout(max(time.Until(t), time.Millisecond))
}

// Read reads what has come, or fails when nothing did in time.
func (c serialConn) Read(b []byte) (int, error) {
	n, err := c.Port.Read(b)
	if n == 0 && err == nil {
		err = os.ErrDeadlineExceeded
	}
	return n, err
}
