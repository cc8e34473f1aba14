package ui

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// wrapping is an object whose height depends on its width.
type wrapping interface{ HeightFor(width float32) float32 }

// wrappingLayout is a layout whose height depends on its width, as all of ours do.
type wrappingLayout interface {
	HeightFor(objects []fyne.CanvasObject, width float32) float32
}

func heightFor(o fyne.CanvasObject, width float32) float32 {
	if w, ok := o.(wrapping); ok {
		return w.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if w, ok := c.Layout.(wrappingLayout); ok {
			return w.HeightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

// Column stacks objects, each as wide as the column and as high as it needs at that width.
type Column struct {
	Gap float32
	// Width is what the column is asked about before it has one.
	Width float32
}

// Layout places the objects.
func (c Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		height := heightFor(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height + c.Gap
	}
}

// MinSize is the widest of the least widths, and the sum of the heights at the column's width.
func (c Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(c.Width, 0)
	for _, o := range objects {
		size.Width = max(size.Width, o.MinSize().Width)
	}
	size.Height = c.HeightFor(objects, size.Width)
	return size
}

// HeightFor returns the height of the column at a width.
func (c Column) HeightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	for i, o := range objects {
		if i > 0 {
			height += c.Gap
		}
		height += heightFor(o, width)
	}
	return height
}

// Row places objects side by side from where reading begins. The object at Grow, counted from 0, takes what is left; none
// does if Grow is negative.
type Row struct {
	Gap         float32
	RightToLeft bool
	Grow        int
	// Stretch makes every object as high as the row; else they are centered in height.
	Stretch bool
}

// Layout places the objects.
func (r Row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, width := range r.widths(objects, size.Width) {
		o := objects[i]
		height := size.Height
		if !r.Stretch {
			height = min(heightFor(o, width), size.Height)
		}
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(mirrored(x, width, size.Width, r.RightToLeft), (size.Height-height)/2))
		x += width + r.Gap
	}
}

// MinSize is the sum of the least widths, and the greatest height.
func (r Row) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for i, o := range objects {
		least := o.MinSize()
		if i > 0 {
			size.Width += r.Gap
		}
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// HeightFor returns the height of the highest object at a width of the row.
func (r Row) HeightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	for i, w := range r.widths(objects, width) {
		height = max(height, heightFor(objects[i], w))
	}
	return height
}

func (r Row) widths(objects []fyne.CanvasObject, width float32) []float32 {
	spare := max(0, width-r.MinSize(objects).Width)
	all := make([]float32, len(objects))
	for i, o := range objects {
		all[i] = o.MinSize().Width
		if i == r.Grow {
			all[i] += spare
		}
	}
	return all
}

// mirrored returns the left edge of an object at x within a width, counted from the right if that is where reading begins.
func mirrored(x, width, of float32, rightToLeft bool) float32 {
	if rightToLeft {
		return of - x - width
	}
	return x
}

// Grid places objects in rows of equal cells, row by row from where reading begins.
type Grid struct {
	Columns     int
	Gap         float32
	RightToLeft bool
	// Highest bounds the height of a cell that needs no more; zero is no bound.
	Highest float32
}

// Layout gives every object a cell of the same size.
func (g Grid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rows := g.rows(len(objects))
	cell := fyne.NewSize(g.column(size.Width), whole((size.Height-g.Gap*float32(rows-1))/float32(max(rows, 1))))
	if g.Highest > 0 {
		cell.Height = min(cell.Height, max(g.Highest, g.needed(objects, cell.Width)))
	}
	for i, o := range objects {
		x := float32(i%g.Columns) * (cell.Width + g.Gap)
		o.Resize(cell)
		o.Move(fyne.NewPos(mirrored(x, cell.Width, size.Width, g.RightToLeft), float32(i/g.Columns)*(cell.Height+g.Gap)))
	}
}

// column is how wide a cell is, of a width of the grid: as it is laid out and as it is measured, for a word may need the unit that
// is cut off.
func (g Grid) column(width float32) float32 {
	return whole((width - g.Gap*float32(g.Columns-1)) / float32(g.Columns))
}

// whole is a length without its fraction: edges that lie between two points of the screen blur.
func whole(length float32) float32 { return float32(math.Floor(float64(length))) }

// MinSize has room for the largest object in every cell.
func (g Grid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var cell fyne.Size
	for _, o := range objects {
		cell = cell.Max(o.MinSize())
	}
	rows := g.rows(len(objects))
	return fyne.NewSize(float32(g.Columns)*(cell.Width+g.Gap)-g.Gap, max(0, float32(rows)*(cell.Height+g.Gap)-g.Gap))
}

// HeightFor returns the height of all rows, each as high as the object that needs most at a width of the grid.
func (g Grid) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	cell := g.needed(objects, g.column(width))
	return max(0, float32(g.rows(len(objects)))*(cell+g.Gap)-g.Gap)
}

// needed is the height of the highest object at a width of a cell.
func (g Grid) needed(objects []fyne.CanvasObject, width float32) (height float32) {
	for _, o := range objects {
		height = max(height, heightFor(o, width))
	}
	return height
}

func (g Grid) rows(n int) int { return (n + g.Columns - 1) / g.Columns }

// Inset leaves room at both sides (X), and above and below (Y).
type Inset struct{ X, Y float32 }

func (in Inset) both() fyne.Size { return fyne.NewSize(2*in.X, 2*in.Y) }

// Layout gives each object the area within.
func (in Inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(in.X, in.Y))
		o.Resize(size.Subtract(in.both()))
	}
}

// MinSize is that of the largest object and the room around it.
func (in Inset) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.Add(in.both())
}

// HeightFor returns the height of the highest object and the room around it.
func (in Inset) HeightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	for _, o := range objects {
		height = max(height, heightFor(o, width-2*in.X))
	}
	return height + 2*in.Y
}

// Frame puts its first object at the top, its last at the bottom, and gives the one between them the rest. Between them
// stays a gap.
type Frame struct{ Gap float32 }

// Layout places the three objects.
func (f Frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top, middle, bottom := objects[0], objects[1], objects[2]
	above, below := heightFor(top, size.Width), heightFor(bottom, size.Width)
	top.Resize(fyne.NewSize(size.Width, above))
	top.Move(fyne.NewPos(0, 0))
	middle.Resize(fyne.NewSize(size.Width, size.Height-above-below-2*f.Gap))
	middle.Move(fyne.NewPos(0, above+f.Gap))
	bottom.Resize(fyne.NewSize(size.Width, below))
	bottom.Move(fyne.NewPos(0, size.Height-below))
}

// MinSize is the widest of the three, and the sum of their heights.
func (f Frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return f.column().MinSize(objects)
}

// HeightFor returns the height that the three need at a width.
func (f Frame) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return f.column().HeightFor(objects, width)
}

func (f Frame) column() Column { return Column{Gap: f.Gap} }

// Layers lays its objects over one another, each as large as the whole: grounds first.
type Layers struct{}

// Layout gives all objects the same place.
func (Layers) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize is that of the largest object.
func (Layers) MinSize(objects []fyne.CanvasObject) fyne.Size { return Inset{}.MinSize(objects) }

// HeightFor returns the height of the highest object at a width.
func (Layers) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return Inset{}.HeightFor(objects, width)
}

// Middle puts an object, as wide as there is room, in the middle of the height.
type Middle struct{}

// Layout gives each object its height and the whole width.
func (Middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		height := min(heightFor(o, size.Width), size.Height)
		o.Resize(fyne.NewSize(size.Width, height))
		o.Move(fyne.NewPos(0, (size.Height-height)/2))
	}
}

// MinSize is that of the largest object.
func (Middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return Inset{}.MinSize(objects) }

// HeightFor returns the height of the highest object at a width.
func (Middle) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return Inset{}.HeightFor(objects, width)
}

// HeightFor returns the height that an object needs at a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 { return heightFor(o, width) }

// Spacer is nothing: in a [Row] that lets it grow, it keeps what is before it and what is after it apart.
func Spacer() fyne.CanvasObject { return canvas.NewRectangle(color.Transparent) }

// Split gives its first object a part of the width, where reading begins, and its second the rest. A screen that is higher
// than wide has them one above the other.
type Split struct {
	Part        float32
	RightToLeft bool
	Above       bool
}

// Layout places both.
func (s Split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second := objects[0], objects[1]
	if s.Above {
		part := float32(int(size.Height * s.Part))
		first.Resize(fyne.NewSize(size.Width, part))
		first.Move(fyne.NewPos(0, 0))
		second.Resize(fyne.NewSize(size.Width, size.Height-part))
		second.Move(fyne.NewPos(0, part))
		return
	}
	part := float32(int(size.Width * s.Part))
	first.Resize(fyne.NewSize(part, size.Height))
	first.Move(fyne.NewPos(mirrored(0, part, size.Width, s.RightToLeft), 0))
	second.Resize(fyne.NewSize(size.Width-part, size.Height))
	second.Move(fyne.NewPos(mirrored(part, size.Width-part, size.Width, s.RightToLeft), 0))
}

// MinSize is what lets both have their least size in their parts.
func (s Split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	if s.Above {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height/s.Part, b.Height/(1-s.Part)))
	}
	return fyne.NewSize(max(a.Width/s.Part, b.Width/(1-s.Part)), max(a.Height, b.Height))
}

// HeightFor returns the height that lets both have what they need in their parts.
func (s Split) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	if s.Above {
		return max(heightFor(objects[0], width)/s.Part, heightFor(objects[1], width)/(1-s.Part))
	}
	part := float32(int(width * s.Part)) // as it is laid out: a word may need the unit that is cut off
	return max(heightFor(objects[0], part), heightFor(objects[1], width-part))
}
