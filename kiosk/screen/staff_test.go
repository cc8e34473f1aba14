package screen_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/screen"
	"guichet/kiosk/ui"
	"guichet/queue"
)

// staffGlasses are the screens that a mediator's window is to fit.
var staffGlasses = []glass{
	{"laptop", fyne.NewSize(1366, 768), 14},
	{"desk", fyne.NewSize(1920, 1080), 21.5},
	{"small", fyne.NewSize(1280, 800), 13.3},
	{"window", fyne.NewSize(1280, 720), 14},
}

// mediator plays a window over a real floor, to reach the states that the screens are drawn of.
type mediator struct {
	t     testing.TB
	floor *queue.Floor
	state kiosk.Staff
	at    time.Duration
}

var staffLanguages = []string{"fr", "ar", "en", "bm", "ff", "mnk", "wo", "so", "ti", "am", "ha", "ln", "sw"}

func newMediator(t testing.TB, tag string) *mediator {
	t.Helper()
	return mediatorWith(t, tag, kiosk.StaffOptions{Languages: staffLanguages, Screens: []string{"fr", "ar", "en"}, Desks: 2})
}

func mediatorWith(t testing.TB, tag string, o kiosk.StaffOptions) *mediator {
	t.Helper()
	m := &mediator{t: t, floor: &queue.Floor{}, state: kiosk.NewStaff(o, true)}
	m.event(kiosk.SpeakTo{Language: tag})
	return m
}

func (m *mediator) event(e kiosk.StaffEvent) {
	m.t.Helper()
	next, effects := m.state.Next(e, m.at)
	m.state = next
	for _, effect := range effects {
		switch e := effect.(type) {
		case kiosk.Decide:
			m.event(kiosk.Decided{Err: m.do(e.Commands...), View: m.floor.View(m.at)})
		case kiosk.CheckPIN:
			m.event(kiosk.PINChecked{OK: e.PIN == "2580", Wait: 20 * time.Second})
		case kiosk.MakeKey:
			m.event(kiosk.KeyMade{Key: "attempt-1"})
		case kiosk.Record:
			m.event(kiosk.Recorded{})
		case kiosk.DraftWeek:
			m.event(kiosk.Drafted{Publication: publication()})
		case kiosk.WriteWeek:
			m.event(kiosk.Written{Folder: e.Dir + "/la-marsa-2026-W47", Targets: publication().Targets})
		case kiosk.ReadWeek:
			m.event(kiosk.WeekRead{Week: &kiosk.Week{
				Name: "2026-W48", Sessions: 1, Visits: 38, Served: 29, Requests: 41,
				Topics: counts("HLT 14 STA 9 CIV 6 WRK 5 EDU 4 PRO 2 INF 1"),
			}})
		}
	}
}

// counts reads codes and how often each was recorded.
func counts(text string) (all []kiosk.Count) {
	words := strings.Fields(text)
	for i := 0; i < len(words); i += 2 {
		n, _ := strconv.Atoi(words[i+1])
		all = append(all, kiosk.Count{Code: words[i], N: n})
	}
	return all
}

func (m *mediator) do(commands ...queue.Command) error {
	for _, c := range commands {
		out, err := m.floor.Decide(nil, c, m.at)
		if err != nil {
			return err
		}
		for _, e := range out.Events {
			if err := m.floor.Apply(e); err != nil {
				m.t.Fatal(err)
			}
		}
	}
	return nil
}

func (m *mediator) must(commands ...queue.Command) {
	m.t.Helper()
	if err := m.do(commands...); err != nil {
		m.t.Fatal(err)
	}
	m.event(kiosk.Follow{View: m.floor.View(m.at)})
}

func (m *mediator) touch(ids string) {
	m.t.Helper()
	for _, id := range strings.Fields(ids) {
		m.at += 2 * time.Second
		a, ok := m.state.Act(id)
		if !ok {
			m.t.Fatalf("%s cannot be done on %s, %s", id, m.state.Screen(), m.state.Stand())
		}
		m.event(a.Event)
	}
}

// types is what a keyboard does where a code is entered.
func (m *mediator) types(code string) {
	m.t.Helper()
	for _, sign := range code {
		m.event(kiosk.TypeSign{Sign: string(sign)})
	}
}

const signIn = "digit-2 digit-5 digit-8 digit-0 enter"

// session is a morning with a line.
func (m *mediator) session() {
	m.t.Helper()
	m.must(queue.OpenSession{Session: queue.Session{
		Day: "2026-11-24", Serial: 1, First: 39, Length: 3 * time.Hour, Desks: 2,
		Languages: staffLanguages, Rules: queue.DefaultRules(),
	}})
	for i, p := range []struct {
		language, topic string
		first           bool
	}{{"ti", "STA", false}, {"fr", "HLT", false}, {"bm", "CIV", false}, {"ar", "HLT", false}, {"ar", "WRK", true}, {"fr", "EDU", false}, {"en", "PRO", false}} {
		m.at += time.Duration(i) * 3 * time.Minute / 2
		m.must(queue.Issue{Language: p.language, Topic: p.topic, Priority: p.first})
	}
	m.at += 4 * time.Minute
	m.event(kiosk.PlacesChanged{Places: destinations()})
}

// destinations are all the places of the content that is compiled in, some of them for every topic.
func destinations() (all []kiosk.Destination) {
	for i, p := range tunisia().Places {
		d := kiosk.Destination{ID: p.ID, Names: p.Name, Topics: p.Topics}
		if i%2 == 0 {
			d.Topics = []string{"HLT"}
		}
		all = append(all, d)
	}
	return all
}

// staffStates are the states that are looked at and checked, by name.
var staffStates = map[string]func(*mediator){
	"pin":       func(m *mediator) { m.touch("digit-2 digit-5") },
	"pin-wrong": func(m *mediator) { m.touch("digit-2 digit-5 digit-8 digit-1 enter") },
	"pin-new": func(m *mediator) {
		m.state = kiosk.NewStaff(m.state.Options(), false)
	},
	"opening": func(m *mediator) { m.touch(signIn) },
	"opening-special": func(m *mediator) {
		m.touch(signIn)
		m.event(kiosk.SessionAnswered{Offer: kiosk.OfferSpecial})
	},
	"opening-date": func(m *mediator) {
		m.touch(signIn)
		m.event(kiosk.SessionAnswered{Offer: kiosk.OfferDate})
	},
	"seat": func(m *mediator) {
		m.session()
		m.must(queue.OpenDesk{Desk: 2, Languages: []string{"fr", "en"}})
		m.touch(signIn)
	},
	"speak":   func(m *mediator) { m.session(); m.touch(signIn + " seat-1 speak-fr speak-ar") },
	"free":    func(m *mediator) { m.seated() },
	"empty":   func(m *mediator) { m.seated(); m.emptied() },
	"calling": func(m *mediator) { m.serving("call") },
	"absent":  func(m *mediator) { m.serving("call no-show") },
	"serving": func(m *mediator) { m.serving("call serve"); m.at += 6 * time.Minute; m.event(kiosk.StaffTick{}) },
	"outcome": func(m *mediator) { m.serving("call serve topic-HLT") },
	"ready":   func(m *mediator) { m.serving("call serve topic-HLT outcome-PUB another topic-CIV outcome-MUN") },
	"profile": func(m *mediator) {
		m.serving("call serve topic-HLT outcome-PUB profile profile-sex-F profile-age-25-34")
	},
	"shielded": func(m *mediator) { m.serving("call serve topic-PRO") },
	"recorded": func(m *mediator) { m.serving("call serve topic-HLT outcome-PUB save") },
	"trouble":  func(m *mediator) { m.serving("call serve topic-HLT finish") },
	"transfer": func(m *mediator) { m.serving("call serve transfer") },
	"held":     func(m *mediator) { m.serving("call again aside pick-A043"); m.touch("pick-A040") },
	"paused":   func(m *mediator) { m.serving("pause") },
	"close":    func(m *mediator) { m.serving("call aside call last-call close") },
	"devices":  func(m *mediator) { m.serving("call devices") },
	"week":     func(m *mediator) { m.serving("call week") },
	"publish":  func(m *mediator) { m.serving("call week publish") },
	"written":  func(m *mediator) { m.serving("call week publish write-0") },
	"no-stick": func(m *mediator) {
		m.serving("call week publish write-0")
		m.event(kiosk.Written{Targets: publication().Targets[1:], Problem: kiosk.ProblemStick})
	},
	"places":     func(m *mediator) { m.serving("call serve slip") },
	"places-all": func(m *mediator) { m.serving("call serve topic-DIS slip more-places") },
	"come-back":  func(m *mediator) { m.serving("come-back returns-ti"); m.types("7K2M-9QXR4T") },
	"come-back-refused": func(m *mediator) {
		m.serving("come-back returns-ti")
		m.types("7K2M-9QXR-4T8A-WC3N")
		m.touch("give")
		m.event(kiosk.CodeUsed{Key: "attempt-1", Err: &queue.OtherSession{Day: "2026-12-01", Slot: 1}, View: m.floor.View(m.at)})
	},
	"come-back-given": func(m *mediator) {
		m.serving("come-back returns-ti")
		m.types("7K2M-9QXR-4T8A-WC3N")
		m.touch("give")
		m.event(kiosk.CodeUsed{Key: "attempt-1", Number: 46, Paper: true, View: m.floor.View(m.at)})
	},
	"home": func(m *mediator) {
		m.serving("close")
		next := queue.Slot{}
		m.event(kiosk.SessionOver{View: queue.View{Phase: queue.Closed}, Closed: kiosk.Closed{Next: &next, People: []kiosk.Homeward{
			{Number: 39, Language: "ti", Code: "7K2M-9QXR-4T8A-WC3N"},
			{Number: 41, Language: "bm", Code: "7K2M-9QXS-0B6D-ZZ41"},
			{Number: 44, Language: "fr", Code: "7K2M-9QXT-55GJ-M0PR"},
			{Number: 45, Language: "en", Code: "7K2M-9QXV-8YHE-K2C7"},
		}}})
	},
	"long": func(m *mediator) {
		m.seated()
		for i := range 30 {
			m.must(queue.Issue{Language: staffLanguages[i%len(staffLanguages)]})
		}
	},
}

func (m *mediator) seated() {
	m.t.Helper()
	m.session()
	m.touch(signIn + " seat-1 speak-fr speak-ar sit")
	m.must(queue.OpenDesk{Desk: 2, Languages: []string{"en", "bm"}})
}

func (m *mediator) serving(ids string) {
	m.t.Helper()
	m.seated()
	m.touch(ids)
}

func (m *mediator) emptied() {
	m.t.Helper()
	for _, t := range m.floor.Waiting() {
		m.must(queue.Abandon{Ticket: t.Number})
	}
}

// reached is a named state in a language. Each is played once.
func reached(t testing.TB, tag, state string) kiosk.Staff {
	t.Helper()
	key := tag + " " + state
	if is, ok := played[key]; ok {
		return is
	}
	m := newMediator(t, tag)
	staffStates[state](m)
	m.event(kiosk.SpeakTo{Language: tag})
	played[key] = m.state
	return m.state
}

var played = map[string]kiosk.Staff{}

// staff is a mediator's window in a named state.
func staff(t testing.TB, g glass, tag, state string, p ui.Palette, text float32) (fyne.CanvasObject, kiosk.Staff) {
	t.Helper()
	is := reached(t, tag, state)
	if state == "devices" || state == "calling" { // the others are of a machine that is well
		return staffWith(t, g, is, devices(tag), p, text), is
	}
	return staffWith(t, g, is, nil, p, text), is
}

// drawn is the window as it stands, in a language.
func (m *mediator) drawn(g glass, tag string, p ui.Palette, text float32) fyne.CanvasObject {
	m.t.Helper()
	if m.state.Language != tag { // to choose a language is a touch, and some states are those of nobody touching
		m.event(kiosk.SpeakTo{Language: tag})
	}
	return staffWith(m.t, g, m.state, nil, p, text)
}

// staffWith is a mediator's window on a machine with devices.
func staffWith(t testing.TB, g glass, is kiosk.Staff, parts []screen.Device, p ui.Palette, text float32) fyne.CanvasObject {
	w, tag := assets.Catalogue(), is.Language
	next := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	return screen.Staff(screen.StaffView{
		View:  screen.View{Theme: theme(t, g, p, tag, text), Catalogue: w, Town: "La Marsa"},
		Staff: is, Clock: "10:42", Until: "12:30", Opening: w.Moment(tag, next), Day: w.Date(tag, next.AddDate(2, 1, 0)),
		Devices: parts,
	}, func(kiosk.StaffEvent) {})
}

// devices are a printer in trouble, one that may have printed, and a machine that is well: as much as there may be to do.
func devices(tag string) (all []screen.Device) {
	w := assets.Catalogue()
	say := func(key string) string {
		return w.Text(tag, "device."+key, assets.Args{"n": "3", "number": "A017", "name": "POS-80"})
	}
	for i, role := range []string{"slip", "page"} {
		d := screen.Device{ID: role, Icon: "print", Tone: []ui.Tone{ui.Trouble, ui.Care}[i]}
		d.Words = ui.Words{Title: say(role) + " · " + say("waiting"), Note: say("unsure")}
		for _, act := range []string{"copy", "drop", "use", "test"} {
			d.Acts = append(d.Acts, screen.DeviceAct{ID: act + "-" + role, Icon: "print", Title: say(act), Touched: func() {}})
		}
		all = append(all, d)
	}
	return append(all, screen.Device{ID: "machine", Icon: "check_circle", Words: ui.Words{Title: say("well")}, Tone: ui.Done})
}

func TestStaffPictures(t *testing.T) {
	test.NewTempApp(t)
	for name := range staffStates {
		for _, tag := range []string{"fr", "ar", "en"} {
			o, _ := staff(t, staffGlasses[0], tag, name, ui.Civic, 1)
			picture(t, fmt.Sprintf("staff-%s-%s", name, tag), staffGlasses[0], o)
		}
	}
}
