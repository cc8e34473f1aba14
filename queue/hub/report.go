package hub

import (
	"context"
	"strconv"

	"guichet/queue"
	"guichet/queue/orientation"
)

// Report is a week's plain counts with how long visitors waited and were served. Not for publication.
func (a *Appliance) Report(ctx context.Context, week orientation.Week) (orientation.Report, error) {
	r, err := a.Stats.Report(ctx, week)
	if err != nil {
		return r, err
	}
	sessions, err := a.Stats.Measures(ctx, week, week)
	if err != nil {
		return r, err
	}
	r.Town = a.Site.Town
	waiting, service := sum(sessions, queue.HistogramWaiting), sum(sessions, queue.HistogramService)
	for _, f := range []struct {
		name string
		h    queue.Histogram
		q    float64
	}{{"waiting_p50", waiting, 0.5}, {"waiting_p90", waiting, 0.9}, {"service_p50", service, 0.5}} {
		if f.h.Total() > 0 {
			minutes := strconv.FormatFloat(f.h.Quantile(f.q).Minutes(), 'f', 0, 64)
			r.Extra = append(r.Extra, orientation.Figure{Name: f.name, Value: minutes})
		}
	}
	return r, nil
}

// sum adds one histogram over sessions.
func sum(sessions []orientation.Measures, name string) queue.Histogram {
	var h queue.Histogram
	for _, s := range sessions {
		for bin, n := range s.Histograms[name] {
			if bin < len(h) {
				h[bin] += n
			}
		}
	}
	return h
}
