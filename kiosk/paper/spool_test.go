package paper_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"guichet/kiosk/paper"
	"guichet/queue"
)

// journal is a desk in memory that can die: from then on it keeps nothing more.
type journal struct {
	mu   sync.Mutex
	jobs []queue.PrintJob
	dead bool
}

var errDead = errors.New("the machine is off")

func (j *journal) issue() {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := len(j.jobs) + 1
	j.jobs = append(j.jobs, queue.PrintJob{Seq: queue.Seq(n), Ticket: queue.Number(n), State: queue.JobQueued})
}

func (j *journal) Jobs(context.Context) ([]queue.PrintJob, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.dead {
		return nil, errDead
	}
	return append([]queue.PrintJob(nil), j.jobs...), nil
}

func (j *journal) MoveJob(_ context.Context, n queue.Number, m queue.JobMove, reason string) (queue.PrintJob, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.dead {
		return queue.PrintJob{}, errDead
	}
	next, err := j.jobs[n-1].Move(m, reason)
	j.jobs[n-1] = next
	return next, err
}

// sheet is what lies in a printer's tray: a number, perhaps torn, perhaps marked as a copy.
type sheet struct {
	number queue.Number
	whole  bool
	copy   bool
}

// moody is a printer that does what a die says, and remembers what is on paper.
type moody struct {
	mu     sync.Mutex
	chance *rand.Rand
	status paper.Status
	tray   []sheet
	calm   bool
}

func (p *moody) Status(ctx context.Context) paper.Status {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.calm && p.chance.IntN(3) == 0 {
		all := paper.Statuses()
		p.status = all[p.chance.IntN(len(all))]
	}
	return p.status
}

// Print names its document by number, so that the tray can be read.
func (p *moody) Print(ctx context.Context, d paper.Document) paper.Result {
	p.mu.Lock()
	defer p.mu.Unlock()
	var s sheet
	_, _ = fmt.Sscanf(d.Name, "%d %t", &s.number, &s.copy) // compose wrote it
	fate := 0
	if !p.calm {
		fate = p.chance.IntN(6)
	}
	switch fate {
	case 1: // nothing was taken
		return paper.Result{Outcome: paper.NotSent, Status: paper.Offline}
	case 2: // torn
		p.tray = append(p.tray, s)
		return paper.Result{Outcome: paper.Unsure, Status: paper.PaperOut}
	case 3: // the line broke before the first row
		return paper.Result{Outcome: paper.Unsure, Status: paper.Offline}
	case 4: // slow
		select {
		case <-ctx.Done():
			return paper.Result{Outcome: paper.Unsure, Status: paper.Unknown}
		case <-time.After(time.Duration(p.chance.IntN(300)) * time.Second):
		}
	}
	s.whole = true
	p.tray = append(p.tray, s)
	return paper.Result{Outcome: paper.Sent, Status: paper.Ready}
}

func compose(_ context.Context, j queue.PrintJob, _ int) (paper.Document, error) {
	return paper.Document{Name: fmt.Sprintf("%d %t", j.Ticket, j.Copies > 0)}, nil
}

// TestWhateverThePrinterDoes plays a thousand days in which the printer fails and the machine dies at any
// step: every ticket keeps its slip, none comes out twice as if it were the first, and what the desk believes
// of each is true.
func TestWhateverThePrinterDoes(t *testing.T) {
	for seed := range uint64(1000) {
		synctest.Test(t, func(t *testing.T) { playDay(t, seed) })
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func playDay(t *testing.T, seed uint64) {
	chance := rand.New(rand.NewPCG(seed, 2))
	desk := &journal{}
	printer := &moody{chance: rand.New(rand.NewPCG(seed, 3)), status: paper.Ready}
	for range 3 { // times that the machine starts
		liveFor(t, desk, printer, chance)
	}
	printer.mu.Lock()
	printer.calm, printer.status = true, paper.Ready
	printer.mu.Unlock()
	s, stop := begin(t, desk, printer)
	time.Sleep(5 * time.Minute)
	askForCopies(t, s, desk)
	time.Sleep(time.Minute)
	stop()
	judge(t, desk, printer)
}

func begin(t *testing.T, desk *journal, p paper.Printer) (*paper.Spool, func()) {
	s := &paper.Spool{Desk: desk, Devices: []paper.Device{{Role: paper.SlipRole, Name: "roll", Printer: p}}, Compose: compose}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); s.Run(ctx) }()
	return s, func() { cancel(); <-ended }
}

// liveFor issues tickets while the spool prints, and then the machine dies at once.
func liveFor(t *testing.T, desk *journal, p paper.Printer, chance *rand.Rand) {
	s, stop := begin(t, desk, p)
	for range 1 + chance.IntN(6) {
		desk.issue()
		s.Wake()
		time.Sleep(time.Duration(chance.IntN(20_000)) * time.Millisecond)
		if chance.IntN(4) == 0 {
			_ = s.Copy(t.Context(), queue.Number(1+chance.IntN(len(desk.jobs)))) // refused while it is on its way
		}
	}
	desk.mu.Lock()
	desk.dead = true
	desk.mu.Unlock()
	stop()
	desk.dead = false
}

func askForCopies(t *testing.T, s *paper.Spool, desk *journal) {
	jobs, _ := desk.Jobs(t.Context()) // it lives
	for _, j := range jobs {
		if j.State == queue.JobUnknown {
			if err := s.Copy(t.Context(), j.Ticket); err != nil {
				t.Error(err)
			}
		}
	}
}

func judge(t *testing.T, desk *journal, p *moody) {
	first, whole := map[queue.Number]int{}, map[queue.Number]int{}
	for _, sheet := range p.tray {
		if !sheet.copy {
			first[sheet.number]++
		}
		if sheet.whole {
			whole[sheet.number]++
		}
	}
	for _, j := range desk.jobs {
		switch {
		case j.State != queue.JobSent:
			t.Errorf("%s is %s at the end of the day", j.Ticket, j.State)
		case whole[j.Ticket] == 0:
			t.Errorf("%s is called sent, and is not in the tray", j.Ticket)
		case first[j.Ticket] > 1:
			t.Errorf("%s came out %d times as if it were the first", j.Ticket, first[j.Ticket])
		}
	}
}

// A dead slip printer holds no page, a withdrawn page does not come out, and no more wait than there is room for.
func TestPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dead := &moody{calm: true, status: paper.PaperOut}
		office := &moody{calm: true, status: paper.Offline}
		s := &paper.Spool{Desk: &journal{}, Compose: compose, Devices: []paper.Device{
			{Role: paper.SlipRole, Name: "roll", Printer: dead}, {Role: paper.PageRole, Name: "office", Printer: office},
		}}
		ctx, cancel := context.WithCancel(t.Context())
		go s.Run(ctx)
		var told []paper.Result
		tell := func(r paper.Result) { told = append(told, r) }
		for n := 1; n <= 20; n++ {
			if _, err := s.Print(paper.PageRole, numbered(n), tell); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Print(paper.PageRole, numbered(21), nil); !errors.Is(err, paper.ErrFull) {
			t.Errorf("the twenty-first page: %v", err)
		}
		synctest.Wait()
		s.Withdraw(paper.PageRole, 7)
		office.mu.Lock()
		office.status = paper.Ready
		office.mu.Unlock()
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(office.tray) != 19 || len(told) != 20 {
			t.Errorf("%d pages in the tray, %d told", len(office.tray), len(told))
		}
		cancel()
		synctest.Wait()
	})
}

func numbered(n int) func(int) (paper.Document, error) {
	return func(int) (paper.Document, error) { return paper.Document{Name: fmt.Sprintf("%d false", n)}, nil }
}

func TestAnotherPrinter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := &journal{}
		desk.issue()
		roll, spare := &moody{calm: true, status: paper.PaperOut}, &moody{calm: true, status: paper.Ready}
		s := &paper.Spool{Desk: desk, Compose: compose, Devices: []paper.Device{
			{Role: paper.SlipRole, Name: "roll", Printer: roll}, {Role: paper.SlipRole, Name: "spare", Printer: spare},
		}}
		ctx, cancel := context.WithCancel(t.Context())
		go s.Run(ctx)
		time.Sleep(time.Second)
		if got := s.Lines()[0]; got.Status != paper.PaperOut || got.Waiting != 1 || got.Others[0] != "spare" {
			t.Errorf("got %+v", got)
		}
		if err := s.Use(paper.SlipRole, "spare"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := s.Lines()[0]; len(spare.tray) != 1 || got.Status != paper.Ready || got.Waiting != 0 {
			t.Errorf("%d in the tray, %+v", len(spare.tray), got)
		}
		if err := s.Use(paper.PageRole, "spare"); !errors.Is(err, paper.ErrNoPrinter) {
			t.Errorf("got %v", err)
		}
		cancel()
		synctest.Wait()
	})
}

// Whoever always takes the next printer comes by all of them.
func TestEveryPrinterIsReached(t *testing.T) {
	s := &paper.Spool{Desk: &journal{}}
	for _, name := range []string{"a", "b", "c"} {
		s.Devices = append(s.Devices, paper.Device{Role: paper.PageRole, Name: name, Printer: &moody{}})
	}
	for _, want := range []string{"a", "b", "c", "a"} {
		line := s.Lines()[0]
		if line.Device != want || len(line.Others) != 2 {
			t.Fatalf("%+v, want %s", line, want)
		}
		if err := s.Use(paper.PageRole, line.Others[0]); err != nil {
			t.Fatal(err)
		}
	}
}

// A program that ends while it sets a slip gives up nobody's.
func TestEndingGivesUpNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := &journal{}
		desk.issue()
		set := func(ctx context.Context, _ queue.PrintJob, _ int) (paper.Document, error) {
			<-ctx.Done()
			return paper.Document{}, ctx.Err()
		}
		s := &paper.Spool{Desk: desk, Compose: set, Devices: []paper.Device{
			{Role: paper.SlipRole, Name: "roll", Printer: &moody{calm: true, status: paper.Ready}},
		}}
		ctx, cancel := context.WithCancel(t.Context())
		go s.Run(ctx)
		synctest.Wait()
		cancel()
		synctest.Wait()
		if got := desk.jobs[0].State; got != queue.JobQueued {
			t.Errorf("the slip is %s", got)
		}
	})
}

// A slip of which the disk did not keep that it was sent is in doubt, without a restart.
func TestDiskFailsWhileSending(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := &journal{}
		desk.issue()
		printer := &failing{desk: desk}
		s, stop := begin(t, desk, printer)
		synctest.Wait()
		desk.mu.Lock()
		desk.dead = false
		desk.mu.Unlock()
		time.Sleep(time.Minute)
		if got := s.Lines()[0].Unsure; len(got) != 1 || printer.printed != 1 {
			t.Errorf("in doubt: %v; printed %d times", got, printer.printed)
		}
		stop()
	})
}

// failing is a printer in whose time the disk fails.
type failing struct {
	desk    *journal
	printed int
}

func (f *failing) Status(context.Context) paper.Status { return paper.Ready }

func (f *failing) Print(context.Context, paper.Document) paper.Result {
	f.desk.mu.Lock()
	defer f.desk.mu.Unlock()
	f.desk.dead = true
	f.printed++
	return paper.Result{Outcome: paper.Sent, Status: paper.Ready}
}
