package orientation

import (
	"context"
	"database/sql"
	"fmt"
)

// A combination of language, sex and age that came fewer than rareBelow times in rareWeeks points to a
// person in a small town. Requests then keep the language alone.
const (
	rareBelow = 5
	rareWeeks = 12
)

// combination is what is asked of a profile, as it is stored.
type combination struct {
	week               Week
	language, sex, age string
}

func combinationOf(r row) combination { return combination{r.week, r.Language, r.Sex, r.Age} }

// tells says whether the profile has anything that could be lost.
func (c combination) tells() bool {
	return c.language != "" && (c.sex != NotStated || c.age != NotStated)
}

// stripRare takes sex and age from the rows whose combination is rare, and notes that it came. All of
// times count as having come at once: the rows of one visit once, those of a paper tally each.
func stripRare(ctx context.Context, tx *sql.Tx, rows []row, times map[combination]int) error {
	for c, n := range times {
		rare, err := seenRarely(ctx, tx, c, n)
		if err != nil {
			return fmt.Errorf("look for rare profiles: %w", err)
		}
		for i := range rows {
			if rare && combinationOf(rows[i]) == c {
				rows[i].Sex, rows[i].Age = NotStated, NotStated
			}
		}
	}
	return nil
}

// seenRarely counts a combination in its week and the eleven before, notes it, and forgets what is
// older than that.
func seenRarely(ctx context.Context, tx *sql.Tx, c combination, n int) (bool, error) {
	from := c.week.Back(rareWeeks - 1)
	var before int
	err := tx.QueryRowContext(ctx, `SELECT coalesce(sum(seen), 0) FROM combination
		WHERE language = ? AND sex = ? AND age = ? AND week BETWEEN ? AND ?`,
		c.language, c.sex, c.age, from.String(), c.week.String()).Scan(&before)
	if err != nil {
		return false, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO combination VALUES (?1, ?2, ?3, ?4, min(?5, ?6))
		ON CONFLICT DO UPDATE SET seen = min(seen + ?5, ?6)`, c.week.String(), c.language, c.sex, c.age, n, rareBelow)
	if err != nil {
		return false, err
	}
	// Told from the newest week, not from this one: a tally of last year must not erase this month.
	_, err = tx.ExecContext(ctx, "DELETE FROM combination WHERE week < ?", from.String())
	return before+n < rareBelow, err
}

// timesOfVisit counts a visit once, however many requests it had.
func timesOfVisit(rows []row) map[combination]int {
	times := map[combination]int{}
	for _, r := range rows {
		if c := combinationOf(r); c.tells() {
			times[c] = 1
		}
	}
	return times
}

// timesOfTally counts each row of a tally: paper does not say which came together.
func timesOfTally(rows []row) map[combination]int {
	times := map[combination]int{}
	for _, r := range rows {
		if c := combinationOf(r); c.tells() {
			times[c]++
		}
	}
	return times
}
