package main

import (
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"guichet/queue/hub"
)

// TestMain lets the stories run guichetctl, with the clock that the story sets in NOW.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"guichetctl": func() {
		p := program{Now: storyClock(), Stdout: os.Stdout, Stderr: os.Stderr}
		os.Exit(p.run(os.Args[1:]))
	}})
}

// storyClock starts at NOW and runs on: commands take time in a story too.
func storyClock() func() time.Time {
	start, err := time.Parse(time.RFC3339, os.Getenv("NOW"))
	if err != nil {
		panic(err)
	}
	began := time.Now()
	return func() time.Time { return start.Add(time.Since(began)) }
}

func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("GUICHET_DATA", e.WorkDir+"/data")
			e.Setenv("NOW", "2026-11-24T09:00:00+01:00") // a Tuesday
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"capture": capture, "hold": hold, "damage": damage,
		},
	})
}

// capture NAME REGEX puts what the first group finds in the last output into the environment.
func capture(ts *testscript.TestScript, _ bool, args []string) {
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) < 2 {
		ts.Fatalf("nothing matches %s", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// hold DIR takes a data folder until the story ends.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	unlock, err := hub.Lock(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(func() { ts.Check(unlock()) })
}

// damage FILE overwrites the middle of a file.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	content, err := os.ReadFile(path)
	ts.Check(err)
	for i := len(content) / 4; i < len(content); i++ {
		content[i] ^= 0x5a
	}
	ts.Check(os.WriteFile(path, content, 0o600))
}
