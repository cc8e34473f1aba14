package screen

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guichet/assets"
	"guichet/kiosk/ui"
	"guichet/queue"
)

const (
	// codePart is the part of the width in which the code is entered; the visitor's language is beside it.
	codePart = 0.6
	// A code stands in groups, each above two columns of the pad.
	codeGroup, padColumns         = 4, 8
	padGap                ui.MM   = 3
	codeType              ui.Type = 11
)

// staffComeBack takes a come-back code, and shows the number that it stood for.
func staffComeBack(v StaffView, touch StaffTouch) fyne.CanvasObject {
	if v.Staff.Return.Number != 0 {
		return v.returned(touch)
	}
	title := v.column(2, v.Strong(v.plain("come-back"), ui.DeskTitle, v.Ink), v.Words(v.plain("come-back-note"), ui.DeskBody, v.Muted))
	foot := v.row(4, 1, v.full(v.button("dismiss", ui.Plain, touch)), v.refusal(), v.large(v.lead("give", v.plain("act.give"), touch)))
	if v.tall() {
		body := v.column(5, title, v.returnLanguages(4, touch), v.codeEntry(touch))
		return v.inset(12, 8, container.New(ui.Frame{Gap: v.Space(5)}, body, ui.Spacer(), foot))
	}
	beside := container.New(ui.Split{Part: 1 - codePart, RightToLeft: v.Language.RightToLeft},
		v.returnLanguages(3, touch), v.apart(v.codeEntry(touch)))
	return v.inset(12, 8, container.New(ui.Frame{Gap: v.Space(5)}, v.column(5, title, beside), ui.Spacer(), foot))
}

// apart leaves room before an object, where reading begins; the object stays at the top.
func (v StaffView) apart(o fyne.CanvasObject) fyne.CanvasObject {
	row := v.row(0, 1, container.New(wide{v.Space(12), 0}, ui.Spacer()), o)
	return container.New(ui.Frame{}, row, ui.Spacer(), ui.Spacer())
}

// returnLanguages asks for the language of the visitor.
func (v StaffView) returnLanguages(columns int, touch StaffTouch) fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, l := range v.Staff.Options().Languages {
		all = append(all, v.choice("returns-"+l, v.languageName(l), l == v.Staff.Return.Language, ui.Plain, touch))
	}
	return v.column(rowGap, v.heading(v.plain("come-back-language"), ""), v.grid(columns, padGap, all...))
}

// codeEntry is the code so far, and the pad.
func (v StaffView) codeEntry(touch StaffTouch) fyne.CanvasObject {
	return v.column(rowGap, v.heading(v.plain("come-back-code"), ""), v.codeGroups(), v.signs(touch))
}

// codeGroups are the signs so far, in groups as they are printed, from left to right in every language.
func (v StaffView) codeGroups() fyne.CanvasObject {
	t, typed := v.In(lookup("en")), v.Staff.Return.Typed
	var groups []fyne.CanvasObject
	for from := 0; from < queue.CodeLength; from += codeGroup {
		signs, tone := "", ui.Plain
		if from <= len(typed) {
			signs = typed[from:min(len(typed), from+codeGroup)]
		}
		if len(typed) >= from && len(typed) < from+codeGroup {
			tone = ui.Primary // the next sign comes here
		}
		signs += strings.Repeat("·", codeGroup-len(signs))
		groups = append(groups, v.DeskCard(t.Centered(signs, codeType, true, v.Ink), tone))
	}
	return container.New(ui.Grid{Columns: len(groups), Gap: v.Space(padGap)}, groups...)
}

// signs are the pad: the signs in one order in every language, as on a telephone.
func (v StaffView) signs(touch StaffTouch) fyne.CanvasObject {
	t := v.In(lookup("en"))
	var keys []fyne.CanvasObject
	for _, sign := range queue.CodeSigns {
		a := v.acts["sign-"+string(sign)]
		keys = append(keys, t.DeskDigit(a.ID, string(sign), func() { touch(a.Event) }))
	}
	pad := container.New(ui.Grid{Columns: padColumns, Gap: v.Space(padGap)}, keys...)
	return v.column(padGap, pad, v.start(v.full(v.button("erase", ui.Plain, touch))))
}

// refusal says why there is no number. It stands beside the act, where there is room: nothing moves under a finger.
func (v StaffView) refusal() fyne.CanvasObject {
	r := v.Staff.Return
	if r.Refused == "" {
		return ui.Spacer()
	}
	day := ""
	if r.For != "" {
		day = v.Catalogue.Date(v.Language.Tag, r.For.In(time.UTC))
	}
	words := v.Strong(v.text("come-back-"+r.Refused, assets.Args{"day": day}), ui.DeskBody, v.Clay)
	return v.DeskCard(v.row(4, 1, v.Picture("error_outline", 9, v.Clay), words), ui.Trouble)
}

// returned is the number that was given, large enough to be shown to its visitor.
func (v StaffView) returned(touch StaffTouch) fyne.CanvasObject {
	r, paper := v.Staff.Return, "come-back-no-paper"
	if r.Paper {
		paper = "come-back-paper"
	}
	number := v.In(lookup("en")).Centered(r.Number.String(), ui.DeskNumber*2, true, v.Ink)
	lines := v.column(4, v.Centered(v.plain("come-back-given"), ui.DeskTitle, true, v.Ink), number,
		v.Centered(v.plain("come-back-head"), ui.DeskBody, false, v.Ink), v.Centered(v.plain(paper), ui.DeskBody, false, v.Muted))
	card := container.New(middled{v.Space(sheetWidth * 0.7)}, v.DeskCard(v.inset(4, 5, lines), ui.Primary))
	foot := v.row(4, 1, v.full(v.button("dismiss", ui.Plain, touch)), ui.Spacer(), v.full(v.button("come-back-next", ui.Plain, touch)))
	return v.inset(12, 8, container.New(ui.Frame{Gap: v.Space(5)}, ui.Spacer(), card, foot))
}
