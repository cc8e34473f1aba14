package orientation

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxTally bounds a paper tally: some hundred thousand rows, far above what a hand writes.
const maxTally = 8 << 20

// ErrImported says that a tally with the same rows was imported before.
var ErrImported = errors.New("already imported")

// ImportOptions of [Store.Import].
type ImportOptions struct {
	// Force imports a tally although one with the same rows was imported before.
	Force bool
	// Earliest and Latest refuse rows of weeks before and after, which are slips of the pen. The zero
	// Week sets no limit.
	Earliest, Latest Week
}

func (o ImportOptions) checkWeek(w Week) error {
	switch {
	case o.Earliest != (Week{}) && w.Compare(o.Earliest) < 0:
		return fmt.Errorf("week %v is before %v", w, o.Earliest)
	case o.Latest != (Week{}) && w.Compare(o.Latest) > 0:
		return fmt.Errorf("week %v is after %v", w, o.Latest)
	default:
		return nil
	}
}

// Imported says what an import added.
type Imported struct {
	Requests int    `json:"requests"`
	Weeks    []Week `json:"weeks"` // those that the rows belong to, in order
}

// ImportError lists every row that kept a tally from being imported.
type ImportError struct{ Rows []RowError }

// RowError is one bad row. The line is the file's, counted from 1, the header being line 1.
type RowError struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// Error has one line for each bad row.
func (e *ImportError) Error() string {
	var b strings.Builder
	bad := "1 bad row"
	if len(e.Rows) != 1 {
		bad = fmt.Sprintf("%d bad rows", len(e.Rows))
	}
	fmt.Fprintf(&b, "nothing was imported, %s", bad)
	for _, r := range e.Rows {
		fmt.Fprintf(&b, "\nline %d: %s", r.Line, r.Reason)
	}
	return b.String()
}

// Import adds the requests of a paper tally in CSV, all or none. The first line is
// week,topic,outcome,sex,age,region,language,group,priority,came_by; a semicolon may separate instead
// of a comma, and a byte order mark may come first, as spreadsheets like it. Spaces and the case of
// letters do not matter, an empty profile cell is [NotStated], region 15 is 015, and rows without
// any entry are skipped.
//
// Errors: an [ImportError] with all the bad rows; [ErrImported] when the same rows, in any order, were
// imported before and o does not force it; a bad header; [ErrInDoubt]. Nothing is then imported,
// [ErrInDoubt] excepted.
func (s *Store) Import(ctx context.Context, r io.Reader, o ImportOptions) (Imported, error) {
	rows, err := readTally(r, o)
	if err != nil {
		return Imported{}, fmt.Errorf("import a tally: %w", err)
	}
	sum, weeks := digest(rows), weeksIn(rows)
	shuffle(rows)
	err = s.write(ctx, func(tx *sql.Tx) error {
		if err := remember(ctx, tx, sum, weeks, o.Force); err != nil {
			return err
		}
		return errors.Join(stripRare(ctx, tx, rows, timesOfTally(rows)), insert(ctx, tx, rows))
	})
	if err != nil {
		return Imported{}, fmt.Errorf("import a tally: %w", err)
	}
	return Imported{Requests: len(rows), Weeks: weeks}, nil
}

// remember notes the tally, and refuses one that was noted before.
func remember(ctx context.Context, tx *sql.Tx, sum [sha256.Size]byte, weeks []Week, force bool) error {
	var before int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM tally WHERE sha256 = ?", sum[:]).Scan(&before); err != nil {
		return fmt.Errorf("look for an earlier import: %w", err)
	}
	if before > 0 && !force {
		return fmt.Errorf("%w: a tally with exactly these rows, for %s, was added before; adding it again counts every visit twice. Force it only if two tallies really are alike",
			ErrImported, JoinWeeks(weeks))
	}
	for _, w := range weeks {
		if _, err := tx.ExecContext(ctx, "INSERT INTO tally (sha256, week) VALUES (?, ?) ON CONFLICT DO NOTHING", sum[:], w.String()); err != nil {
			return fmt.Errorf("remember the import: %w", err)
		}
	}
	return nil
}

// digest is a hash of what is stored of the rows, in an order that is not the paper's.
func digest(rows []row) [sha256.Size]byte {
	lines := make([]string, 0, len(rows))
	for _, r := range rows {
		line := r.week.String()
		for _, cell := range r.cells() {
			line += "," + *cell
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return sha256.Sum256([]byte(strings.Join(lines, "\n")))
}

func weeksIn(rows []row) []Week {
	var weeks []Week
	for _, r := range rows {
		weeks = append(weeks, r.week)
	}
	slices.SortFunc(weeks, Week.Compare)
	return slices.Compact(weeks)
}

// readTally reads and checks a whole tally.
func readTally(r io.Reader, o ImportOptions) ([]row, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxTally+1))
	if err != nil {
		return nil, fmt.Errorf("read it: %w", err)
	}
	if len(text) > maxTally {
		return nil, fmt.Errorf("longer than %d MiB: not a paper tally", maxTally>>20)
	}
	in := newTallyReader(text)
	if err := checkHeader(in); err != nil {
		return nil, err
	}
	rows, bad := readRows(in, o)
	switch {
	case len(bad) > 0:
		return nil, &ImportError{Rows: bad}
	case len(rows) == 0:
		return nil, errors.New("it has no rows below its header")
	}
	return rows, nil
}

// newTallyReader skips the byte order mark and takes the separator from the header.
func newTallyReader(text []byte) *csv.Reader {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord = -1 // a row with too few cells is listed with the others
	if header, _, _ := bytes.Cut(text, []byte("\n")); bytes.ContainsRune(header, ';') {
		in.Comma = ';'
	}
	return in
}

// header is the first line of a tally.
func header() []string {
	names := []string{"week"}
	for _, f := range taxonomy().Fields {
		names = append(names, f.Name)
	}
	return names
}

// checkHeader refuses any other columns: one that is new would hold what must not be kept.
func checkHeader(in *csv.Reader) error {
	got, err := in.Read()
	for i := range got {
		got[i] = strings.ToLower(strings.TrimSpace(got[i]))
	}
	if err != nil || !slices.Equal(got, header()) {
		return fmt.Errorf("its first line is not %q: save it as CSV in UTF-8 with these columns", strings.Join(header(), ","))
	}
	return nil
}

// readRows reads what follows the header, and lists what is wrong.
func readRows(in *csv.Reader, o ImportOptions) (rows []row, bad []RowError) {
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, bad
		}
		if pe := (*csv.ParseError)(nil); errors.As(err, &pe) {
			bad = append(bad, RowError{Line: pe.StartLine, Reason: pe.Err.Error()})
			continue
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue // spreadsheets add rows of separators
		}
		line, _ := in.FieldPos(0)
		r, err := readRow(cells, o)
		if err != nil {
			bad = append(bad, RowError{Line: line, Reason: strings.ReplaceAll(err.Error(), "\n", "; ")})
			continue
		}
		rows = append(rows, r)
	}
}

// readRow makes a stored row of the cells of a line.
func readRow(cells []string, o ImportOptions) (row, error) {
	if want := len(header()); len(cells) != want {
		return row{}, fmt.Errorf("%d cells, not %d", len(cells), want)
	}
	week, badWeek := ParseWeek(strings.ToUpper(strings.TrimSpace(cells[0])))
	if badWeek == nil {
		badWeek = o.checkWeek(week)
	}
	var r Request
	for i, cell := range r.cells() {
		*cell = taxonomy().Fields[i].typed(cells[i+1])
	}
	if err := errors.Join(badWeek, r.Validate()); err != nil {
		return row{}, err
	}
	return row{week: week, Request: r.stored()}, nil
}

// typed is the code that somebody meant who typed a cell, or the cell itself, trimmed. A spreadsheet
// turns 015 into 15.
func (f Field) typed(cell string) string {
	cell = strings.TrimSpace(cell)
	plain := strings.NewReplacer(" ", "-", "_", "-").Replace(cell)
	for _, c := range f.Codes {
		if strings.EqualFold(c.Code, plain) || strings.HasPrefix(c.Code, "0") && c.Code == "0"+plain {
			return c.Code
		}
	}
	return cell
}
