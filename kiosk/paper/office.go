package paper

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"guichet/kiosk/paper/ipp"
)

// Office is a printer that speaks IPP, or a queue of CUPS.
type Office struct {
	client ipp.Client
	// Every is how often a job is looked at, Longest how long it is followed.
	Every, Longest time.Duration
}

// NewOffice makes the printer at an ipp or ipps address. A certificate that was noted for it stands in the address:
// ipps://HOST/ipp/print?certificate=DIGITS.
func NewOffice(address *url.URL) (*Office, error) {
	o := &Office{Every: 500 * time.Millisecond, Longest: 2 * time.Minute}
	printer, noted := *address, address.Query().Get("certificate")
	printer.RawQuery = ""
	o.client.Printer = &printer
	switch {
	case noted == "":
		return o, nil
	case printer.Scheme != "ipps":
		return nil, errors.New("only a printer at ipps:// shows a certificate")
	}
	c, err := ipp.ParseCertificate(noted)
	o.client.Noted = &c
	return o, err
}

// WithCertificate gives the address of an ipps printer with the certificate that it shows now.
func WithCertificate(ctx context.Context, address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	c, err := ipp.Show(ctx, u)
	u.RawQuery = "certificate=" + c.String()
	return u.String(), err
}

// What is asked of a printer.
const (
	pdfFormat = "application/pdf"
	bothSides = "two-sided-long-edge"
)

// a4 is how printers begin their word for the paper of all pages; older ones have a word of their own.
var a4 = []string{"iso_a4_", "iso-a4"}

// paperFor is the printer's own word for A4, of what is in it or, where it does not say what is, of what it knows. None is
// empty; and the paper is wrong if the printer does say what it has.
func paperFor(a ipp.Abilities) (word string, wrong bool) {
	has := a.Ready
	if len(has) == 0 {
		has = a.Media
	}
	for _, m := range has {
		if slices.ContainsFunc(a4, func(begins string) bool { return strings.HasPrefix(m, begins) }) {
			return m, false
		}
	}
	return "", len(has) > 0
}

// Status asks the printer how it is.
func (o *Office) Status(ctx context.Context) Status {
	a, err := o.client.Ask(ctx)
	return officeStatus(a, err)
}

// stopped is printer-state 5 of RFC 8011; trayEmpty how the reason begins that one of the trays is empty.
const (
	stopped   = 5
	trayEmpty = "media-empty"
)

// officeStatus reads what a printer says of itself.
func officeStatus(a ipp.Abilities, err error) Status {
	switch {
	case errors.Is(err, ipp.ErrUnreachable):
		return Offline
	case errors.Is(err, ipp.ErrUntrusted):
		return Untrusted
	case err != nil, a.State == 0, !a.Takes(pdfFormat):
		return Unknown // one that does not take PDF is reached through a queue of CUPS, which translates
	}
	found := []Status{Ready}
	if _, wrong := paperFor(a); wrong {
		found = append(found, WrongPaper)
	}
	for _, reason := range a.Reasons {
		if !strings.HasPrefix(reason, trayEmpty) || !filled(a.Trays) {
			found = append(found, reasonStatus(reason))
		}
	}
	if s := Summarise(found...); a.State == stopped && s.Prints() || !a.Accepts {
		return Offline // stopped for a reason that it keeps to itself
	} else {
		return s
	}
}

// reasonStatus reads a printer-state-reason. Its end, -error, -warning or -report, is how grave the printer takes
// it, and printers do not agree on that; paper that is out is out.
func reasonStatus(reason string) Status {
	for _, r := range []struct {
		begins string
		status Status
	}{
		{trayEmpty, PaperOut},
		{"media-needed", PaperOut},
		{"media-low", NearEnd},
		{"cover-open", CoverOpen},
		{"door-open", CoverOpen},
		{"interlock-open", CoverOpen},
		{"media-jam", CutterError},
		{"shutdown", Offline},
		{"connecting-to-device", Offline},
		{"offline", Offline},
		{"paused", Offline},
		{"timed-out", Offline},
		{"cups-waiting-for-job-completed", Ready},
	} {
		if strings.HasPrefix(reason, r.begins) {
			return r.status
		}
	}
	if strings.HasSuffix(reason, "-error") {
		return Unknown
	}
	return Ready // toner, trays and reports
}

// Print sends a document's page as it is, on A4, on both sides where the printer can, and follows the job to its end.
func (o *Office) Print(ctx context.Context, d Document) Result {
	a, err := o.client.Ask(ctx)
	ready := officeStatus(a, err)
	if !ready.Prints() || d.PDF == nil {
		return Result{NotSent, ready}
	}
	w := ipp.Wish{Name: d.Name, Format: pdfFormat}
	w.Media, _ = paperFor(a)
	if slices.Contains(a.Sides, bothSides) {
		w.Sides = bothSides
	}
	if err := o.client.Validate(ctx, w); err != nil {
		status, _ := afterFault(err, ready)
		return Result{NotSent, status}
	}
	job, err := o.client.Print(ctx, w, d.PDF)
	if err != nil {
		status, outcome := afterFault(err, ready)
		return Result{outcome, status}
	}
	return o.follow(ctx, job, d.Meanwhile)
}

// afterFault is how a printer is, and what became of what was sent to it. One that refuses a document is as it was before: it
// is the document that does not suit it.
func afterFault(err error, before Status) (Status, Outcome) {
	switch {
	case errors.Is(err, ipp.ErrUnreachable):
		return Offline, NotSent
	case errors.Is(err, ipp.ErrUntrusted):
		return Untrusted, NotSent
	case errors.Is(err, ipp.ErrRefused):
		return before, NotSent
	case errors.Is(err, ipp.ErrBusy):
		return Unknown, NotSent
	}
	return Offline, Unsure
}

// lost is how many unanswered questions in a row end the following of a job; at every tenth look the printer is asked too.
const (
	lost  = 3
	tenth = 10
)

// follow looks at a job until it ends. What ends otherwise than completed may be on paper in part. Paper may run out
// meanwhile, and be filled up.
func (o *Office) follow(ctx context.Context, job ipp.Job, meanwhile func(Status)) Result {
	ctx, cancel := context.WithTimeout(ctx, o.Longest)
	defer cancel()
	for silent, looks := 0, 1; !job.State.Ended() && silent < lost; looks++ {
		select {
		case <-ctx.Done():
			return o.giveUp(job)
		case <-time.After(o.Every):
		}
		now, err := o.client.Follow(ctx, job.ID)
		if err != nil {
			silent++
			continue
		}
		if job, silent = now, 0; looks%tenth == 0 && meanwhile != nil && !job.State.Ended() {
			meanwhile(o.Status(ctx))
		}
	}
	s := o.Status(context.WithoutCancel(ctx))
	if job.State == ipp.Completed {
		return Result{Sent, s}
	}
	return Result{Unsure, s}
}

// giveUp takes back a job that does not end, so that it does not come out when nobody waits for it.
func (o *Office) giveUp(job ipp.Job) Result {
	ctx, cancel := context.WithTimeout(context.Background(), ipp.Patience)
	defer cancel()
	_ = o.client.Cancel(ctx, job.ID) // it may have ended by itself
	return Result{Unsure, o.Status(ctx)}
}
