package paper

import (
	"context"
	"errors"
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
// paper would hold a write for ever. A file is no device: what stands in it would be overwritten.
func usbDialer(path string) Dialer {
	return func(context.Context) (Conn, error) {
		if info, err := os.Stat(path); err != nil || info.Mode()&os.ModeCharDevice == 0 {
			return nil, errors.Join(err, ErrAddress)
		}
		return os.OpenFile(path, os.O_RDWR|unix.O_NONBLOCK, 0)
	}
}

// serialDialer has the library set the line up. Reads and writes go over a file of ours: a write of the library has
// no deadline, and a printer that stops a line with the paper out would hold it for ever.
func serialDialer(path string, baud int) Dialer {
	return func(context.Context) (Conn, error) {
		line, err := os.OpenFile(path, os.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
		if err != nil {
			return nil, err
		}
		port, err := serial.Open(path, &serial.Mode{BaudRate: baud})
		if err != nil {
			return nil, errors.Join(err, line.Close())
		}
		return serialConn{line, port}, nil
	}
}

// serialConn is a line, and what holds it for this program alone.
type serialConn struct {
	*os.File
	port serial.Port
}

// Close gives the line back.
func (c serialConn) Close() error { return errors.Join(c.File.Close(), c.port.Close()) }
