package brochures_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"guichet/brochures"
	"guichet/brochures/pdf/rules"
	"guichet/brochures/typeset"
)

func TestParseMarkdown(t *testing.T) {
	got, err := brochures.ParseMarkdown([]byte("\ufeff# A *b*\n\n*sub*\n\ntext **bold _both_**\\\nnext\nline `code`\n\n3. x\n4. y\n   - z\n\n> note\n\n" +
		"| a | b |\n|---|---|\n| 1 | [2](tel:2) |\n\n---\n\n[Site](https://a.example)\n\n#### deep\n"))
	if err != nil {
		t.Fatal(err)
	}
	plain := func(s string) brochures.Inline { return brochures.Inline{{Text: s}} }
	want := brochures.Document{Title: "A b", Subtitle: "sub", Blocks: []brochures.Block{
		brochures.Paragraph{Text: brochures.Inline{{Text: "text "}, {Text: "bold ", Bold: true}, {Text: "both", Bold: true, Italic: true}, {Text: "\nnext line code"}}},
		brochures.List{Numbered: true, First: 3, Items: [][]brochures.Block{
			{brochures.Paragraph{Text: plain("x")}},
			{brochures.Paragraph{Text: plain("y")}, brochures.List{Items: [][]brochures.Block{{brochures.Paragraph{Text: plain("z")}}}}},
		}},
		brochures.Quote{Blocks: []brochures.Block{brochures.Paragraph{Text: plain("note")}}},
		brochures.Table{Titles: []brochures.Inline{plain("a"), plain("b")}, Rows: [][]brochures.Inline{{plain("1"), {{Text: "2", Link: "tel:2"}}}}},
		brochures.Rule{},
		brochures.Address{Label: "Site", Target: "https://a.example"},
		brochures.Heading{Level: 3, Text: plain("deep")},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	for text, want := range map[string]string{
		"<HTTPS://a.example>": "HTTPS://a.example", "a@b.example": "mailto:a@b.example", "<mailto:a@b.example>": "mailto:a@b.example",
		"www.a.example": "http://www.a.example", "[t](tel:+21671000000)": "tel:+21671000000",
	} {
		blocks, err := brochures.ParseBlocks([]byte(text))
		if err != nil || len(blocks) != 1 {
			t.Fatalf("%s: got %v, %v", text, blocks, err)
		}
		if address, ok := blocks[0].(brochures.Address); !ok || address.Target != want {
			t.Errorf("%s: got %+v, want an address that leads to %s", text, blocks[0], want)
		}
	}
}

func TestUnprintableTextsAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "line 1: a leaflet begins with its title",
		"text":                               "line 1: a leaflet begins with its title",
		"## second\n":                        "line 1: a leaflet begins with its title",
		"# T\n\na\nb ![x](y.png)\n":          "line 3: pictures are not printed",
		"# T\n\n<div>x</div>\n":              "line 3: HTML is not printed",
		"# T\n\nsome <b>bold</b> text":       "line 3: HTML is not printed",
		"# T\n\n[x](javascript:alert(1))\n":  "line 3: a link leads to a page",
		"# T\n\nsee [x](other.md)\n":         "line 3: a link leads to a page",
		"# T\n\n\xff\n":                      "line 3: the text is not UTF-8",
		"# T\n" + strings.Repeat(" ", 5<<20): "longer than 4 MB",
	} {
		_, err := brochures.ParseMarkdown([]byte(text))
		var source *brochures.SourceError
		if !errors.As(err, &source) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: got %v, want %q", text, err, want)
		}
	}
}

// FuzzLeaflet makes leaflets of any text: what is not refused keeps the rules.
func FuzzLeaflet(f *testing.F) {
	f.Add("# T\n\n*s*\n\n- a\n  1. b\n\n> q\n\n| a |\n|---|\n| b |\n\nhttps://a.example\n", true)
	f.Add("# \u0627\n\n> # x\n> - y\n\n1. \n\n***\n", false)
	f.Add("# \U0001E900\U0001E944 12 \U0001E922\n\n[\U0001E922\U0001E944 \u0627 a](https://a.example) \U0001E950\U0001F600 \u202e\n", true)
	f.Fuzz(func(t *testing.T, text string, arabic bool) {
		if len(text) > 20_000 {
			t.Skip()
		}
		document, err := brochures.ParseMarkdown([]byte(text))
		if err != nil {
			return
		}
		tag := "fr"
		if arabic {
			tag = "ar"
		}
		language, err := typeset.LookupLanguage(tag)
		if err != nil {
			t.Fatal(err)
		}
		leaflet, err := brochures.Leaflet{Fonts: fonts, Language: language, Size: brochures.A5}.Render(document)
		if err != nil {
			return
		}
		for _, wrong := range rules.Check(leaflet) {
			t.Error(wrong)
		}
	})
}
