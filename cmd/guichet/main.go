// Guichet is the kiosk: the visitor's and the mediator's screens, the board and the hub in one
// process. Until its screens exist it plays a short demonstration day in the terminal, on the real
// queue.
package main

import (
	"context"
	"fmt"
	"os"
	"time"
	_ "time/tzdata" // a kiosk may have no zone files

	"guichet/cmd/internal/demo"
)

func main() {
	err := demo.Run(context.Background(), demo.Options{Out: os.Stdout, Pace: 250 * time.Millisecond, Seed: 1})
	if err != nil {
		fmt.Fprintf(os.Stderr, "guichet: %v\n", err)
		os.Exit(1)
	}
}
