package export_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"guichet/queue/statistics/export"
)

// A stick that was pulled leaves its folder behind on the system's disk. Nothing is written there.
func TestPulledStickIsNoFolder(t *testing.T) {
	r := released(t, "2025-W45")
	for _, dir := range []string{"/media/guichet-nobody/STICK", "/run/media/guichet-nobody/STICK", "/mnt/guichet-nobody"} {
		if _, err := export.Write(dir, r, fonts, siteKey); !errors.Is(err, export.ErrNoStick) {
			t.Errorf("%s: got %v", dir, err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: something was made there: %v", dir, err)
		}
		if err := export.WriteFile(filepath.Join(dir, "network.csv"), nil); !errors.Is(err, export.ErrNoStick) {
			t.Errorf("a file in %s: got %v", dir, err)
		}
	}
}

// A stick is full: the error says so, and nothing is left on it.
func TestFullStick(t *testing.T) {
	stick := t.TempDir()
	if err := unix.Mount("tmpfs", stick, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("only root may mount: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(stick, 0); err != nil {
			t.Error(err)
		}
	})
	if _, err := export.Write(stick, released(t, "2025-W45"), fonts, siteKey); !errors.Is(err, export.ErrNoRoom) {
		t.Errorf("got %v", err)
	}
	if left, err := os.ReadDir(stick); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A stick that goes while it is written to: its folder is on another disk at the end.
func TestStickGoesWhileWritten(t *testing.T) {
	stick := t.TempDir()
	if err := unix.Mount("tmpfs", stick, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("only root may mount: %v", err)
	}
	pulled := func() {
		if err := unix.Unmount(stick, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}
	err := export.PutWhile(stick, map[string][]byte{"tidy.csv": []byte("x")}, pulled)
	if err == nil {
		t.Error("a pulled stick was taken for a folder")
	}
	if left, err := os.ReadDir(stick); err != nil || len(left) != 0 {
		t.Errorf("left on the system's disk: %v, %v", left, err)
	}
}

func TestMountedSticks(t *testing.T) {
	const table = `/dev/sda2 / ext4 rw,relatime 0 0
/dev/sdb1 /media/kiosk/CLE\040USB vfat rw,nosuid 0 0
/dev/sdc1 /run/media/kiosk/B exfat rw 0 0
/dev/sdc1 /run/media/kiosk/B exfat rw 0 0
/dev/sr0 /media/kiosk/CD iso9660 ro,nosuid 0 0
tmpfs /run/media tmpfs rw 0 0
short
`
	want := []string{"/media/kiosk/CLE USB", "/run/media/kiosk/B"}
	if got := export.MountedSticks(table); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
