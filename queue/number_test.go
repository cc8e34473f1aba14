package queue_test

import (
	"encoding/json"
	"errors"
	"testing"

	"guichet/queue"
)

func TestNumberIsALetterAndThreeDigits(t *testing.T) {
	for _, c := range []struct {
		number queue.Number
		want   string
	}{
		{0, ""},
		{-1, ""},
		{1, "A001"},
		{17, "A017"},
		{999, "A999"},
		{1000, "C001"},
		{queue.Number(queue.NumberSpace), "Y999"},
		{queue.Number(queue.NumberSpace + 1), ""},
	} {
		if got := c.number.String(); got != c.want {
			t.Errorf("Number(%d) = %q, want %q", int(c.number), got, c.want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		text string
		want queue.Number
	}{
		{"A017", 17},
		{"a17", 17},
		{" A 17 ", 17},
		{"A1", 1},
		{"c001", 1000},
		{"y999", queue.Number(queue.NumberSpace)},
	} {
		got, err := queue.ParseNumber(c.text)
		if err != nil || got != c.want {
			t.Errorf("ParseNumber(%q) = %d, %v, want %d", c.text, got, err, c.want)
		}
	}
	for _, text := range []string{
		"", "A", "17", "A000", "A0", "A0017", "A1000", "B017", "O017", "I017", "A-17", "A+17", "A1e1",
		"AA17", "A01\n", "é17", "\u066117",
	} {
		if got, err := queue.ParseNumber(text); !errors.Is(err, queue.ErrNumber) {
			t.Errorf("ParseNumber(%q) = %d, %v, want ErrNumber", text, got, err)
		}
	}
}

// The whole space is walked once: every number is shown in a form of its own that reads back.
func TestEveryNumberReadsBack(t *testing.T) {
	seen := map[string]bool{}
	n := queue.Number(1)
	for range queue.NumberSpace {
		text := n.String()
		back, err := queue.ParseNumber(text)
		if err != nil || back != n || seen[text] {
			t.Fatalf("%d is shown as %q and read as %d (%v), seen before: %v", n, text, back, err, seen[text])
		}
		seen[text] = true
		n = n.Next()
	}
	if n != 1 {
		t.Errorf("after the last number comes %d, want 1", n)
	}
}

func TestFirstNumberChangesTheLetterEachSession(t *testing.T) {
	for _, c := range []struct {
		session int
		want    string
	}{{0, "A001"}, {1, "C001"}, {18, "Y001"}, {19, "A001"}} {
		if got := queue.FirstNumber(c.session).String(); got != c.want {
			t.Errorf("session %d starts at %s, want %s", c.session, got, c.want)
		}
	}
}

func TestNumberInJSONReadsAsOnTheSlip(t *testing.T) {
	type slip struct {
		Number queue.Number `json:"number"`
	}
	b, err := json.Marshal(slip{17})
	if err != nil || string(b) != `{"number":"A017"}` {
		t.Fatalf("17 is written %s, %v", b, err)
	}
	for _, c := range []struct {
		text string
		want queue.Number
		err  error
	}{
		{`{"number":"A017"}`, 17, nil},
		{`{"number":""}`, 0, nil},
		{`{"number":"17"}`, 0, queue.ErrNumber},
	} {
		var s slip
		if err := json.Unmarshal([]byte(c.text), &s); !errors.Is(err, c.err) || s.Number != c.want {
			t.Errorf("%s reads as %d, %v, want %d, %v", c.text, s.Number, err, c.want, c.err)
		}
	}
}
