package brochures

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// SourceError says which line of a text cannot be made into a leaflet, and why.
type SourceError struct {
	Line   int
	Reason string
}

func (e *SourceError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// The reasons of a [SourceError].
const (
	reasonImage  = "pictures are not printed: a leaflet must be readable aloud and in black and white; say it in words"
	reasonHTML   = "HTML is not printed: use Markdown's own marks"
	reasonTitle  = "a leaflet begins with its title: a line like \"# Title\""
	reasonLink   = "a link leads to a page, a mail address or a telephone: it begins with https://, http://, mailto: or tel:"
	reasonText   = "the text is not UTF-8"
	reasonTooBig = "the text is longer than 4 MB"
)

// maxSource bounds what is parsed.
const maxSource = 4 << 20

// ParseMarkdown reads a leaflet in CommonMark with tables. Errors are [SourceError]s.
func ParseMarkdown(source []byte) (Document, error) {
	blocks, err := ParseBlocks(source)
	if err != nil {
		return Document{}, err
	}
	return titled(blocks)
}

// ParseBlocks reads a text that has its title elsewhere. Errors are [SourceError]s.
func ParseBlocks(source []byte) ([]Block, error) {
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	if len(source) > maxSource {
		return nil, &SourceError{1, reasonTooBig}
	}
	if at := invalid(source); at >= 0 {
		return nil, &SourceError{line(source, at), reasonText}
	}
	m := markdown{source: source}
	parser := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Linkify)).Parser()
	blocks := m.blocks(parser.Parse(text.NewReader(source)))
	return blocks, m.err
}

// invalid returns where source stops being UTF-8, or -1.
func invalid(source []byte) int {
	for i := 0; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

func line(source []byte, at int) int { return 1 + bytes.Count(source[:at], []byte("\n")) }

// titled takes the title and subtitle from the front of the blocks.
func titled(blocks []Block) (Document, error) {
	if len(blocks) == 0 {
		return Document{}, &SourceError{1, reasonTitle}
	}
	first, ok := blocks[0].(Heading)
	if !ok || first.Level != 1 || !strings.ContainsFunc(first.Text.Plain(), visible) {
		return Document{}, &SourceError{1, reasonTitle}
	}
	d := Document{Title: first.Text.Plain(), Blocks: blocks[1:]}
	if len(d.Blocks) > 0 {
		if p, ok := d.Blocks[0].(Paragraph); ok && p.emphasised() {
			d.Subtitle, d.Blocks = p.Text.Plain(), d.Blocks[1:]
		}
	}
	return d, nil
}

func visible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

func (p Paragraph) emphasised() bool {
	for _, s := range p.Text {
		if !s.Italic {
			return false
		}
	}
	return true
}

// markdown turns goldmark's tree into ours. The first thing that cannot be printed stops it.
type markdown struct {
	source []byte
	err    error
}

func (m *markdown) refuse(n ast.Node, reason string) {
	if m.err != nil {
		return
	}
	for n != nil && (n.Type() == ast.TypeInline || n.Lines().Len() == 0) {
		n = n.Parent()
	}
	at := 0
	if n != nil {
		at = n.Lines().At(0).Start
	}
	m.err = &SourceError{line(m.source, at), reason}
}

func (m *markdown) blocks(parent ast.Node) (all []Block) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if b := m.block(n); b != nil {
			all = append(all, b)
		}
	}
	return all
}

func (m *markdown) block(n ast.Node) Block {
	switch n := n.(type) {
	case *ast.Heading:
		return Heading{min(n.Level, 3), m.inline(n)}
	case *ast.Paragraph, *ast.TextBlock:
		return m.paragraph(n)
	case *ast.List:
		return m.list(n)
	case *ast.Blockquote:
		return Quote{Blocks: m.blocks(n)}
	case *ast.ThematicBreak:
		return Rule{}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return Paragraph{Inline{{Text: string(bytes.TrimSpace(n.Lines().Value(m.source)))}}}
	case *table.Table:
		return m.table(n)
	default:
		m.refuse(n, reasonHTML)
		return nil
	}
}

func (m *markdown) paragraph(n ast.Node) Block {
	text := m.inline(n)
	if len(text) == 0 {
		return nil
	}
	if link := text[0].Link; link != "" && linksTo(text, link) {
		return Address{Label: text.Plain(), Target: link}
	}
	return Paragraph{text}
}

func linksTo(text Inline, link string) bool {
	for _, s := range text {
		if s.Link != link {
			return false
		}
	}
	return true
}

func (m *markdown) list(n *ast.List) Block {
	l := List{Numbered: n.IsOrdered(), First: n.Start}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		l.Items = append(l.Items, m.blocks(item))
	}
	return l
}

func (m *markdown) table(n *table.Table) Block {
	var t Table
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []Inline
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, m.inline(cell))
		}
		if _, ok := row.(*table.TableHeader); ok {
			t.Titles = cells
		} else {
			t.Rows = append(t.Rows, cells)
		}
	}
	return t
}

func (m *markdown) inline(parent ast.Node) Inline {
	var out Inline
	m.spans(parent, Span{}, &out)
	return out
}

// spans appends the text below parent; style is what the nodes around it ask for.
func (m *markdown) spans(parent ast.Node, style Span, out *Inline) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		inner := style
		switch n := n.(type) {
		case *ast.Text:
			out.add(style, string(n.Value(m.source))+lineEnd(n))
			continue
		case *ast.String:
			out.add(style, string(n.Value))
			continue
		case *ast.AutoLink:
			inner.Link = m.target(n, string(n.URL(m.source)))
			out.add(inner, string(n.Label(m.source)))
			continue
		case *ast.Emphasis:
			inner.Bold, inner.Italic = style.Bold || n.Level > 1, style.Italic || n.Level == 1
		case *ast.Link:
			inner.Link = m.target(n, string(n.Destination))
		case *ast.CodeSpan:
		case *ast.Image:
			m.refuse(n, reasonImage)
		default:
			m.refuse(n, reasonHTML)
		}
		m.spans(n, inner, out)
	}
}

// target returns where a link leads. What only a browser understands (scripts, pages beside this one) is refused.
func (m *markdown) target(n ast.Node, link string) string {
	if auto, ok := n.(*ast.AutoLink); ok && auto.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(link, "mailto:") {
		link = "mailto:" + link
	}
	for _, kind := range []string{"https://", "http://", "mailto:", "tel:"} {
		if len(link) > len(kind) && strings.EqualFold(link[:len(kind)], kind) {
			return link
		}
	}
	m.refuse(n, reasonLink)
	return ""
}

func lineEnd(n *ast.Text) string {
	switch {
	case n.HardLineBreak():
		return "\n"
	case n.SoftLineBreak():
		return " "
	default:
		return ""
	}
}

// add appends text, joined to the last span if that has the same style.
func (in *Inline) add(style Span, text string) {
	if n := len(*in); n > 0 {
		last := (*in)[n-1]
		last.Text = ""
		if last == style {
			(*in)[n-1].Text += text
			return
		}
	}
	style.Text = text
	if text != "" {
		*in = append(*in, style)
	}
}
