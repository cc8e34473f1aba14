package paper_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

// parrot is a roll printer that says what it was taught, a word for each question, and then nothing.
type parrot struct {
	words []byte
	asked int
}

func (p *parrot) Close() error                { return nil }
func (p *parrot) SetDeadline(time.Time) error { return nil }

func (p *parrot) Write(b []byte) (int, error) {
	if len(b) == 3 {
		p.asked++
	}
	return len(b), nil
}

func (p *parrot) Read(b []byte) (int, error) {
	if p.asked == 0 || len(p.words) == 0 {
		return 0, os.ErrDeadlineExceeded
	}
	p.asked--
	b[0], p.words = p.words[0], p.words[1:]
	return 1, nil
}

// FuzzRollAnswers: whatever a roll printer answers becomes one of the statuses, and what is not four sound answers
// before and after is never called sent.
func FuzzRollAnswers(f *testing.F) {
	f.Add([]byte{0x12, 0x12, 0x12, 0x12, 0x12, 0x12, 0x12, 0x12})
	f.Add([]byte{0x16, 0x32, 0x1a, 0x7e})
	f.Add([]byte("HTTP/1.1 400 Bad Request\r\n\r\n"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, answers []byte) {
		p := &paper.Thermal{Dial: func(context.Context) (paper.Conn, error) { return &parrot{words: answers}, nil }}
		if s := p.Status(t.Context()); !slices.Contains(paper.Statuses(), s) {
			t.Fatalf("status %q", s)
		}
		got := p.Print(t.Context(), papertest.Sample())
		if got.Outcome == paper.Sent && !sound(answers) {
			t.Errorf("%x: %+v", answers, got)
		}
	})
}

// sound says that answers begin with two times four that have the fixed bits.
func sound(answers []byte) bool {
	if len(answers) < 8 {
		return false
	}
	return !slices.ContainsFunc(answers[:8], func(b byte) bool { return b&0x93 != 0x12 })
}

// hostile are office printers that do what no printer should.
var hostile = map[string]http.HandlerFunc{
	"endless body": func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte{0x47, 0, 1, 'a', 0, 0}, 4096)); err != nil {
				return
			}
		}
	},
	"slow drip": func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = w.Write([]byte{2}) // the reader may be gone
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	},
	"says nothing": func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // so that the end of the caller is seen
		<-r.Context().Done()
	},
	"hangs up": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	"huge length": func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte{2, 0, 0, 0, 0, 0, 0, 1, 4, 0x44, 0xff, 0xff, 'a'})
	},
	"no end":             func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(idle[:len(idle)-1]) },
	"another world":      func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>Welcome</html>") },
	"empty":              func(http.ResponseWriter, *http.Request) {},
	"a job of no number": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(idle) },
}

// idle is the answer of a printer that says that it is idle and takes PDF, whatever it was asked.
var idle = slices.Concat([]byte{2, 0, 0, 0, 0, 0, 0, 1, 4},
	[]byte{0x23, 0, 13}, []byte("printer-state"), []byte{0, 4, 0, 0, 0, 3},
	[]byte{0x49, 0, 25}, []byte("document-format-supported"), []byte{0, 15}, []byte("application/pdf"), []byte{3})

// TestHostileOffice: no printer holds its caller longer than the caller wants, nothing is called sent that no
// printer confirmed, and no goroutine stays.
func TestHostileOffice(t *testing.T) {
	for name, serve := range hostile {
		t.Run(name, func(t *testing.T) {
			before := runtime.NumGoroutine()
			server := httptest.NewServer(serve)
			p := office(t, ippAddress(server.URL))
			begun := time.Now()
			s := within(t, 300*time.Millisecond, p.Status)
			if s.Prints() && name != "a job of no number" {
				t.Errorf("it is called %q", s)
			}
			got := within(t, 300*time.Millisecond, func(ctx context.Context) paper.Result { return p.Print(ctx, papertest.Sample()) })
			if got.Outcome == paper.Sent {
				t.Errorf("%+v", got)
			}
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("it held its caller for %v", took)
			}
			server.CloseClientConnections()
			server.Close()
			noneLeft(t, before)
		})
	}
}

// FuzzOfficeAnswers: whatever an office printer answers, to whatever it is asked, its status is one of those there are, and
// nothing is called sent of which it did not say that it was completed.
func FuzzOfficeAnswers(f *testing.F) {
	job := slices.Concat([]byte{0x21, 0, 6}, []byte("job-id"), []byte{0, 4, 0, 0, 0, 1, 0x23, 0, 9}, []byte("job-state"), []byte{0, 4, 0, 0, 0})
	f.Add(idle)
	f.Add(slices.Concat(idle[:len(idle)-1], job, []byte{9, 3}))
	f.Add(slices.Concat(idle[:len(idle)-1], job, []byte{8, 3}))
	f.Add(slices.Concat(idle[:len(idle)-1], []byte{0x13, 0, 11}, []byte("media-ready"), []byte{0, 0}, job, []byte{5, 3}))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, answer []byte) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(answer) // the reader may be gone
		}))
		defer server.Close()
		p := office(t, ippAddress(server.URL))
		p.Every, p.Longest = 0, 5*time.Millisecond
		got := p.Print(t.Context(), papertest.Sample())
		if !slices.Contains(paper.Statuses(), got.Status) {
			t.Errorf("status %q", got.Status)
		}
		if completed := []byte("job-state\x00\x04\x00\x00\x00\x09"); got.Outcome == paper.Sent && !bytes.Contains(answer, completed) {
			t.Errorf("%x: %+v", answer, got)
		}
	})
}

// ippAddress is where a test's server of HTTP is found as a printer.
func ippAddress(server string) string {
	return "ipp" + strings.TrimPrefix(server, "http") + "/ipp/print"
}

func within[T any](t *testing.T, patience time.Duration, ask func(context.Context) T) T {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	return ask(ctx)
}

func noneLeft(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}

// TestSentElsewhere: a printer that tells the kiosk to print somewhere else is not obeyed.
func TestSentElsewhere(t *testing.T) {
	visited := false
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		visited = true
		_, _ = w.Write(idle) // the reader may be gone
	}))
	defer other.Close()
	liar := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusFound))
	defer liar.Close()
	p := office(t, ippAddress(liar.URL))
	if s := p.Status(t.Context()); s != paper.Unknown {
		t.Errorf("status %q", s)
	}
	if got := p.Print(t.Context(), papertest.Sample()); got != (paper.Result{Outcome: paper.NotSent, Status: paper.Unknown}) {
		t.Errorf("%+v", got)
	}
	if visited {
		t.Error("the kiosk went where it was told to")
	}
}

// TestLateAnswers: what a printer on a cable still had to say from before is no answer to a question of now.
func TestLateAnswers(t *testing.T) {
	roll := papertest.NewRoll(t)
	roll.Set(paper.CoverOpen)
	p, err := paper.Open(paper.SlipRole, roll.Address(), paper.Wide)
	if err != nil {
		t.Fatal(err)
	}
	thermal := p.(*paper.Thermal)
	dial := thermal.Dial
	thermal.Dial = func(ctx context.Context) (paper.Conn, error) {
		c, err := dial(ctx)
		return &late{Conn: c, before: []byte{0x12, 0x12}}, err
	}
	if s := thermal.Status(t.Context()); s != paper.CoverOpen {
		t.Errorf("status %q", s)
	}
}

// late is a line with answers in it that nobody read.
type late struct {
	paper.Conn
	before []byte
}

func (l *late) Read(b []byte) (int, error) {
	if len(l.before) == 0 {
		return l.Conn.Read(b)
	}
	n := copy(b, l.before)
	l.before = l.before[n:]
	return n, nil
}
