package hub

import (
	"context"
	"errors"
	"fmt"
	"time"

	"guichet/queue"
	"guichet/queue/journal"
)

// prepare brings the desk to where it was.
func (h *Hub) prepare(ctx context.Context) error {
	secret, fresh, err := loadSecret(h.dir)
	if err != nil {
		return err
	}
	h.secret = secret
	if h.options.Reserve > 0 && full(h.dir) {
		h.noteFull()
	} else if !h.keepReserve() {
		h.noteLow()
	}
	if h.last, err = h.options.Archive.LastSession(ctx); err != nil {
		return err
	}
	if fresh && h.last.Day != "" {
		h.note(SecretNew, "The key that signs come-back codes was missing, and is new: codes given before are refused. Let those people in as usual.")
	}
	return h.recover(ctx)
}

// recover resumes the session that was left open today, and closes those of earlier days.
func (h *Hub) recover(ctx context.Context) error {
	h.noteDate()
	if err := eraseOrphans(h.dir); err != nil {
		return err
	}
	paths, err := journals(h.dir)
	if err != nil {
		return err
	}
	for i, path := range paths {
		if err := h.resume(ctx, path); err != nil {
			return err
		}
		past := i < len(paths)-1 || h.over()
		if h.journal != nil && past {
			if err := h.endLeftOpen(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteDate tells staff of a clock that cannot be right.
func (h *Hub) noteDate() {
	now := h.wall()
	switch _, sense := today(now, h.last.Day); sense {
	case dateBehind:
		h.note(ClockBehind, fmt.Sprintf("The clock shows %s, before the last session (%s). Set the clock; until then the last day stands.",
			queue.DayOf(now), max(h.last.Day, firstDay)))
	case dateAhead:
		h.note(ClockAhead, fmt.Sprintf("The clock shows %s, long after the last session (%s). Check the clock.", queue.DayOf(now), h.last.Day))
	default:
	}
}

// resume opens a journal and takes up its session. A journal of a session that is over is finished
// and erased.
func (h *Hub) resume(ctx context.Context, path string) error {
	j, err := journal.Open(ctx, path)
	if err != nil {
		return err
	}
	j.Now = h.options.Now
	floor, err := fold(ctx, j)
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), j.Close())
	}
	h.journal, h.path, h.floor = j, path, floor
	switch {
	case floor.Phase() == queue.Closed: // the power went before everything was told, or forgotten
		h.note(SessionEnded, fmt.Sprintf("The session of %s was closed: %v", floor.Session().Day, h.closing()))
		return h.forget(ctx)
	case floor.Phase() == queue.Planned && j.Mark().Last == 0:
		return h.discard() // the power went before its first event
	case floor.Phase() == queue.Planned:
		return fmt.Errorf("%s has lost its beginning, but numbers up to %s were given: %w", path, j.Mark().Last, journal.ErrDamaged)
	default:
		return h.takeUp(ctx)
	}
}

// takeUp goes on with a running session: its clock, what the desk has learned, and numbers that the
// journal lost.
func (h *Hub) takeUp(ctx context.Context) error {
	wall, err := h.journal.Wall(ctx)
	if err != nil {
		return err
	}
	var plausible bool
	h.clock, plausible = resumeClock(h.options.Now, h.floor.At(), wall)
	if !plausible {
		h.note(ClockJumped, "The clock jumped while the machine was off. Waiting times go on from where they were.")
	}
	if err := h.learn(ctx); err != nil {
		return err
	}
	return h.restore()
}

// restore puts the numbers back in line that may have been given and that the journal does not know.
func (h *Hub) restore() error {
	mark := h.journal.Mark()
	if mark.Seq <= h.floor.Seq() || mark.Last == h.floor.LastNumber() {
		return nil
	}
	out, err := h.floor.Decide(nil, queue.Restore{Through: mark.Last}, h.clock.at())
	if err != nil {
		// A mark that does not fit must not keep the desk closed.
		h.note(MarkUnfit, fmt.Sprintf("The mark beside the journal says %s, which does not fit it (%v). Ask in the hall who has a number.", mark.Last, err))
		return nil
	}
	if len(out.Events) == 0 {
		return nil
	}
	if err := h.applyAndCommit(out.Events); err != nil {
		return err
	}
	first, last := out.Events[0].Ticket, mark.Last
	h.note(NumbersRestored, fmt.Sprintf("%s to %s may have been given when the machine stopped, and were missing. They are in line again, for every desk.", first, last))
	return nil
}

// over says that the session taken up belongs to an earlier day, by a clock that can be believed.
func (h *Hub) over() bool {
	if h.journal == nil {
		return false
	}
	day, sense := today(h.wall(), h.floor.Session().Day)
	return sense == dateRight && day > h.floor.Session().Day
}

// endLeftOpen closes a session that nobody closed.
func (h *Hub) endLeftOpen(ctx context.Context) error {
	day := h.floor.Session().Day
	out, err := h.floor.Decide(nil, queue.CloseSession{SendHome: true}, h.clock.at())
	if err != nil {
		return err
	}
	if err := h.applyAndCommit(out.Events); err != nil {
		return err
	}
	h.note(SessionEnded, fmt.Sprintf("The session of %s had been left open. It is closed and erased; its counts are kept: %v", day, h.closing()))
	return h.forget(ctx)
}

func (h *Hub) applyAndCommit(events []queue.Event) error {
	for _, e := range events {
		if err := h.floor.Apply(e); err != nil {
			return err
		}
	}
	return h.commit(events)
}

// forget keeps the measures of the session that has closed, and erases its journal.
func (h *Hub) forget(ctx context.Context) error {
	s := h.floor.Session()
	id := SessionID{Day: s.Day, Serial: s.Serial, Letter: h.floor.LastLetter()}
	if err := h.options.Archive.EndSession(ctx, id, h.floor.Spent(), h.floor.Measures()); err != nil {
		return fmt.Errorf("keep the session's measures: %w", err)
	}
	if h.last.Day < id.Day || h.last.Day == id.Day && h.last.Serial <= id.Serial {
		h.last = id // also when stats.db was lost in the meantime, and knew of no session
	}
	return errors.Join(h.discard(), eraseAside(h.dir))
}

// discard erases the journal and leaves no session.
func (h *Hub) discard() error {
	err := errors.Join(h.journal.Close(), journal.Erase(h.path))
	h.journal, h.path, h.floor = nil, "", &queue.Floor{}
	return err
}

// learn takes what past sessions show of how long a visit takes.
func (h *Hub) learn(ctx context.Context) error {
	busy, err := h.options.Archive.Busy(ctx, learnedSessions)
	if err != nil {
		return fmt.Errorf("learn service times: %w", err)
	}
	h.times = queue.LearnServiceTimes(h.options.Site.ServiceTime, busy)
	return nil
}

// learnedSessions is how far back service times are learned: half a year of weekly desks.
const learnedSessions = 26

// wall is the wall clock in the town's zone.
func (h *Hub) wall() time.Time { return h.options.Now().In(h.options.Site.Plan.Zone) }
