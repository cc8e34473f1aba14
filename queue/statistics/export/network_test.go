package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"guichet/queue/statistics"
	"guichet/queue/statistics/export"
)

// Of a corrected period the network's table has the correction alone.
func TestNetworkHasCorrectionsAlone(t *testing.T) {
	first, other := released(t, "2025-W45"), released(t, "2025-W46")
	corrected := first
	corrected.Version = 2
	merged, _, err := statistics.Merge([]statistics.Release{corrected, other, first})
	if err != nil {
		t.Fatal(err)
	}
	files, err := export.Network(merged)
	text := files["network.csv"]
	if got := bytes.Count(text, []byte("2025-W45,")); err != nil || got != len(corrected.Figures) {
		t.Errorf("got %d lines, %v; want %d", got, err, len(corrected.Figures))
	}
	if bytes.Count(text, []byte("\n")) != len(corrected.Figures)+len(other.Figures)+1 {
		t.Error("a release is missing, or there twice")
	}
}

// Writing the network's tables again replaces them whole, and nothing else is left.
func TestWriteNetworkTwice(t *testing.T) {
	merged, _, err := statistics.Merge([]statistics.Release{released(t, "2025-W45"), released(t, "2025-W46")})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "network")
	for _, part := range [][]statistics.Release{merged[:1], merged, merged} {
		if err := export.WriteNetwork(dir, part); err != nil {
			t.Fatal(err)
		}
	}
	want, err := export.Network(merged)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if names, err := os.ReadDir(dir); err != nil || len(names) != 2 {
		t.Errorf("got %v, %v", names, err)
	}
}
