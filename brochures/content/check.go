package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// check finds what is wrong with content as a whole. It does not depend on the day.
func check(c *Content) Problems {
	k := checker{Content: c}
	k.country()
	for _, t := range c.Topics {
		k.topic(t)
	}
	for _, f := range c.Facts {
		k.fact(f)
	}
	for _, n := range c.Numbers {
		k.number(n)
	}
	for _, p := range c.Places {
		k.place(p)
	}
	for _, h := range c.Holidays {
		k.holiday(h)
	}
	for _, e := range c.Entries {
		k.entry(e)
	}
	for _, n := range c.Confirmations {
		k.confirmation(n)
	}
	k.names()
	k.texts()
	return k.problems
}

type checker struct {
	*Content
	problems Problems
}

func (k *checker) fault(o Origin, format string, args ...any) {
	k.problems = append(k.problems, Problem{File: o.File, Line: o.Line, Reason: fmt.Sprintf(format, args...)})
}

func (k *checker) notice(o Origin, format string, args ...any) {
	k.problems = append(k.problems, Problem{File: o.File, Line: o.Line, Reason: fmt.Sprintf(format, args...), Notice: true})
}

// one reports a value that is none of a closed list.
func (k *checker) one(o Origin, name, value string, of ...string) {
	if !slices.Contains(of, value) {
		k.fault(o, "%s is %q: it must be one of %s", name, value, strings.Join(of, ", "))
	}
}

func (k *checker) country() {
	at := Origin{File: "pack.toml"}
	if len(k.Languages) == 0 {
		k.fault(at, "no pack.toml names the languages in which everything must be written")
	}
	if len(k.Roles) == 0 {
		k.fault(at, "no pack.toml names the roles that may confirm and approve")
	}
	if len(k.Phone.Long) == 0 {
		k.fault(at, "phone.long must say how many digits a telephone number has")
	}
	d := k.Days
	for name, days := range map[string]int{"law": d.Law, "fact": d.Fact, "critical": d.Critical, "unknown": d.Unknown} {
		if days <= 0 || days > 3650 {
			k.fault(at, "days.%s must say for how many days something stays true, from 1 to 3650", name)
		}
	}
}

// text reports a text that is missing in a language, or that is not plain.
func (k *checker) text(o Origin, name string, t Text) {
	for _, language := range k.Languages {
		if strings.TrimSpace(t[language]) == "" {
			k.fault(o, "%s is missing in %q", name, language)
		}
	}
	k.optional(o, name, t)
}

// optional reports a text that is there in some languages only, or that is not plain.
func (k *checker) optional(o Origin, name string, t Text) {
	for language, said := range t {
		if strings.ContainsAny(said, "{}") {
			k.fault(o, "%s in %q: braces have no meaning here", name, language)
		}
	}
}

// partly reports a text that may be left out, but not in one language only.
func (k *checker) partly(o Origin, name string, t Text) {
	if len(t) > 0 {
		k.text(o, name, t)
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (k *checker) id(o Origin, id string) {
	if !idForm.MatchString(id) {
		k.fault(o, "the id is %q: it must be small letters and digits, with hyphens between, such as \"birth-10-days\"", id)
	}
}

func (k *checker) evidence(o Origin, e Evidence) {
	k.one(o, "certainty", e.Certainty, "A", "B", "C", "D", "X")
	k.one(o, "confirm", e.Confirm, "none", "one", "two")
	if strings.TrimSpace(e.Source) == "" {
		k.fault(o, "source is missing: say where this was read, so that somebody can look again")
	}
	if !e.VerifiedOn.Valid() {
		k.fault(o, "verified_on is %q: it must be a date, such as 2026-11-23", e.VerifiedOn)
	}
	if e.ExpiresOn != "" && !e.ExpiresOn.Valid() {
		k.fault(o, "expires_on is %q: it must be a date, such as 2026-11-23, or be left out", e.ExpiresOn)
	}
	if e.ExpiresOn.Valid() && e.ExpiresOn <= e.VerifiedOn {
		k.fault(o, "expires_on is not after verified_on")
	}
}

func (k *checker) topic(t Topic) {
	if !regexp.MustCompile(`^[A-Z]{3}$`).MatchString(t.Code) {
		k.fault(t.Origin, "code is %q: it must be three capital letters, such as \"CIV\"", t.Code)
	}
	if t.Icon == "" {
		k.fault(t.Origin, "icon is missing: a name in Material Icons, such as \"school\"")
	}
	k.text(t.Origin, "name", t.Name)
	k.optional(t.Origin, "say", t.Say)
	k.forbidden(t.Origin, t.Say)
	if k.forbids(t.Name) {
		k.fault(t.Origin, "the name is on the do-not-print list")
	}
}

func (k *checker) fact(f Fact) {
	k.id(f.Origin, f.ID)
	k.one(f.Origin, "kind", f.Kind, "law", "practice")
	k.one(f.Origin, "otherwise", f.Otherwise, "ask", "vanish")
	k.text(f.Origin, "text", f.Text)
	k.evidence(f.Origin, f.Evidence)
	k.forbidden(f.Origin, f.Text)
}

func (k *checker) number(n UsefulNumber) {
	k.id(n.Origin, n.ID)
	k.topics(n.Origin, n.Topics)
	k.text(n.Origin, "name", n.Name)
	k.partly(n.Origin, "note", n.Note)
	k.answers(n.Origin, n.Answers)
	k.evidence(n.Origin, n.Evidence)
	if len(n.Phones) == 0 {
		k.fault(n.Origin, "phones is missing: a useful number has one at least")
	}
	k.reach(n.Origin, n.Phones, n.Hours)
	k.forbidden(n.Origin, n.Name, n.Note)
}

func (k *checker) answers(o Origin, who string) {
	k.one(o, "answers", who, Answers...)
}

// Answers are those who may answer a telephone line or work at a place.
var Answers = []string{"health", "police", "army", "ministry", "town", "justice", "un", "association", "consulate", "other"}

func (k *checker) place(p Place) {
	k.id(p.Origin, p.ID)
	k.topics(p.Origin, p.Topics)
	k.one(p.Origin, "kind", p.Kind, "public", "town", "un", "association", "consulate")
	k.one(p.Origin, "cost", p.Cost, "free", "paid", "varies", "unknown")
	k.one(p.Origin, "papers", p.Papers, "yes", "no", "unknown")
	k.one(p.Origin, "status", p.Status, "active", "limited", "suspended", "dissolved", "unknown")
	if p.StatusSince != "" && !p.StatusSince.Valid() {
		k.fault(p.Origin, "status_since is %q: it must be a date, such as 2026-11-23, or be left out", p.StatusSince)
	}
	k.text(p.Origin, "name", p.Name)
	for name, t := range map[string]Text{"address": p.Address, "bring": p.Bring, "note": p.Note} {
		k.partly(p.Origin, name, t)
	}
	k.answers(p.Origin, p.Answers)
	k.evidence(p.Origin, p.Evidence)
	k.reach(p.Origin, p.Phones, p.Hours)
	k.forbidden(p.Origin, p.Name, p.Address, p.Bring, p.Note)
}

// reach checks how and when something can be reached.
func (k *checker) reach(o Origin, phones, hours []string) {
	for _, p := range phones {
		if _, ok := k.Phone.Digits(p); !ok {
			k.fault(o, "the phone %q has not the shape of this country's numbers: %v digits, or a code of %v", p, k.Phone.Long, k.Phone.Short)
		}
		if e := k.bans.find(p); e >= 0 {
			k.notice(o, "the phone %q is on the do-not-print list (%s): it will not be printed", p, k.Entries[e].Reason)
		}
	}
	for _, h := range hours {
		if _, ok := ParseOpening(h); !ok {
			k.fault(o, "the hours %q: write \"mon-fri 08:30-17:30\", \"sat 09:00-12:00\" or \"always\"", h)
		}
	}
}

func (k *checker) topics(o Origin, codes []string) {
	for _, code := range codes {
		if !k.unread["topics.toml"] && !slices.ContainsFunc(k.Topics, func(t Topic) bool { return t.Code == code }) {
			k.fault(o, "there is no topic %q in topics.toml", code)
		}
	}
}

// forbidden tells the clerk of what the do-not-print list will take out.
func (k *checker) forbidden(o Origin, texts ...Text) {
	for _, t := range texts {
		for _, language := range k.Languages {
			if e := k.bans.find(t[language]); e >= 0 {
				k.notice(o, "the text in %q names what is on the do-not-print list (%s): it will not be printed", language, k.Entries[e].Reason)
			}
		}
	}
}

func (k *checker) holiday(h Holiday) {
	k.text(h.Origin, "name", h.Name)
	for _, reason := range h.undated() {
		k.fault(h.Origin, "%s", reason)
	}
}

func (k *checker) entry(e Entry) {
	if strings.TrimSpace(e.Reason) == "" {
		k.fault(e.Origin, "reason is missing: say why this must not be printed")
	}
	if len(e.Words)+len(e.Phones) == 0 {
		k.fault(e.Origin, "there are neither words nor phones: nothing would be kept off the paper")
	}
	for _, w := range e.Words {
		if n := len([]rune(join(fold(w)))); n < 3 {
			k.fault(e.Origin, "the words %q are too short: they would take out what they do not mean", w)
		}
	}
	for _, p := range e.Phones {
		if len(digitsOf(p)) < 3 {
			k.fault(e.Origin, "the phone %q has fewer than three digits", p)
		}
	}
}

func (k *checker) confirmation(n Confirmation) {
	if !n.On.Valid() {
		k.fault(n.Origin, "on is %q: it must be a date, such as 2026-11-23", n.On)
	}
	if !slices.Contains(k.Roles, n.By) {
		k.fault(n.Origin, "by is %q: it must be one of the roles %s; never a person's name", n.By, strings.Join(k.Roles, ", "))
	}
	switch known := k.digests[n.ID]; {
	case known == "":
		k.notice(n.Origin, "it confirms %q, which is not there (any more)", n.ID)
	case known != n.Of:
		k.notice(n.Origin, "it confirms %q as it was written before: what is written now must be confirmed again", n.ID)
	}
}

// names finds ids that a fact, a number and a place share: confirmations could not tell them apart.
func (k *checker) names() {
	seen := map[string]Origin{}
	note := func(id string, o Origin) {
		if first, twice := seen[id]; twice && first.File != o.File {
			k.fault(o, "the id %q is used in %s, line %d, too", id, first.File, first.Line)
		}
		seen[id] = o
	}
	for _, f := range k.Facts {
		note(f.ID, f.Origin)
	}
	for _, n := range k.Numbers {
		note(n.ID, n.Origin)
	}
	for _, p := range k.Places {
		note(p.ID, p.Origin)
	}
}
