package site

import (
	"slices"
	"strings"
)

// Printer is a printer as site.toml has it.
type Printer struct {
	// Role is what it is for: "slip" or "page".
	Role string
	// Name is what staff call it; the address, without its settings, unless set.
	Name string
	// Address is where it is, as package kiosk/paper reads it: tcp://HOST:9100, usb:/dev/usb/lp0, ipp://HOST/ipp/print ...
	Address string
	// Width is how many dots a slip has: 576 on paper of 80 mm, 384 on 58 mm. 576 unless set.
	Width int
}

// The roles of printers, and the widths of slips in dots.
var (
	printerRoles = []string{"slip", "page"}
	slipWidths   = []int{576, 384}
)

func (r *reader) printers(all []Printer) []Printer {
	for i := range all {
		p := &all[i]
		if !slices.Contains(printerRoles, p.Role) {
			r.fault("printer %d: role is %q: write \"slip\" or \"page\"", i+1, p.Role)
		}
		if p.Address == "" {
			r.fault("printer %d: address is missing, such as \"tcp://192.168.1.50:9100\" or \"usb:/dev/usb/lp0\"", i+1)
		}
		if p.Width == 0 {
			p.Width = slipWidths[0]
		}
		if !slices.Contains(slipWidths, p.Width) {
			r.fault("printer %d: width is %d: write 576 for paper of 80 mm, 384 for 58 mm", i+1, p.Width)
		}
		if p.Name == "" {
			p.Name, _, _ = strings.Cut(p.Address, "?") // settings of a line say nothing to staff
		}
		if slices.ContainsFunc(all[:i], func(o Printer) bool { return o.Name == p.Name && o.Role == p.Role }) {
			r.fault("printer %d: another %s printer is called %q too: give each a name of its own", i+1, p.Role, p.Name)
		}
	}
	return all
}
