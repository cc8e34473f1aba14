package content

import (
	"slices"
)

// Reason is why something is not printed.
type Reason string

// The reasons. The empty one is none.
const (
	Printable   Reason = ""
	Uncertain   Reason = "uncertain"   // its certainty is D or X, or none that is known
	Forbidden   Reason = "forbidden"   // the do-not-print list has it
	Gone        Reason = "gone"        // the place is suspended, dissolved, or unknown for too long
	Future      Reason = "future"      // verified on a day that has not come: the date or the clock is wrong
	Expired     Reason = "expired"     // it was true, or may have been
	Unconfirmed Reason = "unconfirmed" // fewer roles than it needs have confirmed it
	NoPhone     Reason = "no phone"    // a number has no telephone number of the country's shape
)

// Verdict is what the rules say of one thing on one day.
type Verdict struct {
	Reason Reason
	// Verified is the day from which it counts as verified; Until the first day on which it is no longer printed. Both hold while it may be printed.
	Verified, Until Date
}

// Printed says that it may be printed.
func (v Verdict) Printed() bool { return v.Reason == Printable }

// Fact says whether a fact may be printed on a day.
func (c *Content) Fact(f Fact, on Date) Verdict {
	days := c.Days.Fact
	if f.Kind == "law" {
		days = c.Days.Law
	}
	return c.judge(f.ID, f.Evidence, days, on, c.forbids(f.Text))
}

// Number says whether a useful number may be printed on a day.
func (c *Content) Number(n UsefulNumber, on Date) Verdict {
	if len(c.phones(n.Phones)) == 0 {
		return Verdict{Reason: NoPhone}
	}
	return c.judge(n.ID, n.Evidence, c.Days.Fact, on, c.forbids(n.Name, n.Note) || c.forbidsAny(n.Phones) || c.forbidsAny(n.Hours))
}

// Place says whether a place may be printed on a day.
func (c *Content) Place(p Place, on Date) Verdict {
	forbidden := c.forbids(p.Name, p.Address, p.Bring, p.Note) || c.forbidsAny(p.Phones) || c.forbidsAny(p.Hours) || c.bans.find(p.Area) >= 0
	v := c.judge(p.ID, p.Evidence, c.Days.Fact, on, forbidden)
	if !v.Printed() {
		return v
	}
	switch p.Status {
	case "active", "limited":
	case "unknown":
		since := p.StatusSince
		if since == "" {
			since = p.VerifiedOn
		}
		if v.Until = min(v.Until, since.Plus(c.Days.Unknown)); on >= v.Until {
			return Verdict{Reason: Gone}
		}
	default:
		return Verdict{Reason: Gone}
	}
	return v
}

// judge applies the rules that hold for everything that is said.
func (c *Content) judge(id string, e Evidence, days int, on Date, forbidden bool) Verdict {
	if forbidden {
		return Verdict{Reason: Forbidden}
	}
	if !slices.Contains([]string{"A", "B", "C"}, e.Certainty) {
		return Verdict{Reason: Uncertain}
	}
	if !e.VerifiedOn.Valid() || e.VerifiedOn > on {
		return Verdict{Reason: Future}
	}
	if e.ExpiresOn != "" && on >= e.ExpiresOn {
		return Verdict{Reason: Expired}
	}
	needed := e.Needed()
	if needed == 2 {
		days = c.Days.Critical
	}
	verified, enough := c.confirmed(id, needed, days, on)
	if !enough {
		if _, once := c.confirmed(id, needed, forever, on); once {
			return Verdict{Reason: Expired}
		}
		return Verdict{Reason: Unconfirmed}
	}
	if needed == 0 {
		verified = max(verified, e.VerifiedOn)
	}
	until := verified.Plus(days)
	if e.ExpiresOn != "" {
		until = min(until, e.ExpiresOn)
	}
	if on >= until {
		return Verdict{Reason: Expired}
	}
	return Verdict{Verified: verified, Until: until}
}

// forever is more days than any confirmation is old.
const forever = 1_000_000

// Needed is how many roles must confirm something before it is printed. What is uncertain enough or dangerous enough needs
// them whatever was written.
func (e Evidence) Needed() int {
	switch {
	case e.Confirm == "two", e.Critical:
		return 2
	case e.Confirm == "one", e.Certainty == "C":
		return 1
	default:
		return 0
	}
}

// confirmed is the day from which something counts as confirmed by enough different roles, as it is written now, no longer than
// so many days ago. Where none is needed, it is the last confirmation's, if there is one.
func (c *Content) confirmed(id string, needed, days int, on Date) (since Date, enough bool) {
	latest := map[string]Date{}
	for _, n := range c.Confirmations {
		if n.ID == id && n.Of == c.digests[id] && n.On <= on && on < n.On.Plus(days) && slices.Contains(c.Roles, n.By) {
			latest[n.By] = max(latest[n.By], n.On)
		}
	}
	var dates []Date
	for _, d := range latest {
		dates = append(dates, d)
	}
	slices.Sort(dates)
	slices.Reverse(dates)
	if len(dates) < needed {
		return "", false
	}
	if len(dates) == 0 {
		return "", true
	}
	return dates[max(needed, 1)-1], true
}

// forbids says that the do-not-print list has something in a text, in any language: what is dead in one is dead in all.
func (c *Content) forbids(texts ...Text) bool {
	for _, t := range texts {
		for _, said := range t {
			if c.bans.find(said) >= 0 {
				return true
			}
		}
	}
	return false
}

func (c *Content) forbidsAny(texts []string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return c.bans.find(t) >= 0 })
}

// phones are those that have the country's shape, as they are printed.
func (c *Content) phones(written []string) (all []string) {
	for _, p := range written {
		if _, ok := c.Phone.Digits(p); ok {
			all = append(all, c.Phone.Format(p))
		}
	}
	return all
}
