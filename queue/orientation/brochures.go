package orientation

import (
	"context"
	"database/sql"
	"fmt"
)

// CountBrochure adds one printed brochure to its week: topic is a code of the taxonomy, tag the BCP 47
// tag of the brochure's language. A protected topic is counted as [Protection], without its language.
//
// Errors: a [FieldError] for a topic that is not in the list; a week that is not valid; a failure of
// the disk. The paper is out by then, so the caller notes the error and goes on.
func (s *Store) CountBrochure(ctx context.Context, week Week, topic, tag string) error {
	code, err := TopicCode(topic)
	switch {
	case err != nil:
		return fmt.Errorf("count a brochure: %w", err)
	case code == "":
		return fmt.Errorf("count a brochure: %w", Request{}.Validate())
	case !week.Valid():
		return fmt.Errorf("count a brochure: %v is not a week of the calendar", week)
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO brochure VALUES (?, ?, ?, 1)
			ON CONFLICT DO UPDATE SET count = count + 1`, week.String(), code, brochureLanguage(code, tag))
		return err
	})
	if err != nil {
		return fmt.Errorf("count a brochure: %w", err)
	}
	return nil
}

func brochureLanguage(topic, tag string) string {
	language := LanguageCode(tag)
	switch {
	case topic == Protection:
		return NotStated
	case language == NotStated:
		return OtherLanguage
	default:
		return language
	}
}

// Brochures are the printed brochures of the weeks from and to, both included, by the fields "topic"
// and "language". The languages add up to the topics less the protected ones.
func (s *Store) Brochures(ctx context.Context, from, to Week) (map[string]map[string]int, error) {
	type line struct {
		topic, language string
		n               int
	}
	var lines []line
	err := collect(ctx, s.db, &lines, func(r scanner, l *line) error { return r.Scan(&l.topic, &l.language, &l.n) },
		"SELECT topic, language, sum(count) FROM brochure WHERE week BETWEEN ? AND ? GROUP BY 1, 2", from.String(), to.String())
	if err != nil {
		return nil, fmt.Errorf("count the brochures of %v to %v: %w", from, to, err)
	}
	sums := map[string]map[string]int{"topic": {}, "language": {}}
	for _, l := range lines {
		sums["topic"][l.topic] += l.n
		if l.language != NotStated {
			sums["language"][l.language] += l.n
		}
	}
	return sums, nil
}
