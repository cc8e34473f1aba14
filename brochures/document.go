// Package brochures turns texts into leaflets that people take home.
//
// [ParseMarkdown] reads what a clerk wrote in a text editor into a [Document]; [Leaflet.Render] lays it out and writes the
// PDF. Text is set by package typeset, so a leaflet in Arabic, Bengali or N'Ko is as right as one in French.
package brochures

// Document is a text in blocks, without any thought of how it looks.
type Document struct {
	// Title is the first heading of level 1, as plain text.
	Title string
	// Subtitle is a paragraph right below the title that is emphasised from end to end; it stands beside the title.
	Subtitle string
	// Icon is a name in Material Icons, or empty: it stands beside the title.
	Icon string
	// From is who hands the leaflet out, at the foot of each page; or empty.
	From string
	// Notice is what readers must know of the whole leaflet, such as that it is a draft; or empty.
	Notice string
	Blocks []Block
	// Links stand at the foot of the leaflet, each with its QR code.
	Links []Address
	// Small are lines of small print at the end: sources, and until when the leaflet holds.
	Small []string
}

// Block is a part of a document: [Heading], [Paragraph], [List], [Quote], [Table], [Cards], [Address], [Figure] or [Rule].
type Block interface{ block() }

// Heading is a title within a document, of level 1 (the highest) to 3.
type Heading struct {
	Level int
	Text  Inline
}

// Paragraph is running text. A line feed in it is a line break that the author wants.
type Paragraph struct{ Text Inline }

// List is a list of items with bullets, or with numbers from First on.
type List struct {
	Numbered bool
	First    int
	Items    [][]Block
}

// Quote is a text set apart: leaflets show it as a note.
type Quote struct {
	Blocks []Block
	// Icon is a name in Material Icons that makes it a quiet note, or empty for one to take care of.
	Icon string
}

// Table is a table with one row of column titles. All rows have as many cells as the titles.
type Table struct {
	Titles []Inline
	Rows   [][]Inline
}

// Cards are places and telephone lines, one beside the other.
type Cards struct{ Cards []Card }

// Card is what one must know to go to a place, or to call it.
type Card struct {
	Icon  string // a name in Material Icons, or empty
	Title string
	// Phones are telephone numbers as they are dialled, in groups.
	Phones []string
	// Lines are the address, the hours, who answers, and so on, one below the other.
	Lines []string
}

// Address is a link that stands alone in its paragraph. Paper cannot be touched: it is printed with a QR code.
type Address struct {
	Label  string
	Target string
}

// Rule is a line across the page.
type Rule struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Quote) block()     {}
func (Table) block()     {}
func (Cards) block()     {}
func (Address) block()   {}
func (Rule) block()      {}

// Inline is the text of a block in pieces of one style each.
type Inline []Span

// Span is a piece of text in one style.
type Span struct {
	Text         string
	Bold, Italic bool
	// Link is where the text leads, or empty.
	Link string
}

// Plain returns the text without its styles.
func (in Inline) Plain() string {
	var all string
	for _, s := range in {
		all += s.Text
	}
	return all
}
