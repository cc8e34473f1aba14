package paper

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"guichet/queue"
)

func (l *line) rouse() {
	select {
	case l.wake <- struct{}{}:
	default: // awake already
	}
}

func (l *line) device() Device {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.devices[l.current]
}

func (l *line) currentStatus() Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

func (l *line) setStatus(s *Spool, status Status) {
	l.mu.Lock()
	changed := l.status != status
	l.status = status
	l.mu.Unlock()
	s.tell(changed)
}

// setSlips keeps the slips that staff must know of.
func (l *line) setSlips(s *Spool, jobs []queue.PrintJob) {
	open := slices.DeleteFunc(slices.Clone(jobs), func(j queue.PrintJob) bool {
		return j.State == queue.JobSent || j.State == queue.JobGivenUp
	})
	l.mu.Lock()
	changed := !reflect.DeepEqual(open, l.slips)
	l.slips = open
	l.mu.Unlock()
	s.tell(changed)
}

func (s *Spool) tell(changed bool) {
	if changed && s.Changed != nil {
		s.Changed()
	}
}

func (l *line) report(role Role) Line {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := Line{Role: role, Device: l.devices[l.current].Name, Status: l.status, Waiting: len(l.pages)}
	for _, j := range l.slips {
		if j.State == queue.JobUnknown {
			out.Unsure = append(out.Unsure, j.Ticket)
		} else {
			out.Waiting++
		}
	}
	for i := range len(l.devices) - 1 {
		out.Others = append(out.Others, l.devices[(l.current+1+i)%len(l.devices)].Name)
	}
	return out
}

// page is a brochure or an orientation slip that waits. It is in memory alone: a power cut loses the paper, not
// the person, and nothing that is stored says what was read.
type page struct {
	number int
	set    func(width int) (Document, error)
	told   func(Result)
	cancel context.CancelFunc
}

// mostPages is how many pages may wait.
const mostPages = 20

// Print puts a document in line for a printer of a role. It is set for the printer's width when its turn has
// come, and is told what became of it, once, on another goroutine. The number takes it back with
// [Spool.Withdraw].
func (s *Spool) Print(role Role, set func(width int) (Document, error), told func(Result)) (int, error) {
	s.prepare()
	l := s.lines[role]
	if l == nil {
		return 0, fmt.Errorf("%s: %w", role, ErrNoPrinter)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.pages) >= mostPages {
		return 0, fmt.Errorf("%w: %d", ErrFull, len(l.pages))
	}
	l.number++
	l.pages = append(l.pages, &page{number: l.number, set: set, told: told})
	l.rouse()
	return l.number, nil
}

// Withdraw takes a page back, as far as it is not on paper yet.
func (s *Spool) Withdraw(role Role, number int) {
	s.prepare()
	l := s.lines[role]
	if l == nil {
		return
	}
	if p := l.withdraw(number); p != nil {
		p.tell(Result{NotSent, l.currentStatus()})
		s.tell(true)
	}
}

// withdraw gives a page that was taken out of the line. One that is on its way is stopped, and whoever sends it
// tells.
func (l *line) withdraw(number int) *page {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.IndexFunc(l.pages, func(p *page) bool { return p.number == number })
	if i < 0 {
		return nil
	}
	p := l.pages[i]
	if p.cancel != nil {
		p.cancel()
		return nil
	}
	l.pages = slices.Delete(l.pages, i, i+1)
	return p
}

func (p *page) tell(r Result) {
	if p.told != nil {
		p.told(r)
	}
}

func (s *Spool) tryPage(ctx context.Context, l *line, d Device) progress {
	p, ctx := l.begin(ctx)
	switch {
	case p == nil:
		return idle
	case !l.currentStatus().Prints():
		l.end(p, false)
		return held
	}
	r := s.sendPage(ctx, l, d, p)
	l.setStatus(s, r.Status)
	again := r.Outcome == NotSent && !r.Status.Prints() && ctx.Err() == nil
	l.end(p, !again)
	if again {
		return held
	}
	p.tell(r)
	s.tell(true)
	return done
}

// sendPage sets and sends a page. One that cannot be set is not sent, and the printer is none the worse.
func (s *Spool) sendPage(ctx context.Context, l *line, d Device, p *page) Result {
	doc, err := p.set(d.Width)
	if err != nil {
		return Result{NotSent, Ready}
	}
	return s.send(ctx, l, d, doc)
}

// begin takes the first page in hand; nil when there is none.
func (l *line) begin(ctx context.Context) (*page, context.Context) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.pages) == 0 {
		return nil, ctx
	}
	p := l.pages[0]
	ctx, p.cancel = context.WithCancel(ctx)
	return p, ctx
}

// end puts a page down, or away.
func (l *line) end(p *page, away bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p.cancel()
	p.cancel = nil
	if away {
		l.pages = slices.DeleteFunc(l.pages, func(q *page) bool { return q == p })
	}
}
