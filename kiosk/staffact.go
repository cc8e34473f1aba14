package kiosk

import (
	"strconv"

	"guichet/queue"
)

// Act is something that a mediator can do now: by a touch, or by a key of the keyboard.
type Act struct {
	// ID names the act; its words are in the catalogue under "staff.act." and this.
	ID string
	// Icon is its name in Material Icons; empty for none.
	Icon string
	// Key is the key of the keyboard, where it stands on a keyboard with Latin letters; empty for none. Only letters that
	// stand in the same place on French and English keyboards are used.
	Key   string
	Event StaffEvent
}

// Keys for choices from a list, in its order: digits first, then letters that no act has.
var choiceKeys = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "E", "I", "Y"}

func choiceKey(i int) string {
	if i < len(choiceKeys) {
		return choiceKeys[i]
	}
	return ""
}

// Acts are all that can be done in this state. No two have the same key.
func (s Staff) Acts() []Act {
	var acts []Act
	switch s.Screen() {
	case StaffPIN, StaffNewPIN:
		acts = s.signActs()
	case StaffOpening:
		acts = s.openingActs()
	case StaffHome:
		acts = []Act{{"told", "done_all", "N", AllTold{}}, lineMore, s.lockAct()}
	case StaffSeat:
		acts = s.seatActs()
	case StaffWork:
		acts = append(s.workActs(), s.pageActs()...)
	case StaffWeek:
		acts = append(s.pageActs(), Act{"publish", "ios_share", "N", Publish{}})
	case StaffPlaces:
		acts = append(s.pageActs(), s.placeActs()...)
	case StaffComeBack:
		acts = append(silent(s.pageActs()), s.comeBackActs()...)
	case StaffPublish:
		acts = append(s.pageActs(), s.publishActs()...)
	default:
		acts = s.pageActs()
	}
	acts = append(acts, s.languageActs()...)
	return append(acts, Act{"larger", "format_size", "F6", EnlargeStaff{}}, Act{"contrast", "tonality", "F7", StrengthenStaff{}})
}

// Act is the act of an ID; false when it cannot be done now.
func (s Staff) Act(id string) (Act, bool) {
	for _, a := range s.Acts() {
		if a.ID == id {
			return a, true
		}
	}
	return Act{}, false
}

// Pressed is the event of a key of the keyboard; nil when the key means nothing now.
func (s Staff) Pressed(key string) StaffEvent {
	for _, a := range s.Acts() {
		if a.Key == key && key != "" {
			return a.Event
		}
	}
	return nil
}

func (s Staff) signActs() []Act {
	var acts []Act
	for d := range 10 {
		digit := strconv.Itoa(d)
		acts = append(acts, Act{"digit-" + digit, "", digit, Digit{digit}})
	}
	acts = append(acts, Act{"erase", "backspace", "BackSpace", EraseDigit{}}, Act{"enter", "check", "Return", EnterPIN{}})
	if s.options.Shared {
		acts = append(acts, Act{"welcome", "arrow_back", "Escape", LockWindow{}})
	}
	return acts
}

// languageActs are the languages that the window itself speaks, on the keys F2 to F5.
func (s Staff) languageActs() []Act {
	const first, most = 2, 4
	var acts []Act
	for i, l := range s.options.Screens {
		key := ""
		if i < most {
			key = "F" + strconv.Itoa(first+i)
		}
		acts = append(acts, Act{"language-" + l, "", key, SpeakTo{l}})
	}
	return acts
}

func (s Staff) openingActs() []Act {
	if s.View.Phase == queue.Closed {
		return []Act{s.lockAct()} // another window still tells people their codes
	}
	return []Act{{"open", "play_arrow", "N", Open{}}, s.lockAct()}
}

// lineMore is drawn only where there is more.
var lineMore = Act{"line-more", "expand_more", "PageDown", TurnLine{}}

// lockAct leaves the window: behind the PIN, or to the visitors whose screen it is as well.
func (s Staff) lockAct() Act {
	if s.options.Shared {
		return Act{"hand-over", "touch_app", "L", LockWindow{}}
	}
	return Act{"lock", "lock", "L", LockWindow{}}
}

func (s Staff) seatActs() []Act {
	acts := []Act{s.lockAct()}
	if s.Seat != 0 && len(s.Speaks) > 0 {
		acts = append(acts, Act{"sit", "how_to_reg", "N", TakeSeat{}})
	}
	if s.Seat != 0 {
		acts = append(acts, Act{"dismiss", "arrow_back", "Escape", Dismiss{}})
		for i, l := range s.options.Languages {
			acts = append(acts, Act{"speak-" + l, "", choiceKey(i), ChooseSpoken{l}})
		}
		return acts
	}
	for i, d := range s.View.Desks {
		acts = append(acts, Act{"seat-" + strconv.Itoa(int(d.Desk)), "", choiceKey(i), ChooseSeat{d.Desk}})
	}
	return acts
}

// pageActs lead from one page of the window to another, and out of it.
func (s Staff) pageActs() []Act {
	return []Act{
		{"work", "support_agent", "G", Turn{StaffWork}},
		{"devices", "devices", "D", Turn{StaffDevices}},
		{"week", "bar_chart", "S", Turn{StaffWeek}},
		s.lockAct(),
	}
}

func (s Staff) workActs() []Act {
	around := append(s.pickActs(), s.sessionActs()...)
	switch s.Ask {
	case AskWhere:
		return append(around, s.whereActs()...)
	case AskClose:
		return append(around, Act{"close-now", "lock_clock", "N", ShutNow{}}, Act{"dismiss", "close", "Escape", Dismiss{}})
	default:
	}
	acts := append(around, s.standActs()...)
	acts = append(acts, s.slipActs()...)
	acts = append(acts, s.pickedActs()...)
	return append(acts, s.visitActs()...)
}

// standActs are those of the desk and of who is there.
func (s Staff) standActs() []Act {
	again, aside := Act{"again", "replay", "R", Again{}}, Act{"aside", "pause", "H", SetAside{}}
	on := Act{"transfer", "swap_horiz", "T", SendOn{}}
	switch s.Stand() {
	case Calling:
		acts := []Act{{"serve", "how_to_reg", "N", Forward{}}, again, aside, {"no-show", "person_off", "X", NotHere{}}, on}
		if s.UndoFor() > 0 {
			acts = append(acts, Act{"undo", "undo", "U", TakeBack{}})
		}
		return acts
	case Serving:
		return []Act{{"next", "campaign", "N", Forward{}}, {"finish", "check", "F", Finish{}}, aside, on}
	case Resting:
		return []Act{{"leave", "logout", "B", LeaveSeat{}}}
	default:
		return []Act{{"call", "campaign", "N", Forward{}}, {"leave", "logout", "B", LeaveSeat{}}}
	}
}

// pickActs are those of the line: a touch on a ticket, or the keys that go along it.
func (s Staff) pickActs() []Act {
	acts := []Act{lineMore}
	for _, list := range [][]queue.Ticket{s.View.Waiting, s.View.Held} {
		for _, t := range list {
			acts = append(acts, Act{"pick-" + t.Number.String(), "", "", Pick{t.Number}})
		}
	}
	if len(acts) > 1 {
		acts = append(acts, Act{"pick-next", "", "Down", PickNext{1}}, Act{"pick-previous", "", "Up", PickNext{-1}})
	}
	return acts
}

// pickedActs are what can be done with the ticket that was touched.
func (s Staff) pickedActs() []Act {
	t := s.find(s.Picked)
	if t == nil {
		return nil
	}
	acts := []Act{{"left", "directions_walk", "V", Left{t.Number}}, {"dismiss", "close", "Escape", Dismiss{}}}
	if t.State == queue.Held {
		acts = append(acts, Act{"resume", "play_arrow", "K", BackInLine{t.Number}})
	}
	return acts
}

func (s Staff) sessionActs() []Act {
	enter := Act{"come-back", "event_available", "F9", EnterCode{}}
	shut := Act{"close", "lock_clock", "C", Shut{}}
	last := Act{"last-call", "hourglass_bottom", "J", LastTickets{}}
	switch s.View.Phase {
	case queue.Open:
		return []Act{enter, last, {"pause", "pause_circle", "P", Rest{}}, shut}
	case queue.Paused:
		return []Act{enter, {"go-on", "play_circle", "P", GoOn{}}, last, shut}
	default:
		return []Act{enter, {"go-on", "play_circle", "P", GoOn{}}, shut}
	}
}

// whereActs are the desks and languages to which a ticket can go on.
func (s Staff) whereActs() []Act {
	acts := []Act{{"dismiss", "close", "Escape", Dismiss{}}}
	n := 0
	for _, d := range s.OtherDesks() {
		acts = append(acts, Act{"to-desk-" + strconv.Itoa(int(d)), "desk", choiceKey(n), SendTo{Desk: d}})
		n++
	}
	for _, l := range s.OtherLanguages() {
		acts = append(acts, Act{"to-" + l, "", choiceKey(n), SendTo{Language: l}})
		n++
	}
	return acts
}

// visitActs are those of the requests that are being noted.
func (s Staff) visitActs() []Act {
	v := s.Visit
	var acts []Act
	switch v.Step() {
	case StepTopic:
		for i, code := range v.Topics() {
			acts = append(acts, Act{"topic-" + code, TopicIcon(code), choiceKey(i), ChooseTopic{code}})
		}
	case StepOutcome:
		for i, code := range outcomes {
			acts = append(acts, Act{"outcome-" + code, "", choiceKey(i), ChooseOutcome{code}})
		}
	default:
		for _, f := range v.ProfileAsked() {
			for _, c := range f.Codes {
				acts = append(acts, Act{"profile-" + f.Name + "-" + c.Code, "", "", ChooseProfile{f.Name, c.Code}})
			}
		}
	}
	return append(acts, s.noteActs()...)
}

// noteActs are those around the choice: keep, go on, go back.
func (s Staff) noteActs() []Act {
	v := s.Visit
	var acts []Act
	if v.Step() == StepReady || v.Step() == StepProfile {
		acts = append(acts, Act{"save", "save", "O", SaveVisit{}})
		if !v.Bare() {
			acts = append(acts, Act{"profile", "person_outline", "2", OpenProfile{}})
		}
	}
	if v.More() {
		acts = append(acts, Act{"another", "add", "1", AnotherRequest{}})
	}
	if v.Started() {
		acts = append(acts, Act{"step-back", "arrow_back", "BackSpace", StepBack{}})
	}
	return acts
}
