package main

import (
	"strings"
	"testing"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
	"guichet/queue/site"
)

// A printer that signs its own certificate is not trusted at first; what is said to be written into site.toml makes it so.
func TestStateOfASecurePrinter(t *testing.T) {
	printer := papertest.NewEverywhere(t, t.TempDir())
	ask := func(address string) printerState {
		t.Helper()
		all, err := states(site.Site{Printers: []site.Printer{{Role: "page", Name: "office", Address: address, Width: paper.Wide}}})
		if err != nil || len(all) != 1 {
			t.Fatalf("%+v, %v", all, err)
		}
		return all[0]
	}
	got := ask(printer.Secure())
	_, address, found := strings.Cut(got.Todo, `address = "`)
	if got.Status != paper.Untrusted || !found {
		t.Fatalf("%+v", got)
	}
	if got := ask(strings.TrimSuffix(address, `"`)); got.Status != paper.Ready {
		t.Errorf("%+v", got)
	}
}
