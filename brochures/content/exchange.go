package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// The places are exchanged between partners as a table (CSV): one row for each place, a column for each setting. What says how
// far we trust a place is ours alone: certainty and confirmations are neither exported nor taken from anybody.

// column is one column of the table.
type column struct {
	name string
	get  func(Place) string
	set  func(*Place, string)
}

// columns are those of a country: each text has one for each language.
func (c *Content) columns() []column {
	all := []column{
		{"id", func(p Place) string { return p.ID }, func(p *Place, s string) { p.ID = s }},
		{"kind", func(p Place) string { return p.Kind }, func(p *Place, s string) { p.Kind = s }},
		list("topics", func(p *Place) *[]string { return &p.Topics }),
		{"area", func(p Place) string { return p.Area }, func(p *Place, s string) { p.Area = s }},
	}
	all = append(all, c.textColumns("name", func(p *Place) *Text { return &p.Name })...)
	all = append(all, c.textColumns("address", func(p *Place) *Text { return &p.Address })...)
	all = append(all, list("phones", func(p *Place) *[]string { return &p.Phones }),
		list("hours", func(p *Place) *[]string { return &p.Hours }),
		list("languages", func(p *Place) *[]string { return &p.Languages }),
		column{"cost", func(p Place) string { return p.Cost }, func(p *Place, s string) { p.Cost = s }},
		column{"papers", func(p Place) string { return p.Papers }, func(p *Place, s string) { p.Papers = s }})
	all = append(all, c.textColumns("bring", func(p *Place) *Text { return &p.Bring })...)
	all = append(all, column{"answers", func(p Place) string { return p.Answers }, func(p *Place, s string) { p.Answers = s }})
	all = append(all, c.textColumns("note", func(p *Place) *Text { return &p.Note })...)
	return append(all,
		column{"status", func(p Place) string { return p.Status }, func(p *Place, s string) { p.Status = s }},
		date("status_since", func(p *Place) *Date { return &p.StatusSince }),
		column{"source", func(p Place) string { return p.Source }, func(p *Place, s string) { p.Source = s }},
		date("verified_on", func(p *Place) *Date { return &p.VerifiedOn }),
		date("expires_on", func(p *Place) *Date { return &p.ExpiresOn }))
}

// between parts the entries of a list in one cell.
const between = ";"

func list(name string, of func(*Place) *[]string) column {
	return column{name, func(p Place) string { return strings.Join(*of(&p), between+" ") }, func(p *Place, s string) {
		*of(p) = nil
		for one := range strings.SplitSeq(s, between) {
			if one = strings.TrimSpace(one); one != "" {
				*of(p) = append(*of(p), one)
			}
		}
	}}
}

func date(name string, of func(*Place) *Date) column {
	return column{name, func(p Place) string { return string(*of(&p)) }, func(p *Place, s string) { *of(p) = Date(s) }}
}

func (c *Content) textColumns(name string, of func(*Place) *Text) (all []column) {
	for _, language := range c.Languages {
		all = append(all, column{
			name + "_" + language,
			func(p Place) string { return (*of(&p))[language] },
			func(p *Place, s string) {
				t := Text{}
				for l, said := range *of(p) {
					t[l] = said
				}
				if t[language] = s; s == "" {
					delete(t, language)
				}
				*of(p) = t
			},
		})
	}
	return all
}

// ExportPlaces writes the table of all places, for a spreadsheet.
func (c *Content) ExportPlaces(w io.Writer) error {
	out := csv.NewWriter(w)
	columns := c.columns()
	row := make([]string, len(columns))
	for i, col := range columns {
		row[i] = col.name
	}
	err := out.Write(row)
	for _, p := range c.Places {
		for i, col := range columns {
			row[i] = col.get(p)
		}
		err = errors.Join(err, out.Write(row))
	}
	out.Flush()
	return errors.Join(err, out.Error())
}

// Import is what a partner's table says otherwise than we do.
type Import struct {
	// Places are those to take over, new or changed, each as it will be written.
	Places []Place
	// Added and Changed name them; Same says what we say; Older was verified before ours, and ours stays.
	Added, Changed, Same, Older []string
	// Notices are what the clerk must know: dead numbers, columns that are not taken.
	Notices Problems
}

// ReadImport compares a partner's table with the content. A place that says something new has to be confirmed anew: it comes from
// one source, and what was confirmed before was something else. The error is [Problems].
func (c *Content) ReadImport(name string, table []byte, today Date) (Import, error) {
	rows, problems := readTable(name, table)
	if len(problems) > 0 {
		return Import{}, problems
	}
	var in Import
	k := checker{Content: c}
	set := k.header(name, rows[0])
	seen := map[string]int{}
	for i, cells := range rows[1:] {
		if p, ok := k.row(Origin{name, i + 2}, set, cells, seen, today); ok {
			in.take(c, p)
		}
	}
	with := c.with(in.Places)
	k.Content = with
	for _, p := range in.Places {
		k.place(p)
	}
	all := k.problems.sorted()
	if bad := all.fatal(); len(bad) > 0 {
		return Import{}, bad
	}
	in.Notices = all
	return in, nil
}

// readTable reads CSV with commas or semicolons, as spreadsheets in different countries write it.
func readTable(name string, table []byte) ([][]string, Problems) {
	table = bytes.TrimPrefix(table, []byte("\ufeff"))
	if !utf8.Valid(table) {
		return nil, Problems{{File: name, Reason: "the table is not UTF-8: save it as \"CSV UTF-8\""}}
	}
	first, _, _ := bytes.Cut(table, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(table))
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	var bad *csv.ParseError
	switch {
	case errors.As(err, &bad):
		return nil, Problems{{File: name, Line: bad.Line, Reason: bad.Err.Error()}}
	case err != nil:
		return nil, Problems{{File: name, Reason: err.Error()}}
	case len(rows) == 0 || len(table) > maxFile:
		return nil, Problems{{File: name, Reason: "the table is empty, or larger than 1 MB"}}
	}
	return rows, nil
}

// ours are the columns that say how far a place is trusted.
var ours = []string{"certainty", "confirm", "confirmed", "confirmed_by", "confirmed_on", "safety_critical"}

// header finds what each column sets; nil for one that is not taken.
func (k *checker) header(name string, cells []string) []func(*Place, string) {
	at := Origin{name, 1}
	set := make([]func(*Place, string), len(cells))
	columns := k.columns()
	for i, cell := range cells {
		cell = strings.ToLower(strings.TrimSpace(cell))
		found := slices.IndexFunc(columns, func(c column) bool { return c.name == cell })
		switch {
		case found >= 0:
			set[i] = columns[found].set
		case slices.Contains(ours, cell):
			k.notice(at, "the column %q is not taken over: how far we trust a place is for us to say", cell)
		default:
			k.fault(at, "there is no column %q; guichetctl places export shows those there are", cell)
		}
	}
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), "id") }) {
		k.fault(at, "the column \"id\" is missing")
	}
	return set
}

// row reads one place over what we have of it.
func (k *checker) row(at Origin, set []func(*Place, string), cells []string, seen map[string]int, today Date) (Place, bool) {
	var bare Place
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") {
			k.fault(at, "%q begins with a sign that spreadsheets take for a formula", cell)
		}
		if set[i] != nil {
			set[i](&bare, cell)
		}
	}
	if first, twice := seen[bare.ID]; twice {
		k.fault(at, "%q is in row %d, too", bare.ID, first)
		return Place{}, false
	}
	seen[bare.ID] = at.Line
	p := Place{ID: bare.ID}
	if i := slices.IndexFunc(k.Places, func(p Place) bool { return p.ID == bare.ID }); i >= 0 {
		p = k.Places[i]
	}
	for i, cell := range cells {
		if set[i] != nil {
			set[i](&p, strings.TrimSpace(cell))
		}
	}
	if p.VerifiedOn > today {
		k.fault(at, "verified_on is %s, which is still to come", p.VerifiedOn)
	}
	p.Origin = at
	return p, true
}

// take sorts a place of the table into what it means for us.
func (in *Import) take(c *Content, p Place) {
	i := slices.IndexFunc(c.Places, func(o Place) bool { return o.ID == p.ID })
	if i < 0 {
		in.Added = append(in.Added, p.ID)
		in.Places = append(in.Places, p.unsure())
		return
	}
	old := c.Places[i]
	switch {
	case p.row(c) == old.row(c):
		in.Same = append(in.Same, p.ID)
		return
	case p.VerifiedOn < old.VerifiedOn:
		in.Older = append(in.Older, p.ID)
		return
	case p.said(c) != old.said(c):
		p = p.unsure()
	}
	in.Changed = append(in.Changed, p.ID)
	in.Places = append(in.Places, p)
}

// unsure is a place as far as one source makes it known: somebody must confirm it.
func (p Place) unsure() Place {
	p.Certainty = "C"
	if p.Confirm != "two" {
		p.Confirm = "one"
	}
	return p
}

// row is a place as it stands in the table.
func (p Place) row(c *Content) string {
	var cells []string
	for _, col := range c.columns() {
		cells = append(cells, col.get(p))
	}
	return fmt.Sprintf("%q", cells)
}

// said is a place without its dates and source.
func (p Place) said(c *Content) string {
	p.Source, p.VerifiedOn = "", ""
	return p.row(c)
}

// with is the content with other places in it.
func (c *Content) with(places []Place) *Content {
	other := *c
	other.Places = slices.Clone(c.Places)
	for _, p := range places {
		if i := slices.IndexFunc(other.Places, func(o Place) bool { return o.ID == p.ID }); i >= 0 {
			other.Places[i] = p
		} else {
			other.Places = append(other.Places, p)
		}
	}
	other.index()
	return &other
}
