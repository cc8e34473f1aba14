package paper

import (
	"strconv"
	"time"

	"guichet/assets"
	"guichet/brochures/pdf"
	"guichet/brochures/picture"
	"guichet/brochures/strip"
	"guichet/brochures/typeset"
	"guichet/queue"
)

// The widths of slips in dots, on paper of 80 and of 58 mm.
const (
	Wide   = strip.Wide
	Narrow = strip.Narrow
)

// Slip is what a paper ticket says, in words of its visitor's language. Empty texts take no room.
type Slip struct {
	Language typeset.Language
	// Heading names the town and its desk.
	Heading string
	// Number is what the visitor is called by; or Code is a place at the head of a later session.
	Number, Code string
	// Lines say how many are ahead and how long it takes; Place says where to wait.
	Lines []string
	Place string
	// Link is where a code leads, or what it holds; no link, no code. Invite says what it is for.
	Link, Invite string
	// Note is the last line, as a rule the day; Copy marks what was printed before.
	Note, Copy string
}

// Ticket is what a slip tells of a ticket.
type Ticket struct {
	Town     string
	Language string // of the words
	Number   queue.Number
	// Told is how many are ahead and the range of the wait; nil when nothing is known any more, as for a copy.
	Told   *Told
	Day    time.Time
	Link   string // the town's address for visitors; empty for none
	Copies int
}

// Told is what the visitor was told.
type Told struct {
	Ahead int
	Range *queue.Range
}

// TicketSlip gives the slip of a ticket.
func TicketSlip(w *assets.Words, l typeset.Language, t Ticket) Slip {
	s := Slip{
		Language: l, Heading: heading(w, t.Language, t.Town), Number: t.Number.String(),
		Place: w.Text(t.Language, "slip.wait", nil), Link: t.Link, Note: w.Date(t.Language, t.Day),
	}
	if t.Told != nil {
		s.Lines = toldLines(w, t.Language, *t.Told)
	}
	if t.Link != "" {
		s.Invite = w.Text(t.Language, "slip.link", nil)
	}
	if t.Copies > 0 {
		s.Copy = w.Text(t.Language, "slip.copy", nil)
	}
	return s
}

func toldLines(w *assets.Words, language string, t Told) []string {
	wait := Wait(w, language, t.Ahead, t.Range)
	if t.Ahead == 0 {
		return []string{wait}
	}
	return []string{w.Count(language, "ticket.ahead", t.Ahead), wait}
}

// Wait is how long a ticket will take, in words of a language: a range of whole minutes, never narrower than
// what is known.
func Wait(w *assets.Words, language string, ahead int, r *queue.Range) string {
	switch {
	case r == nil && ahead == 0:
		return w.Text(language, "ticket.at-once", nil)
	case r == nil:
		return w.Text(language, "ticket.unknown", nil)
	}
	low, high := minutes(*r)
	if low == 0 {
		return w.Count(language, "ticket.wait-short", high)
	}
	return w.Text(language, "ticket.wait", assets.Args{"low": strconv.Itoa(low), "high": strconv.Itoa(high)})
}

// minutes rounds a range outwards, to fives where minutes would promise too much.
func minutes(r queue.Range) (low, high int) {
	step := time.Minute
	if r.High > 10*time.Minute {
		step = 5 * time.Minute
	}
	low = int(r.Low/step) * int(step/time.Minute)
	high = int((r.High+step-1)/step) * int(step/time.Minute)
	return low, max(high, low+int(step/time.Minute))
}

// ComeBack is what a slip tells somebody who came when there was no ticket to be had.
type ComeBack struct {
	Town, Language string
	// Code is the place at the head; Next is when, zero when the desk must be asked.
	Code string
	Next time.Time
}

// ComeBackSlip gives the slip of a come-back code: the code for the eye, and as a picture for the desk.
func ComeBackSlip(w *assets.Words, l typeset.Language, c ComeBack) Slip {
	when := w.Text(c.Language, "refused.no-date", nil)
	if !c.Next.IsZero() {
		when = w.Text(c.Language, "refused.next", assets.Args{"when": w.Moment(c.Language, c.Next)})
	}
	return Slip{
		Language: l, Heading: heading(w, c.Language, c.Town), Code: c.Code,
		Lines: []string{when}, Place: w.Text(c.Language, "refused.code", nil), Link: c.Code,
	}
}

func heading(w *assets.Words, language, town string) string {
	return town + " · " + w.Text(language, "common.town-desk", nil)
}

// Sizes of type on a strip of 576 dots.
const (
	numberSize  = 150
	codeSize    = 46
	headingSize = 28
	lineSize    = 26
	noteSize    = 22
	leastSize   = 20 // what can be read at 203 dpi
)

// Strip lays a slip out for a width in dots.
func (s Slip) Strip(width int) strip.Strip {
	b := slipBuilder{unit: float64(width) / Wide}
	b.add(strip.Space(20), strip.Star{Size: 52 * b.unit}, strip.Space(8), b.text(s.Heading, headingSize, true), strip.Space(12), dashes)
	if s.Copy != "" {
		b.add(strip.Space(10), b.text(s.Copy, lineSize, true))
	}
	if s.Number != "" {
		number := b.text(s.Number, numberSize, true)
		number.Role = pdf.H1
		b.add(number)
	} else {
		b.add(strip.Space(16), b.text(s.Code, codeSize, true), strip.Space(16))
	}
	b.add(dashes, strip.Space(14))
	for _, line := range s.Lines {
		b.add(b.text(line, lineSize, false))
	}
	if s.Place != "" {
		b.add(b.text(s.Place, lineSize, false))
	}
	if s.Link != "" {
		b.add(strip.Space(10), strip.Code{Target: s.Link, Alt: s.Link, Module: 8})
		if s.Invite != "" {
			b.add(b.text(s.Invite, noteSize, false), b.text(s.Link, leastSize, false))
		}
	}
	if s.Note != "" {
		b.add(strip.Space(12), dashes, strip.Space(10), b.text(s.Note, noteSize, false))
	}
	b.add(strip.Space(16))
	return strip.Strip{Width: float64(width), Margin: 28 * b.unit, Language: s.Language, Blocks: b.blocks}
}

var dashes = strip.Rule{Weight: 3, Dashed: true}

type slipBuilder struct {
	unit   float64
	blocks []strip.Block
}

func (b *slipBuilder) add(more ...strip.Block) { b.blocks = append(b.blocks, more...) }

func (b *slipBuilder) text(words string, size float64, bold bool) strip.Text {
	style := typeset.Style{Size: max(size*b.unit, leastSize), Bold: bold}
	return strip.Text{Align: typeset.Center, Spans: []typeset.Span{{Text: words, Style: style}}}
}

// Press sets slips. It is not for concurrent use.
type Press struct {
	setter *typeset.Typesetter
	masks  *picture.Masks
}

// maskBytes bounds the memory of painted glyphs.
const maskBytes = 2 << 20

// NewPress returns a press that takes its faces from fonts.
func NewPress(fonts *typeset.Fonts) *Press {
	return &Press{setter: typeset.New(fonts), masks: picture.NewMasks(maskBytes)}
}

// Print gives a slip as a document: dots for a roll of a width, and the same layout as a page.
func (p *Press) Print(s Slip, width int) (Document, error) { return p.Set(s.Strip(width), s.Heading) }

// Set gives a strip as a document with a title.
func (p *Press) Set(s strip.Strip, title string) (Document, error) {
	sheet, err := strip.Lay(p.setter, s)
	if err != nil {
		return Document{}, err
	}
	page, err := sheet.PDF(title)
	return Document{Name: "Guichet", Dots: sheet.Bitmap(p.masks), PDF: page}, err
}
