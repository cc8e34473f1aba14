package screen

import (
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/kiosk"
	"guichet/kiosk/ui"
	"guichet/queue/statistics"
)

// previewed are the tables of which the preview says one sentence each, below the unmet need.
var previewed = []string{"visits", "end", "topic", "outcome", "waiting", "language", "region"}

// staffPublish shows what will be published of a week, the unmet need first, and where it can be written.
func staffPublish(v StaffView, touch StaffTouch) fyne.CanvasObject {
	back := v.full(v.button("dismiss", ui.Plain, touch))
	p := v.Staff.Publication
	if p == nil {
		return v.inset(12, 8, v.row(ui.Gap, 0, v.Words(v.plain("publish-reading"), ui.DeskTitle, v.Muted), back))
	}
	week := isolated(p.Release.Period.String())
	words, note := v.Strong(v.text("publish-title", assets.Args{"week": week}), ui.DeskTitle, v.Ink), v.Badge(v.plain("publish-note"), ui.Done)
	if v.tall() {
		return v.columned(v.column(5, words, v.start(note), v.preview(*p.Release), v.Rule(), v.targets(*p, touch), v.start(back)))
	}
	title := v.row(ui.Gap, 1, whole(words), ui.Spacer(), note)
	left := v.columned(v.column(5, title, v.preview(*p.Release)))
	right := v.columned(container.New(ui.Frame{Gap: v.Space(5)}, v.targets(*p, touch), ui.Spacer(), back))
	return container.New(ui.Split{Part: previewPart, RightToLeft: v.Language.RightToLeft}, left, v.parted(right))
}

// previewPart is the preview's part of the width.
const previewPart = 0.72

// isolated keeps the direction of a code or a name to itself.
func isolated(s string) string { return "\u2068" + s + "\u2069" }

// preview is the release in short: figures of the unmet need, and a sentence for each of the other tables.
func (v StaffView) preview(r statistics.Release) fyne.CanvasObject {
	language := v.Staff.Language
	var lines []fyne.CanvasObject
	if unmet := r.Table("unmet"); len(unmet) > 0 {
		t, _ := statistics.LookupTable("unmet")
		rows := []fyne.CanvasObject{v.Strong(t.Label().In(language), ui.DeskBody, v.Ink)}
		for _, f := range unmet {
			rows = append(rows, v.row(4, 0, v.Words(f.Name(language), ui.DeskBody, v.Ink), whole(v.Strong(f.Text(language), ui.DeskBody, v.Ink))))
		}
		lines = append(lines, v.DeskCard(v.column(2, rows...), ui.Plain))
	}
	var rows []fyne.CanvasObject
	for _, name := range previewed {
		if sentence := r.Finding(name, language); sentence != "" {
			t, _ := statistics.LookupTable(name)
			rows = append(rows, v.column(0.3, v.Words(t.Label().In(language), ui.DeskNote, v.Muted), v.Words(sentence, ui.DeskBody, v.Ink)))
		}
	}
	return v.column(5, append(lines, v.grid(2, 4, rows...))...)
}

// targets are the places that it can be written to, what came of it, and how long things are kept.
func (v StaffView) targets(p kiosk.Publication, touch StaffTouch) fyne.CanvasObject {
	lines := []fyne.CanvasObject{v.heading(v.plain("publish-targets"), "")}
	sticks := 0
	for i, t := range p.Targets {
		name := t.Name
		if name == "" {
			name = v.plain("publish-here")
		} else {
			sticks++
		}
		if o := v.titled("write-"+strconv.Itoa(i), name, ui.Plain, touch); o != nil {
			lines = append(lines, o)
		}
	}
	if sticks == 0 {
		lines = append(lines, v.Words(v.plain("publish-no-stick"), ui.DeskNote, v.Muted))
	}
	if notice := v.noticeLine(); notice != nil {
		lines = append(lines, notice)
	}
	if p.Folder != "" {
		folder := isolated(filepath.Base(p.Folder))
		lines = append(lines, v.Words(v.text("publish-written", assets.Args{"folder": folder}), ui.DeskNote, v.Ink))
	}
	keeping := v.text("publish-keeping", assets.Args{"weeks": strconv.Itoa(p.RequestWeeks), "years": strconv.Itoa(p.CountYears)})
	return v.column(4, append(lines, v.Rule(), v.Words(keeping, ui.DeskNote, v.Muted))...)
}
