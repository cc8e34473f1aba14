package papertest

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/ipp"
)

// Queue is a CUPS of a test's own, with one queue that prints on an IPP Everywhere printer.
type Queue struct {
	// Address is where the queue is reached, Spool the folder of CUPS' own spool.
	Address, Spool string
	// Unplug takes CUPS away.
	Unplug func()

	t      testing.TB
	server string
}

// queueName is the queue's.
const queueName = "desk"

// NewQueue starts CUPS for a test.
func NewQueue(t testing.TB, e *Everywhere) *Queue {
	t.Helper()
	port := freePort(t)
	dir := folder(t)
	if err := os.Chmod(dir, 0o755); err != nil { // filters of CUPS run as a user of their own
		t.Fatal(err)
	}
	q := &Queue{Spool: filepath.Join(dir, "spool"), t: t, server: fmt.Sprintf("localhost:%d", port)}
	q.Address = "ipp://" + q.server + "/printers/" + queueName
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
	q.Unplug = run(t, nil, "cupsd", "-f", "-c", write(t, dir, "root/cupsd.conf", conf), "-s", write(t, dir, "root/cups-files.conf", files))
	waitFor(t, "CUPS", func() bool { return reachable(port) })
	q.tell("lpadmin", "-p", queueName, "-E", "-v", e.Address(), "-m", "everywhere")
	waitFor(t, "the queue's driver", q.hasDriver)
	return q
}

// tell has a program of CUPS do something there.
func (q *Queue) tell(name string, args ...string) {
	q.t.Helper()
	if out, err := exec.Command(program(name), append([]string{"-h", q.server}, args...)...).CombinedOutput(); err != nil {
		q.t.Fatalf("%s: %v: %s", name, err, out)
	}
}

// Set puts the queue into a status: out of use, or in use.
func (q *Queue) Set(s paper.Status) {
	q.t.Helper()
	if s == paper.Offline {
		q.tell("cupsdisable", queueName)
	} else {
		q.tell("cupsenable", queueName)
	}
}

// hasDriver says that CUPS has made the queue's driver, which it does after it has answered: until then it takes documents
// and can print none.
func (q *Queue) hasDriver() bool {
	u, err := url.Parse(q.Address)
	if err != nil {
		q.t.Fatal(err)
	}
	a, err := (&ipp.Client{Printer: u}).Ask(q.t.Context())
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

// cupsConf is what docs/printers.md asks of a kiosk: no file of a job is kept once it is
// printed, and its name for a minute, so that its end can be asked for; the paper is A4.
const cupsConf = `Listen localhost:%d
Browsing Off
DefaultAuthType None
WebInterface No
LogLevel info
PreserveJobHistory 60
PreserveJobFiles No
DefaultPaperSize A4
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
