package kiosk

import (
	"errors"
	"slices"

	"guichet/queue"
)

// StaffComeBack takes the code of a visitor whom an earlier session could not take. It is entered at a mediator's window: a
// visitor may not be able to type.
const StaffComeBack StaffScreen = "come-back"

// Return is a come-back code that is being entered. It is forgotten when its page is left.
type Return struct {
	// Key makes the number one, however often it is asked for; empty until the shell has made it.
	Key string
	// Language is the visitor's; empty until it was touched.
	Language string
	// Typed are the signs of the code so far, without what separates them.
	Typed string
	// Refused is why there is no number, a key of the catalogue below staff.come-back-; empty for no reason.
	Refused string
	// For is the day of the session that the code is for, when it is for another one.
	For queue.Day
	// Number is what was given; zero before that. Paper says that its slip is being printed.
	Number queue.Number
	Paper  bool
}

// MakeKey asks for the key of one attempt. The answer is [KeyMade].
type MakeKey struct{}

// UseCode has the hub give the number that a code stands for. The answer is [CodeUsed].
type UseCode struct{ Key, Language, Code string }

func (MakeKey) effect() {}
func (UseCode) effect() {}

// KeyMade answers [MakeKey].
type KeyMade struct{ Key string }

func (e KeyMade) attend(s Staff) (Staff, []Effect) {
	if s.Return.Key == "" {
		s.Return.Key = e.Key
	}
	return s, nil
}

// EnterCode begins with a code, and after a number was given with the next one.
type EnterCode struct{}

func (EnterCode) attend(s Staff) (Staff, []Effect) {
	next := s.Screen() == StaffComeBack && s.Return.Number != 0 && s.now-s.moved >= steady
	if s.Busy || s.Screen() != StaffWork && !next {
		return s, nil
	}
	s.Page, s.Ask, s.Picked, s.Return = StaffComeBack, NoQuestion, 0, Return{}
	return s, []Effect{MakeKey{}}
}

// entering says that a code is being entered, and nothing is under way.
func (s Staff) entering() bool {
	return s.Screen() == StaffComeBack && s.Return.Number == 0 && !s.Busy
}

// ReturnLanguage is a touch on the language of the visitor.
type ReturnLanguage struct{ Language string }

func (e ReturnLanguage) attend(s Staff) (Staff, []Effect) {
	if s.entering() && slices.Contains(s.options.Languages, e.Language) {
		s.Return.Language, s.Return.Refused = e.Language, ""
	}
	return s, nil
}

// TypeSign is a sign of the code: a touch on the pad, or what a keyboard or a scanner types. One that is in no code is passed
// over.
type TypeSign struct{ Sign string }

func (e TypeSign) attend(s Staff) (Staff, []Effect) {
	sign, ok := queue.CodeSign(e.Sign)
	if s.entering() && ok && len(s.Return.Typed) < queue.CodeLength {
		s.Return.Typed, s.Return.Refused = s.Return.Typed+sign, ""
	}
	return s, nil
}

// EraseSign takes the last sign back.
type EraseSign struct{}

func (EraseSign) attend(s Staff) (Staff, []Effect) {
	if n := len(s.Return.Typed); s.entering() && n > 0 {
		s.Return.Typed, s.Return.Refused = s.Return.Typed[:n-1], ""
	}
	return s, nil
}

// GiveNumber asks for the number that the code stands for.
type GiveNumber struct{}

func (GiveNumber) attend(s Staff) (Staff, []Effect) {
	r := &s.Return
	switch {
	case !s.entering() || r.Key == "":
	case len(r.Typed) < queue.CodeLength:
		r.Refused = "short"
	case r.Language == "":
		r.Refused = "language-first"
	case !s.View.Phase.Issues(): // asked for all the same, it would be counted as one who was turned away
		r.Refused = "last-call"
	default:
		s.Busy = true
		return s, []Effect{UseCode{Key: r.Key, Language: r.Language, Code: r.Typed}}
	}
	return s, nil
}

// CodeUsed answers [UseCode], with the floor after it.
type CodeUsed struct {
	Key    string
	Number queue.Number
	// Paper says that there is a printer for the slip.
	Paper bool
	Err   error
	View  queue.View
}

// codeRefusals are those after which the next attempt is another one. After any other error the number may have been given:
// the same key asks for the same.
var codeRefusals = refusalWords{
	{queue.ErrCodeSpent, "spent"},
	{queue.ErrCodeSession, "session"},
	{queue.ErrCode, "unknown"},
	{queue.ErrLastCall, "last-call"},
	{queue.ErrNotOpen, "closed"},
	{queue.ErrClosed, "closed"},
	{queue.ErrNumbers, "numbers"},
	{queue.ErrKey, "not-done"},
}

func (e CodeUsed) attend(s Staff) (Staff, []Effect) {
	s.Busy = false
	s = s.look(e.View)
	if s.Screen() != StaffComeBack || s.Return.Key != e.Key {
		return s.lateNumber(e), nil
	}
	if e.Err == nil {
		s.Return = Return{Key: e.Key, Language: s.Return.Language, Number: e.Number, Paper: e.Paper}
		s.moved = s.now
		return s, nil
	}
	reason, known := codeRefusals.key(e.Err)
	s.Return.Refused, s.Return.For = reason, ""
	if other := new(queue.OtherSession); errors.As(e.Err, &other) {
		s.Return.For = other.Day
	}
	if !known {
		return s, nil
	}
	s.Return.Key = ""
	return s, []Effect{MakeKey{}}
}

// lateNumber tells what came of a code whose page was left meanwhile.
func (s Staff) lateNumber(e CodeUsed) Staff {
	if e.Err != nil {
		return s.trouble("not-done")
	}
	s = s.notice("code-given")
	s.Notice.Args = map[string]string{"number": e.Number.String()}
	return s
}

// silent takes their keys from acts: where a code is typed, a letter is a letter.
func silent(acts []Act) []Act {
	for i := range acts {
		acts[i].Key = ""
	}
	return acts
}

// comeBackActs are the language of the visitor, the signs of a code, and the way back.
func (s Staff) comeBackActs() []Act {
	acts := []Act{{"dismiss", "arrow_back", "Escape", Turn{StaffWork}}}
	if s.Return.Number != 0 {
		return append(acts, Act{"come-back-next", "event_available", "F9", EnterCode{}})
	}
	for _, l := range s.options.Languages {
		acts = append(acts, Act{"returns-" + l, "", "", ReturnLanguage{l}})
	}
	for _, sign := range queue.CodeSigns {
		acts = append(acts, Act{"sign-" + string(sign), "", "", TypeSign{string(sign)}})
	}
	return append(acts, Act{"erase", "backspace", "BackSpace", EraseSign{}}, Act{"give", "confirmation_number", "Return", GiveNumber{}})
}
