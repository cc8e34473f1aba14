package kiosk_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/queue"
	"guichet/queue/orientation"
)

var staffOptions = kiosk.StaffOptions{
	Languages: []string{"fr", "ar", "en", "bm", "ti"}, Screens: []string{"fr", "ar", "en"}, Desks: 2, Idle: kiosk.DefaultStaffIdle,
}

// desk is a mediator's window over a real floor: what the window asks for is carried out at once.
type desk struct {
	t      *testing.T
	floor  *queue.Floor
	state  kiosk.Staff
	at     time.Duration
	pin    string
	asked  []kiosk.Effect
	kept   [][]orientation.Request
	failed bool // the disk keeps no request
	keys   int  // how many attempts at a code were begun
	silent bool // the hub answers nothing for the moment
}

func newDesk(t *testing.T, pin string) *desk {
	t.Helper()
	d := &desk{t: t, floor: &queue.Floor{}, pin: pin, state: kiosk.NewStaff(staffOptions, pin != "")}
	d.event(kiosk.Follow{View: d.floor.View(0)})
	return d
}

// working is a desk with a session, three people in line, and a mediator who speaks French and Arabic.
func working(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, "2580")
	d.touch("digit-2", "digit-5", "digit-8", "digit-0", "enter", "open", "seat-1", "speak-fr", "speak-ar", "sit")
	for _, l := range []string{"fr", "ti", "ar"} {
		d.issue(l)
	}
	return d
}

func (d *desk) issue(language string) {
	d.t.Helper()
	if err := d.do(queue.Issue{Language: language, Topic: "HLT"}); err != nil {
		d.t.Fatal(err)
	}
	d.event(kiosk.Follow{View: d.floor.View(d.at)})
}

func (d *desk) do(c queue.Command) error {
	out, err := d.floor.Decide(nil, c, d.at)
	if err != nil {
		return err
	}
	for _, e := range out.Events {
		if err := d.floor.Apply(e); err != nil {
			d.t.Fatal(err)
		}
	}
	return nil
}

func (d *desk) event(e kiosk.StaffEvent) {
	d.t.Helper()
	next, effects := d.state.Next(e, d.at)
	d.state = next
	for _, effect := range effects {
		d.asked = append(d.asked, effect)
		if answer := d.answer(effect); answer != nil && !d.silent {
			d.event(answer)
		}
	}
}

func (d *desk) answer(effect kiosk.Effect) kiosk.StaffEvent {
	switch e := effect.(type) {
	case kiosk.Decide:
		var err error
		for _, c := range e.Commands {
			if err = d.do(c); err != nil {
				break
			}
		}
		return kiosk.Decided{Err: err, View: d.floor.View(d.at)}
	case kiosk.CheckPIN:
		return kiosk.PINChecked{OK: e.PIN == d.pin, Wait: 5 * time.Second}
	case kiosk.SetPIN:
		d.pin = e.PIN
		return kiosk.PINSet{}
	case kiosk.MakeKey:
		d.keys++
		return kiosk.KeyMade{Key: fmt.Sprint("attempt ", d.keys)}
	case kiosk.UseCode:
		return d.use(e)
	case kiosk.DraftWeek:
		return d.draft()
	case kiosk.WriteWeek:
		return d.write(e)
	case kiosk.Record:
		if d.failed {
			return kiosk.Recorded{Failed: true}
		}
		if err := orientation.ValidateVisit(e.Visit); err != nil {
			d.t.Errorf("asked to record %+v: %v", e.Visit, err)
		}
		d.kept = append(d.kept, e.Visit)
		return kiosk.Recorded{}
	case kiosk.BeginSession:
		err := d.do(queue.OpenSession{Session: queue.Session{
			Day: "2026-11-24", Serial: 1, First: 1, Length: 3 * time.Hour,
			Desks: 2, Languages: staffOptions.Languages, Rules: queue.DefaultRules(),
		}})
		return kiosk.SessionAnswered{Failed: err != nil, View: d.floor.View(d.at)}
	case kiosk.EndSession:
		err := d.do(queue.CloseSession{SendHome: e.SendHome})
		if err != nil {
			return kiosk.SessionAnswered{Failed: true, View: d.floor.View(d.at)}
		}
		return kiosk.SessionOver{View: d.floor.View(d.at)}
	case kiosk.Told:
		d.floor = &queue.Floor{}
		return kiosk.Follow{View: d.floor.View(d.at)}
	default:
		return nil
	}
}

// touch does acts by their names, two seconds apart.
func (d *desk) touch(ids ...string) {
	d.t.Helper()
	for _, id := range ids {
		d.at += 2 * time.Second
		act, ok := d.state.Act(id)
		if !ok {
			d.t.Fatalf("%s cannot be done while %s, %s", id, d.state.Screen(), d.state.Stand())
		}
		d.event(act.Event)
	}
}

// decided are the commands that were asked of the hub.
func (d *desk) decided() []queue.Command {
	var all []queue.Command
	for _, e := range d.asked {
		if c, ok := e.(kiosk.Decide); ok {
			all = append(all, c.Commands...)
		}
	}
	return all
}

func (d *desk) atDesk() string {
	if t := d.state.AtDesk(); t != nil {
		return fmt.Sprintf("%s %s", t.Number, t.State)
	}
	return ""
}

func TestStaffSignsIn(t *testing.T) {
	d := newDesk(t, "")
	d.touch("digit-1", "digit-2", "digit-3", "digit-4", "enter")
	if d.state.Notice.Key != "staff.notice.obvious-pin" || d.pin != "" {
		t.Errorf("1234 is taken: %+v", d.state.Notice)
	}
	d.touch("digit-2", "digit-5", "digit-8", "digit-0", "enter", "digit-2", "digit-5", "digit-8", "digit-1", "enter")
	if d.state.Notice.Key != "staff.notice.other-pin" || d.state.Sign.First != "" || d.pin != "" {
		t.Errorf("two PINs that differ: %+v", d.state)
	}
	d.touch("digit-2", "digit-5", "digit-8", "digit-0", "enter", "digit-2", "digit-5", "digit-8", "digit-0", "enter")
	if d.pin != "2580" || d.state.Screen() != kiosk.StaffOpening {
		t.Fatalf("the PIN is %q, the screen %s", d.pin, d.state.Screen())
	}
	d.touch("open", "seat-2", "speak-fr", "speak-ar", "speak-fr", "sit")
	if d.state.Desk != 2 || d.state.Screen() != kiosk.StaffWork || !slices.Equal(d.state.Spoken(), []string{"ar"}) {
		t.Errorf("sits at desk %d on %s, speaks %v", d.state.Desk, d.state.Screen(), d.state.Spoken())
	}
	d.touch("lock", "language-ar", "digit-1", "digit-9", "digit-1", "digit-9", "enter")
	if !d.state.Sign.Wrong || d.state.WaitFor() != 5*time.Second || d.state.Cue() != (kiosk.Cue{Key: "staff.say.wait", Language: "ar"}) {
		t.Errorf("after a wrong PIN: %+v, cue %v", d.state.Sign, d.state.Cue())
	}
	d.touch("digit-2", "digit-5", "digit-8") // only the last comes after the five seconds
	if d.state.Sign.Typed != "8" {
		t.Errorf("typed %q while it waits", d.state.Sign.Typed)
	}
	d.touch("erase", "digit-2", "digit-5", "digit-8", "digit-0", "enter")
	if d.state.Desk != 2 || d.state.Screen() != kiosk.StaffWork {
		t.Errorf("after the right PIN: desk %d on %s", d.state.Desk, d.state.Screen())
	}
}

func TestStaffTakesOverAnOpenDesk(t *testing.T) {
	d := working(t)
	d.touch("call")
	restarted := &desk{t: t, floor: d.floor, pin: d.pin, at: d.at, state: kiosk.NewStaff(staffOptions, true)}
	restarted.event(kiosk.Follow{View: d.floor.View(d.at)})
	restarted.touch("digit-2", "digit-5", "digit-8", "digit-0", "enter", "seat-1")
	if restarted.state.Screen() != kiosk.StaffWork || restarted.atDesk() != "A001 called" || len(restarted.decided()) != 0 {
		t.Errorf("on %s with %q, asked %v", restarted.state.Screen(), restarted.atDesk(), restarted.decided())
	}
}

func TestStaffServesTheLine(t *testing.T) {
	d := working(t)
	if got := d.state.View.Unserved; len(got) != 1 || !d.state.Unserved(got[0]) {
		t.Errorf("unserved %v", got)
	}
	for _, step := range []struct{ act, atDesk string }{
		{"call", "A001 called"},
		{"undo", ""},
		{"call", "A001 called"},
		{"again", "A001 recalled"},
		{"serve", "A001 serving"},
		{"next", "A003 called"},
		{"again", "A003 recalled"},
		{"aside", ""},
		{"pick-A003", ""},
		{"resume", ""},
		{"call", "A003 called"},
		{"transfer", "A003 called"},
		{"to-fr", ""},
		{"call", "A003 called"},
		{"no-show", "A003 called"},
		{"no-show", ""},
		{"call", ""},
		{"pick-A002", ""},
		{"left", ""},
		{"left", ""},
	} {
		d.touch(step.act)
		if got := d.atDesk(); got != step.atDesk {
			t.Fatalf("after %s: %q at the desk, want %q", step.act, got, step.atDesk)
		}
	}
	if got := d.state.View.Counts; got[queue.CountServed] != 1 || got[queue.CountNoShow] != 1 || got[queue.CountAbandoned] != 1 {
		t.Errorf("counts %v", got)
	}
}

func TestStaffTouchesThatBounce(t *testing.T) {
	d := working(t)
	d.touch("call")
	d.at += 300 * time.Millisecond
	d.event(kiosk.Forward{})
	if d.atDesk() != "A001 called" {
		t.Errorf("a finger that bounced: %q", d.atDesk())
	}
	d.touch("serve")
	d.silent = true
	d.event(kiosk.Forward{}) // too soon
	d.touch("next", "next", "finish", "pause")
	if got := len(d.decided()); got != 5 { // open desk, call, serve, and from one touch finish and call
		t.Errorf("%d commands: %+v", got, d.decided())
	}
}

func TestStaffUndoLapses(t *testing.T) {
	d := working(t)
	d.touch("call")
	d.at += 11 * time.Second
	d.event(kiosk.StaffTick{})
	if _, ok := d.state.Act("undo"); ok || d.state.UndoFor() != 0 {
		t.Error("a call can be undone after ten seconds")
	}
}

func TestStaffRecordsInThreeTouches(t *testing.T) {
	d := working(t)
	d.touch("call", "serve", "topic-HLT", "outcome-PUB", "save")
	want := []orientation.Request{{Topic: "HLT", Outcome: "PUB"}}
	if len(d.kept) != 1 || !reflect.DeepEqual(d.kept[0], want) {
		t.Fatalf("kept %+v", d.kept)
	}
	d.touch("next")
	if d.atDesk() != "A003 called" || d.state.Visit.Step() != kiosk.StepTopic {
		t.Errorf("%q at the desk, visit %+v", d.atDesk(), d.state.Visit)
	}
}

func TestStaffNextRecordsWhatIsReady(t *testing.T) {
	d := working(t)
	d.touch("call", "serve", "topic-CIV", "outcome-MUN", "another", "topic-PRO", "next")
	if len(d.kept) != 1 || len(d.kept[0]) != 2 || d.kept[0][1].Topic != "PRO" || d.atDesk() != "A003 called" {
		t.Fatalf("kept %+v, %q at the desk", d.kept, d.atDesk())
	}
	d.touch("serve", "topic-EDU", "finish")
	if d.atDesk() != "A003 serving" || d.state.Notice.Key != "staff.notice.no-outcome" || d.state.Visit.Topic != "EDU" {
		t.Errorf("a request without its outcome: %q, %+v", d.atDesk(), d.state.Notice)
	}
	d.failed = true
	d.touch("outcome-INFO", "finish")
	if d.atDesk() != "A003 serving" || d.state.Notice.Key != "staff.notice.record-failed" || d.state.Visit.Outcome != "INFO" {
		t.Errorf("a disk that keeps nothing: %q, %+v", d.atDesk(), d.state.Notice)
	}
	d.failed = false
	d.touch("finish")
	if d.atDesk() != "" || len(d.kept) != 2 || d.state.Visit.Started() {
		t.Errorf("%q at the desk, kept %+v, visit %+v", d.atDesk(), d.kept, d.state.Visit)
	}
}

func TestStaffProfile(t *testing.T) {
	d := working(t)
	d.touch("call", "serve", "topic-HLT", "outcome-INFO", "profile", "profile-sex-F", "profile-age-25-34", "profile-age-25-34", "save")
	want := orientation.Profile{Sex: "F", Language: "fr", Priority: "no"}
	if len(d.kept) != 1 || d.kept[0][0].Profile != want {
		t.Errorf("kept %+v", d.kept)
	}
	d.touch("next", "serve", "topic-PRO")
	if _, ok := d.state.Act("profile"); ok {
		t.Error("a protected topic is asked for a profile")
	}
	if d.state.Visit.Step() != kiosk.StepReady {
		t.Error("a protected topic is asked for an outcome")
	}
}

// A request takes five touches at most, with the usual of a profile and with the call of the next person: the profile is
// asked once for a visit.
func TestARequestTakesFiveTouches(t *testing.T) {
	first, second, third := []string{"topic-HLT", "outcome-PUB"}, []string{"another", "topic-CIV", "outcome-MUN"}, []string{"another", "topic-WRK", "outcome-CSO"}
	profile, end := []string{"profile-sex-F", "profile-age-25-34"}, []string{"next"}
	both := orientation.Profile{Sex: "F", Age: "25-34", Language: "fr", Priority: "no"}
	for name, v := range map[string]struct {
		requests [][]string
		profile  orientation.Profile
	}{
		"one":                     {[][]string{slices.Concat(first, end)}, orientation.Profile{}},
		"one with a profile":      {[][]string{slices.Concat(first, profile, end)}, both},
		"three":                   {[][]string{first, second, slices.Concat(third, end)}, orientation.Profile{}},
		"three, profile first":    {[][]string{slices.Concat(first, profile), second, slices.Concat(third, end)}, both},
		"three, profile by turns": {[][]string{slices.Concat(first, profile[:1]), slices.Concat(second, profile[1:]), slices.Concat(third, end)}, both},
	} {
		d := working(t)
		d.touch("call", "serve")
		for _, touches := range v.requests {
			if d.touch(touches...); len(touches) > 5 {
				t.Errorf("%s: %d touches: %v", name, len(touches), touches)
			}
		}
		if len(d.kept) != 1 || len(d.kept[0]) != len(v.requests) || d.kept[0][0].Profile != v.profile || d.atDesk() != "A003 called" {
			t.Errorf("%s: kept %+v, %q at the desk", name, d.kept, d.atDesk())
		}
	}
}

// What the ticket says goes with the last of the profile that is taken back.
func TestAProfileThatIsTakenBack(t *testing.T) {
	d := working(t)
	d.touch("call", "serve", "topic-HLT", "outcome-PUB", "profile-sex-F", "profile-sex-F", "save")
	if got := d.kept[0][0].Profile; got != (orientation.Profile{}) {
		t.Errorf("kept %+v", got)
	}
}

func TestStaffClosesTheSession(t *testing.T) {
	d := working(t)
	d.touch("call", "serve", "last-call", "go-on", "pause", "go-on", "close")
	if d.state.InLine() != 3 || d.state.Cue().Key != "staff.say.ask-close" {
		t.Errorf("%d in line, cue %v", d.state.InLine(), d.state.Cue())
	}
	d.touch("dismiss", "topic-HLT", "close", "close-now")
	if d.state.Notice.Key != "staff.notice.save-first" || d.state.View.Phase != queue.Open {
		t.Errorf("a request that is not recorded: %+v", d.state.Notice)
	}
	d.touch("step-back", "close", "close-now")
	if d.state.Screen() != kiosk.StaffHome {
		t.Fatalf("on %s", d.state.Screen())
	}
	d.touch("told")
	if d.state.Screen() != kiosk.StaffOpening || d.state.Desk != 0 {
		t.Errorf("on %s at desk %d", d.state.Screen(), d.state.Desk)
	}
}

func TestStaffOffersASpecialSession(t *testing.T) {
	d := newDesk(t, "2580")
	d.touch("digit-2", "digit-5", "digit-8", "digit-0", "enter")
	d.silent = true
	d.touch("open")
	d.event(kiosk.SessionAnswered{Offer: kiosk.OfferDate})
	d.touch("open")
	want := []kiosk.Effect{kiosk.BeginSession{}, kiosk.BeginSession{TrustDate: true}}
	if got := d.asked[len(d.asked)-2:]; !reflect.DeepEqual(got, want) {
		t.Errorf("asked %+v", got)
	}
}

func TestStaffLocksWhenNobodyTouches(t *testing.T) {
	d := working(t)
	d.at += kiosk.DefaultStaffIdle
	d.event(kiosk.StaffTick{})
	if d.state.Screen() != kiosk.StaffPIN || d.state.Desk != 1 {
		t.Errorf("on %s at desk %d", d.state.Screen(), d.state.Desk)
	}
}

func TestStaffForgetsLateNews(t *testing.T) {
	d := working(t)
	old := d.floor.View(d.at)
	d.touch("call")
	d.event(kiosk.Follow{View: old})
	if d.atDesk() != "A001 called" {
		t.Errorf("late news: %q", d.atDesk())
	}
}

// words says that a key of the catalogue has words in every language, whether it counts or not.
func words(key string) error {
	w := assets.Catalogue()
	for _, l := range w.Languages() {
		if w.Text(l, key, nil) == "["+key+"]" {
			return fmt.Errorf("%s lacks %s", l, key)
		}
	}
	return nil
}

// wordsOf are the keys of the words that an act needs: a choice has those of what is chosen.
func wordsOf(a kiosk.Act) string {
	switch e := a.Event.(type) {
	case kiosk.ChooseTopic:
		return "staff.topic." + e.Code
	case kiosk.ChooseOutcome:
		return "staff.outcome." + e.Code
	case kiosk.Digit, kiosk.SpeakTo, kiosk.ChooseSeat, kiosk.ChooseSpoken, kiosk.SendTo, kiosk.Pick, kiosk.PickNext, kiosk.ChooseProfile, kiosk.WriteTo, kiosk.TypeSign, kiosk.ReturnLanguage:
		return ""
	default:
		return "staff.act." + a.ID
	}
}
