package orientation

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
)

// ErrReleased says that this version of a period is out already. It stays as it is.
var ErrReleased = errors.New("released already")

// Released is what was published of a period: figures after disclosure control, never counts.
type Released struct {
	Period   string // 2026-W47, 2026-Q4 or 2026
	Version  int    // 1, or 2 for its one correction
	Document []byte // JSON, as queue/statistics made it
}

// PutRelease keeps what is about to be published: all of it or nothing. The same again is not an error;
// another document for the same period and version is [ErrReleased].
func (s *Store) PutRelease(ctx context.Context, releases ...Released) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		for _, r := range releases {
			if err := putRelease(ctx, tx, r); err != nil {
				return fmt.Errorf("keep the release of %s, version %d: %w", clip(r.Period), r.Version, err)
			}
		}
		return nil
	})
}

func putRelease(ctx context.Context, tx *sql.Tx, r Released) error {
	sum := sha256.Sum256(r.Document)
	_, err := tx.ExecContext(ctx, "INSERT INTO released VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		r.Period, r.Version, sum[:], string(r.Document))
	if err != nil {
		return err
	}
	var there []byte
	err = tx.QueryRowContext(ctx, "SELECT sha256 FROM released WHERE period = ? AND version = ?", r.Period, r.Version).Scan(&there)
	if err == nil && !bytes.Equal(there, sum[:]) {
		err = ErrReleased
	}
	return err
}

// Releases are those of an ISO year: its weeks, its quarters and itself, in order of periods and
// versions. [ErrDamaged] when a document is not what was kept.
func (s *Store) Releases(ctx context.Context, year int) ([]Released, error) {
	var all []Released
	err := collect(ctx, s.db, &all, scanReleased,
		"SELECT period, version, sha256, document FROM released WHERE substr(period, 1, 4) = ? ORDER BY period, version",
		fmt.Sprintf("%04d", year))
	if err != nil {
		return nil, fmt.Errorf("read the releases of %d: %w", year, err)
	}
	return all, nil
}

func scanReleased(r scanner, one *Released) error {
	var sum []byte
	if err := r.Scan(&one.Period, &one.Version, &sum, &one.Document); err != nil {
		return err
	}
	if now := sha256.Sum256(one.Document); !bytes.Equal(now[:], sum) {
		return fmt.Errorf("the release of %s: %w", one.Period, ErrDamaged)
	}
	return nil
}

// Sums counts the requests of the weeks from and to, both included, by each field alone, those that were
// folded too.
func (s *Store) Sums(ctx context.Context, from, to Week) (map[string]map[string]int, error) {
	sums := map[string]map[string]int{}
	for _, f := range taxonomy().Fields {
		var lines []codeCount
		column := quote(f.Name)
		err := collect(ctx, s.db, &lines, scanCodeCount, `SELECT code, '', sum(n) FROM (
			SELECT `+column+` AS code, count(*) AS n FROM request WHERE week BETWEEN ?1 AND ?2 AND `+column+` IS NOT NULL GROUP BY 1
			UNION ALL SELECT code, count FROM count_one WHERE field = ?3 AND week BETWEEN ?1 AND ?2) GROUP BY 1`,
			from.String(), to.String(), f.Name)
		if err != nil {
			return nil, fmt.Errorf("count requests of %v to %v by %s: %w", from, to, f.Name, err)
		}
		sums[f.Name] = map[string]int{}
		for _, l := range lines {
			sums[f.Name][l.codes[0]] = l.n
		}
	}
	return sums, nil
}

// Pairs counts the requests of the weeks from and to, both included, by two fields together, those of
// the quarters that lie within and were folded too. The counts are plain; protected requests are not
// among them where a field is one of the profile.
func (s *Store) Pairs(ctx context.Context, from, to Week, one, two string) (map[[2]string]int, error) {
	var lines []codeCount
	a, b := quote(one), quote(two)
	err := collect(ctx, s.db, &lines, scanCodeCount, `SELECT one, two, sum(n) FROM (
		SELECT `+a+` AS one, `+b+` AS two, count(*) AS n FROM request WHERE week BETWEEN ?1 AND ?2 AND `+a+` IS NOT NULL
			AND `+b+` IS NOT NULL GROUP BY 1, 2
		UNION ALL SELECT code_one, code_two, count FROM count_two WHERE one = ?3 AND two = ?4 AND quarter BETWEEN ?1 AND ?2)
		GROUP BY 1, 2`, from.String(), to.String(), one, two)
	if err != nil {
		return nil, fmt.Errorf("count requests of %v to %v by %s and %s: %w", from, to, clip(one), clip(two), err)
	}
	pairs := map[[2]string]int{}
	for _, l := range lines {
		pairs[l.codes] = l.n
	}
	return pairs, nil
}

// codeCount is a count of one code, or of two together.
type codeCount struct {
	codes [2]string
	n     int
}

func scanCodeCount(r scanner, c *codeCount) error { return r.Scan(&c.codes[0], &c.codes[1], &c.n) }
