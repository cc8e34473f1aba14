package statistics

// Interval is what a reader may say of a number: it is at least Least and at most Greatest.
type Interval struct {
	Least    int `json:"least"`
	Greatest int `json:"greatest"`
}

func (i Interval) plus(o Interval) Interval {
	return Interval{i.Least + o.Least, i.Greatest + o.Greatest}
}

func addUp(parts []Interval) Interval {
	var sum Interval
	for _, p := range parts {
		sum = sum.plus(p)
	}
	return sum
}

// share is a part of a whole in per cent, where rest is the whole less the part. It is rounded outwards.
func share(part, rest Interval) Interval {
	return Interval{percent(part.Least, part.Least+rest.Greatest, false), percent(part.Greatest, part.Greatest+rest.Least, true)}
}

// shareOf is a part of a whole that was published by itself.
func shareOf(part, whole Interval) Interval {
	return Interval{percent(part.Least, whole.Greatest, false), percent(part.Greatest, whole.Least, true)}
}

func percent(part, whole int, up bool) int {
	switch {
	case whole <= 0:
		if up {
			return 100
		}
		return 0
	case up:
		return min(100, (100*part+whole-1)/whole)
	default:
		return 100 * part / whole
	}
}

// band is one span of minutes, and how many fell into it. The last one has no end: To is 0.
type band struct {
	From, To int
	Count    Interval
}

// quantile is where, in minutes, the tenths of all lie below it: the median has five. Greatest is 0
// where it may lie in the band without an end. It says false when it may lie anywhere.
func quantile(bands []band, tenths int) (Interval, bool) {
	first, last := len(bands)-1, len(bands)-1
	for i := len(bands) - 1; i >= 0; i-- {
		low, high := Interval{}, Interval{}
		for k, b := range bands {
			if k <= i {
				low = low.plus(b.Count)
			} else {
				high = high.plus(b.Count)
			}
		}
		if 10*low.Greatest >= tenths*(low.Greatest+high.Least) {
			first = i
		}
		if 10*low.Least >= tenths*(low.Least+high.Greatest) {
			last = i
		}
	}
	return Interval{bands[first].From, bands[last].To}, first > 0 || last < len(bands)-1
}
