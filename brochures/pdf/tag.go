package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
)

// text writes a text string that any reader of PDF understands.
func text(s string) string { return "<FEFF" + hexUTF16(s) + ">" }

func hexUTF16(s string) string {
	var out strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	return out.String()
}

// literal writes a string of bytes, as addresses and language tags need it.
func literal(s string) string {
	return "(" + strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`, "\r", "", "\n", "").Replace(s) + ")"
}

var (
	pageObject = regexp.MustCompile(`^<</Type /Page\n`)
	groupEntry = regexp.MustCompile(`/Group <</Type /Group[^>]*>>\n`)
)

// tag adds the structure tree, the links and what each page must say of them.
func (d *Document) tag(f *file) {
	var pages []int
	for n, object := range f.objects {
		if pageObject.Match(object) {
			pages = append(pages, n)
		}
	}
	tree := f.add("")
	d.root.object = f.add("")
	for _, e := range d.root.elements() {
		e.object = f.add("")
	}
	var parents strings.Builder
	for i, n := range pages {
		fmt.Fprintf(&parents, "%d [", i)
		for _, owner := range d.pages[i].owners {
			fmt.Fprintf(&parents, "%d 0 R ", owner.object)
		}
		parents.WriteString("] ")
		extra := fmt.Sprintf("/StructParents %d /Tabs /S\n%s/Contents", i, d.annotations(f, i, len(pages)))
		f.objects[n] = bytes.Replace(groupEntry.ReplaceAll(f.objects[n], nil), []byte("/Contents"), []byte(extra), 1)
	}
	for i, a := range d.links {
		fmt.Fprintf(&parents, "%d %d 0 R ", len(pages)+i, a.owner.object)
	}
	numbers := f.add(fmt.Sprintf("<</Nums [%s]>>\n", parents.String()))
	f.objects[tree] = fmt.Appendf(nil, "<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>\n", d.root.object, numbers, len(pages)+len(d.links))
	for _, e := range append(d.root.elements(), d.root) {
		f.objects[e.object] = e.write(tree, pages)
	}
	d.catalog(f, tree)
}

// annotations adds the links of a page as objects of their own, and returns the page's entry for them.
func (d *Document) annotations(f *file, page, pages int) string {
	var list strings.Builder
	for i, a := range d.links {
		if a.page != page {
			continue
		}
		b := a.box
		a.object = f.add(fmt.Sprintf("<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%s %s %s %s] /StructParent %d /Contents %s /A <</S /URI /URI %s>>>>\n",
			number(b[0]), number(b[1]), number(b[2]), number(b[3]), pages+i, text(a.alt), literal(a.target)))
		fmt.Fprintf(&list, "%d 0 R ", a.object)
	}
	if list.Len() == 0 {
		return ""
	}
	return "/Annots [" + list.String() + "]\n"
}

// write returns the element's dictionary.
func (e *element) write(tree int, pages []int) []byte {
	parent := tree
	if e.parent != nil {
		parent = e.parent.object
	}
	var s bytes.Buffer
	fmt.Fprintf(&s, "<</Type /StructElem /S /%s /P %d 0 R", e.role, parent)
	e.describe(&s)
	s.WriteString(" /K [")
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			fmt.Fprintf(&s, "%d 0 R ", k.element.object)
		case k.link != nil:
			fmt.Fprintf(&s, "<</Type /OBJR /Obj %d 0 R /Pg %d 0 R>> ", k.link.object, pages[k.page])
		default:
			fmt.Fprintf(&s, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pages[k.page], k.mark)
		}
	}
	s.WriteString("]>>\n")
	return s.Bytes()
}

func (e *element) describe(s *bytes.Buffer) {
	if e.Language != "" {
		fmt.Fprintf(s, " /Lang %s", literal(e.Language))
	}
	if e.Alt != "" {
		fmt.Fprintf(s, " /Alt %s", text(e.Alt))
	}
	if e.Actual != "" {
		fmt.Fprintf(s, " /ActualText %s", text(e.Actual))
	}
	switch e.role {
	case TH:
		s.WriteString(" /A <</O /Table /Scope /Column>>")
	case Figure:
		b := e.Box
		fmt.Fprintf(s, " /A <</O /Layout /Placement /Block /BBox [%s %s %s %s]>>", number(b[0]), number(b[1]), number(b[2]), number(b[3]))
	case L:
		numbering := "Disc"
		if e.Numbered {
			numbering = "Decimal"
		}
		fmt.Fprintf(s, " /A <</O /List /ListNumbering /%s>>", numbering)
	default:
	}
}

var outlinesEntry = regexp.MustCompile(`/Outlines \d+ 0 R`)

// catalog writes the root of the file.
func (d *Document) catalog(f *file, tree int) {
	profile := f.addStream("/N 3 /Alternate /DeviceRGB", sRGB)
	outlines := outlinesEntry.Find(f.objects[f.catalog])
	direction := "L2R"
	if d.Language.RightToLeft && !d.unturned { // PDFium turns around whatever it does not know in documents that say R2L
		direction = "R2L"
	}
	metadata := d.metadata()
	m := f.add(fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream\n", len(metadata), metadata))
	f.objects[f.catalog] = fmt.Appendf(nil, "<</Type /Catalog /Pages 1 0 R /Lang %s /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /Metadata %d 0 R "+
		"/ViewerPreferences <</DisplayDocTitle true /Direction /%s>> "+
		"/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R>>] %s>>\n",
		literal(d.Language.Tag), tree, m, direction, profile, outlines)
}
