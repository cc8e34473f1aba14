package papertest

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guichet/kiosk/paper/ipp"
)

// Everywhere is the IPP Everywhere printer of the Printer Working Group, as Debian's cups-ipp-utils has it, on a
// port of this machine.
type Everywhere struct {
	Port int
	// Spool is where it keeps what it was sent.
	Spool string
}

// Address is where it is reached.
func (e *Everywhere) Address() string { return fmt.Sprintf("ipp://localhost:%d/ipp/print", e.Port) }

// Documents are what it was sent, as it was sent.
func (e *Everywhere) Documents(t testing.TB) [][]byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(e.Spool, "*.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}

// NewEverywhere starts the printer for a test. It will not start without somebody to announce itself to, so it
// gets a bus and a name service of its own, which nobody else sees.
func NewEverywhere(t testing.TB) *Everywhere {
	t.Helper()
	dir := t.TempDir()
	bus := "unix:path=" + filepath.Join(dir, "bus")
	run(t, nil, "dbus-daemon", "--nofork", "--nopidfile", "--config-file="+write(t, dir, "bus.conf", busConf(bus)))
	waitFor(t, "the bus", func() bool { return exists(filepath.Join(dir, "bus")) })
	env := append(os.Environ(), "DBUS_SYSTEM_BUS_ADDRESS="+bus)
	run(t, env, "avahi-daemon", "--no-drop-root", "--no-chroot", "--no-rlimits", "-f", write(t, dir, "avahi.conf", avahiConf))
	e := &Everywhere{Port: freePort(t), Spool: filepath.Join(dir, "spool")}
	if err := os.Mkdir(e.Spool, 0o700); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the printer", func() bool {
		if reachable(e.Port) {
			return true
		}
		// The name service takes a moment on the bus, and the printer gives up at once without it.
		start(t, env, "ippeveprinter", "-d", e.Spool, "-k", "-p", fmt.Sprint(e.Port), "-n", "localhost", "-f", "application/pdf", "Guichet")
		time.Sleep(200 * time.Millisecond)
		return reachable(e.Port)
	})
	return e
}

func busConf(address string) string {
	return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>` + address + `</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/></policy></busconfig>
`
}

const avahiConf = `[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[wide-area]
enable-wide-area=no
`

// NewQueue starts CUPS for a test, with one queue that prints on an IPP Everywhere printer, and gives the queue's
// address and the folder of CUPS' own spool.
func NewQueue(t testing.TB, e *Everywhere) (address, spool string) {
	t.Helper()
	port := freePort(t)
	// Filters of CUPS run as a user of their own, which must come to its folders.
	dir, err := os.MkdirTemp("", "guichet-cups-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	spool = filepath.Join(dir, "spool")
	for _, name := range []string{"spool", "spool/tmp", "cache", "state", "root", "logs"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if log, err := os.ReadFile(filepath.Join(dir, "logs", "error_log")); err == nil && t.Failed() {
			t.Logf("CUPS says:\n%s", log)
		}
	})
	files := strings.ReplaceAll(cupsFiles, "DIR", dir)
	conf := fmt.Sprintf(cupsConf, port)
	run(t, nil, "cupsd", "-f", "-c", write(t, dir, "root/cupsd.conf", conf), "-s", write(t, dir, "root/cups-files.conf", files))
	waitFor(t, "CUPS", func() bool { return reachable(port) })
	server := fmt.Sprintf("localhost:%d", port)
	add := exec.CommandContext(t.Context(), "lpadmin", "-h", server, "-p", "desk", "-E", "-v", e.Address(), "-m", "everywhere")
	if out, err := add.CombinedOutput(); err != nil {
		log, _ := os.ReadFile(filepath.Join(dir, "logs", "error_log")) // none says less
		t.Fatalf("lpadmin: %v: %s\n%s", err, out, log)
	}
	address = "ipp://" + server + "/printers/desk"
	waitFor(t, "the queue's driver", func() bool { return hasDriver(t, address) })
	return address, spool
}

// hasDriver says that CUPS has made the queue's driver, which it does after it has answered: until then it takes documents and
// can print none.
func hasDriver(t testing.TB, address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	a, err := (&ipp.Client{Printer: u}).Ask(t.Context())
	return err == nil && strings.Contains(a.MakeModel, "IPP Everywhere")
}

const cupsFiles = `ServerRoot DIR/root
RequestRoot DIR/spool
TempDir DIR/spool/tmp
CacheDir DIR/cache
StateDir DIR/state
AccessLog DIR/logs/access_log
ErrorLog DIR/logs/error_log
PageLog DIR/logs/page_log
SystemGroup root
SyncOnClose No
`

// cupsConf is what docs/printers.md asks of a kiosk: no file of a job is kept once it is printed, and its name for a minute, so that its end can be asked for.
const cupsConf = `Listen localhost:%d
Browsing Off
DefaultAuthType None
WebInterface No
LogLevel info
PreserveJobHistory 60
PreserveJobFiles No
<Location />
Order allow,deny
Allow localhost
</Location>
<Location /admin>
Order allow,deny
Allow localhost
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues none
SubscriptionPrivateAccess default
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
`

// run starts a program that runs until the test ends.
func run(t testing.TB, env []string, name string, args ...string) { start(t, env, name, args...) }

func start(t testing.TB, env []string, name string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		path = filepath.Join("/usr/sbin", name) // not in everybody's path
	}
	ctx, cancel := context.WithCancel(context.Background())
	c := exec.CommandContext(ctx, path, args...)
	c.Env = env
	if err := c.Start(); err != nil {
		cancel()
		t.Fatalf("%s: %v: run make packages", name, err)
	}
	t.Cleanup(func() {
		cancel()
		_ = c.Wait() // it was killed
	})
}

// patience is how long a program may take to be there.
const patience = time.Minute

func waitFor(t testing.TB, what string, there func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !there(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s is not there after %v", what, patience)
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func reachable(port int) bool {
	c, err := net.DialTimeout("tcp", fmt.Sprintf("localhost:%d", port), time.Second)
	if err != nil {
		return false
	}
	return c.Close() == nil
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // it was only asked for a number
	return l.Addr().(*net.TCPAddr).Port
}

func write(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
