package papertest

import (
	"encoding/binary"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"guichet/kiosk/paper"
)

// Office is an IPP printer whose paper can be pulled: real ones do not let a test do that. It knows what the
// kiosk asks, and no more; that real printers understand the kiosk is tried on ippeveprinter and CUPS.
type Office struct {
	server *httptest.Server

	mu        sync.Mutex
	status    paper.Status
	documents [][]byte
	media     []bool
	refusal   uint16
	stuck     bool
}

// NewOffice starts an office printer for a test.
func NewOffice(t testing.TB) *Office {
	t.Helper()
	o := &Office{status: paper.Ready}
	o.server = httptest.NewServer(http.HandlerFunc(o.serve))
	t.Cleanup(o.Close)
	return o
}

// Address is where it is reached.
func (o *Office) Address() string {
	return "ipp" + strings.TrimPrefix(o.server.URL, "http") + "/ipp/print"
}

// Close takes it away.
func (o *Office) Close() { o.server.Close() }

// Set changes how it is.
func (o *Office) Set(s paper.Status) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.status = s
}

// Documents are those that it printed.
func (o *Office) Documents() [][]byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([][]byte(nil), o.documents...)
}

// OnA4 says of each document, as it was asked for and as it was sent, whether it was to be on A4.
func (o *Office) OnA4() []bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.media)
}

// Refuse has it answer documents with a status code of RFC 8011; 0 to take them again.
func (o *Office) Refuse(code uint16) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.refusal = code
}

// Stick has its jobs stop in the middle, or go on.
func (o *Office) Stick(stuck bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.stuck = stuck
}

// reasons are the words of RFC 8011 for a status, and the printer-state with it.
var reasons = map[paper.Status]struct {
	state  uint32
	reason string
}{
	paper.Ready:       {3, "none"},
	paper.NearEnd:     {3, "media-low-warning"},
	paper.PaperOut:    {5, "media-empty-error"},
	paper.WrongPaper:  {3, "none"},
	paper.CoverOpen:   {5, "cover-open-error"},
	paper.CutterError: {5, "media-jam-error"},
	paper.Offline:     {5, "shutdown"},
	paper.Unknown:     {4, "moved-error"},
}

func (o *Office) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || len(body) < 8 {
		return // it hung up
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	out := []byte{2, 0, 0, 0, 0, 0, 0, 1, 4}
	add := func(tag byte, name string, v []byte) {
		out = append(out, tag)
		out = binary.BigEndian.AppendUint16(out, uint16(len(name)))
		out = append(out, name...)
		out = binary.BigEndian.AppendUint16(out, uint16(len(v)))
		out = append(out, v...)
	}
	number := func(v uint32) []byte { return binary.BigEndian.AppendUint32(nil, v) }
	add(0x23, "printer-state", number(reasons[o.status].state))
	add(0x44, "printer-state-reasons", []byte(reasons[o.status].reason))
	add(0x22, "printer-is-accepting-jobs", []byte{1})
	add(0x49, "document-format-supported", []byte("application/pdf"))
	add(0x44, "sides-supported", []byte("one-sided"))
	add(0x44, "media-supported", []byte(sheetsA4))
	add(0x44, "", []byte(sheetsLetter))
	add(0x44, "media-ready", []byte(map[bool]string{true: sheetsLetter, false: sheetsA4}[o.status == paper.WrongPaper]))
	add(0x21, "job-id", number(1))
	add(0x23, "job-state", number(map[bool]uint32{true: 6, false: 9}[o.stuck]))
	wish, document, printed := strings.Cut(string(body), "\x03%PDF")
	if printed && o.refusal == 0 {
		o.documents = append(o.documents, []byte("%PDF"+document))
	}
	if strings.Contains(wish, "job-name") {
		o.media = append(o.media, strings.Contains(wish, "media\x00\x10"+sheetsA4))
		binary.BigEndian.PutUint16(out[2:], o.refusal)
	}
	w.Header().Set("Content-Type", "application/ipp")
	_, _ = w.Write(append(out, 3)) // it may have hung up
}
