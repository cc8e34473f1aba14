package pdf

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
)

// sRGB is the International Color Consortium's profile, which may be embedded without restriction.
//
//go:embed sRGB2014.icc
var sRGB []byte

// Bytes returns the finished file.
func (d *Document) Bytes() ([]byte, error) {
	for _, p := range d.pages {
		p.unmark()
	}
	if d.err != nil {
		return nil, d.err
	}
	raw, err := d.write()
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	f, err := parse(raw)
	if err != nil {
		return nil, err
	}
	f.compressContents()
	d.addFonts(f)
	f.fixOutline()
	d.tag(f)
	return f.bytes(d.describe(f)), nil
}

// write lets fpdf write pages and bookmarks.
func (d *Document) write() ([]byte, error) {
	w := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: d.Width, Ht: d.Height}})
	w.SetCatalogSort(true)
	w.SetCompression(false) // one compressor serves all streams, later
	w.SetAutoPageBreak(false, 0)
	w.SetCreationDate(time.Unix(0, 0))
	w.SetModificationDate(time.Unix(0, 0))
	marks := d.bookmarks
	for i, p := range d.pages {
		w.AddPage()
		w.RawWriteStr(strings.TrimSuffix(p.content.String(), "\n"))
		for ; len(marks) > 0 && marks[0].page == i; marks = marks[1:] {
			w.Bookmark(textBytes(marks[0].title), 0, marks[0].y)
		}
	}
	var out bytes.Buffer
	err := w.Output(&out)
	return out.Bytes(), err
}

// textBytes writes a text string as the bytes that [text] writes in hexadecimal.
func textBytes(s string) string {
	out := []byte{0xFE, 0xFF}
	for _, unit := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, unit)
	}
	return string(out)
}

// compressContents compresses the pages, which fpdf left as they are.
func (f *file) compressContents() {
	for n, object := range f.objects {
		if head, body, found := bytes.Cut(object, []byte(">>\nstream\n")); found && bytes.HasPrefix(head, []byte("<</Length ")) {
			f.objects[n] = f.stream("", bytes.TrimSuffix(body, []byte("\nendstream\n")))
		}
	}
}

// fixOutline takes out the counts of entries without entries below them, which fpdf writes as 0 and the standard does not allow.
func (f *file) fixOutline() {
	for n, object := range f.objects {
		if bytes.HasPrefix(object, []byte("<</Title ")) {
			f.objects[n] = bytes.Replace(object, []byte("/Count 0>>"), []byte(">>"), 1)
		}
	}
}
