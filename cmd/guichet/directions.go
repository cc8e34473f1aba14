package main

import (
	"errors"

	"guichet/brochures/content"
	"guichet/kiosk"
	"guichet/kiosk/paper"
)

// destinationsOf are the places that a slip may lead to on a day.
func destinationsOf(c *content.Content, on content.Date) (all []kiosk.Destination) {
	private := map[string]bool{}
	for _, t := range c.Topics {
		private[t.Code] = t.Private
	}
	for _, p := range c.Places {
		if !c.Place(p, on).Printed() {
			continue
		}
		d := kiosk.Destination{ID: p.ID, Names: p.Name, Topics: p.Topics}
		for _, topic := range p.Topics {
			d.Private = d.Private || private[topic]
		}
		all = append(all, d)
	}
	return all
}

// look tells the flow where people can be sent, when that has changed.
func (w *staffWindow) look() {
	c, _ := w.shelf.Content()
	on := w.today()
	if c == nil || c == w.places && on == w.placesOn {
		return
	}
	w.places, w.placesOn = c, on
	w.event(kiosk.PlacesChanged{Places: destinationsOf(c, on)})
}

// printDirection prints the slip to a place, and says what became of it.
func (w *staffWindow) printDirection(e kiosk.PrintDirection) {
	done := func(err error) func() {
		if errors.Is(err, content.ErrWithheld) || errors.Is(err, content.ErrUnknown) {
			err = content.ErrWithheld // the log does not say where somebody was sent
		}
		failed := w.failed("print the slip to a place", err)
		return func() { w.event(kiosk.DirectionPrinted{Failed: failed}) }
	}
	w.elsewhere(func() func() {
		c, _ := w.shelf.Content()
		direction, err := c.Direction(e.Place, e.Topic, e.Language, w.today(), content.Town{Name: w.desk.Site.Town})
		if err != nil {
			return done(err)
		}
		_, err = w.paper.Print(paper.SlipRole, func(width int) (paper.Document, error) { return w.paper.Direction(direction, width) },
			func(r paper.Result) {
				w.onScreen(func() { w.event(kiosk.DirectionPrinted{Failed: r.Outcome == paper.NotSent}) })
			})
		if err != nil {
			return done(err)
		}
		return nil
	})
}
