package kiosk_test

import (
	"slices"
	"testing"

	"guichet/kiosk"
	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

var places = []kiosk.Target{{Dir: "/media/kiosk/CLE", Name: "CLE"}, {Dir: "/srv/guichet/exports"}}

func (d *desk) draft() kiosk.StaffEvent {
	if d.failed {
		return kiosk.Drafted{Problem: kiosk.ProblemUnsafe}
	}
	r := statistics.Draft("La Marsa", statistics.OneWeek(orientation.Week{Year: 2026, Number: 47}), nil, statistics.Counts{
		Measures: map[string]map[string]int{"visits": {"all": 40}},
	})
	return kiosk.Drafted{Publication: kiosk.Publication{Release: &r, Targets: places, RequestWeeks: 13, CountYears: 5}}
}

func (d *desk) write(w kiosk.WriteWeek) kiosk.StaffEvent {
	if d.failed || w.Dir == "/media/gone" {
		return kiosk.Written{Targets: places[1:], Problem: kiosk.ProblemStick}
	}
	return kiosk.Written{Folder: w.Dir + "/la-marsa-2026-W47", Targets: places}
}

// Three touches from the desk to a stick, with a look at what is published before the last.
func TestThreeTouchesPublishTheWeek(t *testing.T) {
	d := working(t)
	d.touch("week", "publish")
	if p := d.state.Publication; d.state.Screen() != kiosk.StaffPublish || p == nil || p.Release.Figures[0].Table != "unmet" {
		t.Fatalf("on %s the preview is %+v; want the unmet need first", d.state.Screen(), p)
	}
	if slices.ContainsFunc(d.asked, func(e kiosk.Effect) bool { _, writes := e.(kiosk.WriteWeek); return writes }) {
		t.Fatal("looking published it")
	}
	d.touch("write-0")
	if d.state.Publication.Folder != "/media/kiosk/CLE/la-marsa-2026-W47" || d.state.Notice.Key != "staff.notice.published-stick" {
		t.Errorf("got %q, %q", d.state.Publication.Folder, d.state.Notice.Key)
	}
	d.touch("write-1")
	if d.state.Notice.Key != "staff.notice.published" {
		t.Errorf("on this machine: %q", d.state.Notice.Key)
	}
}

// What cannot be published leads back to the week; a stick that went is not offered again.
func TestPublishingFails(t *testing.T) {
	d := working(t)
	d.failed = true
	d.touch("week", "publish")
	if d.state.Screen() != kiosk.StaffWeek || d.state.Notice.Key != "staff.notice.publish-unsafe" || !d.state.Notice.Trouble {
		t.Errorf("on %s: %+v", d.state.Screen(), d.state.Notice)
	}
	d.failed = false
	d.touch("publish")
	d.failed = true
	d.touch("write-0")
	if d.state.Notice.Key != "staff.notice.publish-stick" || d.state.Publication.Folder != "" {
		t.Errorf("%+v, %q", d.state.Notice, d.state.Publication.Folder)
	}
	if _, offered := d.state.Act("write-1"); offered {
		t.Error("the stick is offered, and is not there")
	}
	d.touch("dismiss")
	if d.state.Screen() != kiosk.StaffWeek {
		t.Errorf("back on %s", d.state.Screen())
	}
}

// Every problem has words in every language.
func TestProblemsHaveWords(t *testing.T) {
	for _, p := range []kiosk.Problem{
		kiosk.ProblemOpen, kiosk.ProblemClock, kiosk.ProblemUnsafe, kiosk.ProblemStick, kiosk.ProblemRoom, kiosk.ProblemExists, kiosk.ProblemFailed,
	} {
		if err := words("staff.notice.publish-" + string(p)); err != nil {
			t.Error(err)
		}
	}
}
