package paper_test

import (
	"net/url"
	"path/filepath"
	"slices"
	"testing"

	"guichet/brochures/picture"
	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

func TestRollPrinter(t *testing.T) {
	papertest.Run(t, func(t *testing.T) papertest.Rig {
		roll := papertest.NewRoll(t)
		p, err := paper.Open(roll.Address(), paper.Wide)
		if err != nil {
			t.Fatal(err)
		}
		return papertest.Rig{Printer: p, Set: roll.Set, Unplug: roll.Close, Printed: func() int { return len(roll.Slips()) }}
	})
}

func TestFolderPrinter(t *testing.T) {
	papertest.Run(t, func(t *testing.T) papertest.Rig {
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
		}
	})
}

func TestOfficePrinter(t *testing.T) {
	papertest.Run(t, func(t *testing.T) papertest.Rig {
		office := papertest.NewOffice(t)
		u, err := url.Parse(office.Address())
		if err != nil {
			t.Fatal(err)
		}
		p := paper.NewOffice(u)
		p.Every = 0
		return papertest.Rig{Printer: p, Set: office.Set, Unplug: office.Close, Printed: func() int { return len(office.Documents()) }}
	})
}

func TestAddresses(t *testing.T) {
	for _, good := range []string{
		"usb:/dev/usb/lp0", "tcp://10.0.0.7:9100", "serial:/dev/ttyUSB0?baud=19200", "ipp://localhost/printers/a", "ipps://p.local:443/ipp/print", "folder:/tmp/x",
	} {
		if _, err := paper.Open(good, paper.Wide); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"", "lp0", "tcp://host", "http://printer", "serial:/dev/x?baud=fast", "ipp:", "%"} {
		if _, err := paper.Open(bad, paper.Wide); err == nil {
			t.Errorf("%q was taken for a printer", bad)
		}
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
		p, err := paper.Open(roll.Address(), paper.Wide)
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
