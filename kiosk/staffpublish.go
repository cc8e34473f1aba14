package kiosk

import (
	"slices"
	"strconv"
	"strings"

	"guichet/queue/statistics"
)

// StaffPublish shows what will be published of the last week, and where it can be written.
const StaffPublish StaffScreen = "publish"

// Publication is the last whole week on its way out: three touches from the desk. The first shows the week's page,
// the second what would be published, the third writes it.
type Publication struct {
	// Release is what will be published, or was; nil until it was drafted.
	Release *statistics.Release
	Targets []Target
	// Keeping is how long what is counted stays: weeks as rows, years as counts.
	RequestWeeks, CountYears int
	// Folder is where it was written; empty before that.
	Folder string
}

// Target is a place that a release can be written to.
type Target struct {
	Dir string
	// Name is what a person calls the place; empty for this machine's own disk.
	Name string
}

// Problem is why nothing was published, a key of the catalogue below staff.notice.publish-.
type Problem string

// The problems.
const (
	NoProblem       Problem = ""
	ProblemOpen     Problem = "open"     // the week has not ended
	ProblemClock    Problem = "clock"    // the clock cannot be right
	ProblemUnsafe   Problem = "unsafe"   // the figures would betray someone
	ProblemStick    Problem = "stick"    // the stick is not there, or went
	ProblemRoom     Problem = "room"     // the stick is full
	ProblemExists   Problem = "exists"   // another release is there
	ProblemFailed   Problem = "failed"   // anything else: the log says it
	publishNotice           = "publish-" // before the problem's name
	publishedNotice         = "published"
)

// DraftWeek asks what would be published of the last whole week; nothing is published by it. The answer is [Drafted].
type DraftWeek struct{}

func (DraftWeek) effect() {}

// WriteWeek publishes the last whole week and writes it to a place. The answer is [Written].
type WriteWeek struct{ Dir string }

func (WriteWeek) effect() {}

// Publish shows what will be published.
type Publish struct{}

func (Publish) attend(s Staff) (Staff, []Effect) {
	if s.Busy || s.Screen() != StaffWeek {
		return s, nil
	}
	s.Page, s.Busy, s.Publication = StaffPublish, true, nil
	return s, []Effect{DraftWeek{}}
}

// Drafted answers [DraftWeek].
type Drafted struct {
	Publication Publication
	Problem     Problem
}

func (e Drafted) attend(s Staff) (Staff, []Effect) {
	s.Busy = false
	if e.Problem != NoProblem {
		if s.Page == StaffPublish {
			s.Page = StaffWeek
		}
		return s.trouble(publishNotice + string(e.Problem)), nil
	}
	s.Publication = &e.Publication
	return s, nil
}

// WriteTo writes what is shown to one of the places.
type WriteTo struct{ Dir string }

func (e WriteTo) attend(s Staff) (Staff, []Effect) {
	if s.Busy || s.Screen() != StaffPublish || s.Publication == nil {
		return s, nil
	}
	s.Busy = true
	return s, []Effect{WriteWeek(e)}
}

// Written answers [WriteWeek], with the places as they are now.
type Written struct {
	Folder  string
	Targets []Target
	Problem Problem
}

func (e Written) attend(s Staff) (Staff, []Effect) {
	s.Busy = false
	if s.Publication != nil {
		p := *s.Publication
		p.Folder, p.Targets = e.Folder, e.Targets
		s.Publication = &p
	}
	if e.Problem != NoProblem {
		return s.trouble(publishNotice + string(e.Problem)), nil
	}
	if e.onStick() {
		return s.notice(publishedNotice + "-stick"), nil
	}
	return s.notice(publishedNotice), nil
}

// onStick says that the folder is on one of the sticks, which can then be taken out.
func (e Written) onStick() bool {
	return slices.ContainsFunc(e.Targets, func(t Target) bool { return t.Name != "" && strings.HasPrefix(e.Folder, t.Dir+"/") })
}

// publishActs are those of the page: the places, and the way back.
func (s Staff) publishActs() []Act {
	acts := []Act{{"dismiss", "arrow_back", "Escape", Turn{StaffWeek}}}
	if s.Publication == nil || s.Busy {
		return acts
	}
	for i, t := range s.Publication.Targets {
		icon := "usb"
		if t.Name == "" {
			icon = "computer"
		}
		acts = append(acts, Act{"write-" + strconv.Itoa(i), icon, choiceKey(i), WriteTo{t.Dir}})
	}
	return acts
}
