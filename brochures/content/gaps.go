package content

import "slices"

// Gap is a topic with the places that one can be sent to today.
type Gap struct {
	Topic string `json:"topic"`
	// Living are places that may be printed and have something to offer: an address, a phone or hours.
	Living []string `json:"living"`
	// Others are those that serve the topic and do not live, with the reason; an empty reason is a card with nothing on it.
	Others []Withheld `json:"others"`
}

// Gaps are the topics for which there is no living place, or only one.
func (c *Content) Gaps(on Date) []Gap {
	gaps := []Gap{}
	for _, t := range c.Topics {
		g := Gap{Topic: t.Code, Living: []string{}, Others: []Withheld{}}
		for _, p := range c.Places {
			if !slices.Contains(p.Topics, t.Code) {
				continue
			}
			if v := c.Place(p, on); v.Printed() && p.Reachable() {
				g.Living = append(g.Living, p.ID)
			} else {
				g.Others = append(g.Others, Withheld{p.ID, v.Reason})
			}
		}
		if len(g.Living) < 2 {
			gaps = append(gaps, g)
		}
	}
	return gaps
}

// Reachable says that a place has something to offer to who is sent there.
func (p Place) Reachable() bool { return len(p.Address) > 0 || len(p.Phones) > 0 || len(p.Hours) > 0 }
