package rules

import (
	"strings"
	"testing"
)

// TestContentRules checks what a page must look like on pieces of content.
func TestContentRules(t *testing.T) {
	for want, content := range map[string]string{
		"":                       "/P <</MCID 0>> BDC\n1 0 0 rg\nBT 1 1 Td [<0041>]TJ ET\nEMC\n/Artifact BMC\n0 0 1 1 re f\nEMC",
		"painted outside":        "/P <</MCID 0>> BDC\nEMC\n0 0 1 1 re f",
		"is painted":             "BT 1 1 Td [<0041>]TJ ET",
		"within marked content":  "/P <</MCID 0>> BDC\n/Artifact BMC\nEMC\nEMC",
		"is not ended":           "/P <</MCID 0>> BDC",
		"MCID 1 where 0 is next": "/P <</MCID 1>> BDC\nEMC",
		"without its beginning":  "EMC",
	} {
		c := checker{file: &file{}}
		c.content(1, content)
		if got := strings.Join(c.wrong, "\n"); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

// TestFontRules checks that codes without meaning are found.
func TestFontRules(t *testing.T) {
	f := &file{
		objects: map[int]string{
			1: "<</Type /Page\n/Contents 4 0 R", 2: "/Font << /k0 3 0 R >>",
			3: "/BaseFont /GUICAA+X /ToUnicode 5 0 R", 6: "/Type /FontDescriptor",
		},
		streams: map[int]string{4: "/k0 10 Tf\nBT 1 1 Td [<0041E000>]TJ ET", 5: "<0041> <0041>\n<E000> <>\nendcmap"},
	}
	c := checker{file: f}
	c.fonts()
	got := strings.Join(c.wrong, "\n")
	for _, want := range []string{"code E000 of font k0 means nothing", "descriptor 6 embeds nothing", "k0 states no widths"} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in %q", want, got)
		}
	}
	if strings.Contains(got, "0041") {
		t.Errorf("a code that means a letter is reported: %q", got)
	}
}

// TestWidthRules compares the stated widths with those of a font of two glyphs, 500 and 600 wide on 1000.
func TestWidthRules(t *testing.T) {
	head := "\x00\x01\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00"
	entries := "head\x00\x00\x00\x00\x00\x00\x00\x2C\x00\x00\x00\x14" + "hmtx\x00\x00\x00\x00\x00\x00\x00\x40\x00\x00\x00\x08"
	program := head + entries + strings.Repeat("\x00", 18) + "\x03\xE8" + "\x01\xF4\x00\x00\x02\x58\x00\x00"
	for list, want := range map[string]string{"500 600": "", "500 700": "code 1 is 700 wide", "500 600 0": "no glyph for code 2"} {
		f := &file{
			objects: map[int]string{1: "/FontDescriptor 2 0 R /W [0 [" + list + " ]]", 2: "/FontFile2 3 0 R"},
			streams: map[int]string{3: program},
		}
		c := checker{file: f}
		c.widths("k0", "/DescendantFonts [1 0 R]")
		if got := strings.Join(c.wrong, "\n"); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: want %q, got %q", list, want, got)
		}
	}
}
