package main

import (
	"strings"
	"testing"
)

func TestScreens(t *testing.T) {
	for _, c := range []struct {
		screens    string
		fullscreen bool
		says       string // part of the refusal; nothing where there is none
	}{
		{"visitor,staff,board", false, ""},
		{"visitor,staff,staff,board", false, ""},
		{"visitor", true, ""},
		{"visitor,board", true, ""},
		{"visitor,staff,board", true, "--screens visitor,board"},
		{"visitor,visitor", false, "visitor twice"},
		{"visitor,hall", false, `no window "hall"`},
		{"", false, "names no window"},
	} {
		o := options{Screens: strings.FieldsFunc(c.screens, func(r rune) bool { return r == ',' }), Fullscreen: c.fullscreen}
		switch err := o.checkScreens(); {
		case c.says == "" && err != nil:
			t.Errorf("%s: %v", c.screens, err)
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: %v, want %q", c.screens, err, c.says)
		}
	}
}

func TestNoScreen(t *testing.T) {
	t.Setenv("WAYLAND_DISPLAY", "")
	for display, shown := range map[string]bool{"": false, ":0": true} {
		t.Setenv("DISPLAY", display)
		if err := (options{Screens: []string{"visitor"}}).AfterApply(); (err == nil) != shown {
			t.Errorf("DISPLAY=%s: %v", display, err)
		}
	}
}
