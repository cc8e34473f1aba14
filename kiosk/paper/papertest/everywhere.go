package papertest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/ipp"
)

// Everywhere is the IPP Everywhere printer of the Printer Working Group, as Debian's cups-ipp-utils has it, on a port of this
// machine, with one tray of A4. It speaks ipp and, with a certificate that it makes itself, ipps.
type Everywhere struct {
	Port int
	// Spool is where it keeps what it was sent.
	Spool string
	// Unplug takes it away.
	Unplug func()

	t      testing.TB
	says   string // the file of what it says of itself with its next job
	media  string // the file of the paper that its last job was to be on
	reason string // what it has said
}

// Address is where it is reached.
func (e *Everywhere) Address() string { return fmt.Sprintf("ipp://localhost:%d/ipp/print", e.Port) }

// Secure is where it is reached by TLS.
func (e *Everywhere) Secure() string { return fmt.Sprintf("ipps://localhost:%d/ipp/print", e.Port) }

// mended is the name of the jobs that only change how it is.
const mended = "mended"

// Documents are what it was sent, as it was sent.
func (e *Everywhere) Documents() [][]byte {
	e.t.Helper()
	names, err := filepath.Glob(filepath.Join(e.Spool, "*.pdf"))
	if err != nil {
		e.t.Fatal(err)
	}
	var all [][]byte
	for _, name := range names {
		if found, _ := filepath.Match("*"+mended+"*", filepath.Base(name)); found {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			e.t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}

// NewEverywhere starts the printer for a test. It will not start without a bus, so it gets one of its own, which nobody else
// sees; it announces itself to nobody. Its certificate is made, or found, in the folder keys.
func NewEverywhere(t testing.TB, keys string) *Everywhere {
	t.Helper()
	dir := folder(t)
	bus := "unix:path=" + filepath.Join(dir, "bus")
	run(t, nil, "dbus-daemon", "--nofork", "--nopidfile", "--config-file="+write(t, dir, "bus.conf", busConf(bus)))
	waitFor(t, "the bus", func() bool { return exists(filepath.Join(dir, "bus")) })
	e := &Everywhere{Port: freePort(t), Spool: filepath.Join(dir, "spool"), t: t, says: write(t, dir, "says", ""), media: filepath.Join(dir, "media")}
	if err := os.Mkdir(e.Spool, 0o700); err != nil {
		t.Fatal(err)
	}
	command := write(t, dir, "print", "#!/bin/sh\necho \"$IPP_MEDIA\" >"+e.media+"\ncat "+e.says+" >&2\n: >"+e.says+"\n")
	if err := os.Chmod(command, 0o700); err != nil {
		t.Fatal(err)
	}
	e.Unplug = run(t, append(os.Environ(), "DBUS_SYSTEM_BUS_ADDRESS="+bus), "ippeveprinter", "-r", "off", "-d", e.Spool, "-k", "-c", command,
		"-K", keys, "-p", fmt.Sprint(e.Port), "-n", "localhost", "-f", "application/pdf,image/pwg-raster,image/urf", "Guichet")
	waitFor(t, "the printer", func() bool { return reachable(e.Port) })
	e.tray(sheetsA4, 250)
	return e
}

// Media is the paper that its last job was to be on.
func (e *Everywhere) Media() string {
	e.t.Helper()
	text, err := os.ReadFile(e.media)
	if err != nil {
		e.t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

func busConf(address string) string {
	return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>` + address + `</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/></policy></busconfig>
`
}

// The words of the protocol for what may lie in a tray.
const (
	sheetsA4     = "iso_a4_210x297mm"
	sheetsLetter = "na_letter_8.5x11in"
)

// tray puts paper into the first tray. The second holds envelopes.
func (e *Everywhere) tray(size string, sheets int) {
	e.t.Helper()
	e.fill(url.Values{
		"size1": {size}, "type1": {"stationery"}, "level1": {fmt.Sprint(sheets)},
		"size3": {"na_number-10_4.125x9.5in"}, "type3": {"envelope"}, "level3": {"-2"},
	})
}

// EmptySecond empties the second tray. There is paper in the first, and the printer says that it is empty.
func (e *Everywhere) EmptySecond() {
	e.t.Helper()
	e.fill(url.Values{
		"size1": {sheetsA4}, "type1": {"stationery"}, "level1": {"250"},
		"size3": {sheetsA4}, "type3": {"stationery"}, "level3": {"0"},
	})
}

// fill changes what is in the trays, as at the printer's own page for visitors of the web.
func (e *Everywhere) fill(form url.Values) {
	e.t.Helper()
	got, err := http.Get(fmt.Sprintf("http://localhost:%d/media?%s", e.Port, form.Encode()))
	if err != nil {
		e.t.Fatal(err)
	}
	_, err = io.Copy(io.Discard, got.Body) // the tray is full when the answer ends, not when it begins
	if err := errors.Join(err, got.Body.Close()); err != nil || got.StatusCode != http.StatusOK {
		e.t.Fatalf("the tray: %s, %v", got.Status, err)
	}
}

// says are its words for statuses that do not come from a tray.
var says = map[paper.Status]string{paper.CoverOpen: "cover-open", paper.CutterError: "media-jam", paper.Offline: "paused"}

// Set puts it into a status: by what is in its tray, or by what the program behind it says while it prints a job.
func (e *Everywhere) Set(s paper.Status) {
	e.t.Helper()
	e.tray(sheetsA4, 250)
	if e.reason != "" {
		e.say("-" + e.reason)
	}
	if e.reason = says[s]; e.reason != "" {
		e.say("+" + e.reason)
	}
	switch s {
	case paper.NearEnd:
		e.tray(sheetsA4, 5)
	case paper.PaperOut:
		e.tray(sheetsA4, 0)
	case paper.WrongPaper:
		e.tray(sheetsLetter, 250)
	default:
	}
}

// say has it print a job whose program says how the printer is.
func (e *Everywhere) say(what string) {
	e.t.Helper()
	if err := os.WriteFile(e.says, []byte("STATE: "+what+"\n"), 0o600); err != nil {
		e.t.Fatal(err)
	}
	u, err := url.Parse(e.Address())
	if err != nil {
		e.t.Fatal(err)
	}
	c := ipp.Client{Printer: u}
	job, err := c.Print(e.t.Context(), ipp.Wish{Name: mended, Format: "application/pdf"}, Sample().PDF)
	for ; err == nil && !job.State.Ended(); time.Sleep(10 * time.Millisecond) {
		job, err = c.Follow(e.t.Context(), job.ID)
	}
	if err != nil {
		e.t.Fatal(err)
	}
}
