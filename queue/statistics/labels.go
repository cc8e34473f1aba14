package statistics

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
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

// Wording is the whole of labels.toml: the words around the figures.
type Wording struct {
	Rule       orientation.Label            `toml:"rule"`
	Chance     orientation.Label            `toml:"chance"`
	Withheld   orientation.Label            `toml:"withheld"`
	Less       orientation.Label            `toml:"less"`
	Band       orientation.Label            `toml:"band"`
	Headings   []orientation.Code           `toml:"headings"`
	Tables     []orientation.Code           `toml:"tables"`
	Categories []orientation.Code           `toml:"categories"`
	Themes     []Theme                      `toml:"themes"`
	Indicators []orientation.Code           `toml:"indicators"`
	Units      []orientation.Code           `toml:"units"`
	Dimensions []orientation.Code           `toml:"dimensions"`
	Finding    map[string]orientation.Label `toml:"finding"`
	Report     ReportWording                `toml:"report"`
}

// ReportWording are the words of the printed report and of the spreadsheet.
type ReportWording struct {
	Week       orientation.Label   `toml:"week"`
	Quarter    orientation.Label   `toml:"quarter"`
	Year       orientation.Label   `toml:"year"`
	Corrected  orientation.Label   `toml:"corrected"`
	Unmet      orientation.Label   `toml:"unmet"`
	Desk       orientation.Label   `toml:"desk"`
	Asked      orientation.Label   `toml:"asked"`
	People     orientation.Label   `toml:"people"`
	Printed    orientation.Label   `toml:"printed"`
	Dimensions orientation.Label   `toml:"dimensions"`
	Withheld   orientation.Label   `toml:"withheld"`
	Reading    orientation.Label   `toml:"reading"`
	Methods    orientation.Label   `toml:"methods"`
	Method     []orientation.Label `toml:"method"`
	Largest    orientation.Label   `toml:"largest"`
	Chart      orientation.Label   `toml:"chart"`
	Ranges     orientation.Label   `toml:"ranges"`
	Charts     orientation.Label   `toml:"charts"`
	Indicators orientation.Label   `toml:"indicators"`
	Dictionary orientation.Label   `toml:"dictionary"`
	Dimension  orientation.Label   `toml:"dimension"`
	Indicator  orientation.Label   `toml:"indicator"`
	Value      orientation.Label   `toml:"value"`
	Table      orientation.Label   `toml:"table"`
	Draft      orientation.Label   `toml:"draft"`
	Months     []orientation.Label `toml:"months"`
}

// Words are all words around the figures. They must not be changed.
func Words() Wording { return labels() }

// Languages are those of files for people.
func Languages() []string { return []string{"fr", "ar", "en"} }

//go:embed labels.toml
var labelsTOML string

// labels is compiled into the program, so an error in it is a broken program.
var labels = sync.OnceValue(func() Wording {
	var w Wording
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

// ThemeOf is the theme of a topic; false for a gathered one.
func ThemeOf(topic string) (Theme, bool) {
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

// Label is the table's title.
func (t Table) Label() orientation.Label {
	l, _ := pick(labels().Tables, t.Name)
	return l
}

// Category is the label of a code at position 0 or 1 of the table's figures.
func (t Table) Category(position int, code string) (orientation.Label, bool) {
	if position >= len(t.Fields) || code == OtherCode {
		return pick(labels().Categories, code)
	}
	return fieldLabel(t.Fields[position], code)
}

func fieldLabel(field, code string) (orientation.Label, bool) {
	for _, f := range orientation.Fields() {
		if f.Name == field {
			return pick(f.Codes, code)
		}
	}
	return orientation.Label{}, false
}

// Text is the figure as people read it.
func (f Figure) Text(language string) string {
	switch f.Flag {
	case FlagLess:
		return labels().Less.In(language)
	case FlagBand:
		return labels().Band.In(language)
	default:
		return strconv.Itoa(f.Value)
	}
}

// Label says what the indicator is of.
func (i Indicator) Label(language string) string {
	l, _ := pick(labels().Indicators, i.Name)
	category := orientation.Label{EN: i.Category, FR: i.Category, AR: i.Category}
	for _, field := range []string{"topic", "outcome"} {
		if of, known := fieldLabel(field, i.Category); known {
			category = of
		}
	}
	if of, known := pick(labels().Categories, i.Category); known {
		category = of
	}
	for _, theme := range labels().Themes {
		if theme.Code == i.Category {
			category = theme.Label
		}
	}
	return strings.ReplaceAll(l.In(language), "{category}", category.In(language))
}

// Text is the indicator's interval as people read it.
func (i Indicator) Text(language string) string {
	unit := string(i.Unit)
	if i.Unit == Minutes && i.Greatest == 0 {
		unit = "minutes_open"
	}
	l, _ := pick(labels().Units, unit)
	return strings.NewReplacer("{least}", strconv.Itoa(i.Least), "{greatest}", strconv.Itoa(i.Greatest)).Replace(l.In(language))
}

// DimensionLabel is the title of a dimension of the Migration Governance Indicators.
func DimensionLabel(code string) orientation.Label {
	l, _ := pick(labels().Dimensions, code)
	return l
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
	t, known := LookupTable(f.Table)
	if !known || !slices.Contains(t.Kinds, r.Period.Kind()) {
		return fmt.Errorf("table %.20q is not one of the plan for %v", f.Table, r.Period)
	}
	_, first := t.Category(0, f.Category)
	_, second := t.Category(1, f.Category2)
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

// RuleText says in words a visitor understands how the figures are protected. It stands on every table.
func (r Release) RuleText(language string) string {
	if r.Rule.Noise != nil {
		return labels().Chance.In(language)
	}
	return labels().Rule.In(language)
}
