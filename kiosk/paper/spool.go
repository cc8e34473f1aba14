package paper

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"guichet/queue"
)

// Role is what a printer is for.
type Role string

// The roles.
const (
	SlipRole Role = "slip" // tickets, on a roll as a rule
	PageRole Role = "page" // brochures and orientation slips
)

// Device is a printer with its name and role, as in site.toml.
type Device struct {
	Role    Role
	Name    string
	Printer Printer
	// Width is how many dots a slip has here.
	Width int
}

// Desk keeps where each slip is on its way to paper; the hub does.
type Desk interface {
	Jobs(ctx context.Context) ([]queue.PrintJob, error)
	// MoveJob moves a slip on, and returns when that is durable.
	MoveJob(ctx context.Context, n queue.Number, m queue.JobMove, reason string) (queue.PrintJob, error)
}

// Errors of the spool.
var (
	// ErrStale says that nobody needs a slip any more: its ticket was called, or has left the line.
	ErrStale = errors.New("nobody needs this slip any more")
	// ErrFull says that enough pages wait already.
	ErrFull = errors.New("too many pages wait to be printed")
	// ErrNoPrinter says that there is no printer for this.
	ErrNoPrinter = errors.New("there is no printer for this")
)

// Spool prints slips and pages, each role in its own time: a dead page printer holds no slip. Set the fields,
// then call Run; all methods may be called from many goroutines.
type Spool struct {
	Desk    Desk
	Devices []Device
	// Compose gives a slip as a document for the width of the printer; [ErrStale] when nobody needs it.
	Compose func(ctx context.Context, job queue.PrintJob, width int) (Document, error)
	// Changed is told when what [Spool.Lines] says has changed. It must be quick.
	Changed func()

	once  sync.Once
	lines map[Role]*line
}

// line is what one role has to do.
type line struct {
	wake chan struct{}

	mu      sync.Mutex
	devices []Device
	current int
	status  Status
	slips   []queue.PrintJob // those not on paper for sure
	pages   []*page
	number  int // of the last page
}

// Line is how one role stands, for staff.
type Line struct {
	Role   Role
	Device string // the one in use
	Status Status
	// Waiting counts what is still to be printed. Unsure are the tickets whose slips may be on paper or not:
	// somebody must look, and can ask for a copy.
	Waiting int
	Unsure  []queue.Number
	// Others are the devices that could be used instead: first the next one, so that whoever goes from one to the next comes by all.
	Others []string
}

func (s *Spool) prepare() {
	s.once.Do(func() {
		s.lines = map[Role]*line{}
		for _, d := range s.Devices {
			l := s.lines[d.Role]
			if l == nil {
				l = &line{wake: make(chan struct{}, 1), status: Unknown}
				s.lines[d.Role] = l
			}
			l.devices = append(l.devices, d)
		}
	})
}

// Run prints until the context ends, and returns when nothing of the spool runs any more.
func (s *Spool) Run(ctx context.Context) {
	s.prepare()
	var all sync.WaitGroup
	for role, l := range s.lines {
		all.Go(func() { s.work(ctx, role, l) })
	}
	all.Wait()
}

// How long a printer that did not print is left alone, at first and at most; and how often an idle one is asked.
const (
	firstRest = time.Second
	longRest  = 15 * time.Second
	lookEvery = 20 * time.Second
)

// work tries what there is to do, and rests longer after each failure. Whatever is new wakes it.
func (s *Spool) work(ctx context.Context, role Role, l *line) {
	rest := firstRest
	for ctx.Err() == nil {
		switch s.try(ctx, role, l) {
		case done:
			rest = firstRest
			continue
		case idle:
			rest = lookEvery
		default:
			rest = min(2*rest, longRest)
		}
		select {
		case <-ctx.Done():
		case <-l.wake:
		case <-time.After(rest):
		}
	}
}

// progress is what came of a try.
type progress int

const (
	done progress = iota // something was decided: go on
	idle                 // nothing to do
	held                 // the printer, or the hub, does not let us
)

func (s *Spool) try(ctx context.Context, role Role, l *line) progress {
	d := l.device()
	l.setStatus(s, s.ask(ctx, d))
	if role == SlipRole {
		if p := s.trySlip(ctx, l, d); p != idle {
			return p
		}
	}
	return s.tryPage(ctx, l, d)
}

// askTime bounds a question, printTime a document: paper may run out in the middle and be refilled.
const (
	askTime   = 5 * time.Second
	printTime = 3 * time.Minute
)

func (s *Spool) ask(ctx context.Context, d Device) Status {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	return d.Printer.Status(ctx)
}

func (s *Spool) trySlip(ctx context.Context, l *line, d Device) progress {
	job, err := s.next(ctx, l)
	switch {
	case err != nil:
		return held
	case job.Ticket == 0:
		return idle
	case !l.currentStatus().Prints():
		return held
	}
	doc, err := s.Compose(ctx, job, d.Width)
	if ctx.Err() != nil {
		return held // the program ends: whoever needs the slip still needs it
	}
	if err != nil {
		return s.move(ctx, job, queue.DropJob, reasonOf(err))
	}
	if s.move(ctx, job, queue.SendJob, "") != done {
		return held
	}
	return s.settleSlip(ctx, l, job, s.send(ctx, l, d, doc))
}

// next is the slip to print next; none has ticket zero. What failed before is tried again.
func (s *Spool) next(ctx context.Context, l *line) (queue.PrintJob, error) {
	jobs, err := s.Desk.Jobs(ctx)
	if err != nil {
		return queue.PrintJob{}, err
	}
	if err := s.settle(ctx, jobs); err != nil {
		return queue.PrintJob{}, err
	}
	l.setSlips(s, jobs)
	for _, j := range jobs {
		switch {
		case j.Ticket == 0: // a number that the journal lost: it has no slip
		case j.State == queue.JobFailed:
			return s.Desk.MoveJob(ctx, j.Ticket, queue.RetryJob, j.Reason)
		case j.State == queue.JobQueued:
			return j, nil
		}
	}
	return queue.PrintJob{}, nil
}

// settle tells of slips that are being sent, by nobody, that they may be on paper: the program died, or the disk failed,
// while they were.
func (s *Spool) settle(ctx context.Context, jobs []queue.PrintJob) error {
	for i, j := range jobs {
		if j.State != queue.JobSending || j.Ticket == 0 {
			continue
		}
		lost, err := s.Desk.MoveJob(ctx, j.Ticket, queue.LoseJob, "interrupted")
		if err != nil {
			return err
		}
		jobs[i] = lost
	}
	return nil
}

// settleSlip keeps what became of a slip.
func (s *Spool) settleSlip(ctx context.Context, l *line, job queue.PrintJob, r Result) progress {
	l.setStatus(s, r.Status)
	switch r.Outcome {
	case Sent:
		return s.move(ctx, job, queue.JobDone, "")
	case NotSent:
		s.move(ctx, job, queue.RefuseJob, string(r.Status))
		return held
	default:
		return s.move(ctx, job, queue.LoseJob, string(r.Status))
	}
}

// move keeps a slip's new state even while the program ends: what was sent was sent.
func (s *Spool) move(ctx context.Context, job queue.PrintJob, m queue.JobMove, reason string) progress {
	if _, err := s.Desk.MoveJob(context.WithoutCancel(ctx), job.Ticket, m, reason); err != nil {
		return held
	}
	return done
}

// send prints a document. How the printer is meanwhile is known too: paper that runs out is filled up only by who knows of it.
func (s *Spool) send(ctx context.Context, l *line, d Device, doc Document) Result {
	doc.Meanwhile = func(status Status) { l.setStatus(s, status) }
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	return d.Printer.Print(ctx, doc)
}

func reasonOf(err error) string {
	if errors.Is(err, ErrStale) {
		return "stale"
	}
	return "cannot be set"
}

// Wake says that there is something new to print.
func (s *Spool) Wake() {
	s.prepare()
	for _, l := range s.lines {
		l.rouse()
	}
}

// Copy asks for a slip once more; if it may be on paper already, what comes out says that it is a copy.
func (s *Spool) Copy(ctx context.Context, n queue.Number) error {
	if _, err := s.Desk.MoveJob(ctx, n, queue.CopyJob, ""); err != nil {
		return err
	}
	s.Wake()
	return nil
}

// Cancel takes a slip back that waits, or that nobody is sure of.
func (s *Spool) Cancel(ctx context.Context, n queue.Number) error {
	_, err := s.Desk.MoveJob(ctx, n, queue.DropJob, "cancelled")
	s.Wake()
	return err
}

// Use prints on another device from now on.
func (s *Spool) Use(role Role, name string) error {
	s.prepare()
	l := s.lines[role]
	if l == nil {
		return fmt.Errorf("%s: %w", role, ErrNoPrinter)
	}
	l.mu.Lock()
	i := slices.IndexFunc(l.devices, func(d Device) bool { return d.Name == name })
	if i >= 0 {
		l.current, l.status = i, Unknown
	}
	l.mu.Unlock()
	if i < 0 {
		return fmt.Errorf("%s: %w", name, ErrNoPrinter)
	}
	l.rouse()
	return nil
}

// Lines says how each role stands.
func (s *Spool) Lines() []Line {
	s.prepare()
	var all []Line
	for _, role := range []Role{SlipRole, PageRole} {
		if l := s.lines[role]; l != nil {
			all = append(all, l.report(role))
		}
	}
	return all
}
