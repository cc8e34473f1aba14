// Package morning brings together what a mediator should know before the doors open: printers, the machine, and what
// the content will lose within a week.
package morning

import (
	"time"

	"guichet/brochures/content"
	"guichet/cmd/internal/about"
	"guichet/kiosk"
	"guichet/kiosk/paper"
)

// ahead is how far the report looks.
const ahead = 7

// Report is the readiness of a town's desk on a day.
func Report(town string, day time.Time, devices []paper.DeviceReport, conditions []kiosk.Condition, c *content.Content) paper.Readiness {
	r := paper.Readiness{Town: town, Version: about.Version("Guichet"), Day: day, Devices: devices}
	for _, h := range kiosk.HealthOf(conditions) {
		r.Troubles = append(r.Troubles, h.Staff)
	}
	if c == nil {
		return r
	}
	for _, s := range c.Outlook(content.On(day), content.On(day.AddDate(0, 0, ahead))).Lapsing {
		until, err := time.Parse(time.DateOnly, string(s.Until))
		if err == nil {
			r.Lapsing = append(r.Lapsing, paper.Lapse{What: s.ID, Until: until.AddDate(0, 0, -1)})
		}
	}
	return r
}
