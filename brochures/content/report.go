package content

import (
	"cmp"
	"slices"
)

// Standing is how one fact, number or place stands on a day, for those who look after content.
type Standing struct {
	Kind   string `json:"kind"` // fact, number or place
	ID     string `json:"id"`
	Reason Reason `json:"reason,omitempty"`
	// Until is the first day on which it is no longer printed; empty where it is not printed now.
	Until Date   `json:"until,omitempty"`
	Where Origin `json:"where"`
	// Topics are those whose pages, or whose list of places, would have it.
	Topics []string `json:"topics"`
}

// Standings are all facts, numbers and places as of a day, in the order of their files.
func (c *Content) Standings(on Date) (all []Standing) {
	for _, f := range c.Facts {
		all = append(all, standing("fact", f.ID, f.Origin, c.usedBy(f.ID), c.Fact(f, on)))
	}
	for _, n := range c.Numbers {
		all = append(all, standing("number", n.ID, n.Origin, n.Topics, c.Number(n, on)))
	}
	for _, p := range c.Places {
		all = append(all, standing("place", p.ID, p.Origin, p.Topics, c.Place(p, on)))
	}
	return all
}

func standing(kind, id string, where Origin, topics []string, v Verdict) Standing {
	return Standing{Kind: kind, ID: id, Reason: v.Reason, Until: v.Until, Where: where, Topics: topics}
}

// usedBy are the topics whose brochures use a fact.
func (c *Content) usedBy(id string) []string {
	topics := []string{}
	for _, b := range c.Brochures {
		if slices.Contains(b.Facts, id) && !slices.Contains(topics, b.Topic) {
			topics = append(topics, b.Topic)
		}
	}
	return topics
}

// Outlook is what a day to come will take away, apart from what is withheld already.
type Outlook struct {
	Today Date `json:"today"`
	On    Date `json:"on"`
	// Lapsing is printed today and not on that day, by its last day.
	Lapsing []Standing `json:"lapsing"`
	// Withheld is not printed today.
	Withheld []Standing `json:"withheld"`
	// Printed is how many are printed on that day.
	Printed int `json:"printed"`
}

// Outlook compares today with a day to come.
func (c *Content) Outlook(today, on Date) Outlook {
	o := Outlook{Today: today, On: on, Lapsing: []Standing{}, Withheld: []Standing{}}
	then := c.Standings(on)
	for i, now := range c.Standings(today) {
		switch {
		case now.Reason != Printable:
			o.Withheld = append(o.Withheld, now)
		case then[i].Reason != Printable:
			o.Lapsing = append(o.Lapsing, now)
		default:
			o.Printed++
		}
	}
	slices.SortStableFunc(o.Lapsing, func(a, b Standing) int { return cmp.Compare(a.Until, b.Until) })
	slices.SortStableFunc(o.Withheld, func(a, b Standing) int { return cmp.Compare(a.Reason, b.Reason) })
	return o
}
