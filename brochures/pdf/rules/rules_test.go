package rules_test

import (
	"bytes"
	"strings"
	"testing"

	"guichet/brochures/pdf"
	"guichet/brochures/pdf/rules"
	"guichet/brochures/typeset"
)

// document begins a document that keeps the rules, with a heading.
func document(t *testing.T) (*pdf.Document, func(text string)) {
	t.Helper()
	language, err := typeset.LookupLanguage("fr")
	if err != nil {
		t.Fatal(err)
	}
	setter := typeset.New(typeset.OpenFonts(""))
	d := pdf.New(pdf.Options{Title: "T", Language: language, Width: 300, Height: 300})
	d.AddPage()
	write := func(text string) {
		p, err := setter.Set(language, typeset.Span{Text: text, Style: typeset.Style{Size: 10}})
		if err != nil {
			t.Fatal(err)
		}
		d.Run(p.Break(300)[0].Runs[0], p.Text(), 10, 50, pdf.RGB(0))
	}
	d.Open(pdf.H1, pdf.Attributes{})
	write("Titre")
	d.Close()
	return d, write
}

// TestEachRuleCanBeBroken makes documents with one fault each.
func TestEachRuleCanBeBroken(t *testing.T) {
	for want, fault := range map[string]func(*pdf.Document, func(string)){
		"":                      func(*pdf.Document, func(string)) {},
		"Figure without /Alt":   func(d *pdf.Document, _ func(string)) { d.Open(pdf.Figure, pdf.Attributes{}); d.Close() },
		"leads nowhere":         func(d *pdf.Document, _ func(string)) { d.Open(pdf.Link, pdf.Attributes{Alt: "x"}); d.Close() },
		"Link without /Alt":     func(d *pdf.Document, _ func(string)) { d.Open(pdf.Link, pdf.Attributes{}); d.Close() },
		"LI within Document":    func(d *pdf.Document, _ func(string)) { d.Open(pdf.LI, pdf.Attributes{}); d.Close() },
		"level 3 after level 1": func(d *pdf.Document, _ func(string)) { d.Open(pdf.H3, pdf.Attributes{}); d.Close() },
		"TH within P": func(d *pdf.Document, _ func(string)) {
			d.Open(pdf.P, pdf.Attributes{})
			d.Open(pdf.TH, pdf.Attributes{})
		},
		"hides the elements": func(d *pdf.Document, _ func(string)) {
			d.Open(pdf.P, pdf.Attributes{Actual: "x"})
			d.Open(pdf.Span, pdf.Attributes{})
		},
		"holds /JavaScript": func(d *pdf.Document, _ func(string)) { d.Open(pdf.P, pdf.Attributes{Language: "/JavaScript"}) },
	} {
		d, write := document(t)
		fault(d, write)
		data, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(rules.Check(data), "\n")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

// TestTamperedFiles changes finished files.
func TestTamperedFiles(t *testing.T) {
	d, _ := document(t)
	data, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string][2]string{
		"the metadata lack <pdfuaid": {"<pdfuaid:part>1<", "<pdfuaid:part>2<"},
		"the header":                 {"%PDF-1.7", "%PDF-1.3"},
		"the file has no identifier": {"/ID [<", "/XD [<"},
	} {
		broken := bytes.Replace(data, []byte(change[0]), []byte(change[1]), 1)
		if got := strings.Join(rules.Check(broken), "\n"); !strings.Contains(got, want) {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}
