// Command guichetctl does every administrative act of the appliance without a screen.
package main

import (
	"github.com/alecthomas/kong"
)

// commands is the command line.
type commands struct {
	Brochure BrochureCmd `cmd:"" help:"Leaflets that people take home."`
}

func main() {
	var c commands
	context := kong.Parse(&c, kong.Name("guichetctl"), kong.Description("Administer an information desk."), kong.UsageOnError())
	context.FatalIfErrorf(context.Run())
}
