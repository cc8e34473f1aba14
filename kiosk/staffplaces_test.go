package kiosk_test

import (
	"fmt"
	"reflect"
	"testing"

	"guichet/kiosk"
)

// destinations are a place for health, one for a private topic, and more than a page of others.
func destinations() kiosk.PlacesChanged {
	all := []kiosk.Destination{{ID: "clinic", Topics: []string{"HLT"}}, {ID: "shelter", Topics: []string{"GBV"}, Private: true}}
	for i := range 12 {
		all = append(all, kiosk.Destination{ID: fmt.Sprint("other-", i), Topics: []string{"INF"}})
	}
	return kiosk.PlacesChanged{Places: all}
}

func sent(d *desk) (all []kiosk.PrintDirection) {
	for _, e := range d.asked {
		if p, ok := e.(kiosk.PrintDirection); ok {
			all = append(all, p)
		}
	}
	return all
}

// TestSlipInTwoTouches: the ticket says what it is about; what is noted of the visit says it better.
func TestSlipInTwoTouches(t *testing.T) {
	d := working(t)
	d.event(destinations())
	if _, ok := d.state.Act("slip"); ok {
		t.Error("a slip is offered with nobody at the desk")
	}
	d.touch("call", "serve", "slip")
	if got := d.state.Offered(); len(got) != 1 || got[0].ID != "clinic" {
		t.Errorf("for health are offered %+v", got)
	}
	d.touch("place-clinic")
	want := []kiosk.PrintDirection{{Place: "clinic", Topic: "HLT", Language: "fr"}}
	if !reflect.DeepEqual(sent(d), want) || d.state.Screen() != kiosk.StaffWork {
		t.Errorf("sent %+v, on %s", sent(d), d.state.Screen())
	}
	d.event(kiosk.DirectionPrinted{Failed: true})
	if d.state.Notice.Key != "staff.notice.slip-failed" || !d.state.Notice.Trouble {
		t.Errorf("told %+v", d.state.Notice)
	}
}

func TestSlipForAProtectedRequest(t *testing.T) {
	d := working(t)
	d.event(destinations())
	d.touch("call", "serve", "topic-PRO", "slip")
	if got := d.state.Offered(); len(got) != 1 || got[0].ID != "shelter" {
		t.Errorf("for protection are offered %+v", got)
	}
	d.touch("place-shelter")
	if got := sent(d); len(got) != 1 || got[0].Topic != "PRO" {
		t.Errorf("sent %+v", got)
	}
}

func TestMorePlacesThanAPageHolds(t *testing.T) {
	d := working(t)
	d.event(destinations())
	d.touch("call", "serve", "topic-STA", "slip")
	if got := d.state.Offered(); len(got) != 9 {
		t.Errorf("where nothing fits, %d places are offered on the first page", len(got))
	}
	d.touch("more-places")
	if got := d.state.Offered(); len(got) != 5 {
		t.Errorf("the second page has %d places", len(got))
	}
	d.touch("more-places", "dismiss")
	if d.state.Screen() != kiosk.StaffWork || len(sent(d)) != 0 {
		t.Errorf("back leads to %s, sent %+v", d.state.Screen(), sent(d))
	}
}
