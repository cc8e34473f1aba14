package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue/orientation"
)

// visit is what is noted of a visit, one question at a time.
func (v StaffView) visit(touch StaffTouch) fyne.CanvasObject {
	head := v.row(ui.Near, 0, v.Strong(v.plain("request"), ui.DeskBody, v.Muted),
		whole(v.Words(v.plain("request-note"), ui.DeskNote, v.Muted)))
	lines := []fyne.CanvasObject{head}
	if v.Staff.Visit.Step() == kiosk.StepProfile {
		lines = nil // its lists need the room
	}
	if noted := v.noted(); len(noted) > 0 {
		lines = append(lines, v.row(3, -1, noted...))
	}
	switch v.Staff.Visit.Step() {
	case kiosk.StepTopic:
		lines = append(lines, v.topics(touch))
	case kiosk.StepOutcome:
		lines = append(lines, v.outcomes(touch))
	case kiosk.StepProfile:
		lines = append(lines, v.profile(touch))
	case kiosk.StepReady:
		lines = append(lines, v.ready(touch))
	default:
		lines = append(lines, v.recorded())
	}
	if foot := v.visitFoot(touch); foot != nil {
		lines = append(lines, foot)
	}
	return v.column(4, lines...)
}

// noted are the requests so far.
func (v StaffView) noted() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	visit := v.Staff.Visit
	all := append([]orientation.Request{}, visit.Earlier...)
	if visit.Topic != "" {
		all = append(all, orientation.Request{Topic: visit.Topic, Outcome: visit.Outcome})
	}
	for _, r := range all {
		words, tone := v.plain("topic."+r.Topic), ui.Plain
		if r.Outcome != "" {
			words += " · " + v.plain("outcome."+r.Outcome)
		}
		if r.Protected() {
			tone = ui.Care
		}
		out = append(out, v.Badge(words, tone))
	}
	return out
}

// Columns of the choices: so that the longest words stay on two lines, and all on one page. Larger words have a column less.
const (
	topicColumns   = 5
	outcomeColumns = 4
)

func (v StaffView) topics(touch StaffTouch) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, code := range v.Staff.Visit.Topics() {
		tone := ui.Plain
		if code == orientation.Protection {
			tone = ui.Care
		}
		tiles = append(tiles, v.choice("topic-"+code, v.plain("topic."+code), false, tone, touch))
	}
	columns := topicColumns
	if v.Text > 1 {
		columns--
	}
	return v.grid(columns, 3, tiles...)
}

func (v StaffView) outcomes(touch StaffTouch) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, code := range kiosk.Outcomes() {
		tiles = append(tiles, v.choice("outcome-"+code, v.plain("outcome."+code), false, ui.Plain, touch))
	}
	tiles = append(tiles, some(v.button("step-back", ui.Plain, touch))...) // it fills the last row: a row of its own finds no room on a tablet
	return v.column(4, v.Words(v.plain("which-outcome"), ui.DeskBody, v.Ink), v.grid(outcomeColumns, 3, tiles...))
}

// ready asks for what is usual of a profile: none of it is needed.
func (v StaffView) ready(touch StaffTouch) fyne.CanvasObject {
	if v.Staff.Visit.Bare() {
		return v.Words(v.plain("protected"), ui.DeskBody, v.OnSaffron)
	}
	var rows []fyne.CanvasObject
	for _, f := range v.Staff.Visit.ProfileAsked() {
		values := v.profileValues(f, touch)
		rows = append(rows, v.grid(len(values), 2, values...))
	}
	return v.column(2.5, append([]fyne.CanvasObject{v.Words(v.plain("profile"), ui.DeskNote, v.Muted)}, rows...)...)
}

func (v StaffView) recorded() fyne.CanvasObject {
	words := v.column(0, v.Strong(v.plain("recorded"), ui.DeskBody, v.Olive), v.Words(v.plain("recorded-note"), ui.DeskNote, v.Olive))
	return v.DeskCard(v.row(4, 1, v.Picture("check_circle", 11, v.Olive), words), ui.Done)
}

// visitFoot are the acts around the choice; nil when there are none.
func (v StaffView) visitFoot(touch StaffTouch) fyne.CanvasObject {
	if v.Staff.Visit.Step() == kiosk.StepOutcome {
		return nil // see outcomes
	}
	objects := some(v.button("step-back", ui.Plain, touch), v.button("profile", ui.Plain, touch),
		v.button("another", ui.Plain, touch), v.button("save", ui.Primary, touch))
	if len(objects) == 0 {
		return nil
	}
	return v.grid(4, 3, objects...)
}

// profileRows are the fields of a profile as they stand below one another; those in one row share its columns. The language
// is that of the ticket: to change it is what a transfer is for.
var profileRows = [][]string{{"sex", "priority"}, {"age"}, {"region"}, {"group"}, {"came_by"}}

// profileColumns is how many values stand side by side.
const profileColumns = 5

// profile are the closed lists of a profile.
func (v StaffView) profile(touch StaffTouch) fyne.CanvasObject {
	fields := map[string]orientation.Field{}
	for _, f := range v.Staff.Visit.ProfileAsked() {
		fields[f.Name] = f
	}
	var rows []fyne.CanvasObject
	for _, names := range profileRows {
		labels, values := []string{}, []fyne.CanvasObject{}
		for _, name := range names {
			labels = append(labels, fields[name].In(v.Language.Tag))
			values = append(values, v.profileValues(fields[name], touch)...)
		}
		rows = append(rows, v.column(0.5, v.Words(strings.Join(labels, " · "), ui.DeskNote, v.Muted),
			v.grid(min(len(values), profileColumns), 2, values...)))
	}
	return v.column(2.5, rows...)
}

// profileValues are the values of a field. That nothing was stated is said by choosing none.
func (v StaffView) profileValues(f orientation.Field, touch StaffTouch) []fyne.CanvasObject {
	var values []fyne.CanvasObject
	for _, c := range f.Codes {
		if c.Code == orientation.NotStated || c.Into != "" {
			continue
		}
		title := c.In(v.Language.Tag)
		if f.Name == "priority" {
			title = v.plain("priority-" + c.Code)
		}
		values = append(values, v.choice("profile-"+f.Name+"-"+c.Code, title, v.Staff.Visit.Profiled(f.Name) == c.Code, ui.Plain, touch))
	}
	return values
}
