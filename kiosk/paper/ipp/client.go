package ipp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// Operations of RFC 8011, 4.
const (
	printJob      = 0x0002
	validateJob   = 0x0004
	cancelJob     = 0x0008
	getJob        = 0x0009
	getAttributes = 0x000b
)

// Errors that a caller tells apart.
var (
	// ErrUnreachable says that nobody answered: nothing was taken.
	ErrUnreachable = errors.New("the printer cannot be reached")
	// ErrRefused says that the printer answered and did not take it; the text says why. It would not take it later either.
	ErrRefused = errors.New("the printer refuses")
	// ErrBusy says that the printer answered and cannot take it now.
	ErrBusy = errors.New("the printer cannot now")
)

// Client speaks to one printer or queue.
type Client struct {
	// Printer is its address: ipp:// or ipps://.
	Printer *url.URL
	// Noted is the certificate that it must show by ipps; nil for one that this machine's authorities vouch for.
	Noted *Certificate
}

// Abilities are what a printer says of itself.
type Abilities struct {
	State     int // 3 idle, 4 busy, 5 stopped
	Reasons   []string
	Accepts   bool
	Formats   []string
	Sides     []string
	Media     []string // sizes of paper that it knows
	Ready     []string // those that are in it, as far as it knows
	Trays     []string // each tray, as in level=250;mediafeed=29700;name=main
	MakeModel string
}

// Takes says that it prints documents of a format itself.
func (a Abilities) Takes(format string) bool { return slices.Contains(a.Formats, format) }

// Job is a document at a printer.
type Job struct {
	ID      int
	State   JobState
	Reasons []string
}

// JobState is an enum of RFC 8011, 5.3.7.
type JobState int

// The states of a job.
const (
	Pending    JobState = 3
	Held       JobState = 4
	Processing JobState = 5
	Stopped    JobState = 6
	Canceled   JobState = 7
	Aborted    JobState = 8
	Completed  JobState = 9
)

// Ended says that nothing more happens to it.
func (s JobState) Ended() bool { return s >= Canceled }

// Ask asks what the printer can do and how it is.
func (c *Client) Ask(ctx context.Context) (Abilities, error) {
	r := newRequest(getAttributes, c.Printer.String())
	r.text(tagKeyword, "requested-attributes", "printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
		"document-format-supported", "sides-supported", "media-supported", "media-ready", "printer-input-tray",
		"printer-make-and-model")
	a, err := c.call(ctx, r, nil)
	if err != nil {
		return Abilities{}, err
	}
	state, _ := strconv.Atoi(a.attributes.first("printer-state")) // none is 0: not a state
	return Abilities{
		State: state, Reasons: a.attributes["printer-state-reasons"], Accepts: a.attributes.first("printer-is-accepting-jobs") != "false",
		Formats: a.attributes["document-format-supported"], Sides: a.attributes["sides-supported"],
		Media: a.attributes["media-supported"], Ready: a.attributes["media-ready"],
		Trays: a.attributes["printer-input-tray"], MakeModel: a.attributes.first("printer-make-and-model"),
	}, nil
}

// Wish is how a document is to be printed.
type Wish struct {
	Name   string // shown on the printer's display
	Format string // as in application/pdf
	Sides  string // as in two-sided-long-edge; empty for the printer's own choice
	Media  string // as in iso_a4_210x297mm; empty for the printer's own choice
}

// Validate asks whether the printer would take such a document. Nothing is printed.
func (c *Client) Validate(ctx context.Context, w Wish) error {
	_, err := c.call(ctx, w.request(validateJob, c.Printer), nil)
	return err
}

// Print sends a document. With [ErrUnreachable], [ErrUntrusted], [ErrRefused] or [ErrBusy] nothing was taken; any other error leaves it open.
func (c *Client) Print(ctx context.Context, w Wish, document []byte) (Job, error) {
	a, err := c.call(ctx, w.request(printJob, c.Printer), document)
	if err != nil {
		return Job{}, err
	}
	return jobOf(a)
}

func (w Wish) request(operation uint16, printer *url.URL) *request {
	r := newRequest(operation, printer.String())
	r.text(tagName, "job-name", w.Name)
	r.text(tagMime, "document-format", w.Format)
	r.WriteByte(tagJob)
	for _, chosen := range [][2]string{{"sides", w.Sides}, {"media", w.Media}} {
		if chosen[1] != "" {
			r.text(tagKeyword, chosen[0], chosen[1])
		}
	}
	return r
}

// Follow asks how a job is.
func (c *Client) Follow(ctx context.Context, id int) (Job, error) {
	a, err := c.call(ctx, c.jobRequest(getJob, id), nil)
	if err != nil {
		return Job{ID: id}, err
	}
	return jobOf(a)
}

// Cancel takes a job back, as far as it is not on paper yet.
func (c *Client) Cancel(ctx context.Context, id int) error {
	_, err := c.call(ctx, c.jobRequest(cancelJob, id), nil)
	return err
}

func (c *Client) jobRequest(operation uint16, id int) *request {
	r := newRequest(operation, c.Printer.String())
	r.number(tagInteger, "job-id", id)
	return r
}

func jobOf(a answer) (Job, error) {
	id, err := strconv.Atoi(a.attributes.first("job-id"))
	if err != nil {
		return Job{}, fmt.Errorf("%w: a job without a number", ErrMessage)
	}
	state, err := strconv.Atoi(a.attributes.first("job-state"))
	if err != nil {
		return Job{}, fmt.Errorf("%w: a job without a state", ErrMessage)
	}
	return Job{ID: id, State: JobState(state), Reasons: a.attributes["job-state-reasons"]}, nil
}

// longest is more than any answer needs; a printer that sends more is not listened to.
const longest = 1 << 20

// Where status codes of RFC 8011, 4.1.6 begin: all that are no success, and among them those that are the printer's own matter.
const (
	anyErrors    = 0x0100
	serverErrors = 0x0500
)

// call sends a request and a document behind it, and reads the answer.
func (c *Client) call(ctx context.Context, r *request, document []byte) (answer, error) {
	r.WriteByte(tagEnd)
	length := int64(r.Len() + len(document))
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, webAddress(c.Printer), io.MultiReader(r, bytes.NewReader(document)))
	if err != nil {
		return answer{}, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	post.ContentLength = length
	post.Header.Set("Content-Type", "application/ipp")
	got, err := web(c.Noted).Do(post)
	if err != nil {
		return answer{}, err
	}
	defer got.Body.Close() //nolint:errcheck // it was read
	body, err := io.ReadAll(io.LimitReader(got.Body, longest))
	if err != nil {
		return answer{}, fmt.Errorf("read answer: %w", err)
	}
	if got.StatusCode != http.StatusOK {
		return answer{}, fmt.Errorf("%w: HTTP %s", ErrRefused, got.Status)
	}
	a, err := parse(body)
	switch said := a.attributes.first("status-message"); {
	case err != nil:
		return a, err
	case a.status >= serverErrors:
		return a, fmt.Errorf("%w: %#04x %s", ErrBusy, a.status, said)
	case a.status >= anyErrors:
		return a, fmt.Errorf("%w: %#04x %s", ErrRefused, a.status, said)
	}
	return a, nil
}

// Patience is how long a printer may take to answer at all.
const Patience = 10 * time.Second

// webAddress is where HTTP finds a printer.
func webAddress(printer *url.URL) string {
	u := *printer
	u.Scheme = map[string]string{"ipp": "http", "ipps": "https"}[u.Scheme]
	u.Host = hostOf(printer)
	return u.String()
}

// hostOf is the machine and the port; IPP has a port of its own.
func hostOf(printer *url.URL) string {
	if printer.Port() == "" {
		return net.JoinHostPort(printer.Hostname(), "631")
	}
	return printer.Host
}

// getQueues is an operation of CUPS alone.
const getQueues = 0x4002

// Queues lists the addresses of the queues that a server of CUPS has.
func (c *Client) Queues(ctx context.Context) ([]string, error) {
	r := newRequest(getQueues, c.Printer.String())
	r.text(tagKeyword, "requested-attributes", "printer-uri-supported")
	a, err := c.call(ctx, r, nil)
	return a.attributes["printer-uri-supported"], err
}
