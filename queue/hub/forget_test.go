package hub_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"guichet/queue"
	"guichet/queue/hub"
	"guichet/queue/orientation"
	"guichet/queue/site"
)

// traces are what no file may hold once a session is closed.
type traces struct {
	texts  []string
	begin  time.Time
	length time.Duration
}

// timeOfDay is a clock time as programs write it.
var timeOfDay = regexp.MustCompile(`[0-2][0-9]:[0-5][0-9]:[0-5][0-9]`)

// find reports every trace in a content: ticket numbers and other texts, times of day as text, and
// instants of the session as seconds, milliseconds or nanoseconds, in text or in either byte order.
func (tr traces) find(content []byte) []string {
	var found []string
	for _, text := range tr.texts {
		if bytes.Contains(content, []byte(text)) {
			found = append(found, text)
		}
	}
	if at := timeOfDay.Find(content); at != nil {
		found = append(found, string(at))
	}
	for s := int64(0); s <= int64(tr.length/time.Second); s++ {
		found = append(found, instant(content, tr.begin.Unix()+s)...)
	}
	return found
}

// instant looks for one second of the wall clock.
func instant(content []byte, unix int64) []string {
	// Four bytes of seconds, big-endian as SQLite stores them, and ten digits as text: milli- and
	// nanoseconds in text begin with the same digits.
	number := binary.BigEndian.AppendUint32(nil, uint32(unix))
	var found []string
	for _, form := range [][]byte{number, []byte(fmt.Sprint(unix))} {
		if bytes.Contains(content, form) {
			found = append(found, fmt.Sprintf("instant %d as %q", unix, form))
		}
	}
	return found
}

// search looks into every file of a folder.
func search(t *testing.T, dir string, tr traces) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, what := range tr.find(content) {
			found = append(found, filepath.Base(path)+": "+what)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// day plays a session that leaves a trace of everything in its journal, and records a request.
func day(t *testing.T, a *hub.Appliance, tr *traces) {
	t.Helper()
	ctx := context.Background()
	if _, err := a.Hub.OpenSession(ctx, hub.Opening{}); err != nil {
		t.Fatal(err)
	}
	do(t, a, queue.OpenDesk{Desk: 1, Languages: []string{"fr", "ar"}})
	for i := range 20 {
		key := fmt.Sprintf("key-of-visit-%d", i)
		ticket, err := a.Hub.Issue(ctx, hub.Wish{Language: "fr", Topic: "HLT", Key: key})
		if err != nil {
			t.Fatal(err)
		}
		tr.texts = append(tr.texts, ticket.Number.String(), key)
		if _, err := a.Hub.TellForecast(ctx, ticket.Number); err != nil {
			t.Fatal(err)
		}
	}
	week, err := a.Week(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		do(t, a, queue.Call{Desk: 1})
		do(t, a, queue.Serve{Desk: 1})
		do(t, a, queue.Finish{Desk: 1})
		request := orientation.Request{Topic: "HLT", Outcome: "PUB", Profile: orientation.Profile{Sex: "F"}}
		if err := a.Stats.Record(ctx, week, []orientation.Request{request}); err != nil {
			t.Fatal(err)
		}
	}
}

// After closing, no file of the data folder holds a ticket number, a key or a time of day: not the
// statistics, not a backup of them. Before, the same search finds them all in the journal.
func TestNothingIsLeft(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	now := tuesday()
	town := site.Demonstration()
	town.Rules.Capacity = queue.Capacity{}
	a, err := hub.Start(ctx, dir, town, func() time.Time { now = now.Add(time.Second); return now })
	if err != nil {
		t.Fatal(err)
	}
	tr := traces{begin: now, length: 30 * time.Minute}
	day(t, a, &tr)
	if found := search(t, dir, tr); len(found) < 41 { // 20 numbers, 20 keys, the wall clock of the last commit
		t.Errorf("the search finds only %d traces of an open session: it proves nothing\n%v", len(found), found)
	}
	if now.Sub(tr.begin) > tr.length {
		t.Fatalf("the day took until %v: the search does not reach", now)
	}
	if _, err := a.Hub.CloseSession(ctx, true); err != nil {
		t.Fatal(err)
	}
	if err := a.Stats.Backup(ctx, filepath.Join(dir, "backup.db")); err != nil {
		t.Fatal(err)
	}
	if found := search(t, dir, tr); len(found) > 0 {
		t.Errorf("closed, with the program running: %v", found)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if found := search(t, dir, tr); len(found) > 0 {
		t.Errorf("closed, with the program ended: %v", found)
	}
	left, err := filepath.Glob(filepath.Join(dir, "sessions", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("sessions still holds %v, %v", left, err)
	}
}
