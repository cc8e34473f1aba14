package kiosk

import "slices"

// StaffPlaces shows the places that a visitor can be sent to: the slip that leads there is two touches away.
const StaffPlaces StaffScreen = "places"

// Destination is a place that a slip may lead to today.
type Destination struct {
	ID string
	// Names are by language of the windows.
	Names  map[string]string
	Topics []string
	// Private says that one of its topics is one of those that are recorded as one.
	Private bool
}

// placesPerPage is how many places a mediator chooses from at once: all have a key.
const placesPerPage = 9

// PlacesChanged says which places there are.
type PlacesChanged struct{ Places []Destination }

func (e PlacesChanged) attend(s Staff) (Staff, []Effect) {
	s.Places = e.Places
	return s, nil
}

// PrintDirection prints the slip that leads to a place, in a visitor's language. It names no person and no request.
type PrintDirection struct{ Place, Topic, Language string }

func (PrintDirection) effect() {}

// DirectionPrinted answers [PrintDirection].
type DirectionPrinted struct{ Failed bool }

func (e DirectionPrinted) attend(s Staff) (Staff, []Effect) {
	if e.Failed {
		return s.trouble("slip-failed"), nil
	}
	return s.notice("slip-printed"), nil
}

// ChoosePlace shows the places for the request that is noted, or for what the ticket says.
type ChoosePlace struct{}

func (ChoosePlace) attend(s Staff) (Staff, []Effect) {
	if s.Screen() != StaffWork || s.AtDesk() == nil || len(s.Places) == 0 {
		return s, nil
	}
	s.Page, s.PlacePage, s.Ask, s.Picked = StaffPlaces, 0, NoQuestion, 0
	return s, nil
}

// MorePlaces shows the next page of them, and after the last the first.
type MorePlaces struct{}

func (MorePlaces) attend(s Staff) (Staff, []Effect) {
	if s.Screen() == StaffPlaces {
		s.PlacePage = (s.PlacePage + 1) % s.placePages()
	}
	return s, nil
}

// SendThere prints the slip to a place, and goes back to the visit.
type SendThere struct{ Place string }

func (e SendThere) attend(s Staff) (Staff, []Effect) {
	t := s.AtDesk()
	if s.Screen() != StaffPlaces || t == nil || !slices.ContainsFunc(s.Places, func(d Destination) bool { return d.ID == e.Place }) {
		return s, nil
	}
	s.Page = StaffWork
	return s, []Effect{PrintDirection{e.Place, s.about(), t.Language}}
}

// about is the topic of the request in hand, or of the ticket; empty when neither is known.
func (s Staff) about() string {
	t := s.AtDesk()
	switch {
	case s.Visit.Topic != "":
		return s.Visit.Topic
	case t != nil:
		return t.Topic
	default:
		return ""
	}
}

// Offered are the places on this page: those for the request, or all where none is for it.
func (s Staff) Offered() []Destination { return page(s.destinations(), s.PlacePage, placesPerPage) }

func (s Staff) destinations() []Destination {
	topic := s.about()
	var fit []Destination
	for _, d := range s.Places {
		if slices.Contains(d.Topics, topic) || d.Private && protected(topic) {
			fit = append(fit, d)
		}
	}
	if len(fit) == 0 {
		return s.Places
	}
	return fit
}

func (s Staff) placePages() int {
	return max(1, (len(s.destinations())+placesPerPage-1)/placesPerPage)
}

// placeActs are the places, and the way back.
func (s Staff) placeActs() []Act {
	acts := []Act{{"dismiss", "arrow_back", "Escape", Turn{StaffWork}}}
	for i, d := range s.Offered() {
		acts = append(acts, Act{"place-" + d.ID, "place", choiceKey(i), SendThere{d.ID}})
	}
	if s.placePages() > 1 {
		acts = append(acts, Act{"more-places", "more_horiz", "0", MorePlaces{}})
	}
	return acts
}

// slipActs lead to the places, while somebody is at the desk.
func (s Staff) slipActs() []Act {
	if s.AtDesk() == nil || len(s.Places) == 0 {
		return nil
	}
	return []Act{{"slip", "signpost", "F8", ChoosePlace{}}}
}
