package main

import (
	"context"
	"time"

	"guichet/cmd/internal/demo"
)

type demoCommand struct {
	Pace time.Duration `help:"Rest after each thing that happens." default:"250ms"`
	Seed uint64        `help:"The same seed gives the same day." default:"1"`
}

// Run plays a short day on the demonstration town, in a folder of its own.
func (c *demoCommand) Run(p *program) error {
	return demo.Run(context.Background(), demo.Options{Out: p.Stdout, Pace: c.Pace, Seed: c.Seed})
}
