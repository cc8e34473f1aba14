package printing_test

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"guichet/brochures/picture"
	"guichet/cmd/internal/printing"
	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
	"guichet/queue"
	"guichet/queue/hub"
)

// What tells a copy of the test program to be the one that is killed: its folder, and its printer.
const (
	victimFolder  = "GUICHET_VICTIM"
	victimPrinter = "GUICHET_PRINTER"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimFolder); dir != "" {
		fmt.Fprintln(os.Stderr, beVictim(dir, os.Getenv(victimPrinter)))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// lifetime ends a victim that nobody can kill, because what held it was killed first.
const lifetime = 10 * time.Second

// beVictim issues tickets and says their numbers while it prints their slips, until it is killed.
func beVictim(dir, printer string) error {
	ctx, cancel := context.WithTimeout(context.Background(), lifetime)
	defer cancel()
	a, d, err := start(ctx, dir, printer)
	if err != nil {
		return err
	}
	stamp(d)
	if err := follow(ctx, a.Hub, d); err != nil {
		return err
	}
	go d.Run(ctx)
	for range 3 {
		t, err := a.Hub.Issue(ctx, hub.Wish{Key: a.Hub.NewKey(), Language: "fr", Topic: "HLT"})
		if err != nil {
			return err
		}
		fmt.Println(int(t.Number))
		time.Sleep(time.Duration(rand.IntN(10)) * time.Millisecond)
	}
	<-ctx.Done()
	return ctx.Err()
}

// stamp has each slip say its number, and whether it is a copy, in dots of its upper margin that a test can read.
func stamp(d *printing.Desk) {
	set := d.Compose
	d.Compose = func(ctx context.Context, j queue.PrintJob, width int) (paper.Document, error) {
		doc, err := set(ctx, j, width)
		if err == nil {
			doc.Dots.Rows[0], doc.Dots.Rows[2] = byte(j.Ticket/100)|0x80, byte(j.Ticket%100)|0x80
			if j.Copies > 0 {
				doc.Dots.Rows[4] = 0xff
			}
		}
		return doc, err
	}
}

// stampOf reads what [stamp] wrote.
func stampOf(b *picture.Bitmap) (n queue.Number, isCopy bool) {
	return queue.Number(b.Rows[0]&0x7f)*100 + queue.Number(b.Rows[2]&0x7f), b.Rows[4] == 0xff
}

// kept are the files of a desk whose session is closed.
var kept = []string{"lock", "reserve", "secret", "stats.db"}

// TestKill kills the desk at random instants while a printer has its moods. Whatever happened, no number was given
// twice, every one has its slip in the end, none has two that look like the first, and the desk leaves no goroutine and no
// file of the session or of printing.
func TestKill(t *testing.T) {
	desks, kills := 1, 5
	if os.Getenv("GUICHET_SOAK") != "" {
		desks, kills = 20, 10
	}
	unsure := 0
	for range desks {
		before := holds(t)
		n, left := killDesk(t, kills)
		unsure += n
		if !slices.Equal(left, kept) {
			t.Errorf("the desk left %q, want %q", left, kept)
		}
		nothingHeld(t, before)
	}
	t.Logf("%d slips were in doubt after %d kills", unsure, desks*kills)
}

// killDesk kills one desk so many times. It counts the slips of which the desk was in doubt, and lists the files that
// lie about when the session is closed.
func killDesk(t *testing.T, kills int) (unsure int, left []string) {
	t.Helper()
	dir, roll, said := t.TempDir(), papertest.NewRoll(t), map[queue.Number]bool{}
	defer roll.Close()
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	for range kills {
		roll.Set([]paper.Status{paper.Ready, paper.Ready, paper.NearEnd, paper.PaperOut}[rand.IntN(4)])
		roll.Mood([]papertest.Mood{papertest.Well, papertest.Slow, papertest.Slow, papertest.Pulled, papertest.Emptied, papertest.Garbage}[rand.IntN(6)], rand.IntN(40_000))
		kill(t, dir, roll.Address(), time.Duration(rand.IntN(150))*time.Millisecond, said)
	}
	roll.Set(paper.Ready)
	roll.Mood(papertest.Well, 0)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	a, d, err := start(ctx, dir, roll.Address())
	if err != nil {
		t.Fatal(err)
	}
	stamp(d)
	stop := run(ctx, d)
	unsure = settle(t, a.Hub, d)
	stop()
	jobs, err := a.Hub.Jobs(ctx)
	if err != nil {
		t.Fatal(err)
	}
	judge(t, jobs, said, roll)
	leave(t, a)
	return unsure, append(files(t, dir), files(t, temp)...)
}

// files lists those below a folder.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// holding is what a program holds: goroutines, and what it has open.
type holding struct {
	goroutines int
	open       []string
}

func holds(t *testing.T) holding {
	t.Helper()
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	now := holding{goroutines: runtime.NumGoroutine()}
	for _, o := range open {
		if name, err := os.Readlink("/proc/self/fd/" + o.Name()); err == nil { // the folder that was listed is not open any more
			now.open = append(now.open, name)
		}
	}
	return now
}

// nothingHeld: what ends takes a moment, and then nothing is held that was not before.
func nothingHeld(t *testing.T, before holding) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		now := holds(t)
		if now.goroutines <= before.goroutines && len(now.open) <= len(before.open) {
			return
		}
		if time.Now().After(end) {
			var stacks [1 << 16]byte
			t.Fatalf("%+v are held, %+v were before:\n%s", now, before, stacks[:runtime.Stack(stacks[:], true)])
		}
	}
}

// kill lets a desk work, and kills it a while after its first word.
func kill(t *testing.T, dir, printer string, after time.Duration, said map[queue.Number]bool) {
	t.Helper()
	victim := exec.Command(os.Args[0])
	victim.Env = append(os.Environ(), victimFolder+"="+dir, victimPrinter+"="+printer)
	victim.Stderr = os.Stderr
	words, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	for lines := bufio.NewScanner(words); lines.Scan(); {
		once.Do(func() { time.AfterFunc(after, func() { _ = victim.Process.Kill() }) })
		var n queue.Number
		if _, err := fmt.Sscan(lines.Text(), &n); err != nil {
			continue // killed in the middle of a line: not said
		}
		if said[n] {
			t.Errorf("%s was given twice", n)
		}
		said[n] = true
	}
	_ = victim.Wait() // it was killed
}

// settle waits until every slip is on paper; of those in doubt it asks for copies, as staff would.
func settle(t *testing.T, h *hub.Hub, d *printing.Desk) (unsure int) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		jobs, err := h.Jobs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		open := 0
		for _, j := range jobs {
			if j.State != queue.JobSent {
				open++
			}
			if j.State == queue.JobUnknown {
				unsure++
				if err := d.Copy(t.Context(), j.Ticket); err != nil {
					t.Fatal(err)
				}
			}
		}
		if open == 0 {
			return unsure
		}
		if time.Now().After(end) {
			t.Fatalf("%d slips are not on paper: %+v", open, jobs)
		}
	}
}

func judge(t *testing.T, jobs []queue.PrintJob, said map[queue.Number]bool, roll *papertest.Roll) {
	t.Helper()
	first, whole := map[queue.Number]int{}, map[queue.Number]int{}
	for i, sheet := range append(roll.Slips(), roll.Torn()...) {
		n, isCopy := stampOf(sheet)
		if !isCopy {
			first[n]++
		}
		if i < len(roll.Slips()) {
			whole[n]++
		}
	}
	has := map[queue.Number]int{}
	for _, j := range jobs {
		has[j.Ticket]++
		if whole[j.Ticket] == 0 {
			t.Errorf("%s is called sent, and no whole slip lies there", j.Ticket)
		}
		if first[j.Ticket] > 1 {
			t.Errorf("%s came out %d times as if it were the first", j.Ticket, first[j.Ticket])
		}
	}
	for n := range said {
		if has[n] != 1 {
			t.Errorf("%s was given, and has %d slips", n, has[n])
		}
	}
}

// leave closes the session and the desk.
func leave(t *testing.T, a *hub.Appliance) {
	t.Helper()
	if err := a.Hub.CloseSession(t.Context(), true, func(hub.Closing) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}
