package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"guichet/cmd/internal/demo"
)

type demoCommand struct {
	Pace time.Duration `help:"Rest after each thing that happens." default:"250ms"`
	Seed uint64        `help:"The same seed gives the same day." default:"1"`
}

// Run plays a short day on the demonstration town, in a folder of its own. In JSON it is a list of what
// was said, without a rest in between.
func (c *demoCommand) Run(p *program) error {
	if c.Pace < 0 {
		return fmt.Errorf("pace %v is negative: %w", c.Pace, errUsage)
	}
	if !p.line.JSON {
		return demo.Run(context.Background(), demo.Options{Out: p.Stdout, Pace: c.Pace, Seed: c.Seed})
	}
	var said strings.Builder
	if err := demo.Run(context.Background(), demo.Options{Out: &said, Seed: c.Seed}); err != nil {
		return err
	}
	p.encode(map[string]any{"said": strings.Split(strings.TrimSpace(said.String()), "\n")})
	return nil
}
