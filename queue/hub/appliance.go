package hub

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"guichet/queue"
	"guichet/queue/journal"
	"guichet/queue/orientation"
	"guichet/queue/site"
)

// StatsFile is what outlives sessions, in the data folder.
const StatsFile = "stats.db"

// reserve is the room on the disk that is kept for the tickets of a day.
const reserve = 16 << 20

// Appliance is the whole of one machine's desk: its data folder, taken for this process, the hub and
// the orientation requests.
type Appliance struct {
	Site  site.Site
	Hub   *Hub
	Stats *orientation.Store

	now    func() time.Time
	unlock func() error
}

// Start takes a data folder, creating it when missing, and brings the desk to where it was.
// [ErrHeld] says who has the folder.
func Start(ctx context.Context, dir string, s site.Site, now func() time.Time) (*Appliance, error) {
	unlock, err := Lock(dir)
	if err != nil {
		return nil, err
	}
	a, err := bringUp(ctx, dir, s, now)
	if err != nil && full(dir) && freeReserve(dir) {
		if a, err = bringUp(ctx, dir, s, now); err == nil {
			err = a.Hub.alone(ctx, a.Hub.noteFull)
		}
	}
	if err != nil {
		if full(dir) {
			err = fmt.Errorf("%w: %w", journal.ErrFull, err)
		}
		return nil, errors.Join(err, unlock())
	}
	a.unlock = unlock
	return a, nil
}

// bringUp opens what a locked folder holds.
func bringUp(ctx context.Context, dir string, s site.Site, now func() time.Time) (*Appliance, error) {
	stats, err := orientation.Open(filepath.Join(dir, StatsFile), orientation.Options{})
	if err != nil {
		return nil, err
	}
	h, err := Open(ctx, dir, Options{Site: s, Archive: archive{stats, s.Plan.Zone}, Now: now, Reserve: reserve})
	if err != nil {
		return nil, errors.Join(err, stats.Close())
	}
	a := &Appliance{Site: s, Hub: h, Stats: stats, now: now}
	if err := a.enforce(ctx); err != nil {
		return nil, errors.Join(err, h.Close(), stats.Close())
	}
	return a, nil
}

// Close ends the work and gives the data folder back. An open session stays open.
func (a *Appliance) Close() error {
	return errors.Join(a.Hub.Close(), a.Stats.Close(), a.unlock())
}

// Today is the queue's day, which never runs backwards, and what the wall clock says of it.
func (a *Appliance) Today(ctx context.Context) (queue.Day, error) {
	day, _, _, err := a.Stats.LastSession(ctx)
	if err != nil {
		return "", err
	}
	now, _ := today(a.now().In(a.Site.Plan.Zone), queue.Day(day))
	return now, nil
}

// Week is the week of today.
func (a *Appliance) Week(ctx context.Context) (orientation.Week, error) {
	day, err := a.Today(ctx)
	if err != nil {
		return orientation.Week{}, err
	}
	zone := a.Site.Plan.Zone
	return orientation.WeekOf(day.In(zone).Add(12*time.Hour), zone), nil
}

// recordable is in how many weeks a request may be recorded: further back is a slip of the pen.
const recordable = 53

// Recordable gives the first and the last week in which requests may be recorded: the present one and
// the year before it.
func (a *Appliance) Recordable(ctx context.Context) (earliest, latest orientation.Week, err error) {
	latest, err = a.Week(ctx)
	zone := a.Site.Plan.Zone
	return orientation.WeekOf(latest.Monday(zone).AddDate(0, 0, -7*(recordable-1)), zone), latest, err
}

// archive keeps what outlives a session in stats.db.
type archive struct {
	store *orientation.Store
	zone  *time.Location
}

// LastSession implements [Archive].
func (a archive) LastSession(ctx context.Context) (SessionID, error) {
	day, serial, letter, err := a.store.LastSession(ctx)
	return SessionID{Day: queue.Day(day), Serial: serial, Letter: letter}, err
}

// BeginSession implements [Archive].
func (a archive) BeginSession(ctx context.Context, id SessionID) error {
	return a.store.PutLastSession(ctx, string(id.Day), id.Serial, id.Letter)
}

// SpentCodes implements [Archive].
func (a archive) SpentCodes(ctx context.Context, day queue.Day) ([]string, error) {
	return a.store.Spent(ctx, string(day))
}

// EndSession implements [Archive]. Each of its steps may be repeated: the journal is erased after the
// last one only, so a crash between them leads back here.
func (a archive) EndSession(ctx context.Context, id SessionID, spent []string, m queue.Measures) error {
	err := a.store.PutLastSession(ctx, string(id.Day), id.Serial, id.Letter)
	if err != nil && !errors.Is(err, orientation.ErrBackwards) { // a later one has begun since
		return err
	}
	if err := a.store.PutSpent(ctx, string(id.Day), spent); err != nil {
		return err
	}
	histograms := map[string][]int{}
	for name, h := range m.Histograms {
		histograms[name] = h[:]
	}
	return a.store.PutMeasures(ctx, orientation.Measures{
		Key: id.key(), Week: orientation.WeekOf(id.Day.In(a.zone).Add(12*time.Hour), a.zone),
		Counts: m.Counts, Histograms: histograms,
	})
}

// Busy implements [Archive].
func (a archive) Busy(ctx context.Context, sessions int) (queue.Histogram, error) {
	var h queue.Histogram
	bins, err := a.store.Histogram(ctx, queue.HistogramBusy, sessions)
	if err == nil && len(bins) > len(h) {
		err = fmt.Errorf("histogram %s has %d bins, not %d", queue.HistogramBusy, len(bins), len(h))
	}
	copy(h[:], bins)
	return h, err
}
