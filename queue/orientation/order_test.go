package orientation_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"guichet/queue/orientation"
)

// numbered is the i-th of many different requests, so that a row tells when it was written. They
// come in no order of their codes, because the index has one.
func numbered(i int) orientation.Request {
	i = i * 7919 % 28_000
	fields := orientation.Fields()
	pick := func(field int) string {
		codes := fields[field].Stored()
		if field == 0 {
			codes = codes[:len(codes)-1] // without PRO, which keeps nothing that tells rows apart
		}
		code := codes[i%len(codes)]
		i /= len(codes)
		return code
	}
	return orientation.Request{
		Topic: pick(0), Outcome: pick(1), Profile: orientation.Profile{Region: pick(4), Group: pick(6), CameBy: pick(8)},
	}
}

// written is a row of the file: when it was written, its key, where it is selected.
type written struct {
	when, selected int
	key            int64
}

// visits fit on one page of the table and one of the index, where the order is plainest: a page that
// overflows is rewritten by SQLite itself.
const visits = 60

// fill records visits in a known order.
func fill(t *testing.T, s *orientation.Store) {
	t.Helper()
	for i := range visits {
		record(t, s, "2026-W47", numbered(i))
	}
}

// rows reads a file the way a stranger would who looks for order.
func rows(t *testing.T, path, query string) []written {
	t.Helper()
	when := map[orientation.Request]int{}
	for i := range visits {
		when[numbered(i)] = i
	}
	found, err := raw(t, path).Query(query)
	must(t, err)
	defer found.Close() //nolint:errcheck // a test's reader
	var all []written
	for found.Next() {
		w := written{selected: len(all)}
		var r orientation.Request
		must(t, found.Scan(&w.key, &r.Topic, &r.Outcome, &r.Region, &r.Group, &r.CameBy))
		w.when = when[r]
		all = append(all, w)
	}
	must(t, found.Err())
	if len(all) != visits {
		t.Fatalf("got %d rows, want %d", len(all), visits)
	}
	return all
}

// rising is the share of neighbours, in some order of the rows, of which the later was also written
// later: one half when the order tells nothing, 1 or 0 when it tells all. For n neighbours by chance
// its deviation is sqrt(1/12n).
func rising(all []written) float64 {
	up := 0
	for i := 1; i < len(all); i++ {
		if all[i].when > all[i-1].when {
			up++
		}
	}
	return float64(up) / float64(len(all)-1)
}

// tells says whether a share of rising neighbours is beyond six deviations of chance.
func tells(share float64) bool { return math.Abs(share-0.5) > 6*math.Sqrt(1.0/12/visits) }

// places puts the rows in the order in which their keys stand in the bytes: the first time (one
// b-tree) or the last time (the other).
func places(all []written, text []byte, find func(text, key []byte) int) []written {
	at := func(w written) int { return find(text, stored(w.key)) }
	return slices.SortedFunc(slices.Values(all), func(a, b written) int { return cmp.Compare(at(a), at(b)) })
}

// stored is a key as SQLite writes it: in eight bytes, or in six where these are enough, which chance gives now and then.
func stored(key int64) []byte {
	b := binary.BigEndian.AppendUint64(nil, uint64(key))
	if key >= -1<<47 && key < 1<<47 {
		return b[2:]
	}
	return b
}

// allOrders is every order that the file shows its reader.
func allOrders(t *testing.T, path string) map[string]float64 {
	t.Helper()
	const columns = `SELECT key, topic, outcome, region, "group", came_by FROM request`
	selected := rows(t, path, columns+" NOT INDEXED")
	text := read(t, path)
	for _, w := range selected {
		if bytes.Count(text, stored(w.key)) < 2 {
			t.Fatal("a key is not in table and index: this test looks in the wrong place")
		}
	}
	return map[string]float64{
		"selected rows":             rising(selected),
		"rows of the week, indexed": rising(rows(t, path, columns+" WHERE week = '2026-W47' AND +topic = topic")),
		"first place in the bytes":  rising(places(selected, text, bytes.Index)),
		"last place in the bytes":   rising(places(selected, text, bytes.LastIndex)),
	}
}

// Neither a query nor the bytes tell the order in which visits were recorded: not after closing, and
// not while the desk is open either, because a machine may be seized at work.
func TestOrderTellsNothing(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	fill(t, s)
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() != 0 {
		t.Errorf("the log holds %d bytes after a write, want 0 (%v)", info.Size(), err)
	}
	seized := path + ".seized"
	must(t, os.WriteFile(seized, read(t, path), 0o600))
	must(t, s.Close())
	for when, name := range map[string]string{"at work": seized, "closed": path} {
		for order, share := range allOrders(t, name) {
			if tells(share) {
				t.Errorf("%s, %s: %.0f %% of neighbours were written in this order", when, order, 100*share)
			}
		}
	}
}

// The measure above sees the order that SQLite leaves when nothing is done about it.
func TestOrderIsSeenWhereItIs(t *testing.T) {
	path := newPath(t)
	must(t, open(t, path).Close())
	db := raw(t, path)
	db.SetMaxOpenConns(1)
	for i := range visits {
		r := numbered(i)
		_, err := db.Exec(`INSERT INTO request VALUES (?, '2026-W47', ?, ?, 'NS', 'NS', ?, 'NS', ?, 'NS', ?)`,
			orientation.NewKey(), r.Topic, r.Outcome, r.Region, r.Group, r.CameBy)
		must(t, err)
	}
	must(t, db.Close())
	if share := allOrders(t, path)["last place in the bytes"]; !tells(share) {
		t.Errorf("a page that was never rewritten shows no order: %.2f", share)
	}
}

// A process that dies between a write and the rewriting leaves a log; the next opening rewrites.
func TestOpeningAfterACrashRewrites(t *testing.T) {
	path := newPath(t)
	must(t, open(t, path).Close())
	db := raw(t, path)
	db.SetMaxOpenConns(1)
	for i := range visits {
		r := numbered(i)
		_, err := db.Exec(`INSERT INTO request VALUES (?, '2026-W47', ?, ?, 'NS', 'NS', ?, 'NS', ?, 'NS', ?)`,
			orientation.NewKey(), r.Topic, r.Outcome, r.Region, r.Group, r.CameBy)
		must(t, err)
	}
	crashed := newPath(t)
	for _, end := range []string{"", "-wal"} {
		must(t, os.WriteFile(crashed+end, read(t, path+end), 0o600))
	}
	must(t, open(t, crashed).Close())
	for order, share := range allOrders(t, crashed) {
		if tells(share) {
			t.Errorf("%s: %.0f %% of neighbours were written in this order", order, 100*share)
		}
	}
}

// Keys use all their bits, and no two are alike.
func TestKeys(t *testing.T) {
	seen, ones := map[int64]bool{}, 0
	for range 10_000 {
		k := orientation.NewKey()
		seen[k] = true
		ones += bits.OnesCount64(uint64(k))
	}
	if len(seen) != 10_000 || ones < 318_000 || ones > 322_000 { // 320,000 by chance, deviation 400
		t.Errorf("got %d keys with %d ones of 640,000 bits", len(seen), ones)
	}
}

// timesIn finds clock times in bytes: 10:04, and any moment from first to last as a count of seconds,
// milliseconds, microseconds or nanoseconds, or as a Julian day, in either order of bytes.
func timesIn(text []byte, first, last time.Time) []string {
	var found []string
	if at := regexp.MustCompile(`[012][0-9]:[0-5][0-9]`).Find(text); at != nil {
		found = append(found, string(at))
	}
	inside := func(n uint64, unit time.Duration) bool {
		return n >= uint64(first.UnixNano())/uint64(unit) && n <= uint64(last.UnixNano())/uint64(unit)
	}
	julian := func(at time.Time) float64 { return float64(at.UnixMilli())/86_400_000 + 2440587.5 }
	text = append(bytes.Clone(text), make([]byte, 8)...) // a short number may stand at the very end
	for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
		for i := 0; i+8 <= len(text); i++ {
			n := order.Uint64(text[i:])
			six := order.Uint64(append(make([]byte, 2), text[i:i+6]...))
			if order == binary.LittleEndian {
				six = n & (1<<48 - 1)
			}
			day := math.Float64frombits(n)
			if inside(uint64(order.Uint32(text[i:])), time.Second) || inside(six, time.Millisecond) ||
				inside(n, time.Millisecond) || inside(n, time.Microsecond) || inside(n, time.Nanosecond) ||
				day >= julian(first) && day <= julian(last) {
				found = append(found, "a moment")
			}
		}
	}
	return found
}

// After a day of everything that is kept, the closed file holds no time of day.
func TestNoClockTimeInTheFile(t *testing.T) {
	first := time.Now().Add(-2 * time.Second)
	path := newPath(t)
	filled(t, path)
	s := open(t, path)
	must(t, s.PutSpent(t.Context(), "2026-11-18", []string{"K7QM-2XPA"}))
	_, err := s.Import(t.Context(), tally("2026-W46,HLT,INFO,,,,,,,"), orientation.ImportOptions{})
	must(t, err)
	must(t, s.Backup(t.Context(), path+".backup"))
	must(t, s.Close())
	last := time.Now().Add(2 * time.Second)
	for _, name := range []string{path, path + ".backup"} {
		if found := timesIn(read(t, name), first, last); len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// The search finds each form of a time where there is one.
func TestTimesAreSeenWhereTheyAre(t *testing.T) {
	now := time.Now()
	for name, q := range map[string]struct {
		value any
	}{
		"text": {now.Format(time.RFC3339)}, "seconds": {now.Unix()}, "milliseconds": {now.UnixMilli()},
		"microseconds": {now.UnixMicro()}, "nanoseconds": {now.UnixNano()},
		"julian": {float64(now.UnixMilli())/86_400_000 + 2440587.5},
	} {
		path := newPath(t)
		filled(t, path)
		db := raw(t, path)
		_, err := db.Exec("CREATE TABLE note (at ANY) STRICT; INSERT INTO note VALUES (?)", q.value)
		must(t, err)
		must(t, db.Close())
		if len(timesIn(read(t, path), now.Add(-time.Second), now.Add(time.Second))) == 0 {
			t.Errorf("%s: not seen", name)
		}
	}
}
