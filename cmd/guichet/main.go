// Guichet is the kiosk: the visitor's screen, the mediator's window and the board, with the hub, in one process.
//
// The windows are functions of what the desk knows; this program brings touches to the flows of package kiosk, carries out
// their effects on the hub, and shows what comes of it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"syscall"
	"time"
	_ "time/tzdata" // a kiosk may have no zone files

	"github.com/alecthomas/kong"

	"guichet/brochures/typeset"
	"guichet/cmd/internal/about"
	"guichet/cmd/internal/printing"
	"guichet/cmd/internal/town"
	"guichet/queue/hub"
	"guichet/queue/site"
)

// options is the command line.
type options struct {
	Screens    []string `help:"Windows to open: visitor, staff, board; staff may stand twice, for two mediators, or not at all: then mediators come in by the visitors' screen." default:"visitor,staff,board" placeholder:"NAME,..."`
	Fullscreen bool     `help:"Fill one screen or two: the first window fills the first screen, the other the second."`
	Site       string   `help:"The town's site.toml. Without one, the demonstration town, opened with a few people waiting." env:"GUICHET_SITE" type:"path" placeholder:"FILE"`
	Data       string   `help:"Folder of the desk's data." env:"GUICHET_DATA" default:"${data}" type:"path" placeholder:"DIR"`
	Demo       bool     `help:"Simulated visitors keep coming, for training and fairs."`
	Diagonal   float32  `help:"Diagonal of the visitor's screen in inches, where the screen does not say it itself." placeholder:"INCHES"`
	Panel      bool     `help:"F12 opens a panel that pulls the paper of printers that are folders."`

	Version kong.VersionFlag `help:"Say which version this is."`
}

const description = "The desk of a town hall: a screen for visitors, one for each mediator, and the board of the hall. " +
	"Exit codes: 0 done, 2 wrong command line or site.toml, 3 disk or data fault."

// Exit codes, as those of guichetctl.
const (
	exitUsage = 2 // the command line or site.toml is wrong
	exitFault = 3 // the disk, the data, or who holds it
)

func main() {
	quiet(os.Setenv)
	var o options
	parser := kong.Must(&o, kong.Name("guichet"), kong.Description(description), kong.Vars{"data": defaultData(), "version": about.Version("guichet")})
	if _, err := parser.Parse(os.Args[1:]); err != nil {
		fail(exitUsage, err)
	}
	frugal()
	of, err := town.Load(o.Site)
	if errors.Is(err, town.ErrHolidays) {
		fmt.Fprintf(os.Stderr, "guichet: note: %v\n", err)
	} else if err != nil {
		fail(exitUsage, err)
	}
	if err := o.run(of); err != nil {
		fail(exitFault, err)
	}
}

// fail ends the program: nothing is open.
func fail(code int, err error) {
	fmt.Fprintf(os.Stderr, "guichet: %v\n", err)
	os.Exit(code)
}

// run opens the desk and its windows, and returns when they are closed.
func (o options) run(of site.Site) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	desk, err := hub.Start(ctx, o.Data, of, time.Now)
	if err != nil {
		return err
	}
	if o.Site == "" {
		err = stage(ctx, desk)
	}
	if err == nil {
		err = o.serve(ctx, cancel, desk)
	}
	if closing := desk.Close(); err == nil {
		err = closing
	}
	return err
}

// serve prints and shows windows until they are closed. The demonstration prints into a folder of its data.
func (o options) serve(ctx context.Context, cancel context.CancelFunc, desk *hub.Appliance) error {
	training := ""
	if o.Site == "" {
		training = filepath.Join(o.Data, "paper")
	}
	spool, err := printing.New(desk, typeset.OpenFonts(""), training)
	if err != nil {
		return err
	}
	var prints sync.WaitGroup
	prints.Go(func() { spool.Run(ctx) })
	newShell(ctx, o, desk, spool).run()
	cancel()
	prints.Wait()
	return nil
}

// quiet sets what the toolkit needs to know, unless somebody has said otherwise: sizes are ours, and a missing session bus
// or locale is no news.
func quiet(set func(key, value string) error) {
	for key, value := range map[string]string{
		"FYNE_SCALE": "1", "FYNE_DISABLE_DPI_DETECTION": "true",
		"LANG": "en_US.UTF-8", "XDG_RUNTIME_DIR": os.TempDir(),
	} {
		if before := os.Getenv(key); before == "" || before == "C" {
			_ = set(key, value) // only a malformed name can fail
		}
	}
}

// mostGo is how much memory Go takes before it collects more often, in bytes. Drawing without a graphics card takes some
// 190 MiB beside it.
const mostGo = 160 << 20

// forgets is after how long the toolkit forgets the objects of a screen that was left, instead of a minute. It looks for them
// every ten seconds, and every other ten for those that are still shown.
const forgets = "20s"

// frugal bounds the program's memory, unless somebody has said otherwise. When the toolkit forgets it reads before main
// runs, so the program begins once more; where that cannot be, it takes more memory.
func frugal() {
	if self, err := os.Executable(); err == nil && os.Getenv("FYNE_CACHE") == "" {
		_ = os.Setenv("FYNE_CACHE", forgets)
		_ = syscall.Exec(self, os.Args, os.Environ())
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(mostGo)
	}
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
