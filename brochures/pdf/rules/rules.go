// Package rules checks files that package pdf wrote against the rules of PDF/UA-1 and PDF/A-3b that a program can check: no free
// checker for either exists in the package registries. It reads only our own files, not PDF in general, and does not certify.
package rules

import (
	"bytes"
	"fmt"
	"strings"
)

// Check returns what is wrong with a file; nothing if it keeps the rules.
func Check(data []byte) []string {
	f, err := read(data)
	if err != nil {
		return []string{err.Error()}
	}
	c := checker{file: f}
	c.document(data)
	c.metadata()
	c.fonts()
	c.pages()
	c.structure()
	return c.wrong
}

// Pages returns how many pages a file has, 0 for one that cannot be read.
func Pages(data []byte) int {
	f, err := read(data)
	if err != nil {
		return 0
	}
	c := checker{file: f}
	return len(c.pageNumbers())
}

type checker struct {
	*file
	wrong []string
	used  map[string]map[string]bool // codes shown, by font resource
}

func (c *checker) report(format string, args ...any) {
	if len(c.wrong) < 50 {
		c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
	}
}

func (c *checker) document(data []byte) {
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")) {
		c.report("the header is not that of a binary PDF 1.7 file")
	}
	if !strings.Contains(c.trailer, "/ID [<") {
		c.report("the file has no identifier")
	}
	catalog := c.objects[c.catalog]
	for _, entry := range []string{"/Lang (", "/MarkInfo <</Marked true>>", "/StructTreeRoot ", "/Metadata ", "/DisplayDocTitle true", "/S /GTS_PDFA1", "/DestOutputProfile "} {
		if !strings.Contains(catalog, entry) {
			c.report("the catalog lacks %s", entry)
		}
	}
	for n, object := range c.objects {
		for _, banned := range []string{"/JavaScript", "/Encrypt", "/AA ", "/Launch", "/LZWDecode", "/SMask", "/EmbeddedFiles", "/Transparency", "/Count 0"} {
			if strings.Contains(object, banned) {
				c.report("object %d holds %s", n, banned)
			}
		}
	}
}

func (c *checker) metadata() {
	packet := c.streams[c.reference(c.objects[c.catalog], "/Metadata")]
	for _, property := range []string{"<pdfaid:part>3<", "<pdfaid:conformance>B<", "<pdfuaid:part>1<", "<dc:title>", "<dc:language>", "pdfaExtension:schemas"} {
		if !strings.Contains(packet, property) {
			c.report("the metadata lack %s", property)
		}
	}
	if strings.Contains(packet, `xml:lang="x-default"></rdf:li>`) {
		c.report("the title is empty")
	}
}
