package content

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
)

// digest is a short name of what is said: two things with the same digest say the same.
func digest(said ...any) string {
	text, err := json.Marshal(said)
	if err != nil {
		panic(err) // a broken program: everything that is digested is text and numbers
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}

// digest is what a confirmation of the fact is of: the sentence in all languages, not its source or dates.
func (f Fact) digest() string { return digest("fact", f.Text) }

func (n UsefulNumber) digest() string {
	return digest("number", n.Topics, n.Phones, n.Name, n.Answers, n.Hours, n.Note, n.Free)
}

func (p Place) digest() string {
	return digest("place", p.Kind, p.Topics, p.Area, p.Name, p.Address, p.Phones, p.Hours, p.Languages, p.Cost, p.Papers, p.Bring, p.Answers, p.Note, p.Status)
}

// Approvable is the digest that an approval of a brochure is of: its text, with the facts in it.
func (c *Content) Approvable(b Brochure) string {
	facts := make([]string, 0, len(b.Facts))
	for _, id := range slices.Sorted(slices.Values(b.Facts)) {
		if i, ok := c.facts[id]; ok {
			facts = append(facts, c.Facts[i].Text[b.Language])
		}
	}
	return digest("brochure", b.Title, b.Subtitle, b.Topic, b.Language, b.Body, facts)
}

// Edition is a short name of a brochure's text, in letters that no telephone number has: it tells paper of today from old paper.
func (c *Content) Edition(b Brochure) string {
	const letters = "bcdfghjkmnpqrstv"
	name := []byte(c.Approvable(b)[:4])
	for i, digit := range name {
		value, err := strconv.ParseUint(string(digit), 16, 8)
		if err != nil {
			panic(err) // a broken program: digests are hexadecimal
		}
		name[i] = letters[value]
	}
	return string(name)
}

// Approved says that a role approved the brochure as it is now.
func (c *Content) Approved(b Brochure) bool {
	a := b.Approval
	return a.By != "" && slices.Contains(c.Roles, a.By) && a.Text == c.Approvable(b)
}

// index makes the tables that lookups use.
func (c *Content) index() {
	c.bans = newBans(c.Entries, c.Phone)
	c.facts, c.texts, c.digests = map[string]int{}, map[Key]int{}, map[string]string{}
	for i, f := range c.Facts {
		c.facts[f.ID], c.digests[f.ID] = i, f.digest()
	}
	for _, n := range c.Numbers {
		c.digests[n.ID] = n.digest()
	}
	for _, p := range c.Places {
		c.digests[p.ID] = p.digest()
	}
	for i, b := range c.Brochures {
		c.texts[Key{b.Topic, b.Language}] = i
	}
}
