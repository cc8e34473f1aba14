package orientation

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// MaxTopics is how many requests one visit may hold.
const MaxTopics = 3

// Profile is what a mediator may note about a visit. Every field is optional: empty means
// [NotStated].
type Profile struct {
	Sex      string `json:"sex,omitempty"`
	Age      string `json:"age,omitempty"`
	Region   string `json:"region,omitempty"`
	Language string `json:"language,omitempty"`
	Group    string `json:"group,omitempty"`
	Priority string `json:"priority,omitempty"`
	CameBy   string `json:"came_by,omitempty"`
}

// Request is one topic that was raised and what the desk did about it. The codes are those of
// [Fields]. A protected topic needs no outcome, and keeps none.
type Request struct {
	Topic   string `json:"topic"`
	Outcome string `json:"outcome,omitempty"`
	Profile
}

// FieldError is a value that its closed list does not have.
type FieldError struct {
	Field   string
	Value   string
	Allowed []string
}

// Error names the field, the value and what is allowed.
func (e *FieldError) Error() string {
	allowed := strings.Join(e.Allowed, ", ")
	if e.Value == "" {
		return fmt.Sprintf("%s is missing: one of %s", e.Field, allowed)
	}
	return fmt.Sprintf("%s %q is not one of %s", e.Field, clip(e.Value), allowed)
}

// clip shortens what a person typed to what an error message needs of it.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

// Validate reports every field that is not from its closed list, as one or more [FieldError].
func (r Request) Validate() error {
	var errs []error
	for i, f := range taxonomy().Fields {
		value := *r.cells()[i]
		if value == "" && !r.needs(i) {
			continue
		}
		if _, known := f.Lookup(value); !known {
			errs = append(errs, &FieldError{Field: f.Name, Value: value, Allowed: f.Accepted()})
		}
	}
	return errors.Join(errs...)
}

// needs says whether field i may not be empty.
func (r Request) needs(i int) bool {
	return i == topicField || i == outcomeField && !r.Protected()
}

// Protected says that the request is stored as [Protection], without anything else.
func (r Request) Protected() bool {
	return taxonomy().Fields[topicField].fold(r.Topic) == Protection
}

// cells are the fields in the order of [Fields].
func (r *Request) cells() []*string {
	return []*string{
		&r.Topic, &r.Outcome, &r.Sex, &r.Age, &r.Region, &r.Language, &r.Group, &r.Priority, &r.CameBy,
	}
}

// stored is what remains of a valid request when it is written: codes folded, gaps filled, and a
// protected topic bare.
func (r Request) stored() Request {
	if r.Protected() {
		return Request{Topic: Protection}
	}
	for i, cell := range r.cells() {
		*cell = taxonomy().Fields[i].fold(*cell)
		if *cell == "" {
			*cell = NotStated
		}
	}
	return r
}

// ValidateVisit says what is wrong with the requests of one visit: there are one to [MaxTopics],
// each valid, no topic twice, all with the same profile.
func ValidateVisit(visit []Request) error {
	if len(visit) < 1 || len(visit) > MaxTopics {
		return fmt.Errorf("%d requests in one visit, not 1 to %d", len(visit), MaxTopics)
	}
	var errs []error
	for i, r := range visit {
		if err := r.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("request %d: %w", i+1, err))
		}
		if slices.ContainsFunc(visit[:i], func(o Request) bool { return o.Topic == r.Topic }) {
			errs = append(errs, fmt.Errorf("request %d: topic %s is already in this visit", i+1, clip(r.Topic)))
		}
		if r.Profile != visit[0].Profile {
			errs = append(errs, fmt.Errorf("request %d: the requests of one visit share one profile", i+1))
		}
	}
	return errors.Join(errs...)
}

// storedVisit is what is written of a valid visit. Two protected topics leave one row: how many
// were raised is nobody's figure.
func storedVisit(visit []Request) []Request {
	var rows []Request
	for _, r := range visit {
		if s := r.stored(); !slices.Contains(rows, s) {
			rows = append(rows, s)
		}
	}
	return rows
}
