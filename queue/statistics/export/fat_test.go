package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"guichet/brochures/pdf/pdftest"
	"guichet/queue/journal/powercut"
	"guichet/queue/statistics/export"
)

// inside is set on the command line of a machine that runs these tests as its first process.
const inside = "GUICHET_INSIDE"

// TestMain switches such a machine off when its tests have ended, and no other: only there are they the first process.
func TestMain(m *testing.M) {
	code := m.Run()
	if os.Getenv(inside) != "" && os.Getpid() == 1 {
		_ = unix.Reboot(unix.LINUX_REBOOT_CMD_POWER_OFF)
	}
	os.Exit(code)
}

// linux is the kernel of such a machine.
func linux(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("linux.uml")
	if err != nil {
		t.Skip("no stick of FAT was tried, for user-mode-linux is not installed: make packages")
	}
	return path
}

// machine starts a Linux of its own, with sticks in it, which runs one test as its first process and ends.
// Its kernel, user-mode Linux, is a program like others: it needs neither root nor a kernel here that
// knows FAT. What it writes is given to heard, line by line.
func machine(t *testing.T, test string, heard func(line string), sticks ...string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{
		"mem=384M", "quiet", "rootfstype=hostfs", "rootflags=/", "rw", "con=null", "con0=null,fd:1", "uml_dir=" + t.TempDir(), "init=" + self, inside + "=1",
	}
	for i, stick := range sticks {
		args = append(args, fmt.Sprintf("ubd%ds=%s", i, stick))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, linux(t), append(args, "--", "-test.v", "-test.run=^"+test+"$")...)
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	said := listen(out, heard)
	if err := command.Wait(); err != nil || !strings.Contains(said, "\nPASS") || strings.Contains(said, "--- FAIL") {
		t.Errorf("in the machine, %v:\n%s", err, said)
	}
}

// listen reads lines to the end, and gives them together.
func listen(out io.Reader, heard func(line string)) string {
	var all, line bytes.Buffer
	for one := make([]byte, 1); ; {
		if n, err := out.Read(one); n == 0 || err != nil {
			return all.String()
		}
		all.Write(one)
		line.Write(one)
		if one[0] == '\n' {
			if heard != nil {
				heard(strings.TrimSpace(line.String()))
			}
			line.Reset()
		}
	}
}

// stick is the image of a stick as it is sold: FAT, with a name.
func stick(t *testing.T, dir string, kilobytes int) string {
	t.Helper()
	path := filepath.Join(dir, fmt.Sprintf("stick-%d.img", kilobytes))
	pdftest.Tool(t, "/usr/sbin/mkfs.vfat", "-C", "-n", "CLE USB", path, strconv.Itoa(kilobytes))
	if err := errors.Join(export.SyncPath(path), export.SyncPath(dir)); err != nil {
		t.Fatal(err)
	}
	return path
}

// settle gives the machine folders of its own, what it needs of the system, and the driver of FAT.
func settle(t *testing.T) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"nls/nls_cp437", "nls/nls_iso8859-1", "fat/fat", "fat/vfat"} {
		found, err := filepath.Glob("/usr/lib/uml/modules/*/kernel/fs/" + name + ".ko")
		if err != nil || len(found) == 0 {
			t.Fatalf("no module %s: %v", name, err)
		}
		f, err := os.Open(found[0])
		must(err)
		if err := unix.FinitModule(int(f.Fd()), "", 0); err != nil && !errors.Is(err, unix.EEXIST) {
			t.Fatal(err)
		}
		must(f.Close())
	}
	must(unix.Mount("tmpfs", "/tmp", "tmpfs", 0, ""))
	for _, dir := range []string{"usr", "proc", "tmp", "media", "dev"} {
		must(os.Mkdir("/tmp/"+dir, 0o755))
	}
	must(unix.Mount("/usr", "/tmp/usr", "", unix.MS_BIND, ""))
	must(unix.Mount("proc", "/tmp/proc", "proc", 0, ""))
	must(unix.Mount("devtmpfs", "/tmp/dev", "devtmpfs", 0, ""))
	must(unix.Chroot("/tmp"))
	must(os.Chdir("/"))
}

// plug mounts a stick as desktops do, and gives its folder.
func plug(t *testing.T, device, name string, flags uintptr) string {
	t.Helper()
	dir := "/media/kiosk/" + name
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("/dev/"+device, dir, "vfat", flags, "utf8,shortname=mixed,flush,codepage=437,iocharset=iso8859-1"); err != nil {
		t.Fatal(err)
	}
	return dir
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// A stick of FAT: written and read back, full, pulled, read-only.
func TestStickOfFAT(t *testing.T) {
	if os.Getenv(inside) == "" {
		dir := t.TempDir()
		machine(t, t.Name(), nil, stick(t, dir, 8192), stick(t, dir, 256))
		return
	}
	settle(t)
	t.Run("written", writtenToFAT)
	t.Run("full", fullFAT)
	t.Run("pulled", pulledFAT)
	t.Run("read-only", readOnlyFAT)
}

func writtenToFAT(t *testing.T) {
	dir := plug(t, "ubda", "CLE USB", 0)
	if got := export.Sticks(); !slices.Equal(got, []string{dir}) {
		t.Errorf("sticks: %q", got)
	}
	r := released(t, "2025-W45")
	place, err := export.Write(dir, r, fonts, siteKey)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := export.Verify(place); err != nil {
		t.Error(err)
	}
	// FAT does not tell capitals from small letters: the same release under another spelling is the same.
	if err := errors.Join(os.Rename(place, place+"-"), os.Rename(place+"-", filepath.Join(dir, "LA-MARSA-2025-w45"))); err != nil {
		t.Fatal(err)
	}
	if again, err := export.Write(dir, r, fonts, siteKey); err != nil || again != place {
		t.Errorf("again: %s, %v", again, err)
	}
	if err := export.WriteFile(filepath.Join(dir, "tagged.csv"), []byte("x")); err != nil {
		t.Error(err)
	}
	r.Town = `Aux: "Sfax"\*?<|>.`
	if place, err = export.Write(dir, r, fonts, siteKey); err != nil || filepath.Base(place) != "aux-sfax-2025-W45" {
		t.Errorf("a name that FAT refuses: %s, %v", place, err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"LA-MARSA-2025-w45", "aux-sfax-2025-W45", "tagged.csv"}) {
		t.Errorf("on the stick: %q", got)
	}
	unplug(t, dir, 0)
	dir = plug(t, "ubda", "CLE USB", 0)
	if _, _, err := export.Verify(filepath.Join(dir, "la-marsa-2025-W45")); err != nil {
		t.Errorf("put in again: %v", err)
	}
	unplug(t, dir, 0)
}

func unplug(t *testing.T, dir string, how int) {
	t.Helper()
	if err := unix.Unmount(dir, how); err != nil {
		t.Error(err)
	}
}

func fullFAT(t *testing.T) {
	dir := plug(t, "ubdb", "PETITE", 0)
	defer unplug(t, dir, 0)
	if _, err := export.Write(dir, released(t, "2025-W45"), fonts, siteKey); !errors.Is(err, export.ErrNoRoom) {
		t.Errorf("got %v", err)
	}
	if got := names(t, dir); len(got) > 0 {
		t.Errorf("left behind: %q", got)
	}
	if err := export.WriteFile(filepath.Join(dir, "large.csv"), make([]byte, 1<<20)); !errors.Is(err, export.ErrNoRoom) {
		t.Errorf("a file: %v", err)
	}
	if got := names(t, dir); len(got) > 0 {
		t.Errorf("left behind of a file: %q", got)
	}
}

func pulledFAT(t *testing.T) {
	dir := plug(t, "ubdb", "PULLED", 0)
	err := export.PutWhile(dir, map[string][]byte{"tidy.csv": []byte("x")}, func() { unplug(t, dir, unix.MNT_DETACH) })
	if !errors.Is(err, export.ErrPulled) {
		t.Errorf("got %v", err)
	}
	if got := names(t, dir); len(got) > 0 {
		t.Errorf("left on the system's disk: %q", got)
	}
	if _, err := export.Write(dir, released(t, "2025-W45"), fonts, siteKey); !errors.Is(err, export.ErrNoStick) {
		t.Errorf("without a stick: %v", err)
	}
}

func readOnlyFAT(t *testing.T) {
	dir := plug(t, "ubdb", "LOCKED", unix.MS_RDONLY)
	defer unplug(t, dir, 0)
	if _, err := export.Write(dir, released(t, "2025-W45"), fonts, siteKey); err == nil || !strings.Contains(err.Error(), "may not be written to") {
		t.Errorf("got %v", err)
	}
	if got := export.Sticks(); len(got) > 0 {
		t.Errorf("it is offered: %q", got)
	}
}

// A stick of FAT is torn out at any moment of the writing: what is found on it is the release, whole, or
// nothing of its name. Once it is said to be written, it is there.
func TestStickTornOut(t *testing.T) {
	if os.Getenv(inside) != "" {
		settle(t)
		dir := plug(t, "ubda", "CLE", 0)
		r := released(t, "2025-W45")
		fmt.Println("writing")
		if _, err := export.Write(dir, r, fonts, siteKey); err != nil {
			t.Fatal(err)
		}
		fmt.Println("written")
		time.Sleep(2 * time.Second) // here the pictures are taken; nothing is synchronised that was not
		return
	}
	linux(t)
	disk := powercut.Mount(t)
	image := stick(t, disk.Path, 4096)
	chance := rand.New(rand.NewPCG(1, 2))
	cut := func(loss int) string {
		dir := filepath.Join(t.TempDir(), "cut")
		if err := disk.Cut(dir, powercut.Loss(loss), chance); err != nil {
			t.Error(err)
		}
		return filepath.Join(dir, filepath.Base(image))
	}
	writing, stop := make(chan struct{}), make(chan struct{})
	var during, after []string
	var wait sync.WaitGroup
	wait.Go(func() {
		select {
		case <-stop:
		case <-writing:
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				case <-time.After(20 * time.Millisecond):
					during = append(during, cut(n%powercut.Losses))
				}
			}
		}
	})
	machine(t, t.Name(), func(line string) {
		switch line {
		case "writing":
			close(writing)
		case "written":
			close(stop)
			wait.Wait()
			for loss := range powercut.Losses {
				after = append(after, cut(loss))
			}
		}
	}, image)
	if len(after) == 0 {
		t.Fatal("it was never written")
	}
	whole := 0
	for _, picture := range during {
		if found(t, picture) {
			whole++
		}
	}
	t.Logf("%d pictures while it was written to, the release on %d of them", len(during), whole)
	for loss, picture := range after {
		if !found(t, picture) {
			t.Errorf("it was said to be written, and is not there: loss %d", loss)
		}
	}
}

var listed = regexp.MustCompile(`(?m)^::/(.+?)/?$`)

// found reads the picture of a stick, and says whether the release is on it. Half of one fails the test.
func found(t *testing.T, picture string) bool {
	t.Helper()
	for _, name := range listed.FindAllStringSubmatch(pdftest.Tool(t, "mdir", "-b", "-i", picture, "::"), -1) {
		if strings.HasPrefix(name[1], ".guichet-") {
			continue
		}
		to := t.TempDir()
		pdftest.Tool(t, "mcopy", "-s", "-i", picture, "::/"+name[1], to)
		if _, _, err := export.Verify(filepath.Join(to, name[1])); err != nil {
			t.Errorf("half a release: %v", err)
		}
		return true
	}
	return false
}
