package orientation

import "context"

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
	sums, err := s.Sums(ctx, week, week)
	if err != nil {
		return Counts{}, err
	}
	c := Counts{Week: week, By: sums}
	for _, f := range taxonomy().Fields {
		for _, code := range f.Stored() {
			c.By[f.Name][code] += 0 // zeros are there too
		}
	}
	for _, n := range c.By[taxonomy().Fields[topicField].Name] {
		c.Requests += n
	}
	return c, nil
}
