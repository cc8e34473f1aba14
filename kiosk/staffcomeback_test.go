package kiosk_test

import (
	"errors"
	"testing"
	"time"

	"guichet/kiosk"
	"guichet/queue"
)

var codeSecret = []byte("the secret of this desk")

// codeFor is a come-back code for an opening of a day.
func codeFor(day queue.Day, visitor string) string {
	return queue.NewComeBack(codeSecret, queue.Slot{Day: day}, []byte(visitor))
}

// use gives the number for a code as the hub does.
func (d *desk) use(e kiosk.UseCode) kiosk.StaffEvent {
	code, err := queue.ParseComeBack(codeSecret, e.Code)
	if err == nil {
		err = d.do(queue.Issue{Key: e.Key, Language: e.Language, Code: &code})
	}
	used := kiosk.CodeUsed{Key: e.Key, Paper: true, Err: err, View: d.floor.View(d.at)}
	if err == nil {
		line := d.floor.Waiting()
		used.Number = line[len(line)-1].Number // who came last
	}
	return used
}

func (d *desk) types(code string) {
	d.t.Helper()
	for _, sign := range code {
		d.event(kiosk.TypeSign{Sign: string(sign)})
	}
}

// uses are the codes that the hub was asked about.
func uses(d *desk) (all []kiosk.UseCode) {
	for _, e := range d.asked {
		if u, ok := e.(kiosk.UseCode); ok {
			all = append(all, u)
		}
	}
	return all
}

func TestCodeGivesANumberAtTheHead(t *testing.T) {
	d := working(t)
	d.touch("come-back", "returns-ti")
	d.types(codeFor("2026-11-24", "a visitor"))
	d.touch("give")
	r := d.state.Return
	if r.Number == 0 || !r.Paper || r.Refused != "" || d.state.Cue().Key != "staff.say.come-back-given" {
		t.Errorf("shown %+v", r)
	}
	line := d.state.View.Waiting
	if last := line[len(line)-1]; last.Number != r.Number || !last.Head || last.Language != "ti" {
		t.Errorf("in the line is %+v", last)
	}
	d.touch("dismiss")
	if d.state.Screen() != kiosk.StaffWork || d.state.Return != (kiosk.Return{}) {
		t.Errorf("back leads to %s, and leaves %+v", d.state.Screen(), d.state.Return)
	}
}

// Two touches are one attempt, and one after a disk that answered nothing is the same attempt.
func TestCodeTouchedTwice(t *testing.T) {
	d := working(t)
	d.touch("come-back", "returns-fr")
	d.types(codeFor("2026-11-24", "a visitor"))
	d.silent = true
	d.touch("give", "give")
	if got := uses(d); len(got) != 1 {
		t.Fatalf("two touches asked %+v", got)
	}
	d.event(kiosk.CodeUsed{Key: uses(d)[0].Key, Err: errors.New("the disk is away"), View: d.floor.View(d.at)})
	if d.state.Return.Refused != "not-done" {
		t.Errorf("told %+v", d.state.Return)
	}
	d.silent = false
	d.touch("give")
	if got := uses(d); len(got) != 2 || got[0] != got[1] || d.state.Return.Number == 0 {
		t.Errorf("asked %+v, shown %+v", got, d.state.Return)
	}
	d.event(kiosk.EnterCode{}) // at once, by the finger that gave the number
	if d.state.Return.Number == 0 {
		t.Error("a finger that bounces took the number away")
	}
}

func TestCodesThatAreRefused(t *testing.T) {
	good := codeFor("2026-11-24", "a visitor")
	for name, c := range map[string]struct {
		typed, want string
		before      func(*desk)
	}{
		"short":         {typed: good[:18], want: "short"},
		"mistyped":      {typed: good[:18] + map[bool]string{true: "2", false: "1"}[good[18] == '1'], want: "unknown"},
		"another day":   {typed: codeFor("2026-12-01", "a visitor"), want: "session"},
		"in last call":  {typed: good, want: "last-call", before: func(d *desk) { d.touch("last-call") }},
		"used before":   {typed: good, want: "spent", before: func(d *desk) { d.gives(good) }},
		"while resting": {typed: good, want: "", before: func(d *desk) { d.touch("pause") }},
	} {
		t.Run(name, func(t *testing.T) {
			d := working(t)
			if c.before != nil {
				c.before(d)
			}
			d.gives(c.typed)
			r := d.state.Return
			if r.Refused != c.want || (c.want != "") != (r.Number == 0) {
				t.Fatalf("got %+v", r)
			}
			if c.want == "" {
				return
			}
			if r.Typed == "" || r.Language != "fr" {
				t.Errorf("what was entered is gone: %+v", r)
			}
			if err := words("staff.come-back-" + r.Refused); err != nil {
				t.Error(err)
			}
			if other := queue.Day("2026-12-01"); c.want == "session" && r.For != other {
				t.Errorf("for %q, want %s", r.For, other)
			}
			if asked := uses(d); len(asked) > 0 && asked[len(asked)-1].Key == r.Key {
				t.Error("what is asked next would be taken for the same attempt")
			}
			d.touch("erase")
			if d.state.Return.Refused != "" {
				t.Error("the refusal outlives what was refused")
			}
		})
	}
}

// gives enters a code for a visitor who speaks French.
func (d *desk) gives(code string) {
	d.t.Helper()
	if d.state.Screen() == kiosk.StaffComeBack {
		d.touch("dismiss")
	}
	d.touch("come-back", "returns-fr")
	d.types(code)
	d.touch("give")
}

func TestCodeNeedsALanguage(t *testing.T) {
	d := working(t)
	d.touch("come-back")
	d.types(codeFor("2026-11-24", "a visitor"))
	d.touch("give")
	if got := uses(d); d.state.Return.Refused != "language-first" || len(got) != 0 {
		t.Errorf("told %q, asked %+v", d.state.Return.Refused, got)
	}
}

// What is typed is read as the signs of a code are, and no letter is an act of the window.
func TestTypingACode(t *testing.T) {
	d := working(t)
	d.touch("come-back")
	d.types("7k2m-9qxr o i l u é 4t8a wc3n 5")
	if got, want := d.state.Return.Typed, "7K2M9QXR0114T8AW"; got != want {
		t.Errorf("typed %s, want %s", got, want)
	}
	for _, key := range []string{"G", "D", "S", "L", "N", "1"} {
		if e := d.state.Pressed(key); e != nil {
			t.Errorf("%s means %T while a code is typed", key, e)
		}
	}
	d.event(d.state.Pressed("BackSpace"))
	if got := len(d.state.Return.Typed); got != queue.CodeLength-1 {
		t.Errorf("%d signs are left", got)
	}
}

// A window that locks keeps no code, and what comes of one later is told.
func TestCodeBehindThePIN(t *testing.T) {
	d := working(t)
	d.touch("come-back", "returns-fr")
	d.types(codeFor("2026-11-24", "a visitor"))
	d.silent = true
	d.touch("give")
	d.silent = false
	d.at += time.Hour
	d.event(kiosk.StaffTick{})
	if !d.state.Sign.Asked || d.state.Return != (kiosk.Return{}) {
		t.Errorf("behind the PIN is %+v", d.state.Return)
	}
	d.event(d.use(uses(d)[0]))
	if n := d.state.Notice; n.Key != "staff.notice.code-given" || n.Args["number"] == "" || d.state.Busy {
		t.Errorf("told %+v", n)
	}
}
