package content

// DigestOf is what a confirmation of a fact is of.
func DigestOf(f Fact) string { return f.digest() }

// Index makes a country that a test wrote by hand ready to be asked.
func (c *Content) Index() { c.index() }

// ConfirmAll has a role confirm everything that there is.
func (c *Content) ConfirmAll(role string, on Date) {
	for id, of := range c.digests {
		c.Confirmations = append(c.Confirmations, Confirmation{ID: id, By: role, On: on, Of: of})
	}
}

// DigestOfNumber is what a confirmation of a useful number is of.
func DigestOfNumber(n UsefulNumber) string { return n.digest() }

// DigestOfPlace is what a confirmation of a place is of.
func DigestOfPlace(p Place) string { return p.digest() }
