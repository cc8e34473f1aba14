package pdf

// Role is the standard structure type of an element.
type Role string

// The roles that leaflets use.
const (
	H1      Role = "H1"
	H2      Role = "H2"
	H3      Role = "H3"
	P       Role = "P"
	L       Role = "L"
	LI      Role = "LI"
	Lbl     Role = "Lbl"
	LBody   Role = "LBody"
	Quote   Role = "BlockQuote"
	Table   Role = "Table"
	TR      Role = "TR"
	TH      Role = "TH"
	TD      Role = "TD"
	Figure  Role = "Figure"
	Link    Role = "Link"
	Span    Role = "Span"
	Section Role = "Sect"
)

// Attributes describe an element to those who hear the page.
type Attributes struct {
	// Language is the BCP 47 tag of the element, where it is not the document's.
	Language string
	// Alt says in words what a figure or a link is.
	Alt string
	// Actual is the element's text in reading order, for scripts whose order on the page is another. Only for elements
	// without others inside.
	Actual string
	// Numbered tells a list with numbers from one with bullets.
	Numbered bool
	// Box is the place of a figure on its page: left, bottom, right, top, in points from the lower left corner.
	Box [4]float64
}

// element is a node of the structure tree.
type element struct {
	role   Role
	parent *element
	kids   []kid
	Attributes
	object int // its number in the file, once known
}

// kid is what an element holds: another element, or a piece of marked content, or a link's annotation.
type kid struct {
	element *element
	page    int // counted from 0
	mark    int // the MCID of a piece of content
	link    *annotation
}

// annotation is the active area of a link on a page.
type annotation struct {
	page   int
	box    [4]float64
	target string
	alt    string
	owner  *element
	object int
}

// Open begins an element inside the one that is open. What is drawn until [Document.Close] belongs to it.
func (d *Document) Open(role Role, a Attributes) {
	e := &element{role: role, parent: d.current, Attributes: a}
	d.current.kids = append(d.current.kids, kid{element: e})
	d.current = e
}

// Close ends the element that was opened last.
func (d *Document) Close() {
	d.current = d.current.parent
}

// Part is a place in the structure for an element that is drawn piece by piece, in whatever order pages show the pieces.
type Part struct{ element *element }

// Part adds an element behind what the open one holds. [Document.Into] fills it.
func (d *Document) Part(role Role, a Attributes) Part {
	d.Open(role, a)
	part := Part{d.current}
	d.Close()
	return part
}

// Into draws a piece of a part.
func (d *Document) Into(p Part, draw func()) {
	before := d.current
	d.current = p.element
	draw()
	d.current = before
}

// Figure draws a picture in a box, as one element whose alternative text says in words what it shows.
func (d *Document) Figure(alt string, x, y, width, height float64, draw func()) {
	d.Open(Figure, Attributes{Alt: alt, Box: [4]float64{x, d.Height - y - height, x + width, d.Height - y}})
	draw()
	d.Close()
}

// Artifact draws what is not text of the document, as lines, grounds and page numbers.
func (d *Document) Artifact(draw func()) {
	before := d.artifact
	d.artifact = true
	draw()
	d.artifact = before
}

// artifact marks content that belongs to no element.
var artifact = &element{}

// mark makes sure that what is drawn next is marked as content of the current element.
func (d *Document) mark() {
	owner := d.current
	if d.artifact {
		owner = artifact
	}
	p := d.page()
	if p.marked == owner {
		return
	}
	p.unmark()
	p.marked = owner
	if owner == artifact {
		p.printf("/Artifact BMC\n")
		return
	}
	owner.kids = append(owner.kids, kid{page: d.drawn, mark: len(p.owners)})
	p.printf("/%s <</MCID %d>> BDC\n", owner.role, len(p.owners))
	p.owners = append(p.owners, owner)
}

// unmark ends the piece of marked content that is open on the page.
func (p *page) unmark() {
	if p.marked != nil {
		p.printf("EMC\n")
		p.marked = nil
	}
}

// elements returns all elements below e in the order of the document.
func (e *element) elements() (all []*element) {
	for _, k := range e.kids {
		if k.element != nil {
			all = append(append(all, k.element), k.element.elements()...)
		}
	}
	return all
}
