// Guichetctl runs a desk without a screen: the whole session, from its opening to its closing, the
// orientation requests, and every administrative act.
package main

import (
	"os"
	"time"
	_ "time/tzdata" // a kiosk may have no zone files
)

func main() {
	p := program{Now: time.Now, Stdout: os.Stdout, Stderr: os.Stderr}
	os.Exit(p.run(os.Args[1:]))
}
