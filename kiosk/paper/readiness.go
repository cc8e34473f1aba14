package paper

import (
	"strings"
	"time"

	"guichet/assets"
	"guichet/brochures"
)

// Readiness is what a mediator reads before the doors open: one page, printed each morning. That it comes out of
// the printer is the first thing that it shows.
type Readiness struct {
	Town, Version string
	Day           time.Time
	Devices       []DeviceReport
	// Troubles are the texts for staff of what holds of disk and clock, keys of the catalogue.
	Troubles []string
	// Lapsing is what will no longer be printed in a week, with its last day.
	Lapsing []Lapse
}

// DeviceReport is one printer, and the day of its last test; zero for never.
type DeviceReport struct {
	Name   string
	Status Status
	Tested time.Time
}

// Lapse is something printed, and its last day.
type Lapse struct {
	What  string
	Until time.Time
}

// Page gives the report in a language.
func (r Readiness) Page(w *assets.Words, language string) brochures.Document {
	s := sayer{w, language}
	d := brochures.Document{
		Title: s.say("title", nil), Icon: "fact_check", From: s.say("version", assets.Args{"version": r.Version}),
		Subtitle: s.say("sub", assets.Args{"town": r.Town, "day": w.Date(language, r.Day)}),
	}
	d.Blocks = append(d.Blocks, s.heading("devices"), s.devices(r.Devices), s.heading("machine"))
	d.Blocks = append(d.Blocks, s.lines(r.troubles(w, language), "well"), s.heading("expiring"), s.lines(s.lapses(r.Lapsing), "nothing"))
	return d
}

func (r Readiness) troubles(w *assets.Words, language string) (all []string) {
	for _, key := range r.Troubles {
		all = append(all, w.Text(language, key, nil))
	}
	return all
}

// sayer says the words of the report.
type sayer struct {
	words    *assets.Words
	language string
}

func (s sayer) say(key string, args assets.Args) string {
	return s.words.Text(s.language, "readiness."+key, args)
}

func (s sayer) heading(key string) brochures.Block {
	return brochures.Heading{Level: 2, Text: inline(s.say(key, nil))}
}

func inline(text string) brochures.Inline { return brochures.Inline{{Text: text}} }

func (s sayer) devices(all []DeviceReport) brochures.Block {
	if len(all) == 0 {
		return brochures.Paragraph{Text: inline(s.say("none", nil))}
	}
	t := brochures.Table{}
	for _, key := range []string{"device", "state", "todo", "tested"} {
		t.Titles = append(t.Titles, inline(s.say(key, nil)))
	}
	for _, d := range all {
		tested := s.say("never", nil)
		if !d.Tested.IsZero() {
			tested = s.words.Date(s.language, d.Tested)
		}
		what, todo := Words(s.words, s.language, d.Status)
		t.Rows = append(t.Rows, []brochures.Inline{inline(d.Name), inline(what), inline(todo), inline(tested)})
	}
	return t
}

func (s sayer) lapses(all []Lapse) (lines []string) {
	for _, l := range all {
		lines = append(lines, s.say("until", assets.Args{"what": l.What, "day": s.words.Date(s.language, l.Until)}))
	}
	return lines
}

// lines is a list, or one sentence where there is nothing to list.
func (s sayer) lines(all []string, otherwise string) brochures.Block {
	if len(all) == 0 {
		return brochures.Paragraph{Text: inline(s.say(otherwise, nil))}
	}
	var list brochures.List
	for _, line := range all {
		list.Items = append(list.Items, []brochures.Block{brochures.Paragraph{Text: inline(line)}})
	}
	return list
}

// Words says for staff how a printer is, and what they do about it.
func Words(w *assets.Words, language string, s Status) (what, todo string) {
	key := "printer." + strings.ReplaceAll(string(s), " ", "-")
	return w.Text(language, key, nil), w.Text(language, key+"-do", nil)
}
