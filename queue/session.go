package queue

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Phase is the state of a session.
type Phase string

// The phases of a session. A planned one waits for somebody to open it; in last call nobody takes a
// new ticket, and those in line are served; closed is the end.
const (
	Planned  Phase = "planned"
	Open     Phase = "open"
	Paused   Phase = "paused"
	LastCall Phase = "last call"
	Closed   Phase = "closed"
)

// Issues says whether visitors may take a ticket. During a pause they may: the line goes on, the
// desks rest.
func (p Phase) Issues() bool { return p == Open || p == Paused }

// Calls says whether desks may call.
func (p Phase) Calls() bool { return p == Open || p == LastCall }

// Running says that the session has begun and not ended.
func (p Phase) Running() bool { return p == Open || p == Paused || p == LastCall }

// phases is every allowed change of a session's phase.
var phases = map[Phase]map[Kind]Phase{
	Planned:  {SessionOpened: Open},
	Open:     {SessionPaused: Paused, LastCallMade: LastCall, SessionClosed: Closed},
	Paused:   {SessionResumed: Open, LastCallMade: LastCall, SessionClosed: Closed},
	LastCall: {SessionResumed: Open, SessionClosed: Closed},
}

func (p Phase) after(k Kind) (Phase, error) {
	next, ok := phases[p][k]
	switch {
	case ok:
		return next, nil
	case p == Planned:
		return p, fmt.Errorf("%w: %w", ErrNotOpen, ErrPhase)
	default:
		return p, fmt.Errorf("%s while the session is %s: %w", k, p, ErrPhase)
	}
}

// Rules are what a town may change of the discipline. They are written into the first event of a
// session, so that a later change of site.toml cannot alter how an old event is read.
type Rules struct {
	// Recalls is how many further calls go unanswered before a ticket is held.
	Recalls int `json:"recalls"`
	// Overtakes bounds the later tickets that may be called before a waiting one.
	Overtakes int `json:"overtakes"`
	// Patience is how long a ticket waits for its language before every desk may call it.
	Patience time.Duration `json:"patience"`
	Capacity Capacity      `json:"capacity"`
}

// DefaultRules hold where site.toml is silent.
func DefaultRules() Rules {
	return Rules{Recalls: 2, Overtakes: 4, Patience: 15 * time.Minute}
}

// Capacity bounds how many tickets a session takes. Both bounds may hold at once; zero is no bound.
type Capacity struct {
	// Tickets is the most that one session issues.
	Tickets int `json:"tickets,omitempty"`
	// ByTime refuses a ticket that the desks could not serve before the planned end: the minutes
	// left divided by the learned service time.
	ByTime bool `json:"by_time,omitempty"`
}

// Session is one opening of the desk, as its first event describes it.
type Session struct {
	Day Day `json:"day"`
	// Serial counts the sessions of one day from 1: a desk that was closed by mistake opens again.
	Serial int `json:"serial"`
	// Slot is the planned opening of the day that this is, from 1; zero for an unplanned one.
	Slot    int  `json:"slot,omitempty"`
	Special bool `json:"special,omitempty"`
	// First is the number of the first ticket.
	First Number `json:"first"`
	// Length is from the opening to the planned end.
	Length time.Duration `json:"length"`
	// Desks is how many desks the town has, numbered from 1.
	Desks int `json:"desks"`
	// Languages are those a visitor may ask for, BCP 47.
	Languages []string `json:"languages"`
	Rules     Rules    `json:"rules"`
	// MeanBusy is the learned mean time that one ticket occupies a desk, for the capacity by time.
	MeanBusy time.Duration `json:"mean_busy"`
	// Spent are the come-back codes of this day already used in an earlier session of it.
	Spent []string `json:"spent,omitempty"`
}

// clone shares nothing with s.
func (s Session) clone() Session {
	s.Languages, s.Spent = slices.Clone(s.Languages), slices.Clone(s.Spent)
	return s
}

// anyLanguage marks a ticket that every desk may call.
const anyLanguage = -1

// maxLanguages is what fits the set of one desk.
const maxLanguages = 64

var languagePattern = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// ErrSession says that a session's description is unusable.
var ErrSession = errors.New("unusable session")

// Validate reports the first thing that would make the session unusable.
func (s Session) Validate() error {
	switch {
	case !s.Day.Valid():
		return fmt.Errorf("day %q is no date: %w", s.Day, ErrSession)
	case s.Serial < 1:
		return fmt.Errorf("serial %d is below 1: %w", s.Serial, ErrSession)
	case s.Desks < 1 || s.Desks > 99:
		return fmt.Errorf("%d desks, not 1 to 99: %w", s.Desks, ErrSession)
	case !s.First.valid():
		return fmt.Errorf("no first number: %w", ErrSession)
	case s.Length <= 0:
		return fmt.Errorf("length %v: %w", s.Length, ErrSession)
	case len(s.Languages) == 0 || len(s.Languages) > maxLanguages:
		return fmt.Errorf("%d languages, not 1 to %d: %w", len(s.Languages), maxLanguages, ErrSession)
	case s.Rules.Recalls < 0 || s.Rules.Overtakes < 0 || s.Rules.Patience < 0 || s.Rules.Capacity.Tickets < 0:
		return fmt.Errorf("a rule is negative: %w", ErrSession)
	}
	for i, l := range s.Languages {
		if !languagePattern.MatchString(l) || slices.Contains(s.Languages[:i], l) {
			return fmt.Errorf("language %q is malformed or named twice: %w", l, ErrSession)
		}
	}
	return nil
}

// languageSet is the set of languages as bits, by their index in the session.
func (s Session) languageSet(tags []string) (uint64, error) {
	var set uint64
	for _, tag := range tags {
		i := slices.Index(s.Languages, tag)
		if i < 0 {
			return 0, fmt.Errorf("%q (this desk has: %s): %w", tag, strings.Join(s.Languages, ", "), ErrLanguage)
		}
		set |= 1 << i
	}
	if set == 0 {
		return 0, fmt.Errorf("no language named (this desk has: %s): %w", strings.Join(s.Languages, ", "), ErrLanguage)
	}
	return set, nil
}
