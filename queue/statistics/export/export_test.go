package export

import "path/filepath"

// What the tests reach beyond the package's surface.
var (
	MountedSticks = mountedSticks
	SyncPath      = syncPath
)

// PutWhile writes a folder, and lets something happen before it is put in place.
func PutWhile(dir string, files map[string][]byte, meanwhile func()) error {
	s, err := stage(dir, files)
	if err != nil {
		return err
	}
	meanwhile()
	return s.settle(filepath.Join(dir, "release"))
}
