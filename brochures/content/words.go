package content

import (
	"slices"
	"strings"

	"guichet/assets"
)

// words are the fixed words of pages in a language.
type words struct {
	catalogue *assets.Words
	language  string
}

// wordsOf takes the words of a language, or of the first of the country's languages that has any.
func wordsOf(language string, others []string) words {
	catalogue := assets.Catalogue()
	known := catalogue.Languages()
	for _, l := range append([]string{language}, others...) {
		if slices.Contains(known, l) {
			return words{catalogue, l}
		}
	}
	return words{catalogue, known[0]}
}

// text is a text with its arguments: names and values by turns.
func (w words) text(key string, args ...string) string {
	named := assets.Args{}
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	return w.catalogue.Text(w.language, key, named)
}

// hours writes opening hours in one line.
func (w words) hours(written []string) string {
	var lines []string
	for _, one := range written {
		o, ok := ParseOpening(one)
		switch {
		case !ok:
		case o.Always:
			lines = append(lines, w.text("card.always"))
		default:
			days := w.text("day." + weekdays[o.First])
			if o.Last > o.First {
				days = w.text("card.days", "first", days, "last", w.text("day."+weekdays[o.Last]))
			}
			lines = append(lines, w.text("card.hours", "days", days, "from", o.From, "to", o.To))
		}
	}
	return strings.Join(lines, " \u00b7 ")
}

func (w words) cost(cost string) string {
	if cost == "unknown" {
		return ""
	}
	return w.text("cost." + cost)
}

func (w words) papers(asked string) string {
	if asked == "unknown" {
		return ""
	}
	return w.text("papers." + asked)
}

// names are languages by their own names.
func (w words) names(tags []string) string {
	names := make([]string, len(tags))
	for i, tag := range tags {
		names[i] = w.catalogue.Name(tag)
	}
	return strings.Join(names, w.text("card.between"))
}
