package paper

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
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

// NewOffice makes the printer at an ipp or ipps address.
func NewOffice(address *url.URL) *Office {
	dialer := net.Dialer{Timeout: reach}
	return &Office{
		Every: 500 * time.Millisecond, Longest: 2 * time.Minute,
		client: ipp.Client{Printer: address, HTTP: &http.Client{
			Timeout: ipp.Patience,
			// What is printed goes to the printer that the town has named, and to no other.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Transport: &http.Transport{
				DialContext: dialer.DialContext, DisableKeepAlives: true,
				// Printers sign their own certificates. On a wire of the town hall that keeps others from listening, which is
				// all that is asked of it: nothing personal is sent.
				TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
			},
		}},
	}
}

const pdfFormat = "application/pdf"

// Status asks the printer how it is.
func (o *Office) Status(ctx context.Context) Status {
	a, err := o.client.Ask(ctx)
	return officeStatus(a, err)
}

// stopped is printer-state 5 of RFC 8011.
const stopped = 5

// officeStatus reads what a printer says of itself.
func officeStatus(a ipp.Abilities, err error) Status {
	switch {
	case errors.Is(err, ipp.ErrUnreachable):
		return Offline
	case err != nil, a.State == 0:
		return Unknown
	}
	found := []Status{Ready}
	for _, reason := range a.Reasons {
		found = append(found, reasonStatus(reason))
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
		{"media-empty", PaperOut},
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

// Print sends a document's page as it is, on both sides where the printer can, and follows the job to its end.
func (o *Office) Print(ctx context.Context, d Document) Result {
	a, err := o.client.Ask(ctx)
	if s := officeStatus(a, err); !s.Prints() {
		return Result{NotSent, s}
	}
	w := ipp.Wish{Name: d.Name, Format: pdfFormat}
	if slices.Contains(a.Sides, "two-sided-long-edge") {
		w.Sides = "two-sided-long-edge"
	}
	if !a.Takes(pdfFormat) || o.client.Validate(ctx, w) != nil {
		return Result{NotSent, Unknown} // reach it through a queue of CUPS, which translates
	}
	job, err := o.client.Print(ctx, w, d.PDF)
	switch {
	case errors.Is(err, ipp.ErrUnreachable):
		return Result{NotSent, Offline}
	case errors.Is(err, ipp.ErrRefused):
		return Result{NotSent, Unknown}
	case err != nil:
		return Result{Unsure, Offline}
	}
	return o.follow(ctx, job)
}

// lost is how many unanswered questions in a row end the following of a job.
const lost = 3

// follow looks at a job until it ends. What ends otherwise than completed may be on paper in part.
func (o *Office) follow(ctx context.Context, job ipp.Job) Result {
	ctx, cancel := context.WithTimeout(ctx, o.Longest)
	defer cancel()
	for silent := 0; !job.State.Ended() && silent < lost; {
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
		job, silent = now, 0
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
