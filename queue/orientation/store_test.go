package orientation_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"guichet/queue/orientation"
)

// open opens a store in a folder of its own, or the one given, and closes it at the end.
func open(t testing.TB, path string) *orientation.Store {
	t.Helper()
	s, err := orientation.Open(path, orientation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newPath(t testing.TB) string { return filepath.Join(t.TempDir(), "stats.db") }

// raw looks at a file without the package, as a stranger would.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func record(t testing.TB, s *orientation.Store, w string, visit ...orientation.Request) {
	t.Helper()
	if err := s.Record(t.Context(), week(t, w), visit); err != nil {
		t.Fatal(err)
	}
}

func counts(t testing.TB, s *orientation.Store, w string) orientation.Counts {
	t.Helper()
	c, err := s.Counts(t.Context(), week(t, w))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// common makes a profile one that is not rare in the weeks after.
func common(t testing.TB, s *orientation.Store, w string, p orientation.Profile) {
	t.Helper()
	for range 4 {
		record(t, s, w, orientation.Request{Topic: "INF", Outcome: "INFO", Profile: p})
	}
}

func TestRecordAndCount(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	p := orientation.Profile{Sex: "F", Age: "25-34", Region: "788", Language: "dyu", Group: "with-child", Priority: "yes", CameBy: "friend"}
	common(t, s, "2026-W40", p)
	record(t, s, "2026-W47", orientation.Request{Topic: "HLT", Outcome: "PUB", Profile: p},
		orientation.Request{Topic: "GBV", Outcome: "CSO", Profile: p}, orientation.Request{Topic: "ASY", Profile: p})
	record(t, s, "2026-W47", orientation.Request{Topic: "HLT", Outcome: "NOSVC"})
	record(t, s, "2026-W48", orientation.Request{Topic: "EDU", Outcome: "MUN"})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c := counts(t, open(t, path), "2026-W47")
	if c.Requests != 3 {
		t.Errorf("got %d requests, want 3: two and one protected", c.Requests)
	}
	want := map[string]string{
		"topic": "HLT:2 PRO:1", "outcome": "NOSVC:1 PUB:1", "sex": "F:1 NS:1", "age": "25-34:1 NS:1", "region": "NS:1 TUN:1",
		"language": "NS:1 bm:1", "group": "NS:1 with-child:1", "priority": "NS:1 yes:1", "came_by": "NS:1 friend:1",
	}
	for name, w := range want {
		if got := nonZero(c.By[name]); got != w {
			t.Errorf("%s: got %s, want %s", name, got, w)
		}
	}
	if zeros := len(c.By["topic"]); zeros != 13 {
		t.Errorf("got %d topics in the counts, want all 13", zeros)
	}
}

func nonZero(m map[string]int) string {
	var parts []string
	for code, n := range m {
		if n != 0 {
			parts = append(parts, fmt.Sprintf("%s:%d", code, n))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// A row of a protected topic has a key, a week, PRO, and nothing else, whatever was entered.
func TestProtectedRowIsBare(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	record(t, s, "2026-W47", orientation.Request{Topic: "TRF", Outcome: "CSO", Profile: orientation.Profile{Sex: "M", Language: "wo"}})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var bare int
	err := raw(t, path).QueryRow(`SELECT count(*) FROM request WHERE topic = 'PRO' AND coalesce(outcome, sex, age, region,
		language, "group", priority, came_by) IS NULL`).Scan(&bare)
	if err != nil || bare != 1 {
		t.Errorf("got %d bare rows, %v; want 1", bare, err)
	}
}

func TestRecordRefusesWithoutWriting(t *testing.T) {
	s := open(t, newPath(t))
	good := orientation.Request{Topic: "HLT", Outcome: "INFO"}
	for name, f := range map[string]func() error{
		"week": func() error {
			return s.Record(t.Context(), orientation.Week{Year: 2025, Number: 53}, []orientation.Request{good})
		},
		"second": func() error {
			return s.Record(t.Context(), week(t, "2026-W47"), []orientation.Request{good, {Topic: "XXX", Outcome: "INFO"}})
		},
		"cancelled": func() error {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			return s.Record(ctx, week(t, "2026-W47"), []orientation.Request{good})
		},
	} {
		if err := f(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if c := counts(t, s, "2026-W47"); c.Requests != 0 {
		t.Errorf("got %d requests, want 0", c.Requests)
	}
}

// The database refuses what the program refuses, and takes what it takes: the lists in the SQL are
// those of the taxonomy.
func TestSQLAndTaxonomyAgree(t *testing.T) {
	path := newPath(t)
	open(t, path)
	var schema string
	if err := raw(t, path).QueryRow("SELECT sql FROM sqlite_schema WHERE name = 'request'").Scan(&schema); err != nil {
		t.Fatal(err)
	}
	in := map[string]string{}
	for _, m := range regexp.MustCompile(`CHECK \("(\w+)" IN \('(.*?)'\)\)`).FindAllStringSubmatch(schema, -1) {
		in[m[1]] = strings.ReplaceAll(m[2], "', '", " ")
	}
	for _, f := range orientation.Fields() {
		if got, want := in[f.Name], strings.Join(f.Stored(), " "); got != want {
			t.Errorf("%s in SQL: %s\n  in the taxonomy: %s", f.Name, got, want)
		}
	}
	if len(in) != len(orientation.Fields()) {
		t.Errorf("got %d lists in SQL, want %d", len(in), len(orientation.Fields()))
	}
}

func TestSQLRefuses(t *testing.T) {
	path := newPath(t)
	open(t, path)
	db := raw(t, path)
	const into = "INSERT INTO request VALUES "
	const rest = ", 'NS', 'NS', 'NS', 'NS', 'NS', 'NS', 'NS')"
	if _, err := db.Exec(into + "(1, '2026-W47', 'HLT', 'INFO'" + rest); err != nil {
		t.Fatalf("a good row: %v", err)
	}
	for name, row := range map[string]string{
		"topic folded away":  "(2, '2026-W47', 'GBV', 'INFO'" + rest,
		"lower case":         "(2, '2026-W47', 'hlt', 'INFO'" + rest,
		"week with a day":    "(2, '2026-W47-1', 'HLT', 'INFO'" + rest,
		"date":               "(2, '2026-11-23', 'HLT', 'INFO'" + rest,
		"no key":             "(NULL, '2026-W47', 'HLT', 'INFO'" + rest,
		"key of text":        "('a', '2026-W47', 'HLT', 'INFO'" + rest,
		"no outcome":         "(2, '2026-W47', 'HLT', NULL" + rest,
		"protected, outcome": "(2, '2026-W47', 'PRO', 'INFO', NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
		"protected, sex":     "(2, '2026-W47', 'PRO', NULL, 'F', NULL, NULL, NULL, NULL, NULL, NULL)",
		"protected, came by": "(2, '2026-W47', 'PRO', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'app')",
		"half a profile":     "(2, '2026-W47', 'HLT', 'INFO', NULL, 'NS', 'NS', 'NS', 'NS', 'NS', 'NS')",
	} {
		if _, err := db.Exec(into + row); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for _, q := range []string{
		"INSERT INTO session_count VALUES (99, 'issued', 1)", // no such session; this connection does not look
		"INSERT INTO last_session VALUES (1, '2026-11-23 10:04', 1, 0)",
		"INSERT INTO last_session VALUES (2, '2026-11-23', 1, 0)",
		"INSERT INTO spent VALUES ('2026-11-23T10', 'AAAA')",
	} {
		if _, err := db.Exec("PRAGMA foreign_keys = 1; " + q); err == nil {
			t.Errorf("accepted: %s", q)
		}
	}
}

func TestSettings(t *testing.T) {
	path := newPath(t)
	db, err := orientation.Connect(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's reader
	for pragma, want := range map[string]string{
		"synchronous": "2", "secure_delete": "1", "foreign_keys": "1", "trusted_schema": "0", "temp_store": "2",
		"cell_size_check": "1", "busy_timeout": "5000",
	} {
		var got string
		if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s: got %s, %v; want %s", pragma, got, err, want)
		}
	}
	if n := db.Stats().MaxOpenConnections; n != 1 {
		t.Errorf("got %d connections, want 1", n)
	}
}

func TestFilesAreTheOwnersOnly(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	record(t, s, "2026-W47", orientation.Request{Topic: "HLT", Outcome: "INFO"})
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v; want -rw-------", filepath.Base(name), info.Mode(), err)
		}
	}
}

func TestPathsWithOddLetters(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mairie d'été 100% #1 ?a=b & c")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	open(t, filepath.Join(dir, "stats.db"))
	if info, err := os.Stat(filepath.Join(dir, "stats.db")); err != nil || info.Size() == 0 {
		t.Errorf("the file is not where it was asked for: %v", err)
	}
}

// Each file that is not to be trusted is refused with its own error, advice, and unchanged bytes.
func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, path string)
		want  error
		says  string
	}{
		{"newer", sqlSpoiler("PRAGMA user_version = 99"), orientation.ErrNewer, "install the newer program"},
		{"foreign", sqlSpoiler("PRAGMA application_id = 7"), orientation.ErrForeign, "file of its own"},
		{"text", replaceWith("week,topic,outcome\n" + strings.Repeat("x", 5000)), orientation.ErrDamaged, "restore the last verified backup"},
		{"cut", func(t *testing.T, path string) { must(t, os.Truncate(path, 8192)) }, orientation.ErrDamaged, "restore"},
		{"a changed code", flip("friend", "fsiend"), orientation.ErrDamaged, "restore"},
		{"orphan", sqlSpoiler("INSERT INTO session_count VALUES (99, 'issued', 1)"), orientation.ErrDamaged, "point nowhere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := newPath(t)
			filled(t, path)
			c.spoil(t, path)
			before := read(t, path)
			s, err := orientation.Open(path, orientation.Options{})
			if err == nil {
				must(t, s.Close())
				t.Fatal("opened")
			}
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v\nwant %v and %q", err, c.want, c.says)
			}
			if string(read(t, path)) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

// filled is a closed store with some of everything.
func filled(t testing.TB, path string) {
	t.Helper()
	s, err := orientation.Open(path, orientation.Options{})
	must(t, err)
	for range 40 {
		record(t, s, "2026-W47", orientation.Request{Topic: "HLT", Outcome: "INFO", Profile: orientation.Profile{CameBy: "friend"}})
	}
	must(t, s.PutMeasures(t.Context(), orientation.Measures{Week: week(t, "2026-W47"), Counts: map[string]int{"issued": 40}}))
	must(t, s.PutLastSession(t.Context(), "2026-11-18", 1, 3))
	must(t, s.Close())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return text
}

func sqlSpoiler(query string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		db := raw(t, path)
		_, err := db.Exec(query)
		must(t, err)
		must(t, db.Close())
	}
}

func replaceWith(text string) func(*testing.T, string) {
	return func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte(text), 0o600)) }
}

// flip changes the last place where one text stands, as a failing disk would.
func flip(from, to string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		text := string(read(t, path))
		i := strings.LastIndex(text, from)
		if i < 0 {
			t.Fatalf("%q is not in the file", from)
		}
		must(t, os.WriteFile(path, []byte(text[:i]+to+text[i+len(from):]), 0o600))
	}
}

func TestMustExist(t *testing.T) {
	path := newPath(t)
	_, err := orientation.Open(path, orientation.Options{MustExist: true})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want %v", err, fs.ErrNotExist)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file was made: %v", err)
	}
}

// A step that fails leaves the file at the step before it.
func TestMigrationIsAllOrNothing(t *testing.T) {
	db := raw(t, newPath(t))
	db.SetMaxOpenConns(1)
	steps := []string{"CREATE TABLE a (x) STRICT, broken", "CREATE TABLE a (x ANY) STRICT", "CREATE TABLE b (x ANY) STRICT; INSERT INTO nothing VALUES (1)"}
	if err := orientation.Migrate(t.Context(), db, steps[1:]); err == nil {
		t.Fatal("a broken step went through")
	}
	var version, tables int
	err := db.QueryRow("SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)").Scan(&version, &tables)
	if err != nil || version != 1 || tables != 1 {
		t.Errorf("got version %d with %d tables, %v; want 1 and 1", version, tables, err)
	}
	must(t, orientation.Migrate(t.Context(), db, []string{steps[0], "CREATE TABLE b (x ANY) STRICT"}))
	must(t, orientation.Migrate(t.Context(), db, []string{steps[0], steps[0]}))
}

func TestCloseLeavesOneFile(t *testing.T) {
	path := newPath(t)
	filled(t, path)
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(names) != 1 {
		t.Errorf("got %v, %v; want stats.db alone", names, err)
	}
}

func TestCheckFindsDamageWhileOpen(t *testing.T) {
	path := newPath(t)
	filled(t, path)
	s := open(t, path)
	must(t, s.Check(t.Context()))
	_, err := raw(t, path).Exec("PRAGMA ignore_check_constraints = 1; UPDATE request SET sex = 'X'")
	must(t, err)
	if err := s.Check(t.Context()); !errors.Is(err, orientation.ErrDamaged) {
		t.Errorf("got %v, want %v", err, orientation.ErrDamaged)
	}
}
