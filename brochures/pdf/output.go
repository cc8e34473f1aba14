package pdf

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"time"

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
	d.fixFonts(f)
	f.fixOutline()
	d.tag(f)
	return f.bytes(d.describe(f)), nil
}

// write lets fpdf write pages, fonts and bookmarks.
func (d *Document) write() ([]byte, error) {
	w := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: d.Width, Ht: d.Height}})
	w.SetCatalogSort(true)
	w.SetAutoPageBreak(false, 0)
	w.SetCreationDate(time.Unix(0, 0))
	w.SetModificationDate(time.Unix(0, 0))
	for _, face := range sortedKeys(d.fonts) {
		embed(w, d.fonts[face])
	}
	marks := d.bookmarks
	for i, p := range d.pages {
		w.AddPage()
		w.RawWriteStr(strings.TrimSuffix(p.content.String(), "\n"))
		for ; len(marks) > 0 && marks[0].page == i; marks = marks[1:] {
			w.Bookmark(marks[0].title, 0, marks[0].y)
		}
	}
	var out bytes.Buffer
	err := w.Output(&out)
	return out.Bytes(), err
}

// embed gives fpdf a font and tells it which codes are used: a template that no page shows writes nothing.
func embed(w *fpdf.Fpdf, f *fontCodes) {
	w.AddUTF8FontFromBytes(f.name, "", f.file())
	var used []rune
	for _, code := range f.used() {
		used = append(used, rune(code))
	}
	w.CreateTemplate(func(t *fpdf.Tpl) {
		t.SetFont(f.name, "", 10)
		t.Text(0, 0, string(used))
	})
}

// fixOutline takes out the counts of entries without entries below them, which fpdf writes as 0 and the standard does not allow.
func (f *file) fixOutline() {
	for n, object := range f.objects {
		if bytes.HasPrefix(object, []byte("<</Title ")) {
			f.objects[n] = bytes.Replace(object, []byte("/Count 0>>"), []byte(">>"), 1)
		}
	}
}

var typeZero = regexp.MustCompile(`/Subtype /Type0\n/BaseFont /utf8(\S+)\n[\s\S]*?/ToUnicode (\d+) 0 R`)

// fixFonts gives each font a true ToUnicode table, the name that our pages call it by, and the name of its face.
func (d *Document) fixFonts(f *file) {
	byName := map[string]*fontCodes{}
	for _, codes := range d.fonts {
		byName[codes.name] = codes
	}
	for n, object := range f.objects {
		match := typeZero.FindSubmatch(object)
		if match == nil {
			continue
		}
		codes := byName[string(match[1])]
		var unicode int
		_, _ = fmt.Sscan(string(match[2]), &unicode) // digits by the expression
		f.objects[unicode] = stream("", codes.toUnicode())
		resource := regexp.MustCompile(fmt.Sprintf(`/F\w+ %d 0 R`, n))
		f.objects[resources] = resource.ReplaceAll(f.objects[resources], fmt.Appendf(nil, "/%s %d 0 R", codes.name, n))
		f.rename(n, codes)
	}
}

// resources is the number that fpdf gives to the resources of all pages.
const resources = 2

// rename writes the name of the face with the tag of a subset in place of fpdf's, in the font and the five objects behind it.
func (f *file) rename(n int, codes *fontCodes) {
	var index int
	_, _ = fmt.Sscanf(codes.name, "k%d", &index)
	tag := []byte{'G', 'U', 'I', 'C', byte('A' + index/26%26), byte('A' + index%26)}
	name := fmt.Appendf(nil, "/%s+%s", tag, codes.face.Name)
	for i := n; i < min(n+6, len(f.objects)); i++ {
		if !isStream(f.objects[i]) {
			f.objects[i] = bytes.ReplaceAll(f.objects[i], []byte("/utf8"+codes.name), name)
		}
	}
}

// perBlock is the most entries that a CMap may list in one block.
const perBlock = 100

// toUnicode writes the CMap from codes to text.
func (f *fontCodes) toUnicode() []byte {
	var codes []uint16
	for _, code := range f.used() {
		if len(f.textOf[code]) > 0 {
			codes = append(codes, code)
		}
	}
	var s bytes.Buffer
	s.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(codes) > 0 {
		block := codes[:min(perBlock, len(codes))]
		codes = codes[len(block):]
		fmt.Fprintf(&s, "%d beginbfchar\n", len(block))
		for _, code := range block {
			fmt.Fprintf(&s, "<%04X> <%s>\n", code, hexUTF16(string(f.textOf[code])))
		}
		s.WriteString("endbfchar\n")
	}
	s.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return s.Bytes()
}
