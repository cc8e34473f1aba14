package paper_test

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

// TestPrinters holds every printer to one suite: those without hardware, and those that others wrote.
func TestPrinters(t *testing.T) {
	for _, p := range []struct {
		name    string
		prepare func(*testing.T) papertest.Rig
	}{
		{"folder", folderRig},
		{"roll on the network", rollRig},
		{"roll on a serial line", serialRig},
		{"roll on a device of USB", usbRig},
		{"office printer without hardware", officeRig},
		{"IPP Everywhere", func(t *testing.T) papertest.Rig { return everywhereRig(t, (*papertest.Everywhere).Address) }},
		{"IPP Everywhere by TLS", func(t *testing.T) papertest.Rig {
			return everywhereRig(t, func(e *papertest.Everywhere) string { return withCertificate(t, e.Secure()) })
		}},
		{"queue of CUPS", queueRig},
	} {
		t.Run(p.name, func(t *testing.T) { papertest.Run(t, p.prepare) })
	}
}

// oneSize is why some devices never hold other paper.
var oneSize = map[paper.Status]string{paper.WrongPaper: "a roll is of one size, and does not say which"}

func folderRig(t *testing.T) papertest.Rig {
	p := &paper.Folder{Dir: filepath.Join(t.TempDir(), "printer")}
	return papertest.Rig{
		Printer: p,
		Set: func(s paper.Status) {
			if err := p.Set(s); err != nil {
				t.Fatal(err)
			}
		},
		Printed: func() int {
			printed, _ := filepath.Glob(filepath.Join(p.Dir, "*.png")) // the pattern is sound
			return len(printed)
		},
		Unplug: func() {
			if err := os.WriteFile(p.Dir, nil, 0o600); err != nil { // something else stands where it stood
				t.Fatal(err)
			}
		},
	}
}

func rollRig(t *testing.T) papertest.Rig {
	roll := papertest.NewRoll(t)
	p := open(t, roll.Address())
	return papertest.Rig{Printer: p, Set: roll.Set, Unplug: roll.Close, Printed: func() int { return len(roll.Slips()) }, Cannot: oneSize}
}

func serialRig(t *testing.T) papertest.Rig {
	roll := papertest.NewRoll(t)
	name, unplug := serialLine(t, roll)
	p := open(t, "serial:"+name)
	return papertest.Rig{Printer: p, Set: roll.Set, Unplug: unplug, Printed: func() int { return len(roll.Slips()) }, Cannot: oneSize}
}

// usbRig has a device of the kernel that carries bytes as they are, which is all that the driver of USB printers does.
func usbRig(t *testing.T) papertest.Rig {
	roll := papertest.NewRoll(t)
	name, unplug := serialLine(t, roll)
	p := open(t, "usb:"+name)
	return papertest.Rig{Printer: p, Set: roll.Set, Unplug: unplug, Printed: func() int { return len(roll.Slips()) }, Cannot: oneSize}
}

func officeRig(t *testing.T) papertest.Rig {
	o := papertest.NewOffice(t)
	return papertest.Rig{Printer: office(t, o.Address()), Set: o.Set, Unplug: o.Close, Printed: func() int { return len(o.Documents()) }}
}

func everywhereRig(t *testing.T, address func(*papertest.Everywhere) string) papertest.Rig {
	e := papertest.NewEverywhere(t, t.TempDir())
	p := office(t, address(e))
	return papertest.Rig{Printer: p, Set: e.Set, Unplug: e.Unplug, Printed: func() int { return len(e.Documents()) }}
}

func queueRig(t *testing.T) papertest.Rig {
	e := papertest.NewEverywhere(t, t.TempDir())
	q := papertest.NewQueue(t, e)
	unknown := "CUPS asks its printer only while it prints"
	return papertest.Rig{
		Printer: office(t, q.Address), Set: q.Set, Unplug: q.Unplug, Printed: func() int { return len(e.Documents()) },
		Cannot: map[paper.Status]string{
			paper.PaperOut: unknown, paper.CoverOpen: unknown, paper.CutterError: unknown, paper.NearEnd: unknown,
			paper.WrongPaper: "CUPS says of its paper what its settings say",
		},
	}
}

func open(t *testing.T, address string) paper.Printer {
	t.Helper()
	p, err := paper.Open(paper.SlipRole, address, paper.Wide)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// office opens an office printer whose jobs are looked at more often than is good for a network.
func office(t *testing.T, address string) *paper.Office {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	o, err := paper.NewOffice(u)
	if err != nil {
		t.Fatal(err)
	}
	o.Every = 10 * time.Millisecond
	return o
}

func withCertificate(t *testing.T, address string) string {
	t.Helper()
	with, err := paper.WithCertificate(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	return with
}
