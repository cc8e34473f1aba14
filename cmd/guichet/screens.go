package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// mostFilled is how many screens the toolkit can fill: the first and the second.
const mostFilled = 2

// AfterApply refuses windows that cannot be shown as they were asked for.
func (o options) AfterApply() error {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errors.New("there is no screen: start Guichet on the desktop of the machine, or set DISPLAY")
	}
	return o.checkScreens()
}

func (o options) checkScreens() error {
	all := strings.Join(slices.Sorted(maps.Keys(openers)), ", ")
	if len(o.Screens) == 0 {
		return fmt.Errorf("--screens names no window: it takes %s", all)
	}
	count := map[string]int{}
	for _, kind := range o.Screens {
		if count[kind]++; openers[kind] == nil {
			return fmt.Errorf("there is no window %q: --screens takes %s", kind, all)
		}
		if count[kind] > 1 && kind != "staff" {
			return fmt.Errorf("--screens names %s twice: only staff may stand twice, for two mediators", kind)
		}
	}
	if o.Fullscreen && len(o.Screens) > mostFilled {
		return fmt.Errorf("--fullscreen fills %d screens, and --screens names %d windows: leave some out, such as --screens visitor,board"+
			" (a mediator then comes in by the visitors' screen)", mostFilled, len(o.Screens))
	}
	return nil
}
