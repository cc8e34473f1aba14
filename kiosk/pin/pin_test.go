package pin_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"guichet/kiosk/pin"
)

// keeper is a PIN in an empty folder, and a clock to set.
func keeper(t *testing.T) (*pin.Keeper, *time.Time) {
	t.Helper()
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	return &pin.Keeper{Path: filepath.Join(t.TempDir(), pin.File), Now: func() time.Time { return now }, Write: write}, &now
}

func write(path string, content []byte) error { return os.WriteFile(path, content, 0o600) }

func check(t *testing.T, k *pin.Keeper, typed string, ok bool, wait time.Duration) {
	t.Helper()
	gotOK, gotWait, err := k.Check(typed)
	if err != nil || gotOK != ok || gotWait != wait {
		t.Errorf("%s: got %v, wait %v, %v; want %v, wait %v", typed, gotOK, gotWait, err, ok, wait)
	}
}

func TestWaitsGrowAndSurviveARestart(t *testing.T) {
	k, now := keeper(t)
	if k.Known() {
		t.Error("an empty folder has a PIN")
	}
	if err := k.Set("2580"); err != nil {
		t.Fatal(err)
	}
	check(t, k, "0000", false, 0)
	check(t, k, "0001", false, 0)
	check(t, k, "0002", false, 5*time.Second)
	*now = now.Add(2 * time.Second)
	again := &pin.Keeper{Path: k.Path, Now: k.Now, Write: write}
	check(t, again, "2580", false, 3*time.Second) // the right one, too early
	*now = now.Add(3 * time.Second)
	check(t, again, "0003", false, 10*time.Second)
	*now = now.Add(10 * time.Second)
	check(t, again, "2580", true, 0)
	check(t, again, "0004", false, 0) // a right one makes the tries free again
}

func TestAClockThatWasSetBackMakesNoWaitLonger(t *testing.T) {
	k, now := keeper(t)
	if err := k.Set("2580"); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, _, err := k.Check("0000"); err != nil {
			t.Fatal(err)
		}
	}
	*now = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC) // the battery of the clock is dead
	check(t, k, "2580", false, 5*time.Second)
}

func TestDelay(t *testing.T) {
	for wrong, want := range map[int]time.Duration{
		0: 0, 2: 0, 3: 5 * time.Second, 4: 10 * time.Second, 8: 160 * time.Second, 9: 5 * time.Minute, 1000: 5 * time.Minute,
	} {
		if got := pin.Delay(wrong); got != want {
			t.Errorf("after %d wrong ones: got %v, want %v", wrong, got, want)
		}
	}
}

func TestADamagedFileOpensNoDoor(t *testing.T) {
	k, _ := keeper(t)
	for _, text := range []string{"", "{", "{}", `{"salt":"AAAA","hash":"AAAA"}`} {
		if err := os.WriteFile(k.Path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if ok, _, err := k.Check(""); ok || !errors.Is(err, pin.ErrUnread) || !k.Known() {
			t.Errorf("%q: got %v, %v", text, ok, err)
		}
	}
}

func TestTheFileHoldsNoPIN(t *testing.T) {
	k, _ := keeper(t)
	if err := k.Set("80257913"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(k.Path)
	if err != nil || bytes.Contains(text, []byte("80257913")) {
		t.Errorf("%s, %v", text, err)
	}
}

func TestATryThatIsNotKeptIsNone(t *testing.T) {
	k, _ := keeper(t)
	if err := k.Set("2580"); err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	k.Write = func(string, []byte) error { return full }
	if ok, _, err := k.Check("2580"); ok || !errors.Is(err, full) {
		t.Errorf("got %v, %v: whoever fills the disk could try for ever", ok, err)
	}
}
