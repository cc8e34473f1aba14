package hub

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"

	"guichet/queue"
	"guichet/queue/journal"
	"guichet/queue/site"
)

// group is how many commands share one transaction at most.
const group = 64

// ErrGone says that the hub was closed.
var ErrGone = errors.New("the desk has been shut down")

// Archive is what outlives a session: measures, the day of the last session, and the come-back codes
// used on that day.
type Archive interface {
	// LastSession is the last session that was begun; the zero value before the first.
	LastSession(ctx context.Context) (SessionID, error)
	// BeginSession remembers that a session has begun, so that its serial is never used again.
	BeginSession(ctx context.Context, id SessionID) error
	// SpentCodes are the come-back codes used in the closed sessions of a day.
	SpentCodes(ctx context.Context, day queue.Day) ([]string, error)
	// EndSession keeps what remains of a session. Said again of the same session it does nothing.
	EndSession(ctx context.Context, id SessionID, spent []string, m queue.Measures) error
	// Busy sums how long tickets occupied a desk over the last sessions.
	Busy(ctx context.Context, sessions int) (queue.Histogram, error)
}

// SessionID names a session among all of a site.
type SessionID struct {
	Day    queue.Day
	Serial int
	Letter int // which letter its numbers begin with, see [queue.FirstNumber]
}

// key is the same number for the same session, so that its measures are kept once. It is a hash, so
// that sessions sorted by it are in no order of time.
func (id SessionID) key() int64 {
	sum := fnv.New64a()
	fmt.Fprintf(sum, "%s-%d", id.Day, id.Serial)
	return int64(sum.Sum64()>>1) | 1
}

// Options set up a hub. The zero value of each field but Site and Archive is usable.
type Options struct {
	Site    site.Site
	Archive Archive
	// Now is the wall clock; time.Now unless set.
	Now func() time.Time
	// Reserve is the size of the file that is given up when the disk is full, in bytes.
	Reserve int64
}

// Hub runs the desk of one site. Its methods may be called from many goroutines.
type Hub struct {
	dir     string
	options Options
	secret  []byte
	maker   string // of the keys
	keys    atomic.Int64

	requests chan *request
	stop     chan struct{} // closed to end the deciding goroutine
	gone     chan struct{} // closed when it has ended
	shut     sync.Once
	shutWith error

	// What follows belongs to the deciding goroutine.
	journal     journal.Journal
	path        string // of the journal
	floor       *queue.Floor
	clock       sessionClock
	times       *queue.ServiceTimes
	last        SessionID
	subscribers map[*Subscription]struct{}
	conditions  []Condition
	broken      error
	round       round
	expected    int // how many commands the next round waits for, see gather

	reserveGone  bool
	reserveTried time.Time
}

// request is a command to decide with others, or work to do alone on the deciding goroutine; and the answer, which may be
// read once it has been told that it is there.
type request struct {
	command queue.Command
	work    func()

	ticket   queue.Ticket
	err      error
	answered chan struct{}
}

// requests are used again once their answer has been read.
var requests = sync.Pool{New: func() any { return &request{answered: make(chan struct{}, 1)} }}

// release gives a request back whose answer has been read.
func (r *request) release() {
	*r = request{answered: r.answered}
	requests.Put(r)
}

// round is what one transaction serves. Its room is used again: in a rush the collector of garbage
// would else be on everybody's way.
type round struct {
	asked  []*request
	events []queue.Event
}

// begin empties the round for the next transaction.
func (r *round) begin() {
	clear(r.asked)
	clear(r.events[:cap(r.events)]) // what was refused lies behind the others
	r.asked, r.events = r.asked[:0], r.events[:0]
}

// Open recovers the session that it finds in a data folder, and starts to decide. The folder must be
// this process's: see [Lock].
func Open(ctx context.Context, dir string, o Options) (*Hub, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	h := &Hub{
		dir: dir, options: o, maker: newMaker(), floor: &queue.Floor{}, subscribers: map[*Subscription]struct{}{},
		expected: 1, requests: make(chan *request, group), stop: make(chan struct{}), gone: make(chan struct{}),
	}
	if err := h.prepare(ctx); err != nil {
		if h.journal != nil {
			err = errors.Join(err, h.journal.Close())
		}
		return nil, err
	}
	go h.run()
	return h, nil
}

// Close ends the deciding goroutine and drops the subscribers. A session that is open stays open: the
// next [Open] resumes it. Closing again does nothing.
func (h *Hub) Close() error {
	h.shut.Do(func() { h.shutWith = h.close() })
	return h.shutWith
}

func (h *Hub) close() error {
	close(h.stop)
	<-h.gone
	for s := range h.subscribers {
		h.drop(s)
	}
	if h.journal == nil {
		return nil
	}
	return h.journal.Close()
}

// Do has a command decided, and gives the ticket concerned, if any, when its events are durable. A refusal wraps one of
// the errors of package queue; [journal.ErrStopped] and [journal.ErrFull] say that the disk failed.
func (h *Hub) Do(ctx context.Context, c queue.Command) (queue.Ticket, error) {
	r := requests.Get().(*request)
	r.command = c
	if err := h.ask(ctx, r); err != nil {
		return queue.Ticket{}, err
	}
	defer r.release()
	return r.ticket, r.err
}

// ask hands a request over and waits for its answer. Once handed over it is carried out, even if the
// caller goes away: after an error the request is no longer the caller's.
func (h *Hub) ask(ctx context.Context, r *request) error {
	select {
	case h.requests <- r:
	case <-h.stop:
		return ErrGone
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-r.answered:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-h.gone:
	}
	select {
	case <-r.answered:
		return nil
	default:
		return ErrGone // handed over too late
	}
}

// alone runs work on the deciding goroutine, between two transactions.
func (h *Hub) alone(ctx context.Context, work func()) error {
	r := requests.Get().(*request)
	r.work = work
	if err := h.ask(ctx, r); err != nil {
		return err
	}
	r.release()
	return nil
}

// run decides until the hub is closed; what was handed over by then is still decided.
func (h *Hub) run() {
	defer close(h.gone)
	for {
		select {
		case r := <-h.requests:
			h.serve(r)
		case <-h.stop:
			for {
				select {
				case r := <-h.requests:
					h.serve(r)
				default:
					return
				}
			}
		}
	}
}

// serve decides a request together with those that came while the last ones were committed, and goes
// on with what is to be done alone.
func (h *Hub) serve(r *request) {
	for r != nil {
		h.mendReserve()
		r = h.gather(r)
		h.conclude()
		if r != nil && r.work != nil {
			r.work()
			r.answered <- struct{}{}
			r = h.waiting()
		}
	}
}

// gather decides a request and those that can be decided with it, each on the floor as the one before left it, and
// gives the first that cannot; nil when there is none. In a rush it waits: those who were answered last are about to
// ask again, like those who stood behind them, and one sync of the disk then serves them all; whoever is late by a
// moment would wait for two. One who comes alone waits for nobody.
func (h *Hub) gather(r *request) (next *request) {
	h.round.begin()
	for r != nil && r.work == nil && len(h.round.asked) < group {
		h.round.asked = append(h.round.asked, r)
		h.decide(r)
		r = h.waiting()
		for yields := 1; r == nil && yields <= h.patience(); yields++ {
			giveWay(yields)
			r = h.waiting()
		}
	}
	return r
}

// patience is how often a round lets the others go first before it waits no longer. It is no time, since the wait is for
// what the machine does first: where that is nothing, it is some ten microseconds for whoever comes at the same moment,
// and a tenth of a millisecond for those who are expected. Where more have come than were expected, a rush begins, and
// more will come.
func (h *Hub) patience() int {
	if len(h.round.asked) != h.expected {
		return 500
	}
	return 50
}

// giveWay lets others go first: goroutines, and now and then the machine's threads. The system may have put the one that
// carries half of the visitors behind this one, on the same core: as long as this one never rests, that one never runs.
func giveWay(times int) {
	runtime.Gosched()
	if times%200 == 0 {
		unix.Syscall(unix.SYS_SCHED_YIELD, 0, 0, 0) //nolint:errcheck // it cannot fail
	}
}

// waiting gives a request that is there; nil when there is none.
func (h *Hub) waiting() *request {
	select {
	case r := <-h.requests:
		return r
	default:
		return nil
	}
}

// conclude commits what the round decided, and answers.
func (h *Hub) conclude() {
	r := &h.round
	if err := h.commit(r.events); err != nil {
		for _, asked := range r.asked {
			if asked.err == nil {
				asked.ticket, asked.err = queue.Ticket{}, err
			}
		}
	}
	h.expected = max(1, min(group, len(r.asked)+len(h.requests)))
	for _, asked := range r.asked {
		asked.answered <- struct{}{}
	}
}

// decide grants or refuses a request's command.
func (h *Hub) decide(r *request) {
	if r.err = h.broken; r.err != nil {
		return
	}
	decided := h.round.events
	out, err := h.floor.Decide(decided, r.command, h.at())
	if err != nil {
		r.err = err
		return
	}
	for _, e := range out.Events[len(decided):] {
		if err := h.floor.Apply(e); err != nil {
			// The floor must never refuse what it decided; if it does, nothing more is safe.
			h.broken = fmt.Errorf("%w: %w", journal.ErrStopped, err)
			r.err = h.broken
			return
		}
	}
	h.round.events = out.Events
	if out.Ticket != 0 {
		r.ticket, r.err = h.floor.Ticket(out.Ticket)
	}
}

// at is the session clock, at rest while no session runs.
func (h *Hub) at() time.Duration {
	if h.journal == nil {
		return 0
	}
	return h.clock.at()
}

// commit makes events durable and publishes them. If that fails, the floor is folded again from what
// is durable.
func (h *Hub) commit(events []queue.Event) error {
	if len(events) == 0 {
		return nil
	}
	if h.journal == nil {
		return queue.ErrNotOpen
	}
	expect := events[0].Seq - 1
	err := h.append(expect, events)
	if err != nil {
		err = h.refold(expect, events, err)
	}
	if err != nil {
		return err
	}
	h.publish(events)
	return nil
}

func (h *Hub) append(expect queue.Seq, events []queue.Event) error {
	err := h.journal.Append(context.Background(), expect, events)
	if errors.Is(err, journal.ErrFull) && h.giveUpReserve() {
		err = h.journal.Append(context.Background(), expect, events)
	}
	return err
}

// refold finds out what an append that failed has done. The events may be durable all the same: then
// the failure is none.
func (h *Hub) refold(expect queue.Seq, events []queue.Event, cause error) error {
	if errors.Is(cause, journal.ErrStopped) {
		h.broken = cause
	}
	floor, err := fold(context.Background(), h.journal)
	if err != nil {
		h.broken = errors.Join(cause, err)
		return h.broken
	}
	h.floor = floor
	if floor.Seq() == expect+queue.Seq(len(events)) {
		return nil
	}
	return cause
}
