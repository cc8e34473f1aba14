package hub

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"guichet/queue"
	"guichet/queue/journal"
	"guichet/queue/orientation"
	"guichet/queue/site"
)

// Verdict is how a finding weighs.
type Verdict string

// The verdicts.
const (
	Well    Verdict = "ok"
	Warning Verdict = "warning"
	Fault   Verdict = "fault"
)

// Finding is one thing that the doctor looked at.
type Finding struct {
	Verdict Verdict `json:"verdict"`
	Subject string  `json:"subject"`
	Text    string  `json:"text"`
}

// lowDisk is how little free room is worth a warning.
const lowDisk = 256 << 20

// Examine looks at a data folder without changing what is in it, and says what it finds, well or
// not. It takes the folder for as long as it looks; [ErrHeld] when another program has it.
func Examine(ctx context.Context, dir string, s site.Site, now time.Time) ([]Finding, error) {
	unlock, err := Lock(dir)
	if errors.Is(err, journal.ErrReadOnly) {
		return []Finding{{Fault, "disk", err.Error()}}, nil
	}
	if err != nil {
		return nil, err
	}
	found := []Finding{examineDisk(dir), {Well, "site", s.Town + ", " + s.Plan.Zone.String()}, examineKeeping(s)}
	stats, last := examineStats(ctx, dir)
	found = append(found, stats, examineClock(now.In(s.Plan.Zone), last))
	paths, err := journals(dir)
	if err != nil {
		return nil, errors.Join(err, unlock())
	}
	for _, path := range paths {
		found = append(found, examineJournal(ctx, path))
	}
	if len(paths) == 0 {
		found = append(found, Finding{Well, "session", "none is open"})
	}
	return found, unlock()
}

// examineKeeping says how long things are kept.
func examineKeeping(s site.Site) Finding {
	return Finding{Well, "keeping", fmt.Sprintf("requests are rows until their quarter is published, at most %d weeks after it; counts are kept %d years",
		s.Keeping.RequestWeeks, s.Keeping.CountYears)}
}

func examineDisk(dir string) Finding {
	var disk unix.Statfs_t
	if err := unix.Statfs(dir, &disk); err != nil {
		return Finding{Fault, "disk", err.Error()}
	}
	if disk.Flags&unix.ST_RDONLY != 0 {
		return Finding{Fault, "disk", "read-only: no ticket can be given"}
	}
	free := int64(disk.Bavail) * disk.Bsize
	text := fmt.Sprintf("%d MiB free", free>>20)
	if free < lowDisk {
		return Finding{Warning, "disk", text + ": free some space"}
	}
	return Finding{Well, "disk", text}
}

func examineStats(ctx context.Context, dir string) (Finding, queue.Day) {
	path := filepath.Join(dir, StatsFile)
	day, err := orientation.Examine(ctx, path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return Finding{Well, StatsFile, "nothing recorded yet"}, ""
	case err != nil:
		return Finding{Fault, StatsFile, err.Error()}, ""
	default:
		return Finding{Well, StatsFile, "whole"}, queue.Day(day)
	}
}

func examineClock(now time.Time, last queue.Day) Finding {
	text := "it is " + now.Format("Monday 2 January 2006, 15:04")
	switch _, sense := today(now, last); sense {
	case dateBehind:
		return Finding{Warning, "clock", fmt.Sprintf("%s, before %s: set the clock", text, max(last, firstDay))}
	case dateAhead:
		return Finding{Warning, "clock", fmt.Sprintf("%s, long after the last session on %s: check the clock", text, last)}
	default:
		return Finding{Well, "clock", text}
	}
}

// examineJournal holds a session's journal against its mark.
func examineJournal(ctx context.Context, path string) Finding {
	subject := filepath.Base(path)
	floor, mark, err := readJournal(ctx, path)
	switch {
	case err != nil:
		return Finding{Fault, subject, err.Error()}
	case mark.Seq > floor.Seq():
		return Finding{Warning, subject, fmt.Sprintf("numbers up to %s may have been given, the journal knows up to %s: "+
			"the missing ones are put back in line when the desk starts", mark.Last, floor.LastNumber())}
	default:
		return Finding{Well, subject, fmt.Sprintf("%s, %s, the last is %s", floor.Phase(), tickets(floor.Issued()), floor.LastNumber())}
	}
}

// readJournal verifies a journal and folds it, and changes nothing.
func readJournal(ctx context.Context, path string) (*queue.Floor, journal.Mark, error) {
	events, mark, err := journal.Read(ctx, path)
	if err != nil {
		return nil, journal.Mark{}, err
	}
	floor, err := floorOf(events)
	if err == nil && floor.Phase() == queue.Planned && mark.Last != 0 {
		err = fmt.Errorf("%w: its beginning is lost, but numbers up to %s were given", journal.ErrDamaged, mark.Last)
	}
	return floor, mark, err
}

// fold reads a whole journal into a floor.
func fold(ctx context.Context, j journal.Journal) (*queue.Floor, error) {
	events, err := j.Since(ctx, 0)
	if err != nil {
		return nil, err
	}
	return floorOf(events)
}

// floorOf folds the events of a journal. Events that do not fit are damage.
func floorOf(events []queue.Event) (*queue.Floor, error) {
	floor, err := queue.NewFloor(events)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", journal.ErrDamaged, err)
	}
	return floor, nil
}

// SetAside moves damaged files out of the way, so that a session can be opened again: its numbers
// begin above all that were given. What a newer program wrote is not damage, and stays. It gives
// the new names. Journals that were set aside are erased when the next session closes.
func SetAside(ctx context.Context, dir string) ([]string, error) {
	unlock, err := Lock(dir)
	if err != nil {
		return nil, err
	}
	paths, err := journals(dir)
	var moved []string
	for _, path := range paths {
		if _, _, damage := readJournal(ctx, path); errors.Is(damage, journal.ErrDamaged) {
			moved = append(moved, path+damagedSuffix)
			err = errors.Join(err, moveAside(path))
		}
	}
	stats := filepath.Join(dir, StatsFile)
	if _, damage := orientation.Examine(ctx, stats); errors.Is(damage, orientation.ErrDamaged) {
		moved = append(moved, stats+damagedSuffix)
		err = errors.Join(err, moveAside(stats))
	}
	return moved, errors.Join(err, unlock())
}

// moveAside renames a file with all that lies beside it.
func moveAside(path string) error {
	err := os.Rename(path, path+damagedSuffix)
	for _, suffix := range []string{"-wal", "-shm", ".mark"} {
		if e := os.Rename(path+suffix, path+damagedSuffix+suffix); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

// damagedSuffix ends the name of a journal that was set aside.
const damagedSuffix = ".damaged"

// journalsAside lists the journals that were set aside.
func journalsAside(dir string) ([]string, error) {
	return filepath.Glob(filepath.Join(dir, sessionsFolder, "*"+damagedSuffix))
}

// eraseAside erases the journals that were set aside: nothing of a day outlives a closed session.
func eraseAside(dir string) error {
	found, err := journalsAside(dir)
	for _, path := range found {
		err = errors.Join(err, journal.Erase(path))
	}
	return err
}

// letterAbove is the letter for a session that begins: the one after the last session's, or after
// those of a journal that was set aside, whose numbers are in people's hands.
func letterAbove(dir string, last SessionID) (int, error) {
	letter := last.Letter + 1
	if last.Day == "" {
		letter = 0
	}
	found, err := journalsAside(dir)
	for _, path := range found {
		mark, e := journal.ReadMark(path)
		err = errors.Join(err, e)
		if mark.Last != 0 {
			letter = max(letter, mark.Last.Letter()+1)
		}
	}
	return letter, err
}
