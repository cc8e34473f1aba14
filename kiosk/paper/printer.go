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
	// Meanwhile is told how the printer is while it prints, as far as it says; nil for nobody.
	Meanwhile func(Status)
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
// Nothing is sent and nobody is asked yet. Width is a roll printer's, in dots. Pages are no strips: a roll printer is not
// for them.
func Open(role Role, address string, width int) (Printer, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%q: %w: %w", address, ErrAddress, err)
	}
	p, err := open(u, width)
	if _, roll := p.(*Thermal); roll && role == PageRole && err == nil {
		err = errors.New("a roll printer prints no pages: write role = \"slip\", or the address of an office printer")
	}
	if err != nil {
		return nil, fmt.Errorf("%q: %w: %w", address, ErrAddress, err)
	}
	return p, nil
}

// errForm says what addresses look like.
var errForm = errors.New("write usb:/dev/usb/lp0, tcp://HOST:9100, serial:/dev/ttyUSB0, ipp://HOST/ipp/print or folder:/PATH")

func open(u *url.URL, width int) (Printer, error) {
	path := u.Path + u.Opaque
	switch u.Scheme {
	case "usb":
		return &Thermal{Dial: usbDialer(path), Width: width}, needDevice(path)
	case "tcp":
		if err := needHost(u); err != nil {
			return nil, err
		}
		return &Thermal{Dial: tcpDialer(u.Host), Width: width}, needPort(u.Port())
	case "serial":
		baud, err := baudOf(u.Query())
		return &Thermal{Dial: serialDialer(path, baud), Width: width}, errors.Join(needDevice(path), err)
	case "ipp", "ipps":
		if err := needHost(u); err != nil {
			return nil, err
		}
		return NewOffice(u)
	case "folder":
		if path != "" {
			return &Folder{Dir: filepath.FromSlash(path)}, nil
		}
	}
	return nil, errForm
}

func needDevice(path string) error {
	if !filepath.IsAbs(path) {
		return errForm
	}
	return nil
}

// needHost refuses an address without a machine, and one with a port that no machine has.
func needHost(u *url.URL) error {
	if u.Hostname() == "" {
		return errForm
	}
	if u.Port() == "" {
		return nil
	}
	return needPort(u.Port())
}

// needPort refuses what is no port. None is none: roll printers have no usual one.
func needPort(port string) error {
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return fmt.Errorf("port %q: write a number from 1 to 65535", port)
	}
	return nil
}

// The speed of a serial line where none is given, and the slowest and fastest that there are.
const (
	usualBaud   = 9600
	slowestBaud = 300
	fastestBaud = 4_000_000
)

func baudOf(q url.Values) (int, error) {
	if !q.Has("baud") {
		return usualBaud, nil
	}
	baud, err := strconv.Atoi(q.Get("baud"))
	if err != nil || baud < slowestBaud || baud > fastestBaud {
		return 0, fmt.Errorf("baud %q: write a speed that the printer has, as a rule 9600, 19200 or 115200", q.Get("baud"))
	}
	return baud, nil
}
