package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/alecthomas/kong"

	"guichet/brochures/content"
	"guichet/cmd/internal/about"
	"guichet/cmd/internal/town"
	"guichet/kiosk/paper"
	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/journal"
	"guichet/queue/simulation"
	"guichet/queue/site"
	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
)

// Exit codes.
const (
	exitDone    = 0
	exitRefused = 1 // a rule of the desk: full, closed, nobody waits, a bad row
	exitUsage   = 2 // the command line or site.toml is wrong
	exitFault   = 3 // the disk, the data, or who holds it
)

// program is guichetctl as a value: tests give it a clock and read what it writes.
type program struct {
	Now    func() time.Time
	Stdout io.Writer
	Stderr io.Writer

	line commandLine
}

// commandLine is every command and option there is.
type commandLine struct {
	Data string `help:"Folder of the desk's data." env:"GUICHET_DATA" default:"${data}" type:"path" placeholder:"DIR"`
	Site string `help:"The town's site.toml. Without one, the demonstration town." env:"GUICHET_SITE" type:"path" placeholder:"FILE"`
	JSON bool   `name:"json" help:"Answer in JSON. The name of a duration ends in its unit: _s, _min."`

	Version kong.VersionFlag `help:"Say which version this is."`

	Session   sessionCommand   `cmd:"" help:"Open, pause and close the session; say how it stands."`
	Ticket    ticketCommand    `cmd:"" help:"Give a visitor a ticket; say what it waits for."`
	Desk      deskCommand      `cmd:"" help:"Call, serve and finish at a desk."`
	Floor     floorCommand     `cmd:"" help:"Show who waits, who is served, and where."`
	Requests  requestsCommand  `cmd:"" help:"Record, import and count orientation requests."`
	Report    reportCommand    `cmd:"" help:"Publish a week, a quarter or a year."`
	Attack    attackCommand    `cmd:"" help:"Attack published files, as a stranger would who knows the rule."`
	Merge     mergeCommand     `cmd:"" help:"Put verified releases of several towns into one table."`
	Verify    verifyCommand    `cmd:"" help:"Check that a release is as it was written."`
	Brochure  brochureCommand  `cmd:"" help:"Make leaflets that people take home."`
	Content   contentCommand   `cmd:"" help:"Check, confirm and approve what is printed."`
	Places    placesCommand    `cmd:"" help:"List the places one may be sent to, and exchange them with partners."`
	Printers  printersCommand  `cmd:"" help:"Find, ask and test printers."`
	Readiness readinessCommand `cmd:"" help:"Print the page that says whether the desk is ready."`
	Simulate  simulateCommand  `cmd:"" help:"Play random sessions and measure the forecast."`
	Demo      demoCommand      `cmd:"" help:"Play a short demonstration day."`
	Backup    backupCommand    `cmd:"" help:"Copy the statistics, verified. The day's queue is never copied."`
	Doctor    doctorCommand    `cmd:"" help:"Examine the data, the disk, the clock and site.toml."`
}

const description = "The desk of a town hall, without a screen. " +
	"Exit codes: 0 done, 1 refused by a rule of the desk, 2 wrong command line or site.toml, 3 disk or data fault."

// exit carries an exit code out of the command-line parser.
type exit int

// run carries out one command line and gives the exit code.
func (p program) run(args []string) (code int) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case exit:
			code = int(e)
		default:
			panic(e)
		}
	}()
	parser, err := kong.New(&p.line,
		kong.Name("guichetctl"), kong.Description(description), kong.Vars{"data": defaultData(), "version": about.Version("guichetctl")},
		kong.Writers(p.Stdout, p.Stderr), kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.Bind(&p))
	if err != nil {
		panic(err) // a broken program: the command line cannot be described
	}
	line, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(p.Stderr, "guichetctl: %v\nguichetctl --help lists the commands.\n", err)
		return exitUsage
	}
	if err := line.Run(); err != nil {
		return p.fail(err)
	}
	return exitDone
}

// defaultData is where the data lies unless somebody says otherwise.
func defaultData() string {
	if base := os.Getenv("XDG_DATA_HOME"); base != "" {
		return filepath.Join(base, "guichet")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "guichet-data"
	}
	return filepath.Join(home, ".local", "share", "guichet")
}

// fail says what went wrong, in the form that was asked for, and gives the exit code.
func (p *program) fail(err error) int {
	code, advice := judge(err)
	if p.line.JSON {
		answer := map[string]any{"error": err.Error(), "exit": code}
		var r *hub.Refusal
		if errors.As(err, &r) {
			answer["error"] = r.Reason.Error()
			answer["code"], answer["next"] = r.Code, r.Next
		}
		var faults content.Problems
		if errors.As(err, &faults) {
			answer["error"], answer["problems"] = content.ErrContent.Error(), faults
		}
		p.encode(answer)
		return code
	}
	fmt.Fprintf(p.Stderr, "guichetctl: %v\n", err)
	if advice != "" {
		fmt.Fprintln(p.Stderr, advice)
	}
	return code
}

// judge sorts an error into an exit code and what to do about it.
func judge(err error) (code int, advice string) {
	for _, c := range []struct {
		is     error
		code   int
		advice string
	}{
		{site.ErrSite, exitUsage, ""},
		{queue.ErrLanguage, exitUsage, ""},
		{queue.ErrTopic, exitUsage, ""},
		{queue.ErrNumber, exitUsage, ""},
		{queue.ErrNoDesk, exitUsage, ""},
		{queue.ErrTransfer, exitUsage, ""},
		{simulation.ErrSetup, exitUsage, ""},
		{hub.ErrLength, exitUsage, ""},
		{errUsage, exitUsage, ""},
		{content.ErrContent, exitUsage, ""},
		{content.ErrNoBrochure, exitUsage, "guichetctl brochure list says which there are."},
		{content.ErrNoFolder, exitUsage, ""},
		{content.ErrUnknown, exitUsage, ""},
		{content.ErrRole, exitUsage, ""},
		{content.ErrWithheld, exitRefused, "guichetctl places list says which may be."},
		{content.ErrForbidden, exitRefused, "Take it out: it would harm whoever trusts the paper. guichetctl content check says where the town's content names it."},
		{paper.ErrAddress, exitUsage, ""},
		{paper.ErrNoPrinter, exitUsage, ""},
		{errUnwell, exitFault, ""},
		{hub.ErrHeld, exitFault, ""},
		{hub.ErrDate, exitRefused, "Set the clock. To go on with this date all the same: session open --trust-date; outside the plan: session open --special."},
		{hub.ErrNotPlanned, exitRefused, "To open all the same: session open --special."},
		{queue.ErrNotOpen, exitRefused, "Open it with: guichetctl session open"},
		{queue.ErrStillHere, exitRefused, "Make the last call and serve them, or close with --send-home: each then gets a place at the next session."},
		{journal.ErrNewer, exitFault, ""},
		{journal.ErrFull, exitFault, "No ticket was given. Free some space on the disk and try again."},
		{journal.ErrReadOnly, exitFault, "Nothing was written. Make the disk writable and try again."},
		{journal.ErrDamaged, exitFault, "Nothing was changed. guichetctl doctor says what is left; doctor --set-aside starts afresh above the last number."},
		{journal.ErrStopped, exitFault, "The disk failed. What was acknowledged is kept. Check the disk, then try again."},
	} {
		if errors.Is(err, c.is) {
			return c.code, c.advice
		}
	}
	switch {
	case isRefusal(err):
		return exitRefused, ""
	case isText(err):
		return exitUsage, ""
	default:
		return exitFault, ""
	}
}

// isRefusal says that a rule of the desk refused, and nothing is broken.
func isRefusal(err error) bool {
	for _, rule := range []error{
		queue.ErrPhase, queue.ErrFull, queue.ErrLastCall, queue.ErrPaused, queue.ErrClosed, queue.ErrDeskClosed,
		queue.ErrDeskBusy, queue.ErrDeskFree, queue.ErrNobody, queue.ErrNoTicket, queue.ErrTransition, queue.ErrTooLate, queue.ErrKey,
		queue.ErrCode, queue.ErrCodeSpent, queue.ErrCodeSession, queue.ErrNumbers, hub.ErrOpenAlready,
		errRejected, errBetrayed,
		statistics.ErrOpen, statistics.ErrClock, statistics.ErrUnsafe, export.ErrTampered, export.ErrExists, export.ErrNoStick,
		statistics.ErrContradiction, hub.ErrCorrected,
	} {
		if errors.Is(err, rule) {
			return true
		}
	}
	return false
}

// answer writes a result, as JSON or as text.
func (p *program) answer(v any, text string) {
	if p.line.JSON {
		p.encode(v)
		return
	}
	fmt.Fprintln(p.Stdout, text)
}

func (p *program) encode(v any) {
	e := json.NewEncoder(p.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		fmt.Fprintf(p.Stderr, "guichetctl: write the answer: %v\n", err)
	}
}

// loadSite reads the town's settings.
func (p *program) loadSite() (site.Site, error) {
	s, err := town.Load(p.line.Site)
	switch {
	case errors.Is(err, town.ErrHolidays): // what is to be mended, content check says
		fmt.Fprintf(p.Stderr, "note: %v\n", err)
		return s, nil
	case err != nil && !errors.Is(err, site.ErrSite):
		err = fmt.Errorf("%w: %w", errUsage, err)
	}
	return s, err
}

// errUsage says that the command line asks for what cannot be.
var errUsage = errors.New("this cannot be done")

// withDesk carries out work on the appliance of the data folder, which it takes and gives back.
func (p *program) withDesk(work func(context.Context, *hub.Appliance) error) error {
	s, err := p.loadSite()
	if err != nil {
		return err
	}
	ctx := context.Background()
	a, err := hub.Start(ctx, p.line.Data, s, p.Now)
	if err != nil {
		return err
	}
	p.warn(ctx, a)
	return errors.Join(work(ctx, a), a.Close())
}

// warn tells staff of what is not as it should be.
func (p *program) warn(ctx context.Context, a *hub.Appliance) {
	conditions, err := a.Hub.Conditions(ctx)
	if err != nil {
		return // the command itself will say it
	}
	for _, c := range conditions {
		fmt.Fprintf(p.Stderr, "note: %s\n", c.Text)
	}
}
