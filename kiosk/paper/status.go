package paper

import "slices"

// Status is how a printer is, as far as it lets us know.
type Status string

// The statuses of a printer. The set is closed: whatever a device says becomes one of these.
const (
	Ready       Status = "ready"
	NearEnd     Status = "near end" // paper for a few more
	PaperOut    Status = "paper out"
	CoverOpen   Status = "cover open"
	WrongPaper  Status = "wrong paper" // other paper than what is to be printed on
	CutterError Status = "cutter error"
	Untrusted   Status = "untrusted" // it does not show the certificate that was noted for it
	Offline     Status = "offline"   // cannot be reached, or was switched off line
	Unknown     Status = "unknown"   // reached, and does not say, or says what nobody understands
)

// order is which of several statuses is told: what hides the others, then what a person must mend first.
var order = []Status{Offline, Untrusted, CutterError, CoverOpen, PaperOut, WrongPaper, Unknown, NearEnd, Ready}

// Statuses lists all there are, worst first.
func Statuses() []Status { return slices.Clone(order) }

// Summarise gives the one status to be told of all that were found: the worst. Of nothing, nothing is known.
func Summarise(found ...Status) Status {
	for _, s := range order {
		if slices.Contains(found, s) {
			return s
		}
	}
	return Unknown
}

// Prints says that a document would come out.
func (s Status) Prints() bool { return s == Ready || s == NearEnd }
