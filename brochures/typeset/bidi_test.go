package typeset

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// bidiCharacterTest is Unicode's own test of the algorithm, from Debian's unicode-data.
const bidiCharacterTest = "/usr/share/unicode/BidiCharacterTest.txt"

func TestLevelsByUnicodeTestData(t *testing.T) {
	f, err := os.Open(bidiCharacterTest)
	if err != nil {
		t.Fatalf("install the Debian package unicode-data: %v", err)
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	tried := 0
	for number := 1; lines.Scan(); number++ {
		fields := strings.Split(lines.Text(), ";")
		if len(fields) != 5 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		text := codePoints(t, fields[0])
		if hasEmbedding(text) {
			continue
		}
		tried++
		base, _ := strconv.Atoi(fields[2])
		if !checkLevels(t, text, level(base), strings.Fields(fields[3])) {
			t.Fatalf("line %d: %s", number, lines.Text())
		}
	}
	if tried < 50_000 {
		t.Errorf("only %d cases were tried", tried)
	}
	t.Logf("%d cases", tried)
}

// hasEmbedding leaves out the cases that test what we refuse on purpose.
func hasEmbedding(text []rune) bool {
	for _, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.B:
			return true
		default:
		}
	}
	return false
}

func codePoints(t *testing.T, field string) (text []rune) {
	t.Helper()
	for _, hex := range strings.Fields(field) {
		r, err := strconv.ParseUint(hex, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, rune(r))
	}
	return text
}

// checkLevels compares with the expected levels, which are those after L1: trailing and separator white space is reset.
func checkLevels(t *testing.T, text []rune, base level, want []string) bool {
	t.Helper()
	got := levels(text, base)
	resetSpaces(text, got, base)
	for i, w := range want {
		if w != "x" && w != strconv.Itoa(int(got[i])) {
			t.Errorf("letter %d of %U: got level %d, want %s", i, text, got[i], w)
			return false
		}
	}
	return true
}

func resetSpaces(text []rune, got []level, base level) {
	trailing := true
	for i := len(text) - 1; i >= 0; i-- {
		p, _ := bidi.LookupRune(text[i])
		switch c := p.Class(); {
		case c == bidi.S, c == bidi.B:
			trailing = true
			got[i] = base
		case c == bidi.WS, isolates(c), c == bidi.PDI:
			if trailing {
				got[i] = base
			}
		case ignored(c):
		default:
			trailing = false
		}
	}
}
