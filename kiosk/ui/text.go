package ui

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"guichet/brochures/typeset"
)

// Style is how a text looks.
type Style struct {
	// Size is the size of the type in Fyne's units.
	Size  float32
	Bold  bool
	Color color.Color
	Align typeset.Align
	// Tight sets figures: a line is as high as the type, with the figures in its middle.
	Tight bool
}

// Text is a text that wraps at its width. Its content and language may change while it is shown.
type Text struct {
	widget.BaseWidget
	engine   *Engine
	language typeset.Language
	content  string
	style    Style
	set      *typeset.Paragraph
	err      error
	width    float32
	lines    []typeset.Line
}

// NewText returns a text.
func NewText(e *Engine, l typeset.Language, content string, s Style) *Text {
	t := &Text{engine: e, style: s}
	t.ExtendBaseWidget(t)
	t.Change(l, content)
	return t
}

// Change shows other words, in another language if need be.
func (t *Text) Change(l typeset.Language, content string) {
	t.language, t.content = l, content
	span := typeset.Span{Text: content, Style: typeset.Style{Bold: t.style.Bold, Size: float64(t.style.Size)}}
	t.set, t.err = t.engine.setter.Set(l, span)
	t.wrap()
	t.Refresh()
}

// Content returns the words that are shown.
func (t *Text) Content() string { return t.content }

// Language returns the language of the words.
func (t *Text) Language() typeset.Language { return t.language }

// Style returns how the words look.
func (t *Text) Style() Style { return t.style }

// Ink returns the color of the words.
func (t *Text) Ink() color.NRGBA { return color.NRGBAModel.Convert(t.style.Color).(color.NRGBA) }

// Err says why nothing is shown: a letter that no font has, or fonts that are not installed. Tests of the catalogues of a
// screen ask it; a box on a screen would help nobody.
func (t *Text) Err() error { return t.err }

// wrap breaks the text at its width; at first, before it has one, into one line.
func (t *Text) wrap() {
	t.lines = nil
	if t.err == nil {
		t.lines = t.set.Break(t.measure())
	}
}

func (t *Text) measure() float64 {
	if t.width <= 0 {
		return math.Inf(1)
	}
	return float64(t.width)
}

// leading is the distance between baselines, in whole units so that lines of different texts side by side agree.
func (t *Text) leading() float64 {
	if t.style.Tight {
		return math.Ceil(float64(t.style.Size))
	}
	return math.Ceil(float64(t.style.Size) * t.language.Leading)
}

// HeightFor returns the height that the text needs at a width.
func (t *Text) HeightFor(width float32) float32 {
	if t.err != nil {
		return 0
	}
	return float32(float64(len(t.set.Break(float64(width)))) * t.leading())
}

// MinSize is as wide as the longest word, and as high as the text is at the width that it was given last.
func (t *Text) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	if t.err != nil {
		return fyne.Size{}
	}
	narrowest := float32(math.Ceil(t.set.Narrowest()))
	return fyne.NewSize(narrowest, float32(float64(len(t.lines))*t.leading()))
}

// NaturalWidth returns the width of the text on one line.
func (t *Text) NaturalWidth() float32 {
	widest := 0.0
	if t.err == nil {
		for _, l := range t.set.Break(math.Inf(1)) {
			widest = max(widest, l.Width)
		}
	}
	return float32(math.Ceil(widest))
}

// Extent returns where the letters lie in the width that the text has: from where, and how wide.
func (t *Text) Extent() (left, width float32) {
	right := 0.0
	from := math.Inf(1)
	for _, l := range t.lines {
		x := l.Offset(t.language, t.style.Align, float64(t.width))
		from, right = min(from, x), max(right, x+l.Width)
	}
	if len(t.lines) == 0 || right <= from {
		return 0, 0
	}
	return float32(from), float32(right - from)
}

// Resize wraps the text anew.
func (t *Text) Resize(size fyne.Size) {
	if size.Width != t.width {
		t.width = size.Width
		t.wrap()
	}
	t.BaseWidget.Resize(size)
}

// CreateRenderer makes the picture that Fyne shows.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	return &textRenderer{text: t, picture: canvas.NewRaster(t.paint)}
}

// textRenderer shows a picture of the letters, and not of the room beside them: to paint what is empty costs as much.
type textRenderer struct {
	text    *Text
	picture *canvas.Raster
}

// Layout places the picture where the letters are.
func (r *textRenderer) Layout(size fyne.Size) {
	from, to := r.text.painted()
	r.picture.Move(fyne.NewPos(from, 0))
	r.picture.Resize(fyne.NewSize(to-from, size.Height))
}

// Refresh paints other words.
func (r *textRenderer) Refresh() {
	r.Layout(r.text.Size())
	r.picture.Refresh()
}

func (r *textRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.picture} }
func (r *textRenderer) Destroy()                     {}

// painted is what is painted of the width that the text has, in whole units. Letters may reach beyond where they lie.
func (t *Text) painted() (from, to float32) {
	left, width := t.Extent()
	beyond := t.style.Size / 2
	return max(0, whole(left-beyond)), whole(min(t.width, left+width+beyond)) + 1
}

// Where the first baseline is below the upper edge of a line, as a part of the leading; and in a line of figures, which are
// 0.714 of the type high.
const (
	baseline        = 0.72
	figuresBaseline = (1 + 0.714) / 2
)

func (t *Text) baseline() float64 {
	if t.style.Tight {
		return figuresBaseline
	}
	return baseline
}

// Baseline returns how far the first line's letters stand below the upper edge.
func (t *Text) Baseline() float32 { return float32(t.baseline() * t.leading()) }

// paint fills a picture of the text in pixels. Lines were broken in Fyne's units, so they are the same at any scale.
func (t *Text) paint(width, height int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	from, to := t.painted()
	if to <= from {
		return picture
	}
	scale := float64(width) / float64(to-from)
	for i, line := range t.lines {
		left := line.Offset(t.language, t.style.Align, float64(t.width)) - float64(from)
		y := math.Round((float64(i) + t.baseline()) * t.leading() * scale)
		for _, r := range line.Runs {
			x := (left + r.X) * scale
			r.Size *= scale
			t.engine.masks.Paint(picture, r, x, y, t.style.Color)
		}
	}
	return picture
}
