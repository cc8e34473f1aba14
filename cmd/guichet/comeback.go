package main

import (
	"context"
	"errors"
	"log/slog"

	"guichet/kiosk"
	"guichet/kiosk/paper"
	"guichet/queue/hub"
	"guichet/queue/journal"
)

// typed takes what a keyboard or a scanner types as signs of a code. On every other page a keyboard has keys, and no letters.
func (w *staffWindow) typed(r rune) {
	if w.state.Screen() == kiosk.StaffComeBack {
		w.event(kiosk.TypeSign{Sign: string(r)})
	}
}

func (w *staffWindow) useCode(e kiosk.UseCode) kiosk.StaffEvent {
	used := useCode(w.ctx, w.desk.Hub, e)
	used.Paper, used.View = w.paper.Has(paper.SlipRole), w.floor()
	return used
}

// useCode has the hub give the number that a code stands for. Its slip is printed like any other.
func useCode(ctx context.Context, h *hub.Hub, e kiosk.UseCode) kiosk.CodeUsed {
	t, err := h.Issue(ctx, hub.Wish{Key: e.Key, Language: e.Language, Code: e.Code})
	for _, disk := range diskErrors {
		if errors.Is(err, disk) {
			slog.Error("a number for a come-back code could not be kept", "error", disk)
		}
	}
	return kiosk.CodeUsed{Key: e.Key, Number: t.Number, Err: err}
}

// diskErrors are written to the log. Refusals of the queue are not: they name tickets and codes.
var diskErrors = []error{journal.ErrStopped, journal.ErrFull, journal.ErrReadOnly}
