package queue_test

import (
	"errors"
	"strings"
	"testing"

	"guichet/queue"
)

var (
	secret   = []byte("a secret of this town")
	nextWeek = queue.Slot{Day: "2026-12-01", Number: 2}
)

func TestComeBackRoundTrip(t *testing.T) {
	for _, slot := range []queue.Slot{
		nextWeek,
		{Day: "2020-01-01", Number: 0},
		{Day: "2026-12-31", Number: 1},
		{Day: "2028-02-29", Number: 7},
		{Day: "2109-09-18", Number: 7},
	} {
		code := queue.NewComeBack(secret, slot, []byte("seed"))
		got, err := queue.ParseComeBack(secret, code)
		if err != nil || got.Day != slot.Day || got.Slot != slot.Number || len(got.Nonce) != 7 {
			t.Errorf("%s: %s reads as %+v, %v, want %s slot %d", slot.Day, code, got, err, slot.Day, slot.Number)
		}
	}
}

func TestComeBackIsOneForOneVisitor(t *testing.T) {
	code := queue.NewComeBack(secret, nextWeek, []byte("one touch"))
	if again := queue.NewComeBack(secret, nextWeek, []byte("one touch")); again != code {
		t.Errorf("the same touch gave %s and then %s", code, again)
	}
	other := queue.NewComeBack(secret, nextWeek, []byte("another touch"))
	a, errA := queue.ParseComeBack(secret, code)
	b, errB := queue.ParseComeBack(secret, other)
	if errA != nil || errB != nil || a.Nonce == b.Nonce {
		t.Errorf("two visitors hold %+v (%v) and %+v (%v), want two nonces", a, errA, b, errB)
	}
}

// A code is read from a photograph and typed: case, dashes and the letters taken for digits do not matter.
func TestComeBackReadsAsPeopleType(t *testing.T) {
	code := queue.NewComeBack(secret, nextWeek, []byte("touch 0"))
	for name, text := range map[string]string{
		"lower case":      strings.ToLower(code),
		"no dashes":       strings.ReplaceAll(code, "-", ""),
		"spaces":          " " + strings.ReplaceAll(code, "-", " ") + " ",
		"O for 0":         strings.ReplaceAll(code, "0", "O"),
		"o for 0":         strings.ReplaceAll(code, "0", "o"),
		"I for 1":         strings.ReplaceAll(code, "1", "I"),
		"l for 1":         strings.ReplaceAll(code, "1", "l"),
		"a scanner's end": code + "\r\n",
	} {
		if _, err := queue.ParseComeBack(secret, text); err != nil {
			t.Errorf("%s: %q: %v", name, text, err)
		}
	}
	if !strings.Contains(code, "0") || !strings.Contains(code, "1") {
		t.Errorf("%s lacks 0 or 1: choose a seed whose code proves something", code)
	}
}

func TestComeBackEveryChangedLetterIsRefused(t *testing.T) {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	for seed := range 20 {
		code := queue.NewComeBack(secret, nextWeek, []byte{byte(seed)})
		for i := range code {
			if code[i] == '-' {
				continue
			}
			for _, letter := range alphabet {
				changed := code[:i] + string(letter) + code[i+1:]
				if _, err := queue.ParseComeBack(secret, changed); changed != code && !errors.Is(err, queue.ErrCode) {
					t.Fatalf("%s passed for %s: %v", changed, code, err)
				}
			}
		}
	}
}

func TestComeBackRefused(t *testing.T) {
	code := queue.NewComeBack(secret, nextWeek, []byte("seed"))
	for name, text := range map[string]string{
		"another town's":   queue.NewComeBack([]byte("another secret"), nextWeek, []byte("seed")),
		"empty":            "",
		"too short":        code[:len(code)-1],
		"too long":         code + "0",
		"no letter of it":  "U" + code[1:],
		"a line break in":  code[:len(code)-1] + "\n",
		"two line breaks":  code[:len(code)-2] + "\r\n",
		"only line breaks": strings.Repeat("\n", 16),
		"zeros":            "0000-0000-0000-0000",
		"Arabic digits":    strings.Repeat("\u0661", 8),
	} {
		if got, err := queue.ParseComeBack(secret, text); !errors.Is(err, queue.ErrCode) {
			t.Errorf("%s: %q reads as %+v, %v, want ErrCode", name, text, got, err)
		}
	}
}

// Whatever is typed at the kiosk is refused or is a code that this secret signed.
func FuzzParseComeBack(f *testing.F) {
	code := queue.NewComeBack(secret, nextWeek, []byte("seed"))
	for _, text := range []string{code, strings.ToLower(code), code + "\r\n", "", "0000-0000-0000-000\n", "\u0661"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := queue.ParseComeBack(secret, text)
		if err != nil && !errors.Is(err, queue.ErrCode) {
			t.Errorf("%q: %v, want ErrCode", text, err)
		}
		if err == nil && !c.Day.Valid() {
			t.Errorf("%q was accepted as %+v", text, c)
		}
	})
}
