//go:build trace

package main

import (
	"encoding/json"
	"fmt"
	"runtime"

	"fyne.io/fyne/v2"

	"guichet/kiosk/ui"
)

// A program that is built to be tested says on its output what each window shows and where its controls are, so that a test
// can touch them. The program that visitors stand at has none of this.

// shown is one line of the trace.
type shown struct {
	Window   string                `json:"window"`
	Controls map[string][4]float32 `json:"controls"`
	Texts    []string              `json:"texts"`
	// Goroutines is how many there are in the whole program.
	Goroutines int `json:"goroutines"`
}

func (f *frame) trace() {
	s := shown{Window: f.name, Controls: map[string][4]float32{}, Goroutines: runtime.NumGoroutine()}
	s.look(f.root, fyne.Position{})
	line, err := json.Marshal(s)
	if err == nil {
		fmt.Println("trace", string(line))
	}
}

func (s *shown) look(o fyne.CanvasObject, at fyne.Position) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *fyne.Container:
		for _, inner := range o.Objects {
			s.look(inner, at)
		}
	case *ui.Control:
		s.Controls[o.Key] = [4]float32{at.X, at.Y, o.Size().Width, o.Size().Height}
		s.look(o.Content(), at)
	case *ui.Corner:
		s.Controls["corner"] = [4]float32{at.X, at.Y, o.Size().Width, o.Size().Height}
	case *ui.Text:
		s.Texts = append(s.Texts, o.Content())
	}
}
