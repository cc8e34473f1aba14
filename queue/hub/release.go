package hub

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"guichet/queue"
	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

// keyFile holds the seed of the site's signing key, in the data folder.
const keyFile = "site.key"

// ErrCorrected says that a period has had its one correction.
var ErrCorrected = errors.New("the period was corrected once, and may not be again")

// Release gives what is published of a period. The first time it counts, protects and attacks, and
// keeps the result; from then on it gives what was kept, of a corrected period the correction. It fails with
// [statistics.ErrOpen], [statistics.ErrClock] or [statistics.ErrUnsafe]; the outcome then names the cells,
// for the operator alone.
func (a *Appliance) Release(ctx context.Context, p statistics.Period) (statistics.Release, statistics.Outcome, error) {
	r, outcome, isNew, err := a.prepare(ctx, p)
	if err == nil && isNew {
		err = a.publish(ctx, r)
	}
	return r, outcome, err
}

// Correct counts a period anew and publishes its version 2, once; a period that is not out yet is published.
// A quarter is corrected together with those of its weeks whose figures have changed since they were
// published, for neither fits what is out of the other. It gives all that it published, the period itself last,
// and fails as [Appliance.Release] does, or with [ErrCorrected].
func (a *Appliance) Correct(ctx context.Context, p statistics.Period) ([]statistics.Release, statistics.Outcome, error) {
	earlier, err := a.releases(ctx, p.First.Year)
	if err != nil {
		return nil, statistics.Outcome{}, err
	}
	latest := latestOf(earlier, p)
	if latest.Version > 1 {
		return nil, statistics.Outcome{}, fmt.Errorf("%v: %w", p, ErrCorrected)
	}
	if err := a.mayRelease(ctx, p); err != nil {
		return nil, statistics.Outcome{}, err
	}
	var weeks []statistics.Release
	if latest.Version > 0 && p.Kind() == statistics.Quarterly {
		if weeks, err = a.changed(ctx, p, earlier); err != nil {
			return nil, statistics.Outcome{}, err
		}
	}
	draft, err := a.draft(ctx, p, latest.Version+1, earlier)
	if err != nil {
		return nil, statistics.Outcome{}, err
	}
	all, outcome, err := statistics.GateTogether(draft, weeks, earlier)
	if err == nil {
		err = a.publish(ctx, all...)
	}
	return all, outcome, err
}

// changed are the corrections of those weeks of a quarter that would show other figures now. In the stricter
// mode chance would, and no week contradicts its quarter: there are none.
func (a *Appliance) changed(ctx context.Context, q statistics.Period, earlier []statistics.Release) ([]statistics.Release, error) {
	var weeks []statistics.Release
	for _, w := range q.Weeks() {
		p := statistics.OneWeek(w)
		latest := latestOf(earlier, p)
		if latest.Version == 0 || a.Site.Statistics.Noise[0] > 0 {
			continue
		}
		draft, err := a.draft(ctx, p, latest.Version+1, earlier)
		if err != nil {
			return nil, err
		}
		if !latest.Differs(draft) {
			continue
		}
		if latest.Version > 1 {
			return nil, fmt.Errorf("%v holds something newer than its correction: %v: %w", q, p, ErrCorrected)
		}
		weeks = append(weeks, draft)
	}
	return weeks, nil
}

// publish keeps releases, all or none, and forgets what need not be kept any more.
func (a *Appliance) publish(ctx context.Context, releases ...statistics.Release) error {
	kept := make([]orientation.Released, len(releases))
	for i, r := range releases {
		document, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("keep the release: %w", err)
		}
		kept[i] = orientation.Released{Period: r.Period.String(), Version: r.Version, Document: document}
	}
	if err := a.Stats.PutRelease(ctx, kept...); err != nil {
		return err
	}
	return a.forget(ctx)
}

// latestOf is the newest version of a period; one without a version when it is not out.
func latestOf(releases []statistics.Release, p statistics.Period) (latest statistics.Release) {
	for _, r := range releases {
		if r.Period == p && r.Version > latest.Version {
			latest = r
		}
	}
	return latest
}

// Preview gives what [Appliance.Release] would, and keeps nothing: until it is released, it may still
// change. In the stricter mode looking is drawing, and chance may be drawn once only: there it is kept.
func (a *Appliance) Preview(ctx context.Context, p statistics.Period) (statistics.Release, error) {
	if a.Site.Statistics.Noise[0] > 0 {
		r, _, err := a.Release(ctx, p)
		return r, err
	}
	r, _, _, err := a.prepare(ctx, p)
	return r, err
}

// LastWeek is the last week that has ended.
func (a *Appliance) LastWeek(ctx context.Context) (statistics.Period, error) {
	week, err := a.Week(ctx)
	if err != nil {
		return statistics.Period{}, err
	}
	return statistics.OneWeek(week.Back(1)), nil
}

// prepare gives the release that is kept, or a new one that is not kept yet.
func (a *Appliance) prepare(ctx context.Context, p statistics.Period) (statistics.Release, statistics.Outcome, bool, error) {
	earlier, err := a.releases(ctx, p.First.Year)
	if err != nil {
		return statistics.Release{}, statistics.Outcome{}, false, err
	}
	if latest := latestOf(earlier, p); latest.Version > 0 {
		return latest, statistics.Outcome{}, false, nil
	}
	if err := a.mayRelease(ctx, p); err != nil {
		return statistics.Release{}, statistics.Outcome{}, false, err
	}
	draft, err := a.draft(ctx, p, 1, earlier)
	if err != nil {
		return statistics.Release{}, statistics.Outcome{}, false, err
	}
	r, outcome, err := statistics.Gate(draft, earlier)
	return r, outcome, true, err
}

// mayRelease refuses a period that has not ended, by a clock that can be right.
func (a *Appliance) mayRelease(ctx context.Context, p statistics.Period) error {
	zone := a.Site.Plan.Zone
	today, latest := orientation.WeekOf(a.now(), zone), orientation.Week{}
	day, _, _, err := a.Stats.LastSession(ctx)
	if err != nil {
		return err
	}
	if day != "" {
		latest = orientation.WeekOf(queue.Day(day).In(zone).Add(12*time.Hour), zone)
	}
	return errors.Join(statistics.CheckClock(today, latest), p.Closed(today))
}

// draft counts a period and protects the counts; it is not attacked yet.
func (a *Appliance) draft(ctx context.Context, p statistics.Period, version int, earlier []statistics.Release) (statistics.Release, error) {
	kept, err := a.kept(ctx, p, earlier)
	if err != nil {
		return statistics.Release{}, err
	}
	counts, err := a.counts(ctx, p)
	if err != nil {
		return statistics.Release{}, err
	}
	draft, err := a.protected(p, kept, counts)
	draft.Version = version
	if p.Kind() == statistics.Yearly {
		draft = draft.Repeat(earlier)
	}
	return draft, err
}

// protected makes the figures by the rule of site.toml.
func (a *Appliance) protected(p statistics.Period, kept map[string][]string, counts statistics.Counts) (statistics.Release, error) {
	if n := a.Site.Statistics.Noise; n[0] > 0 {
		noise := statistics.Noise{Numerator: n[0], Denominator: n[1]}
		return statistics.Blur(a.Site.Town, p, kept, counts, noise, statistics.Geometric{})
	}
	return statistics.Draft(a.Site.Town, p, kept, counts), nil
}

// releases reads what was released in a year.
func (a *Appliance) releases(ctx context.Context, year int) ([]statistics.Release, error) {
	stored, err := a.Stats.Releases(ctx, year)
	if err != nil {
		return nil, err
	}
	releases := make([]statistics.Release, len(stored))
	for i, s := range stored {
		if err := json.Unmarshal(s.Document, &releases[i]); err != nil {
			return nil, fmt.Errorf("read the release of %s: %w", s.Period, err)
		}
	}
	return releases, nil
}

// kept is the list of codes counted apart in the period's quarter: that of its first release, or
// made from the quarter before.
func (a *Appliance) kept(ctx context.Context, p statistics.Period, earlier []statistics.Release) (map[string][]string, error) {
	q := statistics.QuarterOf(p.First)
	for _, r := range earlier {
		if q.Contains(r.Period) {
			return r.Kept, nil
		}
	}
	before := q.Before()
	sums, err := a.Stats.Sums(ctx, before.First, before.Last)
	return statistics.Keep(sums), err
}

// counts adds up a period for the plan's tables.
func (a *Appliance) counts(ctx context.Context, p statistics.Period) (statistics.Counts, error) {
	c := statistics.Counts{Pairs: map[string]map[[2]string]int{}}
	var err error
	if c.Requests, err = a.Stats.Sums(ctx, p.First, p.Last); err != nil {
		return c, err
	}
	for _, t := range statistics.Plan() {
		if len(t.Fields) == 2 {
			if c.Pairs[t.Name], err = a.Stats.Pairs(ctx, p.First, p.Last, t.Fields[0], t.Fields[1]); err != nil {
				return c, err
			}
		}
	}
	if c.Brochures, err = a.Stats.Brochures(ctx, p.First, p.Last); err != nil {
		return c, err
	}
	sessions, err := a.Stats.Measures(ctx, p.First, p.Last)
	if err != nil {
		return c, err
	}
	c.Measures = measures(sessions, c.Requests)
	c.Measures["sessions"]["planned"] = planned(a.Site.Plan, p)
	return c, nil
}

// planned is how many openings site.toml plans for a period.
func planned(plan queue.Plan, p statistics.Period) int {
	n, end := 0, p.Last.Next().Monday(plan.Zone)
	for day := p.First.Monday(plan.Zone); day.Before(end); day = day.AddDate(0, 0, 1) {
		n += len(plan.On(day))
	}
	return n
}

// measures are the counts of the tables that are not about a field of requests. A visit is a ticket
// that ended: served, not there when called, or gone before.
func measures(sessions []orientation.Measures, requests map[string]map[string]int) map[string]map[string]int {
	n, topics := map[string]int{}, 0
	for _, s := range sessions {
		for name, count := range s.Counts {
			n[name] += count
		}
	}
	for _, count := range requests["topic"] {
		topics += count
	}
	return map[string]map[string]int{
		"visits":   {"all": n[queue.CountServed] + n[queue.CountNoShow] + n[queue.CountAbandoned]},
		"requests": {"all": topics},
		"sessions": {"held": len(sessions)},
		"end":      {"served": n[queue.CountServed], "left": n[queue.CountAbandoned], "no_show": n[queue.CountNoShow]},
		"unmet": {
			"no_service": requests["outcome"]["NOSVC"], "uncovered": n[queue.CountUncovered],
			"left": n[queue.CountAbandoned], "turned_away": n[queue.CountTurnedAway],
		},
		"estimate":       {"told": n[queue.CountTold], "kept": n[queue.CountTruthful]},
		"estimate_error": bands(sum(sessions, queue.HistogramError), []int{5, 10, 20}, []string{"0-5", "5-10", "10-20", "20+"}),
		"seen_first":     {"priority": n[queue.CountPriority]},
		"waiting":        bands(sum(sessions, queue.HistogramWaiting), []int{15, 30, 60}, []string{"0-15", "15-30", "30-60", "60+"}),
		"service":        bands(sum(sessions, queue.HistogramService), []int{5, 15, 30}, []string{"0-5", "5-15", "15-30", "30+"}),
	}
}

// bands adds the bins of a histogram between limits in minutes.
func bands(h queue.Histogram, limits []int, names []string) map[string]int {
	counts := map[string]int{}
	for bin, n := range h {
		band := 0
		for band < len(limits) && queue.BinStart(bin) >= time.Duration(limits[band])*time.Minute {
			band++
		}
		counts[names[band]] += n
	}
	return counts
}

// SiteKey reads the key that signs what the site publishes, and makes it the first time.
func SiteKey(dir string) (ed25519.PrivateKey, error) {
	path := filepath.Join(dir, keyFile)
	seed, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		seed = make([]byte, ed25519.SeedSize)
		if _, err = rand.Read(seed); err == nil {
			err = WriteSynced(path, seed)
		}
	}
	if err == nil && len(seed) != ed25519.SeedSize {
		err = errors.New("it is not 32 bytes long")
	}
	if err != nil {
		return nil, fmt.Errorf("read the site's key: %w", err)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}
