package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// Reasons for which nothing was written.
var (
	// ErrNoStick says that a folder is one where sticks are mounted, and no stick is.
	ErrNoStick = errors.New("no stick is there: put it in, wait until the system shows it, and export again")
	// ErrPulled says that the stick went while it was written to.
	ErrPulled = errors.New("the stick was taken out while it was written to: put it in and export again")
	// ErrNoRoom says that the disk or the stick is full. Nothing is left of the attempt.
	ErrNoRoom = errors.New("the disk or stick is full: free some space and export again")
)

// mountFolders are where systems mount sticks. A folder below one of them that is on the system's
// own disk is what a stick leaves behind when it is pulled: writing there would look like success.
var mountFolders = []string{"/media", "/run/media", "/mnt"}

// target is the file system that is written to.
type target struct{ device uint64 }

// openTarget finds the file system of a folder that may not exist yet.
func openTarget(dir string) (target, error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return target{}, err
	}
	device, err := deviceOf(whole)
	if err != nil {
		return target{}, err
	}
	for _, root := range mountFolders {
		if whole != root && !strings.HasPrefix(whole, root+"/") {
			continue
		}
		if own, err := deviceOf(filepath.Dir(root)); err == nil && own == device {
			return target{}, fmt.Errorf("%s: %w", dir, ErrNoStick)
		}
	}
	return target{device}, nil
}

// check fails with [ErrPulled] when a folder is no longer on the file system that was opened.
func (t target) check(dir string) error {
	now, err := deviceOf(dir)
	if err != nil || now != t.device {
		return errors.Join(fmt.Errorf("%s: %w", dir, ErrPulled), err)
	}
	return nil
}

// deviceOf is the device of a path, or of the nearest folder above it that exists.
func deviceOf(path string) (uint64, error) {
	for {
		var s unix.Stat_t
		err := unix.Stat(path, &s)
		switch {
		case err == nil:
			return uint64(s.Dev), nil
		case !errors.Is(err, os.ErrNotExist) || path == "/":
			return 0, fmt.Errorf("%s: %w", path, explain(err))
		}
		path = filepath.Dir(path)
	}
}

// explain adds to an error of the disk what it means here.
func explain(err error) error {
	switch {
	case errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT):
		return fmt.Errorf("%w: %w", ErrNoRoom, err)
	case errors.Is(err, unix.EIO) || errors.Is(err, unix.ENODEV) || errors.Is(err, unix.ENXIO):
		return fmt.Errorf("%w: %w", ErrPulled, err)
	case errors.Is(err, unix.EROFS) || errors.Is(err, os.ErrPermission):
		return fmt.Errorf("this folder or stick may not be written to: %w", err)
	default:
		return err
	}
}

// Sticks are the folders where a stick is mounted now, in order.
func Sticks() []string {
	text, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return nil
	}
	return mountedSticks(string(text))
}

// mountedSticks reads the system's table of mounts. Spaces in names are written there as \040.
func mountedSticks(table string) []string {
	var sticks []string
	for _, line := range strings.Split(table, "\n") {
		fields := strings.Fields(line)
		if len(fields) < 4 || slices.Contains(strings.Split(fields[3], ","), "ro") {
			continue
		}
		place := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\134`, `\`).Replace(fields[1])
		if slices.ContainsFunc(mountFolders, func(root string) bool { return strings.HasPrefix(place, root+"/") }) {
			sticks = append(sticks, place)
		}
	}
	slices.Sort(sticks)
	return slices.Compact(sticks)
}
