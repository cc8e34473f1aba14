package export_test

import (
	"bytes"
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
	text, err := export.Network(merged)
	if got := bytes.Count(text, []byte("2025-W45,")); err != nil || got != len(corrected.Figures) {
		t.Errorf("got %d lines, %v; want %d", got, err, len(corrected.Figures))
	}
	if bytes.Count(text, []byte("\n")) != len(corrected.Figures)+len(other.Figures)+1 {
		t.Error("a release is missing, or there twice")
	}
}
