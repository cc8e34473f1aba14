package paper

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// testedFile keeps in the data folder on which day each printer was last tested, by its name.
const testedFile = "printers.json"

// Tested reads when each printer was last tested. What cannot be read was never tested.
func Tested(dir string) map[string]time.Time {
	days := map[string]time.Time{}
	text, err := os.ReadFile(filepath.Join(dir, testedFile))
	if err != nil {
		return days
	}
	var written map[string]string
	if json.Unmarshal(text, &written) != nil {
		return days
	}
	for name, day := range written {
		if d, err := time.Parse(time.DateOnly, day); err == nil {
			days[name] = d
		}
	}
	return days
}

// NoteTest keeps that a printer was tested on a day.
func NoteTest(dir, name string, day time.Time) error {
	written := map[string]string{name: day.Format(time.DateOnly)}
	for other, d := range Tested(dir) {
		if other != name {
			written[other] = d.Format(time.DateOnly)
		}
	}
	text, err := json.MarshalIndent(written, "", "  ")
	if err := errors.Join(err, os.MkdirAll(dir, 0o700)); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, testedFile), text, 0o600)
}
