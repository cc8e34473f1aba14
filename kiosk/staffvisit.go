package kiosk

import (
	"slices"

	"guichet/queue/orientation"
)

// Visit is what is noted of one visit before it is recorded: one to three requests from closed lists, and perhaps a profile.
// It is forgotten when the visit ends.
type Visit struct {
	// Topic and Outcome are those of the request in hand.
	Topic, Outcome string
	// Earlier are the complete requests before it.
	Earlier []orientation.Request
	Profile orientation.Profile
	// Profiling says that the profile is open.
	Profiling bool
	// Recorded says that the requests of this visit are on the disk.
	Recorded bool
}

// VisitStep is what comes next of a visit's requests.
type VisitStep string

// The steps.
const (
	StepTopic    VisitStep = "topic"
	StepOutcome  VisitStep = "outcome"
	StepReady    VisitStep = "ready"
	StepProfile  VisitStep = "profile"
	StepRecorded VisitStep = "recorded"
)

// Step is what comes next.
func (v Visit) Step() VisitStep {
	switch {
	case v.Recorded:
		return StepRecorded
	case v.Topic == "":
		return StepTopic
	case v.Outcome == "" && !protected(v.Topic):
		return StepOutcome
	case v.Profiling:
		return StepProfile
	default:
		return StepReady
	}
}

// Started says that something was noted that is not recorded.
func (v Visit) Started() bool { return !v.Recorded && (v.Topic != "" || len(v.Earlier) > 0) }

// Requests are those that would be recorded now: all but one without its outcome.
func (v Visit) Requests() []orientation.Request {
	all := slices.Clone(v.Earlier)
	if s := v.Step(); s == StepReady || s == StepProfile {
		all = append(all, orientation.Request{Topic: v.Topic, Outcome: v.Outcome})
	}
	for i := range all {
		all[i].Profile = v.Profile
	}
	return all
}

// Bare says that every request is protected: nothing but the topic is kept, so nothing else is asked.
func (v Visit) Bare() bool {
	return !slices.ContainsFunc(v.Requests(), func(r orientation.Request) bool { return !r.Protected() })
}

// More says that another request fits.
func (v Visit) More() bool { return v.Step() == StepReady && len(v.Earlier)+1 < orientation.MaxTopics }

func protected(topic string) bool { return orientation.Request{Topic: topic}.Protected() }

// topicIcons are the topics in the order in which a mediator meets them, each with its pictogram. The protected ones
// stand behind one.
var topicIcons = [][2]string{
	{"HLT", "medical_services"},
	{"MCH", "pregnant_woman"},
	{"CIV", "family_restroom"},
	{"EDU", "school"},
	{"STA", "badge"},
	{"WRK", "handyman"},
	{"HOU", "home"},
	{"JUS", "balance"},
	{"DIS", "groups"},
	{"RET", "flight_land"},
	{"EMG", "emergency"},
	{"INF", "info"},
	{orientation.Protection, "shield"},
}

// outcomes in the order in which they are offered: what is most common first.
var outcomes = []string{"INFO", "BROCH", "PUB", "CSO", "MUN", "INT", "ACC", "APPT", "NOSVC", "LEFT", "REFUSE"}

// Outcomes are the codes of what a desk may have done, in the order in which they are offered.
func Outcomes() []string { return slices.Clone(outcomes) }

// Topics are the codes that may be chosen now: none twice in one visit.
func (v Visit) Topics() []string {
	var out []string
	for _, t := range topicIcons {
		if !slices.ContainsFunc(v.Earlier, func(r orientation.Request) bool { return r.Topic == t[0] }) {
			out = append(out, t[0])
		}
	}
	return out
}

// TopicIcon is the pictogram of a topic.
func TopicIcon(code string) string {
	for _, t := range topicIcons {
		if t[0] == code {
			return t[1]
		}
	}
	return "info"
}

// ProfileFields are the closed lists of a profile, in their order.
func ProfileFields() []orientation.Field { return orientation.Fields()[2:] }

// profileCell is where a profile holds a field.
func profileCell(p *orientation.Profile, field string) *string {
	switch field {
	case "sex":
		return &p.Sex
	case "age":
		return &p.Age
	case "region":
		return &p.Region
	case "language":
		return &p.Language
	case "group":
		return &p.Group
	case "priority":
		return &p.Priority
	default:
		return &p.CameBy
	}
}

// Profiled is what a profile says of a field; empty for nothing.
func (v Visit) Profiled(field string) string { return *profileCell(&v.Profile, field) }

// Record writes the requests of a visit. The answer is [Recorded].
type Record struct{ Visit []orientation.Request }

func (Record) effect() {}

// noting says that requests can be noted: somebody sits at the desk, and nothing is being written.
func (s Staff) noting() bool { return s.Screen() == StaffWork && !s.Busy && !s.Visit.Recorded }

// ChooseTopic is a touch on a topic.
type ChooseTopic struct{ Code string }

func (e ChooseTopic) attend(s Staff) (Staff, []Effect) {
	if !s.noting() || s.Visit.Step() != StepTopic || !slices.Contains(s.Visit.Topics(), e.Code) {
		return s, nil
	}
	s.Visit.Topic, s.Visit.Outcome = e.Code, ""
	return s, nil
}

// ChooseOutcome is a touch on an outcome.
type ChooseOutcome struct{ Code string }

func (e ChooseOutcome) attend(s Staff) (Staff, []Effect) {
	if s.noting() && s.Visit.Step() == StepOutcome && slices.Contains(outcomes, e.Code) {
		s.Visit.Outcome = e.Code
	}
	return s, nil
}

// StepBack takes the last choice of the request back.
type StepBack struct{}

func (StepBack) attend(s Staff) (Staff, []Effect) {
	if !s.noting() {
		return s, nil
	}
	v := &s.Visit
	switch {
	case v.Profiling:
		v.Profiling = false
	case v.Outcome != "":
		v.Outcome = ""
	case v.Topic != "":
		v.Topic = ""
	case len(v.Earlier) > 0:
		last := v.Earlier[len(v.Earlier)-1]
		v.Earlier = slices.Clone(v.Earlier[:len(v.Earlier)-1])
		v.Topic, v.Outcome = last.Topic, last.Outcome
	}
	return s, nil
}

// AnotherRequest keeps the request in hand and begins the next one of the visit.
type AnotherRequest struct{}

func (AnotherRequest) attend(s Staff) (Staff, []Effect) {
	if !s.noting() || !s.Visit.More() {
		return s, nil
	}
	v := &s.Visit
	v.Earlier = append(slices.Clone(v.Earlier), orientation.Request{Topic: v.Topic, Outcome: v.Outcome})
	v.Topic, v.Outcome = "", ""
	return s, nil
}

// OpenProfile opens the profile, or closes it again. What the ticket says is there already: the language that is spoken, and
// whether the visitor asked to be seen first.
type OpenProfile struct{}

func (OpenProfile) attend(s Staff) (Staff, []Effect) {
	if !s.noting() || s.Visit.Bare() || s.Visit.Step() != StepReady && s.Visit.Step() != StepProfile {
		return s, nil
	}
	s.Visit.Profiling = !s.Visit.Profiling
	if s.Visit.Profile == (orientation.Profile{}) {
		s.Visit.Profile = s.ticketProfile()
	}
	return s, nil
}

// ticketProfile is what the ticket at the desk says of a profile.
func (s Staff) ticketProfile() orientation.Profile {
	t := s.AtDesk()
	if t == nil {
		return orientation.Profile{}
	}
	return orientation.Profile{Language: orientation.LanguageCode(t.Language), Priority: yesNo(t.Priority)}
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// usualFields are those of a profile that can be given without opening it: with them a request takes five touches.
var usualFields = []string{"sex", "age"}

// ProfileAsked are the fields of the profile that can be given now. They are asked once for a visit, whatever its requests.
func (v Visit) ProfileAsked() []orientation.Field {
	switch all := ProfileFields(); {
	case v.Bare(), v.Step() != StepReady && v.Step() != StepProfile:
		return nil
	case v.Step() == StepReady:
		return slices.DeleteFunc(all, func(f orientation.Field) bool { return !slices.Contains(usualFields, f.Name) })
	default:
		return all
	}
}

// ChooseProfile is a touch on a value of the profile; a second one takes it back. With the first one given comes what the
// ticket says, and with the last one taken back that goes.
type ChooseProfile struct{ Field, Code string }

func (e ChooseProfile) attend(s Staff) (Staff, []Effect) {
	i := slices.IndexFunc(s.Visit.ProfileAsked(), func(f orientation.Field) bool { return f.Name == e.Field })
	if !s.noting() || i < 0 {
		return s, nil
	}
	if _, known := s.Visit.ProfileAsked()[i].Lookup(e.Code); !known {
		return s, nil
	}
	none := orientation.Profile{}
	if s.Visit.Profile == none {
		s.Visit.Profile = s.ticketProfile()
	}
	cell := profileCell(&s.Visit.Profile, e.Field)
	if *cell == e.Code {
		*cell = ""
	} else {
		*cell = e.Code
	}
	if s.Visit.Profile == s.ticketProfile() && !s.Visit.Profiling {
		s.Visit.Profile = none
	}
	return s, nil
}

// SaveVisit records the requests of the visit.
type SaveVisit struct{}

func (SaveVisit) attend(s Staff) (Staff, []Effect) {
	if !s.noting() || s.Visit.Step() != StepReady && s.Visit.Step() != StepProfile {
		return s, nil
	}
	return s.record()
}

func (s Staff) record() (Staff, []Effect) {
	s.Busy, s.asked, s.Visit.Profiling = true, true, false
	return s, []Effect{Record{Visit: s.Visit.Requests()}}
}

// Recorded answers [Record].
type Recorded struct {
	Failed bool
	// Doubtful says that the disk failed at the last moment: the requests may be there, or not.
	Doubtful bool
}

func (e Recorded) attend(s Staff) (Staff, []Effect) {
	s.Busy, s.asked = false, false
	next := s.after
	s.after = nil
	switch {
	case e.Doubtful:
		s.Visit = Visit{Recorded: true}
		return s.trouble("record-doubtful"), nil
	case e.Failed:
		return s.trouble("record-failed"), nil
	}
	s.Visit = Visit{Recorded: true}
	if s.AtDesk() == nil {
		s.Visit = Visit{} // noted without a ticket: the next may follow
		s = s.notice("recorded")
	}
	if len(next) > 0 {
		return s.decide(next...)
	}
	return s, nil
}
