package paper_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"guichet/brochures/picture"
	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

func TestAddresses(t *testing.T) {
	for _, good := range []string{
		"usb:/dev/usb/lp0", "tcp://10.0.0.7:9100", "tcp://[fe80::1]:9100", "serial:/dev/ttyUSB0?baud=19200", "ipp://localhost/printers/a",
		"ipps://p.local:443/ipp/print", "ipps://p.local/ipp/print?certificate=" + strings.Repeat("0A:", 31) + "ff", "folder:/tmp/x", "folder:x",
	} {
		if _, err := paper.Open(paper.SlipRole, good, paper.Wide); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for bad, says := range map[string]string{
		"": "write usb:", "lp0": "write usb:", "http://printer": "write usb:", "ipp:": "write usb:", "%": "invalid URL", "folder:": "write usb:",
		"usb:lp0": "write usb:", "serial:ttyUSB0": "write usb:", "tcp://:9100": "write usb:", "tcp://host": `port ""`, "tcp://host:99999": `port "99999"`,
		"tcp://host:0": `port "0"`, "ipp://host:70000/ipp": `port "70000"`, "serial:/dev/x?baud=fast": `baud "fast"`, "serial:/dev/x?baud=-9600": `baud "-9600"`,
		"ipps://host/?certificate=abc": "64 digits", "ipp://host/?certificate=" + strings.Repeat("00", 32): "ipps",
	} {
		if _, err := paper.Open(paper.SlipRole, bad, paper.Wide); !errors.Is(err, paper.ErrAddress) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// A page has no dots for a roll printer, and a strip may have no page: neither is sent, and nothing falls over.
func TestWrongKindOfPrinter(t *testing.T) {
	roll, office := papertest.NewRoll(t), papertest.NewOffice(t)
	if _, err := paper.Open(paper.PageRole, roll.Address(), paper.Wide); !errors.Is(err, paper.ErrAddress) {
		t.Errorf("a roll printer for pages: %v", err)
	}
	for _, p := range []paper.Printer{open(t, roll.Address()), open(t, office.Address())} {
		if got := p.Print(t.Context(), paper.Document{Name: "Guichet"}); got != (paper.Result{Outcome: paper.NotSent, Status: paper.Ready}) {
			t.Errorf("%T: %+v", p, got)
		}
	}
}

// A file is no printer: what stands in it is not written over.
func TestFileIsNoDevice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "accounts")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := paper.Open(paper.SlipRole, "usb:"+path, paper.Wide)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Print(t.Context(), papertest.Sample()); got != (paper.Result{Outcome: paper.NotSent, Status: paper.Offline}) {
		t.Errorf("%+v", got)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "mine" {
		t.Errorf("the file holds %q, %v", text, err)
	}
}

// A roll printer with a mood: what may be on paper is never called not sent, and silence is never called fine.
func TestMoods(t *testing.T) {
	for _, c := range []struct {
		mood  papertest.Mood
		after int
		want  []paper.Result
	}{
		{papertest.Silent, 0, []paper.Result{{Outcome: paper.NotSent, Status: paper.Unknown}}},
		{papertest.Garbage, 0, []paper.Result{{Outcome: paper.NotSent, Status: paper.Unknown}}},
		{papertest.Pulled, 2000, []paper.Result{{Outcome: paper.Unsure, Status: paper.Offline}, {Outcome: paper.Unsure, Status: paper.Unknown}}},
		{papertest.Emptied, 2000, []paper.Result{{Outcome: paper.Unsure, Status: paper.PaperOut}}},
	} {
		roll := papertest.NewRoll(t)
		roll.Mood(c.mood, c.after)
		p, err := paper.Open(paper.SlipRole, roll.Address(), paper.Wide)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Print(t.Context(), papertest.Sample()); !slices.Contains(c.want, got) {
			t.Errorf("mood %d: %+v, want one of %+v", c.mood, got, c.want)
		}
	}
}

func TestSummary(t *testing.T) {
	all := paper.Statuses()
	for i, worse := range all {
		for _, better := range all[i:] {
			if got := paper.Summarise(better, worse); got != worse {
				t.Errorf("%s and %s are told as %s", better, worse, got)
			}
		}
	}
	if paper.Summarise() != paper.Unknown {
		t.Error("of nothing, something is known")
	}
}

// Whatever a picture holds, a printer finds no command in it.
func FuzzEncode(f *testing.F) {
	f.Add([]byte{0x10, 0x04, 0x10, 0x14, 0x10, 0x10, 0x05}, uint8(3))
	f.Fuzz(func(t *testing.T, dots []byte, stride uint8) {
		width := max(1, int(stride)%73)
		b := &picture.Bitmap{Width: width * 8, Height: len(dots) / width, Stride: width, Rows: dots[:len(dots)/width*width]}
		sent := paper.Encode(b)
		for i := range len(sent) - 1 {
			if sent[i] == 0x10 && (sent[i+1] == 0x04 || sent[i+1] == 0x05 || sent[i+1] == 0x14) {
				t.Fatalf("a command at byte %d", i)
			}
		}
	})
}
