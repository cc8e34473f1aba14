package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

var (
	fontResource = regexp.MustCompile(`/(k\d+) (\d+) 0 R`)
	codeMapping  = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>`)
	shown        = regexp.MustCompile(`<([0-9A-Fa-f]*)>`)
	markedStart  = regexp.MustCompile(`^/(\w+) <</MCID (\d+)>> BDC$`)
	subsetName   = regexp.MustCompile(`/BaseFont /[A-Z]{6}\+`)
)

// fonts checks that every font is embedded as a subset, and that every code that a page shows means something.
func (c *checker) fonts() {
	c.used = map[string]map[string]bool{}
	for _, number := range c.pageNumbers() {
		c.collect(c.streams[c.reference(c.objects[number], "/Contents")])
	}
	for _, match := range fontResource.FindAllStringSubmatch(c.objects[2], -1) {
		var n int
		_, _ = fmt.Sscan(match[2], &n)
		font := c.objects[n]
		if !subsetName.MatchString(font) {
			c.report("font %s has no subset name", match[1])
		}
		if !strings.Contains(c.streams[c.reference(font, "/ToUnicode")], "endcmap") {
			c.report("font %s has no ToUnicode table", match[1])
		}
		known := map[string]bool{}
		for _, m := range codeMapping.FindAllStringSubmatch(c.streams[c.reference(font, "/ToUnicode")], -1) {
			known[m[1]] = m[2] != "" && m[2] != "0000" && m[2] != "FFFE" && m[2] != "FEFF"
			if letters := decode(m[2]); len(letters) > 1 && slices.ContainsFunc(letters, isMark) {
				c.report("code %s of font %s joins a mark to other letters: pdf.js would break the word there", m[1], match[1])
			}
		}
		c.widths(match[1], font)
		for code := range c.used[match[1]] {
			if !known[strings.ToUpper(code)] {
				c.report("code %s of font %s means nothing", code, match[1])
			}
		}
	}
	for n, object := range c.objects {
		if strings.Contains(object, "/Type /FontDescriptor") && !strings.Contains(object, "/FontFile2 ") {
			c.report("font descriptor %d embeds nothing", n)
		}
	}
}

func isMark(r rune) bool { return unicode.Is(unicode.Mn, r) }

// decode reads the hexadecimal UTF-16 of a ToUnicode table.
func decode(hex string) []rune {
	var units []uint16
	for i := 0; i+4 <= len(hex); i += 4 {
		unit, _ := strconv.ParseUint(hex[i:i+4], 16, 16)
		units = append(units, uint16(unit))
	}
	return utf16.Decode(units)
}

// collect notes the codes that a content stream shows.
func (c *checker) collect(content string) {
	font := ""
	for _, line := range strings.Split(content, "\n") {
		if name, found := strings.CutSuffix(line, " Tf"); found {
			font = strings.TrimPrefix(strings.Fields(name)[0], "/")
			if c.used[font] == nil {
				c.used[font] = map[string]bool{}
			}
		}
		if !strings.HasSuffix(line, "TJ ET") {
			continue
		}
		for _, m := range shown.FindAllStringSubmatch(line, -1) {
			for i := 0; i+4 <= len(m[1]); i += 4 {
				c.used[font][m[1][i:i+4]] = true
			}
		}
	}
}

func (c *checker) pageNumbers() (numbers []int) {
	for n := 1; n < 100_000; n++ {
		object, ok := c.objects[n]
		if !ok && n > len(c.objects) {
			return numbers
		}
		if strings.HasPrefix(object, "<</Type /Page\n") {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// pages checks what each page says of itself, and that all that is painted is marked.
func (c *checker) pages() {
	numbers := c.pageNumbers()
	if len(numbers) == 0 {
		c.report("the document has no pages")
	}
	for i, n := range numbers {
		for _, entry := range []string{fmt.Sprintf("/StructParents %d", i), "/Tabs /S"} {
			if !strings.Contains(c.objects[n], entry) {
				c.report("page %d lacks %s", i+1, entry)
			}
		}
		c.content(i+1, c.streams[c.reference(c.objects[n], "/Contents")])
	}
}

func (c *checker) content(page int, content string) {
	open, marks := "", 0
	for _, line := range strings.Split(content, "\n") {
		switch {
		case strings.HasSuffix(line, " BMC") || strings.HasSuffix(line, " BDC"):
			if open != "" {
				c.report("page %d: marked content within marked content", page)
			}
			open = line
			if m := markedStart.FindStringSubmatch(line); m != nil {
				if m[2] != fmt.Sprint(marks) {
					c.report("page %d: MCID %s where %d is next", page, m[2], marks)
				}
				marks++
			}
		case line == "EMC":
			if open == "" {
				c.report("page %d: an end of marked content without its beginning", page)
			}
			open = ""
		case open == "" && paints(line):
			c.report("page %d: %.40q is painted outside marked content", page, line)
		}
	}
	if open != "" {
		c.report("page %d: marked content is not ended", page)
	}
}

func paints(line string) bool {
	for _, operator := range []string{"f", "f*", "S", "s", "B", "TJ", "Tj", "Do", "ET"} {
		if line == operator || strings.HasSuffix(line, " "+operator) {
			return !strings.HasPrefix(line, "BT") || strings.Contains(line, "TJ")
		}
	}
	return false
}
