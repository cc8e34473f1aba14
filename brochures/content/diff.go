package content

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Change is what differs in one thing between two contents.
type Change struct {
	Kind string `json:"kind"` // fact, number, place, topic, brochure, do-not-print
	ID   string `json:"id"`
	What string `json:"what"` // added, removed or changed
	// Fields are what was changed, from and to.
	Fields []FieldChange `json:"fields,omitempty"`
}

// FieldChange is one setting before and after.
type FieldChange struct {
	Name string `json:"name"`
	From any    `json:"from"`
	To   any    `json:"to"`
}

// Diff lists what a new content says otherwise than an old one.
func Diff(before, after *Content) []Change {
	old, now := things(before), things(after)
	names := slices.Sorted(maps.Keys(old))
	for name := range now {
		if _, there := old[name]; !there {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	changes := []Change{}
	for _, name := range names {
		kind, id, _ := strings.Cut(name, " ")
		c := Change{Kind: kind, ID: id, What: "changed"}
		switch o, n := old[name], now[name]; {
		case o == nil:
			c.What = "added"
		case n == nil:
			c.What = "removed"
		default:
			if c.Fields = fieldsOf(o, n); len(c.Fields) == 0 {
				continue
			}
		}
		changes = append(changes, c)
	}
	return changes
}

// things are all that a content says, by kind and name.
func things(c *Content) map[string]map[string]any {
	all := map[string]map[string]any{}
	for _, f := range c.Facts {
		all["fact "+f.ID] = settings(f)
	}
	for _, n := range c.Numbers {
		all["number "+n.ID] = settings(n)
	}
	for _, p := range c.Places {
		all["place "+p.ID] = settings(p)
	}
	for _, t := range c.Topics {
		all["topic "+t.Code] = settings(t)
	}
	for _, b := range c.Brochures {
		all["brochure "+b.Topic+"/"+b.Language] = settings(b)
	}
	for _, e := range c.Entries {
		all["do-not-print "+strings.Join(append(e.Words, e.Phones...), ", ")] = settings(e)
	}
	return all
}

// settings are the fields of a thing by name, but where it was written.
func settings(thing any) map[string]any {
	data, err := json.Marshal(thing)
	var fields map[string]any
	if err == nil {
		err = json.Unmarshal(data, &fields)
	}
	if err != nil {
		panic(err) // a broken program: everything here is text and numbers
	}
	for _, name := range []string{"file", "line", "BodyLine"} {
		delete(fields, name)
	}
	return fields
}

func fieldsOf(before, after map[string]any) (changes []FieldChange) {
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if !reflect.DeepEqual(before[name], after[name]) {
			changes = append(changes, FieldChange{strings.ToLower(name), before[name], after[name]})
		}
	}
	return changes
}
