package kiosk

import "slices"

// Condition is a state that a part of the appliance can be in and that people should know of. It is a value and not an
// error: the rest goes on.
type Condition string

// The conditions of the appliance.
const (
	NoPaper         Condition = "no-paper"         // slips cannot be printed: there is no paper
	PaperLow        Condition = "paper-low"        // the roll ends soon
	PrinterOff      Condition = "printer-off"      // the printer does not print: it does not answer, or its cover is open ...
	PrinterUnknown  Condition = "printer-unknown"  // nobody knows whether what was sent was printed
	ClockBehind     Condition = "clock-behind"     // the clock shows a day before the last session's
	ClockAhead      Condition = "clock-ahead"      // the clock shows a day that is too far off
	ClockJumped     Condition = "clock-jumped"     // waiting times of today may be wrong
	DiskLow         Condition = "disk-low"         // there is no room for the reserve
	KeepingFailed   Condition = "keeping-failed"   // what is too old could not be deleted
	DiskFull        Condition = "disk-full"        // the reserve was given up
	NumbersRestored Condition = "numbers-restored" // numbers that people may hold are in line again
	MarkUnfit       Condition = "mark-unfit"       // the second note of the last number does not fit
	SessionEnded    Condition = "session-ended"    // a session of an earlier day was closed
	SecretNew       Condition = "secret-new"       // come-back codes given before no longer hold
	ContentWrong    Condition = "content-wrong"    // new content cannot be used: the last that was right stays
)

// Health is what is said of a condition, and to whom.
type Health struct {
	Condition Condition
	// Urgent says that somebody must see to it now: visitors feel it, or soon will.
	Urgent bool
	// Staff is the text for staff, a key of the catalogue.
	Staff string
	// Visitor is the text for visitors, a key of the catalogue; empty where it does not concern them.
	Visitor string
}

// healths are all conditions, the most urgent first.
var healths = []Health{
	{DiskFull, true, "health.disk-full", ""},
	{NoPaper, true, "health.no-paper", "ticket.no-paper"},
	{PrinterOff, true, "health.printer-off", "ticket.no-paper"},
	{ClockBehind, true, "health.clock-behind", ""},
	{ClockAhead, true, "health.clock-ahead", ""},
	{DiskLow, true, "health.disk-low", ""},
	{KeepingFailed, false, "health.keeping-failed", ""},
	{PrinterUnknown, false, "health.printer-unknown", "ticket.paper-unsure"},
	{PaperLow, false, "health.paper-low", ""},
	{NumbersRestored, false, "health.numbers-restored", ""},
	{ClockJumped, false, "health.clock-jumped", ""},
	{MarkUnfit, false, "health.mark-unfit", ""},
	{SecretNew, false, "health.secret-new", ""},
	{ContentWrong, false, "health.content-wrong", ""},
	{SessionEnded, false, "health.session-ended", ""},
}

// OfPaper says that it is about a printer, which staff see in a line of its own.
func (h Health) OfPaper() bool {
	return slices.Contains([]Condition{NoPaper, PaperLow, PrinterOff, PrinterUnknown}, h.Condition)
}

// Conditions are all that there are, the most urgent first.
func Conditions() []Condition {
	var all []Condition
	for _, h := range healths {
		all = append(all, h.Condition)
	}
	return all
}

// HealthOf is what is said of the conditions that hold, the most urgent first, each once. Conditions that nobody knows are
// left out.
func HealthOf(now []Condition) []Health {
	var out []Health
	for _, h := range healths {
		if slices.Contains(now, h.Condition) {
			out = append(out, h)
		}
	}
	return out
}

// VisitorText is what visitors are told of the conditions that hold: the key of one text, or empty for nothing.
func VisitorText(now []Condition) string {
	for _, h := range HealthOf(now) {
		if h.Visitor != "" {
			return h.Visitor
		}
	}
	return ""
}

// BeforeTicket is what visitors are told before they take a ticket, of what they will miss: the key of one text, or empty.
// Doubt about the slip of somebody else does not concern them.
func BeforeTicket(now []Condition) string {
	for _, h := range HealthOf(now) {
		if h.Urgent && h.Visitor != "" {
			return h.Visitor
		}
	}
	return ""
}
