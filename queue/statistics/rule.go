package statistics

// Flags of a [Figure].
const (
	// FlagLess says "less than [Rule.Below]", zero included; the value is then 0 and means nothing.
	FlagLess = "less"
	// FlagBand says that a week had fewer than [BandVisits] visits, and nothing else is published of it.
	FlagBand = "band"
	// FlagPlain marks a figure that counts no visit, such as sessions held: it is not rounded.
	FlagPlain = "plain"
)

// BandVisits is how many visits a week needs for more than a band.
const BandVisits = 10

// Rule is how a count becomes a figure. The attacker knows it. The zero Rule is not valid.
type Rule struct {
	// Below is the smallest count that is shown as a number.
	Below int `json:"below"`
	// Base is what shown counts are rounded to; odd, so that there are no ties.
	Base int `json:"base"`
	// ZeroShown says that zero is told apart from a small count; Random, that rounding goes up or
	// down by chance. Neither is ever so in a release of ours: they describe what others publish,
	// and the faults that the attacker must find.
	ZeroShown bool `json:"zero_shown,omitempty"`
	Random    bool `json:"random,omitempty"`
	// Noise is set in the stricter mode: chance was added to each count before it was rounded.
	Noise *Noise `json:"noise,omitempty"`
}

// DefaultRule merges 0 to 7 as "less than 8" and rounds the rest to the nearest 5.
func DefaultRule() Rule { return Rule{Below: 8, Base: 5} }

// Figure is one published number.
type Figure struct {
	Table     string `json:"table"`
	Category  string `json:"category"`
	Category2 string `json:"category2,omitempty"`
	Value     int    `json:"value"`
	Flag      string `json:"flag,omitempty"`
}

// Protect gives the value and flag of a count that is not negative.
func (r Rule) Protect(n int) (value int, flag string) {
	if n < r.Below && (n > 0 || !r.ZeroShown) {
		return 0, FlagLess
	}
	return (n + r.Base/2) / r.Base * r.Base, ""
}

// Interval is the least and the greatest count that a figure may stand for.
func (r Rule) Interval(f Figure) (least, greatest int) {
	reach := r.Base / 2
	if r.Random {
		reach = r.Base - 1
	}
	switch {
	case f.Flag == FlagPlain:
		return f.Value, f.Value
	case f.Flag == FlagBand:
		return 0, BandVisits - 1
	case f.Flag == FlagLess && r.ZeroShown:
		return 1, r.Below - 1
	case f.Flag == FlagLess:
		return 0, r.Below - 1
	case f.Value == 0 && r.ZeroShown:
		return 0, 0
	default:
		return max(r.Below, f.Value-reach), f.Value + reach
	}
}
