package statistics

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/BurntSushi/toml"

	"guichet/queue/orientation"
)

// Theme is one theme of the city network, and the topics that belong to it.
type Theme struct {
	Code   string   `toml:"code" json:"code"`
	Topics []string `toml:"topics" json:"topics"`
	orientation.Label
}

// words is the whole of labels.toml.
type words struct {
	Rule       orientation.Label  `toml:"rule"`
	Withheld   orientation.Label  `toml:"withheld"`
	Less       orientation.Label  `toml:"less"`
	Band       orientation.Label  `toml:"band"`
	Headings   []orientation.Code `toml:"headings"`
	Tables     []orientation.Code `toml:"tables"`
	Categories []orientation.Code `toml:"categories"`
	Themes     []Theme            `toml:"themes"`
}

//go:embed labels.toml
var labelsTOML string

// labels is compiled into the program, so an error in it is a broken program.
var labels = sync.OnceValue(func() words {
	var w words
	meta, err := toml.Decode(labelsTOML, &w)
	if err != nil {
		panic(fmt.Sprintf("labels.toml: %v", err))
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		panic(fmt.Sprintf("labels.toml: unknown keys %v", unknown))
	}
	return w
})

// Themes is the crosswalk from topics to the themes of the city network. A topic has one theme.
func Themes() []Theme { return slices.Clone(labels().Themes) }

// themeOf is the theme of a topic; false for a gathered one.
func themeOf(topic string) (Theme, bool) {
	i := slices.IndexFunc(labels().Themes, func(t Theme) bool { return slices.Contains(t.Topics, topic) })
	if i < 0 {
		return Theme{}, false
	}
	return labels().Themes[i], true
}

// pick is the label of a code in a list.
func pick(codes []orientation.Code, code string) (orientation.Label, bool) {
	i := slices.IndexFunc(codes, func(c orientation.Code) bool { return c.Code == code })
	if i < 0 {
		return orientation.Label{}, false
	}
	return codes[i].Label, true
}

// labelOf is the label of a category: position 0 or 1 of a figure of the table.
func labelOf(t Table, position int, code string) (orientation.Label, bool) {
	if position >= len(t.Fields) || code == OtherCode {
		return pick(labels().Categories, code)
	}
	for _, f := range orientation.Fields() {
		if f.Name == t.Fields[position] {
			return pick(f.Codes, code)
		}
	}
	return orientation.Label{}, false
}

// Validate refuses a release with a table, a code or a figure that the plan and the rule do not have,
// and a year that repeats what is no quarter of it.
func (r Release) Validate() error {
	seen := map[Figure]bool{}
	for _, f := range r.Figures {
		key := Figure{Table: f.Table, Category: f.Category, Category2: f.Category2}
		if err := r.validate(f); err != nil {
			return err
		}
		if seen[key] {
			return fmt.Errorf("table %s has %s %s twice", f.Table, f.Category, f.Category2)
		}
		seen[key] = true
	}
	for _, q := range r.Quarters {
		if r.Period.Kind() != Yearly || q.Period.Kind() != Quarterly || !r.Period.Contains(q.Period) {
			return fmt.Errorf("%v repeats figures of %v, which is no quarter of it", r.Period, q.Period)
		}
		if err := (Release{Period: q.Period, Rule: q.Rule, Figures: q.Figures}).Validate(); err != nil {
			return fmt.Errorf("repeated from %v: %w", q.Period, err)
		}
	}
	return nil
}

func (r Release) validate(f Figure) error {
	t, known := tableNamed(f.Table)
	if !known || !slices.Contains(t.Kinds, r.Period.Kind()) {
		return fmt.Errorf("table %.20q is not one of the plan for %v", f.Table, r.Period)
	}
	_, first := labelOf(t, 0, f.Category)
	_, second := labelOf(t, 1, f.Category2)
	if !first || (len(t.Fields) == 2) != second {
		return fmt.Errorf("table %s: unknown code %.20q %.20q", f.Table, f.Category, f.Category2)
	}
	shown := f.Value >= r.Rule.Below && r.Rule.Base > 0 && f.Value%r.Rule.Base == 0
	if f.Flag == "" && !shown || f.Flag == FlagPlain && t.Name != sessions ||
		(f.Flag == FlagLess || f.Flag == FlagBand) && f.Value != 0 {
		return fmt.Errorf("table %s: %d %q is not a figure of the rule", f.Table, f.Value, f.Flag)
	}
	return nil
}
