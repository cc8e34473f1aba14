package orientation

import (
	"context"
	"fmt"
)

// Counts are the requests of one week, counted by each field alone.
type Counts struct {
	Week Week `json:"week"`
	// Requests is the number of rows. A visit has one to three, so these are not visits.
	Requests int `json:"requests"`
	// By holds, for each field and each code that may be stored, the number of requests; zeros are
	// there too. The topics add up to Requests; any other field to Requests less the protected
	// ones, which have nothing but a topic.
	By map[string]map[string]int `json:"by"`
}

// Counts adds up the requests of a week. A week without requests has zeros.
func (s *Store) Counts(ctx context.Context, week Week) (Counts, error) {
	c := Counts{Week: week, By: map[string]map[string]int{}}
	for _, f := range taxonomy().Fields {
		c.By[f.Name] = map[string]int{}
		for _, code := range f.Stored() {
			c.By[f.Name][code] = 0
		}
		if err := s.countBy(ctx, week, f.Name, c.By[f.Name]); err != nil {
			return Counts{}, fmt.Errorf("count requests of %v by %s: %w", week, f.Name, err)
		}
	}
	for _, n := range c.By[taxonomy().Fields[topicField].Name] {
		c.Requests += n
	}
	return c, nil
}

func (s *Store) countBy(ctx context.Context, week Week, field string, into map[string]int) error {
	type line struct {
		code string
		n    int
	}
	var lines []line
	column := quote(field)
	err := collect(ctx, s.db, &lines, func(r scanner, l *line) error { return r.Scan(&l.code, &l.n) },
		"SELECT "+column+", count(*) FROM request WHERE week = ? AND "+column+" IS NOT NULL GROUP BY 1", week.String())
	for _, l := range lines {
		into[l.code] = l.n
	}
	return err
}
