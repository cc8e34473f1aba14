package rules

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	role     = regexp.MustCompile(`/S /(\w+)`)
	kidsList = regexp.MustCompile(`/K \[(.*)\]>>`)
	piece    = regexp.MustCompile(`<</Type /MCR /Pg (\d+) 0 R /MCID (\d+)>>|<</Type /OBJR /Obj (\d+) 0 R /Pg (\d+) 0 R>>|(\d+) 0 R`)
	parents  = regexp.MustCompile(`(\d+) (?:\[([^\]]*)\]|(\d+) 0 R)`)
)

// holders names the only roles that may hold an element of a role.
var holders = map[string]string{"LI": "L", "Lbl": "LI", "LBody": "LI", "TR": "Table", "TH": "TR", "TD": "TR"}

// structure walks through the tree of elements, and compares it with what the pages say.
func (c *checker) structure() {
	root := c.objects[c.reference(c.objects[c.catalog], "/StructTreeRoot")]
	w := walk{checker: c, mark: map[string]int{}, links: map[int]int{}}
	w.element(c.reference(root, "/K"), "")
	if w.headings == 0 {
		c.report("the document has no heading")
	}
	c.parentTree(c.objects[c.reference(root, "/ParentTree")], w)
}

type walk struct {
	*checker
	mark     map[string]int // "page object/MCID" to the element that holds it
	links    map[int]int    // annotation to the element that holds it
	level    int
	headings int
}

func (w *walk) element(n int, holder string) {
	text := w.objects[n]
	match := role.FindStringSubmatch(text)
	if match == nil {
		w.report("object %d is no structure element", n)
		return
	}
	kind := match[1]
	if want, ok := holders[kind]; ok && want != holder {
		w.report("element %d: %s within %s", n, kind, holder)
	}
	w.heading(kind)
	list := kidsList.FindStringSubmatch(text)
	if list == nil {
		w.report("element %d has no list of kids", n)
		return
	}
	hasLink := false
	for _, kid := range piece.FindAllStringSubmatch(list[1], -1) {
		switch {
		case kid[1] != "":
			w.mark[kid[1]+"/"+kid[2]] = n
		case kid[3] != "":
			hasLink = true
			w.links[atoi(kid[3])] = n
		default:
			if strings.Contains(text, "/ActualText ") {
				w.report("element %d: its text hides the elements in it", n)
			}
			w.element(atoi(kid[5]), kind)
		}
	}
	w.describes(n, kind, text, hasLink)
}

// heading checks that levels are not skipped on the way down.
func (w *walk) heading(kind string) {
	if len(kind) != 2 || kind[0] != 'H' {
		return
	}
	level := int(kind[1] - '0')
	if level > w.level+1 {
		w.report("heading of level %d after level %d", level, w.level)
	}
	w.level = level
	w.headings++
}

// describes checks that what cannot be seen is said.
func (w *walk) describes(n int, kind, text string, hasLink bool) {
	needs := map[string][]string{"Figure": {"/Alt ", "/BBox "}, "Link": {"/Alt "}, "TH": {"/Scope "}, "L": {"/ListNumbering "}}
	for _, entry := range needs[kind] {
		if !strings.Contains(text, entry) {
			w.report("element %d: %s without %s", n, kind, entry)
		}
	}
	if kind == "Link" && !hasLink {
		w.report("element %d: a link that leads nowhere", n)
	}
}

func atoi(s string) (n int) {
	_, _ = fmt.Sscan(s, &n)
	return n
}

// parentTree checks that every mark on a page and every annotation leads back to the element that holds it.
func (c *checker) parentTree(tree string, w walk) {
	pages := c.pageNumbers()
	entries := map[int]string{}
	_, list, _ := strings.Cut(tree, "/Nums [")
	for _, m := range parents.FindAllStringSubmatch(list, -1) {
		entries[atoi(m[1])] = m[2] + m[3]
	}
	for i, page := range pages {
		owners := strings.Fields(strings.ReplaceAll(entries[i], " 0 R", ""))
		for mark, owner := range owners {
			if held := w.mark[fmt.Sprintf("%d/%d", page, mark)]; held != atoi(owner) {
				c.report("page %d: mark %d leads to element %s, but %d holds it", i+1, mark, owner, held)
			}
		}
		if marks := strings.Count(c.streams[c.reference(c.objects[page], "/Contents")], "/MCID "); marks != len(owners) {
			c.report("page %d: %d marks, %d owners", i+1, marks, len(owners))
		}
	}
	c.annotations(entries, w)
}

func (c *checker) annotations(entries map[int]string, w walk) {
	for n, object := range c.objects {
		if !strings.HasPrefix(object, "<</Type /Annot") {
			continue
		}
		for _, entry := range []string{"/F 4 ", "/Contents <FEFF"} {
			if !strings.Contains(object, entry) {
				c.report("annotation %d lacks %s", n, entry)
			}
		}
		if owner := atoi(entries[c.number(object, "/StructParent")]); owner == 0 || w.links[n] != owner {
			c.report("annotation %d leads to element %d, but %d holds it", n, owner, w.links[n])
		}
	}
}
