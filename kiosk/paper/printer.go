package paper

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"

	"guichet/brochures/picture"
)

// Document is something to print. A roll printer takes the dots, an office printer the page.
type Document struct {
	// Name is what a printer's own display may show: never a ticket or a topic.
	Name string
	Dots *picture.Bitmap
	PDF  []byte
}

// Outcome is what became of a document.
type Outcome string

// The outcomes of printing.
const (
	Sent    Outcome = "sent"     // the printer took all of it
	NotSent Outcome = "not sent" // nothing of it can be on paper
	Unsure  Outcome = "unsure"   // some of it may be on paper
)

// Result is an outcome, and how the printer was then. For [Sent] the status is how it is afterwards.
type Result struct {
	Outcome Outcome
	Status  Status
}

// Printer is one device. Its methods are called by one goroutine at a time, and end with their context.
type Printer interface {
	// Status asks how the printer is. No answer is [Unknown] or [Offline], never an error.
	Status(ctx context.Context) Status
	// Print sends a document and stays with it as far as the printer lets it.
	Print(ctx context.Context, d Document) Result
}

// ErrAddress says that a printer's address cannot be used; the text says what one looks like.
var ErrAddress = errors.New("not the address of a printer")

// Open makes the printer at an address:
//
//	usb:/dev/usb/lp0              a roll printer on USB
//	tcp://192.168.1.50:9100       a roll printer on the network
//	serial:/dev/ttyUSB0?baud=9600 a roll printer on a serial line
//	ipp://..., ipps://...         an office printer, or a queue of CUPS
//	folder:/path                  a folder, for tests and training
//
// Nothing is sent and nobody is asked yet. Width is a roll printer's, in dots.
func Open(address string, width int) (Printer, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%q: %w: %w", address, ErrAddress, err)
	}
	path := u.Path + u.Opaque
	switch {
	case u.Scheme == "usb" && path != "":
		return &Thermal{Dial: usbDialer(path), Width: width}, nil
	case u.Scheme == "tcp" && u.Port() != "":
		return &Thermal{Dial: tcpDialer(u.Host), Width: width}, nil
	case u.Scheme == "serial" && path != "":
		baud, err := baudOf(u.Query())
		if err != nil {
			return nil, fmt.Errorf("%q: %w: %w", address, ErrAddress, err)
		}
		return &Thermal{Dial: serialDialer(path, baud), Width: width}, nil
	case (u.Scheme == "ipp" || u.Scheme == "ipps") && u.Host != "":
		return NewOffice(u), nil
	case u.Scheme == "folder" && path != "":
		return &Folder{Dir: filepath.FromSlash(path)}, nil
	}
	return nil, fmt.Errorf("%q: %w: write usb:/dev/usb/lp0, tcp://HOST:9100, serial:/dev/ttyUSB0, ipp://HOST/ipp/print or folder:/PATH",
		address, ErrAddress)
}

// usualBaud is the speed of a serial line where none is given.
const usualBaud = 9600

func baudOf(q url.Values) (int, error) {
	if !q.Has("baud") {
		return usualBaud, nil
	}
	return strconv.Atoi(q.Get("baud"))
}
